internal import CryptoPrimitives
internal import TransparencyLog

/// Documents of the Elastic Common Schema, one a line.
///
/// Tags stand in `user.id` and `user.hash` (what correlates a user without naming one); what the
/// schema has no field for stands below `kluis`.
package struct ECSDocuments: RowEncoder {
    /// The version of the schema.
    package static let schemaVersion = "8.17.0"

    private let source: ExportSource

    /// Starts a file.
    package init(_ source: ExportSource) { self.source = source }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        let entry = row.row.entry
        var json = JSONWriter()
        json.object { json in
            json.member("@timestamp", entry.time.description)
            json.object("ecs") { $0.member("version", Self.schemaVersion) }
            json.member("message", "\(entry.event.rawValue): \(entry.outcome.rawValue)")
            json.object("event") { Self.event(row, source, &$0) }
            json.object("service") { json in
                json.member("name", "kluis")
                json.member("type", "kluis")
                json.member("version", source.version)
            }
            json.object("observer") { json in
                json.member("name", entry.source.description)
                json.member("vendor", "kluis")
            }
            Self.user(row, &json)
            json.object("kluis") { Self.rest(row, &$0) }
        }
        return json.bytes + [0x0a]
    }

    private static func event(_ row: NamedRow, _ source: ExportSource, _ json: inout JSONWriter) {
        let entry = row.row.entry
        let words = ECSWords(entry)
        json.member("kind", words.kind)
        json.member("category", [words.category])
        json.member("type", [words.type])
        json.member("action", entry.event.rawValue)
        json.member("outcome", entry.outcome == .allowed ? "success" : "failure")
        json.member("reason", entry.reason.rawValue)
        json.member("module", "kluis")
        json.member("dataset", "kluis.access")
        json.member("provider", source.origin)
        json.member("sequence", row.row.index)
        json.member("hash", row.row.leafHash.hex)
        json.member("id", "\(source.origin)#\(row.row.index)")
    }

    private static func user(_ row: NamedRow, _ json: inout JSONWriter) {
        let entry = row.row.entry
        if entry.actor != nil || entry.subject != nil {
            json.object("user") { json in
                json.member("id", entry.actor?.description)
                json.member("hash", entry.actor?.description)
                json.member("full_name", row.actorName)
                json.member("roles", [entry.role?.description].compactMap(\.self))
                if let subject = entry.subject {
                    json.object("target") { json in
                        json.member("id", subject.description)
                        json.member("hash", subject.description)
                        json.member("full_name", row.subjectName)
                    }
                }
            }
            json.object("related") { json in
                json.member(
                    "user", [entry.actor, entry.subject].compactMap { $0?.description })
            }
        }
        if entry.organisation != nil || row.organisationName != nil {
            json.object("organization") { json in
                json.member("id", entry.organisation?.description)
                json.member("name", row.organisationName)
            }
        }
    }

    private static func rest(_ row: NamedRow, _ json: inout JSONWriter) {
        let entry = row.row.entry
        json.object("tlog") { json in
            json.member("index", row.row.index)
            json.member("leaf", row.row.leafHash.hex)
        }
        json.member("action", entry.action.rawValue)
        json.member("outcome", entry.outcome.rawValue)
        json.member("emergency", entry.isEmergency)
        json.member("purpose", entry.purpose?.description)
        json.member("reason", row.reason)
        json.member("record", entry.record?.description)
        json.member("category", entry.category?.rawValue)
        json.member("policy", entry.policy?.description)
        json.member("approvals", entry.approvals.sorted().map(\.description))
        json.member("reference", entry.reference)
    }
}

/// The closed words of the schema for an entry; each type is one that its category expects.
struct ECSWords: Hashable, Sendable {
    /// `event.kind`.
    let kind: String
    /// `event.category`.
    let category: String
    /// `event.type`.
    let type: String

    init(_ entry: LogEntry) {
        kind = entry.event == .anomalyFlagged ? "alert" : "event"
        switch entry.event.nature {
        case .content, .lifecycle, .search, .logUse:
            category = "database"
            type = Self.data(entry.action)
        case .alert(.securityRolesChanged), .alert(.userSecurityAttributesChanged):
            category = "iam"
            type = Self.configuration(entry.action)
        case .alert(.emergencyOverrideStarted), .alert(.useOfRestrictedFunction):
            category = "iam"
            type = "info"
        case .alert(.securityConfiguration), .alert(.softwareConfiguration),
            .alert(.objectSecurityAttributesChanged):
            category = "configuration"
            type = Self.configuration(entry.action)
        }
    }

    /// Of `access`, `change`, `info` and `error`.
    private static func data(_ action: LogEntry.Action) -> String {
        switch action {
        case .read: "access"
        case .create, .update, .delete: "change"
        case .execute: "info"
        }
    }

    /// Of `access`, `change`, `creation`, `deletion` and `info`; `iam` has no `access`.
    private static func configuration(_ action: LogEntry.Action) -> String {
        switch action {
        case .create: "creation"
        case .update: "change"
        case .delete: "deletion"
        case .read, .execute: "info"
        }
    }
}
