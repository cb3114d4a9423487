internal import CryptoPrimitives
internal import TransparencyLog

/// Events of the Open Cybersecurity Schema Framework, version 1.8.0 (schema.ocsf.io), one a line.
///
/// Content, searches and what happens to records are Datastore Activity (6005); what touches
/// security, and use of the log, is Entity Management (3004); a declared emergency, and a refused
/// request that names no event of its own, are Authorize Session (3003).
package struct OCSFEvents: RowEncoder {
    /// The version of the schema.
    package static let schemaVersion = "1.8.0"

    private let source: ExportSource

    /// Starts a file.
    package init(_ source: ExportSource) { self.source = source }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        var json = JSONWriter()
        OCSFEventWriter(row, from: source).write(to: &json)
        return json.bytes + [0x0a]
    }
}

/// An event class with what was done in it.
struct OCSFActivity: Hashable, Sendable {
    /// A class of the schema.
    enum Class: Int64, Hashable, Sendable {
        case authorizeSession = 3003
        case entityManagement = 3004
        case datastoreActivity = 6005
    }

    /// The class.
    let eventClass: Class
    /// What was done, as the class numbers it.
    let activity: Int64

    /// What the class calls something that it has no number for.
    static let other: Int64 = 99

    /// Chooses class and activity.
    init(_ entry: LogEntry) {
        switch (entry.event, entry.event.nature) {
        case (.emergencyDeclared, _) where entry.actor != nil,
            (.denied, _) where entry.actor != nil:
            self.init(.authorizeSession, 1)  // Assign Privileges
        case (_, .content), (_, .lifecycle): self.init(.datastoreActivity, Self.data(entry.action))
        case (_, .search): self.init(.datastoreActivity, 4)  // Query
        case (_, .logUse), (_, .alert): self.init(.entityManagement, Self.entity(entry.action))
        }
    }

    private init(_ eventClass: Class, _ activity: Int64) {
        self.eventClass = eventClass
        self.activity = activity
    }

    private static func data(_ action: LogEntry.Action) -> Int64 {
        switch action {
        case .read: 1
        case .update: 2
        case .create: 6
        case .delete: 7
        case .execute: other
        }
    }

    private static func entity(_ action: LogEntry.Action) -> Int64 {
        switch action {
        case .create: 1
        case .read: 2
        case .update: 3
        case .delete: 4
        case .execute: other
        }
    }
}

/// Writes a row as an event.
struct OCSFEventWriter: Sendable {
    private let source: ExportSource
    private let named: NamedRow
    private let activity: OCSFActivity

    private var entry: LogEntry { named.row.entry }

    init(_ row: NamedRow, from source: ExportSource) {
        self.source = source
        named = row
        activity = OCSFActivity(row.row.entry)
    }

    /// Writes the object.
    func write(to json: inout JSONWriter) {
        json.object { json in
            classification(&json)
            json.member("time", entry.time.seconds * 1000)
            json.member("severity_id", severity)
            json.member("status_id", entry.outcome == .allowed ? 1 : 2 as Int64)
            json.member("status", entry.outcome == .allowed ? "Success" : "Failure")
            json.member("status_code", entry.reason.rawValue)
            json.member("status_detail", named.reason)
            json.member("message", "\(entry.event.rawValue): \(entry.outcome.rawValue)")
            json.object("metadata", metadata)
            subject(&json)
            json.object("unmapped", unmapped)
        }
    }

    private func classification(_ json: inout JSONWriter) {
        let number = activity.eventClass.rawValue
        json.member("category_uid", number / 1000)
        json.member("class_uid", number)
        json.member("type_uid", number * 100 + activity.activity)
        json.member("activity_id", activity.activity)
        if activity.activity == OCSFActivity.other {
            json.member("activity_name", entry.event.rawValue)
        }
    }

    /// Informational for what was allowed, Medium for an emergency and a failure, Low for a refusal.
    private var severity: Int64 {
        switch entry.outcome {
        case .allowed: entry.isEmergency ? 3 : 1
        case .denied: 2
        case .failed: 3
        }
    }

    private func metadata(_ json: inout JSONWriter) {
        json.member("version", OCSFEvents.schemaVersion)
        json.object("product") { json in
            json.member("name", "kluis")
            json.member("vendor_name", "kluis")
            json.member("version", source.version)
        }
        json.member("log_name", source.origin)
        json.member("log_provider", entry.source.description)
        json.member("event_code", entry.event.rawValue)
        json.member("sequence", named.row.index)
        json.member("uid", named.row.leafHash.hex)
    }

    /// What the class wants beside that.
    private func subject(_ json: inout JSONWriter) {
        switch activity.eventClass {
        case .datastoreActivity:
            json.object("actor", actor)
            json.object("src_endpoint") { $0.member("svc_name", entry.source.description) }
            json.object("database") { json in
                json.member("name", source.origin)
                json.member("type_id", OCSFActivity.other)
                json.member("type", "Records vault")
            }
            if let record = entry.record {
                json.object("table") { json in
                    json.member("name", entry.category?.rawValue)
                    json.member("uid", record.description)
                }
            }
        case .authorizeSession:
            json.object("actor", actor)
            json.object("user", user)
            json.member("privileges", [entry.purpose?.description ?? entry.event.rawValue])
        case .entityManagement:
            json.object("actor", actor)
            json.object("entity") { json in
                let type = entry.event.rawValue.prefix { $0 != "." }
                json.member("name", String(type))
                json.member("type", String(type))
                json.member("uid", entry.record?.description)
            }
        }
    }

    private func actor(_ json: inout JSONWriter) {
        json.member("app_name", "kluis")
        if entry.actor != nil { json.object("user", user) }
    }

    private func user(_ json: inout JSONWriter) {
        json.member("uid", entry.actor?.description)
        json.member("full_name", named.actorName)
        if let role = entry.role {
            json.array("groups") { json in
                json.object { json in
                    json.member("name", role.description)
                    json.member("type", "role")
                }
            }
        }
        if entry.organisation != nil || named.organisationName != nil {
            json.object("org") { json in
                json.member("uid", entry.organisation?.description)
                json.member("name", named.organisationName)
            }
        }
    }

    /// What the schema has no attribute for.
    private func unmapped(_ json: inout JSONWriter) {
        json.member("tlog_index", named.row.index)
        json.member("tlog_leaf", named.row.leafHash.hex)
        json.member("action", entry.action.rawValue)
        json.member("outcome", entry.outcome.rawValue)
        json.member("emergency", entry.isEmergency)
        json.member("purpose", entry.purpose?.description)
        json.member("subject", entry.subject?.description)
        json.member("subject_name", named.subjectName)
        json.member("record", entry.record?.description)
        json.member("category", entry.category?.rawValue)
        json.member("policy", entry.policy?.description)
        json.member("approvals", entry.approvals.sorted().map(\.description))
        json.member("reference", entry.reference)
    }
}
