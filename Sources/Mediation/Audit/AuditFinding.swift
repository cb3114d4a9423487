package import RecordStore

/// Something that an audit found to differ from what was written.
///
/// It names tables, places and rules, never a person or content.
package struct AuditFinding: Hashable, Sendable {
    /// Where it is.
    package enum Area: Hashable, Sendable, CustomStringConvertible {
        /// A table of the record store.
        case table(RecordTable)
        /// The keystore.
        case keystore

        /// The name of the table, or `keystore`.
        package var description: String {
            switch self {
            case .table(let table): table.rawValue
            case .keystore: "keystore"
            }
        }
    }

    /// Where it is.
    package let area: Area
    /// Which row or file, such as `entry 42` or `chain of a dossier K7QJ-2M4X, statement 3`.
    package let place: String
    /// What differs: lower case, no full stop.
    package let problem: String

    init(_ area: Area, _ place: String, _ problem: String) {
        self.area = area
        self.place = place
        self.problem = problem
    }

    init(_ table: RecordTable, _ place: String, _ problem: String) {
        self.init(.table(table), place, problem)
    }
}

/// What an audit went through and found.
package struct AuditReport: Sendable {
    /// How many rows and files were checked, by area.
    package fileprivate(set) var checked: [AuditFinding.Area: Int] = [:]
    /// What differs; at most ``AuditReport/limit`` findings.
    package fileprivate(set) var findings: [AuditFinding] = []

    /// How many recipients of newest section versions have no wrap, because their role had no key.
    package internal(set) var pendingWraps = 0

    /// The most findings that are listed; more say nothing new.
    package static let limit = 1000

    /// Whether nothing differs.
    package var isClean: Bool { findings.isEmpty }

    mutating func check(_ area: AuditFinding.Area, count: Int = 1) {
        checked[area, default: 0] += count
    }

    mutating func add(_ finding: AuditFinding) {
        if findings.count < Self.limit { findings.append(finding) }
    }
}
