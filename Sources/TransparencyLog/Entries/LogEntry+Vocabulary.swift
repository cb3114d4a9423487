extension LogEntry {
    /// What happened (`ev`).
    ///
    /// A refused or failed request carries the event that it asked for.
    package enum Event: String, CaseIterable, Hashable, Sendable {
        /// The vault was founded.
        case vaultFounded = "vault.found"
        /// An organisation was admitted.
        case organisationAdmitted = "organisation.admit"
        /// An organisation left.
        case organisationEnded = "organisation.end"
        /// A member was registered, or a member's keys were.
        case memberRegistered = "member.register"
        /// A member was appointed to a role.
        case appointmentMade = "appointment.make"
        /// An appointment ended.
        case appointmentEnded = "appointment.end"
        /// A role was handed over for a time.
        case delegationMade = "delegation.make"
        /// A delegation ended before its term.
        case delegationEnded = "delegation.end"
        /// A role key was published for an epoch.
        case roleKeyPublished = "role-key.publish"
        /// A role key was ended.
        case roleKeyEnded = "role-key.end"
        /// A dossier was opened.
        case dossierOpened = "dossier.open"
        /// A dossier was closed.
        case dossierClosed = "dossier.close"
        /// Dossiers were merged.
        case dossierMerged = "dossier.merge"
        /// A dossier was split.
        case dossierSplit = "dossier.split"
        /// A dossier was handed over to another organisation.
        case dossierTransferred = "dossier.transfer"
        /// Another regime governs a dossier from now on.
        case regimeChanged = "dossier.regime"
        /// A relation to a worker was stated.
        case relationStated = "relation.state"
        /// A relation to a worker ended.
        case relationEnded = "relation.end"
        /// An absence was recorded.
        case absenceRecorded = "absence.record"
        /// The worker gave a consent.
        case consentGiven = "consent.give"
        /// A physician recorded a consent that the worker had given.
        case consentRecorded = "consent.record"
        /// The worker refused a consent.
        case consentRefused = "consent.refuse"
        /// The worker withdrew a consent.
        case consentWithdrawn = "consent.withdraw"
        /// A consent reached its end.
        case consentExpired = "consent.expire"
        /// A grant was made.
        case grantMade = "grant.make"
        /// A grant was ended.
        case grantEnded = "grant.end"
        /// The secrets of what was ended are gone; `ref` names the entry that ended it.
        case endingDone = "ending.done"
        /// A version of a section was written.
        case sectionWritten = "section.write"
        /// The share that opens a version of a section was released.
        case sectionRead = "section.read"
        /// A version of a section was wrapped for another recipient.
        case sectionDisclosed = "section.disclose"
        /// A version of a section was printed.
        case sectionPrinted = "section.print"
        /// Content was carried out of the vault.
        case sectionExported = "section.export"
        /// A section was removed.
        case sectionDeleted = "section.delete"
        /// A reader's wrap did not open.
        case cannotOpen = "section.cannot-open"
        /// Dossiers were searched.
        case searched = "dossier.search"
        /// Figures about many dossiers were asked for.
        case figuresCounted = "dossier.count"
        /// A request was refused that names no event of its own.
        case denied = "access.deny"
        /// A step of a process was recorded.
        case processStep = "process.step"
        /// A policy was adopted.
        case policyAdopted = "policy.adopt"
        /// The log was read.
        case logRead = "log.read"
        /// The log was exported.
        case logExported = "log.export"
        /// Tags were resolved to names.
        case logUnmasked = "log.unmask"
        /// Entries below a minimum index were pruned.
        case logPruned = "log.prune"
        /// The log's key was replaced.
        case logKeyReplaced = "log.replace-key"
        /// The emergency procedure was used.
        case emergencyDeclared = "emergency.declare"
        /// A use of the emergency procedure was reviewed; `ref` names it.
        case emergencyReviewed = "emergency.review"
        /// Entries were reviewed: who, what, when and with which verdict.
        case reviewRecorded = "review.record"
        /// A rule of review found something; `ref` names the entry.
        case anomalyFlagged = "anomaly.flag"
        /// A subject's secrets, content and details were destroyed.
        case subjectErased = "subject.erase"
        /// A hold was placed on erasure.
        case holdPlaced = "hold.place"
        /// A hold was lifted.
        case holdLifted = "hold.lift"
        /// A person was told.
        case noticeSent = "notice.send"
        /// People accepted a jump of the clock.
        case clockAccepted = "clock.accept"
        /// The store was restored from a backup.
        case storeRestored = "store.restore"

        /// The action code of the event (NEN 7513 7.2.2; ISO 27789).
        ///
        /// A version that changes a section that exists is an update: the caller says so.
        package var action: Action {
            switch self {
            case .vaultFounded, .organisationAdmitted, .memberRegistered, .appointmentMade,
                .delegationMade,
                .roleKeyPublished, .dossierOpened, .relationStated, .absenceRecorded, .consentGiven,
                .consentRecorded, .consentRefused, .grantMade, .sectionWritten, .processStep,
                .reviewRecorded, .anomalyFlagged, .holdPlaced:
                .create
            case .sectionRead, .sectionPrinted, .sectionExported, .figuresCounted, .logRead,
                .logExported, .logUnmasked:
                .read
            case .organisationEnded, .appointmentEnded, .delegationEnded, .roleKeyEnded,
                .dossierClosed,
                .dossierMerged, .dossierSplit, .dossierTransferred, .regimeChanged,
                .relationEnded,
                .consentWithdrawn, .consentExpired, .grantEnded, .sectionDisclosed, .policyAdopted,
                .logKeyReplaced, .emergencyReviewed, .holdLifted:
                .update
            case .endingDone, .sectionDeleted, .logPruned, .subjectErased: .delete
            case .cannotOpen, .searched, .denied, .emergencyDeclared, .noticeSent, .clockAccepted,
                .storeRestored:
                .execute
            }
        }

        /// Whether an allowed entry must say who did what to which record of whom, in which role,
        /// for which purpose and under which policy (NEN 7513 7.3 and 7.4; EHDS annex II 3.2).
        package var concernsRecord: Bool {
            switch self {
            case .sectionWritten, .sectionRead, .sectionDisclosed, .sectionPrinted: true
            default: false
            }
        }
    }

    /// The action code (`act`) of NEN 7513 7.2.2.
    package enum Action: String, CaseIterable, Hashable, Sendable {
        case create = "C"
        case read = "R"
        case update = "U"
        case delete = "D"
        case execute = "E"
    }

    /// How it ended (`res`).
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        /// It was allowed; the entry was durable before anything was released.
        case allowed = "allow"
        /// It was refused.
        case denied = "deny"
        /// It was allowed and then failed; `ref` names the entry of the intent.
        case failed = "fail"
    }

    /// The coarse category (`cat`); nothing finer stands in clear.
    package enum Category: String, CaseIterable, Hashable, Sendable {
        case medical, functional, plan
        case administrative = "admin"
    }

    /// Why it ended so (`why`): a closed set, so that no reason can carry content.
    package enum Reason: String, CaseIterable, Hashable, Sendable {
        // Why it was allowed.
        /// The worker, in the own dossier.
        case ownFile = "own-file"
        /// The employer of the worker.
        case ownWorker = "own-worker"
        /// Assigned to the worker.
        case assigned
        /// A treatment relation.
        case care
        /// Mandated by the worker.
        case mandated
        /// Competent for the case by law.
        case competent
        /// The author of the section.
        case author
        /// A consent of the worker.
        case consent
        /// The emergency procedure.
        case emergency
        /// An authority that was given by a statement, such as a registrar's.
        case authority
        /// An obligation of the vault itself: expiry, notice, retention.
        case duty
        // Why it was denied.
        case floor1 = "f1"
        case floor2 = "f2"
        case floor3 = "f3"
        case floor4 = "f4"
        case floor5 = "f5"
        case floor6 = "f6"
        case floor7 = "f7"
        case floor8 = "f8"
        case floor9 = "f9"
        case floor10 = "f10"
        case floor11 = "f11"
        case floor12 = "f12"
        case floor13 = "f13"
        case floor14 = "f14"
        /// No rule of the policy permits it.
        case noRule = "no-rule"
        /// A rule of the policy forbids it.
        case forbidden
        /// There is no relation to the worker.
        case noRelation = "no-relation"
        /// The relation has ended.
        case relationLapsed = "relation-lapsed"
        /// There is no consent.
        case noConsent = "no-consent"
        /// The consent was withdrawn.
        case consentWithdrawn = "consent-withdrawn"
        /// The consent reached its end.
        case consentExpired = "consent-expired"
        /// The consent is for another recipient, section or purpose.
        case consentMismatch = "consent-mismatch"
        /// The purpose does not fit.
        case wrongPurpose = "wrong-purpose"
        /// The phase of the process does not fit.
        case wrongPhase = "wrong-phase"
        /// A guard of the process is not met.
        case guardUnmet = "guard-unmet"
        /// The grant has ended.
        case grantEnded = "grant-ended"
        /// The appointment is missing or has ended.
        case noAppointment = "no-appointment"
        /// What was asked for does not exist.
        case unknownObject = "unknown-object"
        /// It was erased.
        case erased
        /// A hold or a retention period forbids it.
        case retained
        /// Somebody else wrote meanwhile.
        case notHead = "not-head"
        /// The request is too old or from the future.
        case staleRequest = "stale-request"
        /// Too many requests.
        case rateLimited = "rate-limited"
        /// An approval is missing, reused, expired or one's own.
        case approvalMissing = "approval-missing"
        /// The content holds what it may not hold.
        case contentRefused = "content-refused"
        // Why it failed.
        /// The store could not be written.
        case storage
        /// The facts changed while it was decided.
        case conflict
        /// A key or a secret did not open.
        case keyUnusable = "key-unusable"
        /// It was interrupted and finished, or given up, at the next start.
        case interrupted
    }
}
