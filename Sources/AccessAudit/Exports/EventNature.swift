internal import TransparencyLog

/// What an event is to other people's formats.
///
/// Each event of the log is one of these; the formats then choose their own codes. A new event does
/// not compile before someone says what it is.
enum EventNature: Hashable, Sendable {
    /// Content of a dossier was touched.
    case content(Verb)
    /// Dossiers were searched.
    case search
    /// Something of the record's life: what ISO 21089 has a word for.
    case lifecycle(Lifecycle)
    /// The log itself was used.
    case logUse
    /// Security was touched: what DICOM has an alert for.
    case alert(Alert)

    /// What was done with content.
    enum Verb: Hashable, Sendable {
        case write, read, delete
    }

    /// Events in the life of a record (ISO/TS 21089:2017; the codes are FHIR's).
    enum Lifecycle: String, CaseIterable, Hashable, Sendable {
        case amend, archive, attest, deprecate, destroy, disclose, extract, hold, link, merge
        case originate, report, restore, transmit, unhold, unlink, unmerge, verify

        /// The display name of the code.
        var display: String {
            switch self {
            case .amend: "Amend (Update) Record Lifecycle Event"
            case .archive: "Archive Record Lifecycle Event"
            case .attest: "Attest Record Lifecycle Event"
            case .deprecate: "Deprecate Record Lifecycle Event"
            case .destroy: "Destroy/Delete Record Lifecycle Event"
            case .disclose: "Disclose Record Lifecycle Event"
            case .extract: "Extract Record Lifecycle Event"
            case .hold: "Add Legal Hold Record Lifecycle Event"
            case .link: "Link Record Lifecycle Event"
            case .merge: "Merge Record Lifecycle Event"
            case .originate: "Originate/Retain Record Lifecycle Event"
            case .report: "Report (Output) Record Lifecycle Event"
            case .restore: "Restore Record Lifecycle Event"
            case .transmit: "Transmit Record Lifecycle Event"
            case .unhold: "Remove Legal Hold Record Lifecycle Event"
            case .unlink: "Unlink Record Lifecycle Event"
            case .unmerge: "Unmerge Record Lifecycle Event"
            case .verify: "Verify Record Lifecycle Event"
            }
        }
    }

    /// Alerts (DICOM PS3.16, context group 403).
    enum Alert: String, CaseIterable, Hashable, Sendable {
        case emergencyOverrideStarted = "110127"
        case securityConfiguration = "110129"
        case softwareConfiguration = "110131"
        case useOfRestrictedFunction = "110132"
        case objectSecurityAttributesChanged = "110135"
        case securityRolesChanged = "110136"
        case userSecurityAttributesChanged = "110137"

        /// The meaning of the code.
        var display: String {
            switch self {
            case .emergencyOverrideStarted: "Emergency Override Started"
            case .securityConfiguration: "Security Configuration"
            case .softwareConfiguration: "Software Configuration"
            case .useOfRestrictedFunction: "Use of Restricted Function"
            case .objectSecurityAttributesChanged: "Object Security Attributes Changed"
            case .securityRolesChanged: "Security Roles Changed"
            case .userSecurityAttributesChanged: "User Security Attributes Changed"
            }
        }
    }
}

extension LogEntry.Event {
    /// What the event is.
    var nature: EventNature {
        switch self {
        case .sectionWritten: .content(.write)
        case .sectionRead: .content(.read)
        case .sectionDeleted: .content(.delete)
        case .searched: .search
        case .sectionDisclosed: .lifecycle(.disclose)
        case .sectionPrinted, .figuresCounted: .lifecycle(.report)
        case .sectionExported: .lifecycle(.extract)
        case .dossierOpened, .absenceRecorded, .consentGiven, .consentRecorded:
            .lifecycle(.originate)
        case .dossierClosed: .lifecycle(.archive)
        case .dossierMerged: .lifecycle(.merge)
        case .dossierSplit: .lifecycle(.unmerge)
        case .dossierTransferred, .noticeSent: .lifecycle(.transmit)
        case .relationStated: .lifecycle(.link)
        case .relationEnded: .lifecycle(.unlink)
        case .consentRefused, .consentWithdrawn, .consentExpired: .lifecycle(.deprecate)
        case .processStep, .regimeChanged: .lifecycle(.amend)
        case .endingDone, .subjectErased: .lifecycle(.destroy)
        case .holdPlaced: .lifecycle(.hold)
        case .holdLifted: .lifecycle(.unhold)
        case .emergencyReviewed: .lifecycle(.verify)
        case .reviewRecorded: .lifecycle(.attest)
        case .storeRestored: .lifecycle(.restore)
        case .logRead, .logExported, .logUnmasked: .logUse
        case .emergencyDeclared: .alert(.emergencyOverrideStarted)
        case .policyAdopted, .logPruned, .logKeyReplaced, .clockAccepted:
            .alert(.securityConfiguration)
        case .vaultFounded: .alert(.softwareConfiguration)
        case .denied, .cannotOpen, .anomalyFlagged: .alert(.useOfRestrictedFunction)
        case .grantMade, .grantEnded: .alert(.objectSecurityAttributesChanged)
        case .appointmentMade, .appointmentEnded, .delegationMade, .delegationEnded:
            .alert(.securityRolesChanged)
        case .organisationAdmitted, .organisationEnded, .memberRegistered, .roleKeyPublished,
            .roleKeyEnded:
            .alert(.userSecurityAttributesChanged)
        }
    }
}

/// How bad an end was, as RFC 3881, DICOM and FHIR number it.
enum OutcomeIndicator: Int, Hashable, Sendable {
    case success = 0
    case minorFailure = 4
    case seriousFailure = 8
    case majorFailure = 12

    /// The display name of the code.
    var display: String {
        switch self {
        case .success: "Success"
        case .minorFailure: "Minor failure"
        case .seriousFailure: "Serious failure"
        case .majorFailure: "Major failure"
        }
    }
}

extension LogEntry {
    /// How bad the end was.
    var outcomeIndicator: OutcomeIndicator {
        switch outcome {
        case .allowed: .success
        case .denied, .failed: reason.failure
        }
    }
}

extension LogEntry.Reason {
    /// How bad a refusal or a failure for this reason is.
    ///
    /// Minor is what the same request may get past later; major is what only an operator can mend.
    var failure: OutcomeIndicator {
        switch self {
        case .notHead, .staleRequest, .rateLimited, .conflict, .interrupted: .minorFailure
        case .storage: .majorFailure
        case .ownFile, .ownWorker, .assigned, .care, .mandated, .competent, .author, .consent,
            .emergency, .authority, .duty, .floor1, .floor2, .floor3, .floor4, .floor5, .floor6,
            .floor7, .floor8, .floor9, .floor10, .floor11, .floor12, .floor13, .floor14, .noRule,
            .forbidden, .noRelation, .relationLapsed, .noConsent, .consentWithdrawn,
            .consentExpired, .consentMismatch, .wrongPurpose, .wrongPhase, .guardUnmet,
            .grantEnded, .noAppointment, .unknownObject, .erased, .retained, .approvalMissing,
            .contentRefused, .keyUnusable:
            .seriousFailure
        }
    }

    /// Whether it speaks of a consent that is on file, so that a refusal is a decision on consent.
    var isConsentOnFile: Bool {
        switch self {
        case .consent, .consentWithdrawn, .consentExpired, .consentMismatch: true
        case .ownFile, .ownWorker, .assigned, .care, .mandated, .competent, .author, .emergency,
            .authority, .duty, .floor1, .floor2, .floor3, .floor4, .floor5, .floor6, .floor7,
            .floor8, .floor9, .floor10, .floor11, .floor12, .floor13, .floor14, .noRule,
            .forbidden, .noRelation, .relationLapsed, .noConsent, .wrongPurpose, .wrongPhase,
            .guardUnmet, .grantEnded, .noAppointment, .unknownObject, .erased, .retained, .notHead,
            .staleRequest, .rateLimited, .approvalMissing, .contentRefused, .storage, .conflict,
            .keyUnusable, .interrupted:
            false
        }
    }
}
