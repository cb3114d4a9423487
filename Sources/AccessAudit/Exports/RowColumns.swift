package import CryptoPrimitives
internal import Records
internal import TransparencyLog

/// The columns of CSV and the members of JSON: everything that a row says.
package struct RowColumn: Sendable {
    /// What a cell holds.
    enum Cell: Hashable, Sendable {
        case text(String?)
        case number(UInt64?)
        case flag(Bool)
        case list([String])
    }

    /// The heading.
    package let name: String
    let cell: @Sendable (NamedRow) -> Cell

    private init(_ name: String, _ cell: @escaping @Sendable (NamedRow) -> Cell) {
        self.name = name
        self.cell = cell
    }

    private static func text(
        _ name: String, _ text: @escaping @Sendable (LogEntry) -> String?
    ) -> Self { Self(name) { .text(text($0.row.entry)) } }

    /// All columns, in their order.
    package static let all: [Self] = [
        Self("index") { .number($0.row.index) },
        text("time") { $0.time.description },
        text("event") { $0.event.rawValue },
        text("action") { $0.action.rawValue },
        text("outcome") { $0.outcome.rawValue },
        text("why") { $0.reason.rawValue },
        Self("isEmergency") { .flag($0.row.entry.isEmergency) },
        text("actor") { $0.actor?.description },
        Self("actorName") { .text($0.actorName) },
        text("role") { $0.role?.description },
        text("organisation") { $0.organisation?.description },
        Self("organisationName") { .text($0.organisationName) },
        text("purpose") { $0.purpose?.description },
        Self("reason") { .text($0.reason) },
        text("subject") { $0.subject?.description },
        Self("subjectName") { .text($0.subjectName) },
        text("record") { $0.record?.description },
        text("category") { $0.category?.rawValue },
        text("policy") { $0.policy?.description },
        Self("approvals") { .list($0.row.entry.approvals.sorted().map(\.description)) },
        Self("reference") { .number($0.row.entry.reference) },
        text("source") { $0.source.description },
        Self("isDetailMissing") { .flag($0.row.facts.isDetailMissing) },
        Self("leafHash") { .text($0.row.leafHash.hex) },
    ]
}

/// Rows as comma-separated values; the first line names the columns.
///
/// A list is one cell with a space between its elements.
package struct CSVRows: RowEncoder {
    /// Starts a file.
    package init() {}

    package mutating func header() -> [UInt8] { CSVLine.encode(RowColumn.all.map(\.name)) }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        CSVLine.encode(
            RowColumn.all.map { column in
                switch column.cell(row) {
                case .text(let text): text
                case .number(let number): number.map { String($0) }
                case .flag(let flag): flag ? "true" : "false"
                case .list(let texts): texts.joined(separator: " ")
                }
            })
    }
}

/// Rows as JSON, one object a line; what is not known is left out.
package struct JSONRows: RowEncoder {
    /// Starts a file.
    package init() {}

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        var json = JSONWriter()
        json.object { Self.write(row, to: &$0) }
        return json.bytes + [0x0a]
    }

    /// Writes the members of a row.
    package static func write(_ row: NamedRow, to json: inout JSONWriter) {
        for column in RowColumn.all {
            switch column.cell(row) {
            case .text(let text): json.member(column.name, text)
            case .number(let number): json.member(column.name, number)
            case .flag(let flag): json.member(column.name, flag)
            case .list(let texts): json.member(column.name, texts)
            }
        }
    }
}
