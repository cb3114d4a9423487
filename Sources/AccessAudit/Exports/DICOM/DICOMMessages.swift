internal import CryptoPrimitives
internal import TransparencyLog

/// Audit messages of DICOM PS3.15 A.5, one XML document a line.
package struct DICOMMessages: RowEncoder {
    private let source: ExportSource

    /// Starts a file.
    package init(_ source: ExportSource) { self.source = source }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        var xml = XMLWriter()
        DICOMMessageWriter(row, from: source).write(to: &xml)
        return xml.bytes + [0x0a]
    }
}

/// Which of DICOM's messages an entry is (PS3.15 A.5.3).
enum DICOMMessage: Hashable, Sendable {
    /// Patient Record (110110): created, read, updated or deleted.
    case patientRecord(LogEntry.Action)
    /// Query (110112).
    case query
    /// Audit Log Used (110101).
    case auditLogUsed
    /// Security Alert (110113).
    case securityAlert(EventNature.Alert)

    /// Chooses the message: a refusal is an alert, whatever was asked for.
    init(_ entry: LogEntry) {
        if entry.outcome == .denied {
            self = .securityAlert(.useOfRestrictedFunction)
            return
        }
        switch entry.event.nature {
        case .content(let verb):
            self = .patientRecord(entry.action == .execute ? verb.action : entry.action)
        case .lifecycle(let lifecycle): self = .patientRecord(lifecycle.action)
        case .search: self = .query
        case .logUse: self = .auditLogUsed
        case .alert(let alert): self = .securityAlert(alert)
        }
    }

    /// The event's code (context group 400).
    var code: DICOMCode {
        switch self {
        case .patientRecord: .dicom("110110", "Patient Record")
        case .query: .dicom("110112", "Query")
        case .auditLogUsed: .dicom("110101", "Audit Log Used")
        case .securityAlert: .dicom("110113", "Security Alert")
        }
    }

    /// The action code that the message's table allows.
    var action: LogEntry.Action {
        switch self {
        case .patientRecord(let action): action
        case .query, .securityAlert: .execute
        case .auditLogUsed: .read
        }
    }
}

extension EventNature.Verb {
    /// The usual action code.
    var action: LogEntry.Action {
        switch self {
        case .write: .update
        case .read: .read
        case .delete: .delete
        }
    }
}

extension EventNature.Lifecycle {
    /// What it does to the record: a Patient Record message has no action code for "execute".
    var action: LogEntry.Action {
        switch self {
        case .originate, .hold, .link: .create
        case .report, .extract, .transmit, .verify, .attest: .read
        case .amend, .archive, .deprecate, .disclose, .merge, .restore, .unhold, .unlink, .unmerge:
            .update
        case .destroy: .delete
        }
    }

    /// The stage of the record's life (PS3.15 A.5.1.2.3); `nil` where DICOM has none.
    var stage: String? {
        switch self {
        case .originate: "1"
        case .amend: "3"
        case .verify, .attest: "4"
        case .report: "9"
        case .extract, .transmit: "10"
        case .disclose: "11"
        case .archive: "13"
        case .deprecate: "14"
        case .destroy: "15"
        case .hold, .link, .merge, .restore, .unhold, .unlink, .unmerge: nil
        }
    }
}

/// Writes a row as an audit message.
struct DICOMMessageWriter: Sendable {
    private let source: ExportSource
    private let named: NamedRow
    private let message: DICOMMessage

    private var entry: LogEntry { named.row.entry }

    init(_ row: NamedRow, from source: ExportSource) {
        self.source = source
        named = row
        message = DICOMMessage(row.row.entry)
    }

    /// Writes the document.
    func write(to xml: inout XMLWriter) {
        xml.element("AuditMessage", []) { xml in
            event(&xml)
            member(&xml)
            mediator(&xml)
            xml.element(
                "AuditSourceIdentification",
                [
                    ("AuditEnterpriseSiteID", source.origin),
                    ("AuditSourceID", entry.source.description),
                ]
            ) { $0.element("AuditSourceTypeCode", [("csd-code", "4")]) }
            objects(&xml)
        }
    }

    private func event(_ xml: inout XMLWriter) {
        xml.element(
            "EventIdentification",
            [
                ("EventActionCode", message.action.rawValue),
                ("EventDateTime", entry.time.description),
                ("EventOutcomeIndicator", String(entry.outcomeIndicator.rawValue)),
            ]
        ) { xml in
            xml.element("EventID", message.code.attributes)
            if case .securityAlert(let alert) = message {
                xml.element(
                    "EventTypeCode", DICOMCode.dicom(alert.rawValue, alert.display).attributes)
            }
            xml.element("EventTypeCode", DICOMCode.kluis(entry.event.rawValue).attributes)
            xml.element("EventOutcomeDescription") { $0.text(entry.reason.rawValue) }
        }
    }

    // MARK: Participants

    private func member(_ xml: inout XMLWriter) {
        guard let actor = entry.actor else { return }
        // In an alert the mediator reports and the member performed: A.5.3.11 says who is who.
        let isRequestor = if case .securityAlert = message { false } else { true }
        xml.element(
            "ActiveParticipant",
            [
                ("UserID", actor.description),
                ("AlternativeUserID", entry.organisation?.description),
                ("UserName", named.actorName), ("UserIsRequestor", String(isRequestor)),
            ]
        ) { xml in
            if let role = entry.role {
                xml.element("RoleIDCode", DICOMCode.kluis(role.description).attributes)
            }
        }
    }

    private func mediator(_ xml: inout XMLWriter) {
        xml.element(
            "ActiveParticipant",
            [
                ("UserID", entry.source.description),
                ("UserIsRequestor", String(entry.actor == nil)),
                ("NetworkAccessPointID", source.host), ("NetworkAccessPointTypeCode", "1"),
            ]
        ) { xml in
            xml.element(
                "RoleIDCode",
                (message == .query
                    ? DICOMCode.dicom("110152", "Destination Role ID")
                    : DICOMCode.dicom("110150", "Application")).attributes)
        }
        // A query has a process that asks and one that answers.
        guard message == .query else { return }
        xml.element("ActiveParticipant", [("UserID", "kluis"), ("UserIsRequestor", "false")]) {
            $0.element("RoleIDCode", DICOMCode.dicom("110153", "Source Role ID").attributes)
        }
    }

    // MARK: Objects

    private func objects(_ xml: inout XMLWriter) {
        if let subject = entry.subject {
            object(
                &xml, id: subject.description, type: "1", role: "1",
                idType: .rfc3881("2", "Patient Number"), name: named.subjectName)
        }
        if let record = entry.record {
            object(
                &xml, id: record.description, type: "2", role: "3",
                idType: .kluis("record"), name: entry.category?.rawValue ?? "record",
                stage: stage)
        }
        if message == .query {
            xml.element(
                "ParticipantObjectIdentification",
                [
                    ("ParticipantObjectID", source.uri("search")),
                    ("ParticipantObjectTypeCode", "2"), ("ParticipantObjectTypeCodeRole", "24"),
                ]
            ) { xml in
                xml.element(
                    "ParticipantObjectIDTypeCode",
                    DICOMCode.rfc3881("10", "Search Criteria").attributes)
                // What was searched for is nowhere in the log: the event stands for it.
                xml.element("ParticipantObjectQuery") {
                    $0.text(Base64.encode(Array(entry.event.rawValue.utf8)))
                }
            }
        }
        log(&xml)
    }

    private var stage: String? {
        switch entry.event.nature {
        case .content(.read): "6"
        case .content(.write): entry.action == .create ? "1" : "3"
        case .content(.delete): "14"
        case .lifecycle(let lifecycle): lifecycle.stage
        case .search, .logUse, .alert: nil
        }
    }

    private func object(
        _ xml: inout XMLWriter, id: String, type: String, role: String, idType: DICOMCode,
        name: String?, stage: String? = nil
    ) {
        xml.element(
            "ParticipantObjectIdentification",
            [
                ("ParticipantObjectID", id), ("ParticipantObjectTypeCode", type),
                ("ParticipantObjectTypeCodeRole", role), ("ParticipantObjectDataLifeCycle", stage),
            ]
        ) { xml in
            xml.element("ParticipantObjectIDTypeCode", idType.attributes)
            // One of name and query has to be there; nobody's name is one too.
            xml.element("ParticipantObjectName") { $0.text(name ?? "") }
        }
    }

    /// The log, with the entry's place in it: the URI of an audit log, role Security Resource.
    private func log(_ xml: inout XMLWriter) {
        xml.element(
            "ParticipantObjectIdentification",
            [
                ("ParticipantObjectID", source.logURI),
                ("ParticipantObjectTypeCode", "2"), ("ParticipantObjectTypeCodeRole", "13"),
            ]
        ) { xml in
            xml.element("ParticipantObjectIDTypeCode", DICOMCode.rfc3881("12", "URI").attributes)
            xml.element("ParticipantObjectName") { $0.text("Security Audit Log") }
            for (type, value) in details {
                guard let value else { continue }
                xml.element(
                    "ParticipantObjectDetail",
                    [("type", type), ("value", Base64.encode(Array(value.utf8)))])
            }
        }
    }

    private var details: [(String, String?)] {
        var details: [(String, String?)] = [
            ("tlog-origin", source.origin), ("tlog-index", String(named.row.index)),
            ("tlog-leaf", named.row.leafHash.hex),
        ]
        if case .securityAlert = message {
            details.append(
                ("Alert Description", "\(entry.event.rawValue): \(entry.reason.rawValue)"))
        }
        details += [
            ("action", entry.action.rawValue), ("purpose", entry.purpose?.description),
            ("emergency", entry.isEmergency ? "true" : nil), ("reason", named.reason),
            ("organisation", named.organisationName), ("policy", entry.policy?.description),
        ]
        details += entry.approvals.sorted().map { ("approval", $0.description) }
        details.append(("reference", entry.reference.map { String($0) }))
        return details
    }
}
