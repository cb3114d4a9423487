internal import TransparencyLog

/// The pattern that an AuditEvent follows: which profile of IHE BALP (Basic Audit Log Patterns) it
/// claims, if any, and the codes that go with it.
///
/// The profiles are for successes, and each says which participants and entities there are. An
/// event that cannot give all of them claims none.
enum AuditPattern: Hashable, Sendable {
    /// Create, Read, Update or Delete of a record, with or without a subject.
    case verb(Verb, hasSubject: Bool)
    /// A search, with or without a subject.
    case query(hasSubject: Bool)
    /// A refusal where a consent is on file: AuthZconsent.
    case consentDecision
    /// None: type and, where there is one, subtype say what it is.
    case plain(type: FHIRCoding, subtype: FHIRCoding?)

    /// The verb of a record's access.
    enum Verb: String, Hashable, Sendable {
        case create, read, update, delete
    }

    /// Chooses the pattern of an entry.
    init(_ entry: LogEntry) {
        switch entry.outcome {
        case .denied where Self.isConsentDecision(entry): self = .consentDecision
        case .denied:
            self = .plain(
                type: .securityAlert, subtype: Self.alert(.useOfRestrictedFunction))
        case .failed: self = Self.plain(entry.event)
        case .allowed: self = Self.success(entry)
        }
    }

    /// The canonical address of the profile.
    var profile: String? {
        let name: String
        switch self {
        case .verb(let verb, let hasSubject):
            let word = verb.rawValue.prefix(1).uppercased() + verb.rawValue.dropFirst()
            name = (hasSubject ? "Patient" : "") + word
        case .query(let hasSubject): name = hasSubject ? "PatientQuery" : "Query"
        case .consentDecision: name = "AuthZconsent"
        case .plain: return nil
        }
        return "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.\(name)"
    }

    /// The type.
    var type: FHIRCoding {
        switch self {
        case .verb, .query: .hl7("audit-event-type", "rest", "Restful Operation")
        case .consentDecision: .securityAlert
        case .plain(let type, _): type
        }
    }

    /// The subtype.
    var subtype: FHIRCoding? {
        switch self {
        case .verb(let verb, _): .interaction(verb.rawValue)
        case .query: .interaction("search")
        case .consentDecision:
            FHIRCoding(
                "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType", "AuthZ-Consent",
                "Authorization Decision using Roles and Consent")
        case .plain(_, let subtype): subtype
        }
    }

    /// The action code; the profiles fix it.
    func action(of entry: LogEntry) -> LogEntry.Action {
        switch self {
        case .query, .consentDecision: .execute
        case .verb, .plain: entry.action
        }
    }

    /// Who the member is in what happened.
    var userType: FHIRCoding {
        switch self {
        case .verb(.read, _), .query, .consentDecision, .plain:
            .hl7("v3-ParticipationType", "IRCP", "information recipient")
        case .verb(.create, _), .verb(.update, _), .verb(.delete, _):
            .hl7("v3-ParticipationType", "AUT", "author (originator)")
        }
    }

    /// The member's own program.
    var clientType: FHIRCoding {
        switch self {
        case .verb(.read, _): .dicom("110152", "Destination Role ID")
        case .verb(.create, _), .verb(.update, _), .query: .dicom("110153", "Source Role ID")
        case .verb(.delete, _), .consentDecision, .plain: .dicom("110150", "Application")
        }
    }

    /// The mediator.
    var serverType: FHIRCoding {
        switch self {
        case .verb(.read, _): .dicom("110153", "Source Role ID")
        case .verb(.create, _), .verb(.update, _), .query: .dicom("110152", "Destination Role ID")
        case .verb(.delete, _): .hl7("provenance-participant-type", "custodian", "Custodian")
        case .consentDecision:
            .hl7("extra-security-role-type", "authserver", "authorization server")
        case .plain: .dicom("110150", "Application")
        }
    }

    /// A decision on consent names member, organisation and subject; without one of them it is an
    /// alert like another refusal.
    private static func isConsentDecision(_ entry: LogEntry) -> Bool {
        entry.reason.isConsentOnFile && entry.actor != nil && entry.organisation != nil
            && entry.subject != nil
    }

    private static func success(_ entry: LogEntry) -> Self {
        let hasSubject = entry.subject != nil
        switch (entry.event.nature, entry.action) {
        // Each verb's profile wants the record; the user may be missing.
        case (.content(.write), .create) where entry.record != nil:
            return .verb(.create, hasSubject: hasSubject)
        case (.content(.write), .update) where entry.record != nil:
            return .verb(.update, hasSubject: hasSubject)
        case (.content(.read), .read) where entry.record != nil:
            return .verb(.read, hasSubject: hasSubject)
        case (.content(.delete), .delete) where entry.record != nil:
            return .verb(.delete, hasSubject: hasSubject)
        case (.search, .execute): return .query(hasSubject: hasSubject)
        default: return plain(entry.event)
        }
    }

    private static func plain(_ event: LogEntry.Event) -> Self {
        switch event.nature {
        case .content(let verb):
            .plain(
                type: .hl7("audit-event-type", "rest", "Restful Operation"),
                subtype: .interaction(interaction(verb)))
        case .search:
            .plain(type: .dicom("110112", "Query"), subtype: nil)
        case .lifecycle(let lifecycle):
            .plain(
                type: .hl7("iso-21089-lifecycle", lifecycle.rawValue, lifecycle.display),
                subtype: nil)
        case .logUse: .plain(type: .dicom("110101", "Audit Log Used"), subtype: nil)
        case .alert(let alert): .plain(type: .securityAlert, subtype: Self.alert(alert))
        }
    }

    private static func interaction(_ verb: EventNature.Verb) -> String {
        switch verb {
        case .write: "update"
        case .read: "read"
        case .delete: "delete"
        }
    }

    private static func alert(_ alert: EventNature.Alert) -> FHIRCoding {
        .dicom(alert.rawValue, alert.display)
    }
}

extension FHIRCoding {
    /// Security Alert of DICOM.
    static let securityAlert = Self.dicom("110113", "Security Alert")
}
