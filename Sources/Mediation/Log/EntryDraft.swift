internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// An entry before it is put into words that the log may show.
struct EntryDraft {
    /// What happened.
    let event: LogEntry.Event
    /// When.
    let time: Instant
    /// How it ended.
    var outcome = LogEntry.Outcome.allowed
    /// Why it ended so.
    var reason = LogEntry.Reason.authority
    /// Who acted; `nil` for the mediator itself.
    var actor: MemberID?
    /// Under which appointment.
    var appointment: AppointmentID?
    /// For whom the actor acts, as a delegate.
    var responsible: MemberID?
    /// In which role.
    var role: Role?
    /// For which organisation, with its side.
    var organisation: OrganisationID?
    /// Whom or what it is about.
    let subject: EntrySubject
    /// The members who approved it, beside the one who acted.
    var approvers: [MemberID] = []
    /// The hash of the signed object.
    var object: Digest?
    /// The bundle of policies in force, when it is not the vault's newest as the log has it.
    var policy: Digest?
    /// What was decided by it.
    var decision: DecisionRecord?
    /// The purpose.
    var purpose: Purpose?
    /// The record: section and version.
    var record: (section: SectionID, version: UInt64)?
    /// The coarse category of the record.
    var category: LogCategory?
    /// Whether the emergency procedure was used.
    var isEmergency = false
    /// The reason in the actor's words; of a refusal, the rules that refuse.
    var words = ""
    /// The consent that was relied on.
    var consent: ConsentID?
    /// The relation that was relied on.
    var relation: Relation?
    /// The host or address from which the request came.
    var accessPoint = ""
    /// The entry that this one ends, reviews or rests on.
    var reference: UInt64?

    /// What an entry becomes: the line, the detail, and the tags under which it is found.
    struct Sealed {
        let leaf: [UInt8]
        /// With the keys that open it and the name of who acted.
        let detail: DetailProof
        let subjectTag: [UInt8]
        let actorTag: [UInt8]?
    }

    /// An entry of what a caller did.
    init(
        _ event: LogEntry.Event, by caller: Caller, about subject: EntrySubject, object: Digest?
    ) {
        self.event = event
        time = caller.now
        actor = caller.member
        appointment = caller.request.appointment
        role = caller.role
        organisation = caller.organisation
        accessPoint = caller.accessPoint
        self.subject = subject
        self.object = object
    }

    /// An entry of a statement.
    init(stating signed: SignedStatement, by caller: Caller, subject: EntrySubject) {
        self.init(
            signed.statement.body.event, by: caller, about: subject, object: signed.hash)
        approvers = signed.signatures.map(\.member).filter { $0 != caller.member }
        if case .decision(let decision) = signed.statement.body,
            case .prune(let below) = decision.measure
        {
            // Whoever verifies the published log must know what may lack there.
            reference = LogPruning(below: below).minimumIndex
        }
    }

    /// An entry of the end of secrets, which no member made.
    init(endingDone ending: GrantEnding, at now: Instant) {
        event = .endingDone
        time = now
        reason = .duty
        subject = EntrySubject(.dossier(ending.dossier))
        reference = ending.startedAt
    }

    /// An entry of a consent that reached its end, which no member made.
    init(expiryOf ending: GrantEnding, in record: DossierRecord, at now: Instant) {
        event = .consentExpired
        time = now
        reason = .duty
        subject = EntrySubject(record)
        consent = ending.consent
        reference = ending.startedAt
    }

    /// An entry of ended secrets that were there again, which no member made.
    init(revivedIn record: DossierRecord, at now: Instant) {
        event = .anomalyFlagged
        time = now
        reason = .duty
        subject = EntrySubject(record)
    }

    /// Who acted in a role for an organisation; `nil` for a worker and for the mediator.
    var person: ActingPerson? {
        guard let actor, let role, let organisation else { return nil }
        return ActingPerson(member: actor, role: role, organisation: organisation)
    }

    /// The tags of one thing change every year.
    static func epoch(of time: Instant) -> UInt64 { UInt64(time.utcDay.year) }

    /// Puts the entry into its line and seals its detail.
    func sealed(chains: ChainReader, source: LogToken, after last: LogTime?) throws -> Sealed {
        guard var time = LogTime(seconds: time.seconds) else { throw MediatorError.clock }
        if let last { time = max(time, last) }
        let epoch = Self.epoch(of: self.time)
        let subjectKey = try chains.secrets(of: subject.chain).tagKey
        var entry = LogEntry(
            time: time, event: event, outcome: outcome, reason: reason, source: source)
        entry.subject = try LogTag(key: subjectKey.secret, epoch: epoch, purpose: .subject)
        let actorKey = try actor.map { try chains.secrets(of: .member($0)).tagKey }
        entry.actor = try actorKey.map {
            try LogTag(key: $0.secret, epoch: epoch, purpose: .actor)
        }
        entry.approvals = Set(
            try approvers.prefix(LogEntry.maximumApprovals).map { approver in
                let key = try chains.secrets(of: .member(approver)).tagKey
                return try LogTag(key: key.secret, epoch: epoch, purpose: .actor)
            })
        entry.role = role.flatMap { LogToken($0.rawValue) }
        entry.organisation = try organisationField(epoch: epoch, chains: chains)
        entry.purpose = purpose.flatMap { LogToken($0.rawValue) }
        entry.category = category.flatMap { LogEntry.Category(rawValue: $0.rawValue) }
        entry.isEmergency = isEmergency
        entry.object = object
        entry.reference = reference
        if let policy = try policy ?? chains.bundleInForce() {
            entry.policy = LogEntry.PolicyReference(bundle: policy, floor: Floor.hash)
        }
        var detail = LogDetail()
        if let record {
            entry.record = try LogTag(
                key: subjectKey.secret, epoch: epoch, purpose: .record,
                about: record.section.bytes + record.version.bigEndianBytes)
            detail.record = LogIdentifier(record.section.bytes).map {
                LogDetail.Record(section: $0, version: record.version)
            }
        }
        detail.subject = LogIdentifier(subject.chain.bytes)
        detail.dossier = subject.dossier.flatMap { LogIdentifier($0.bytes) }
        let sealedActor = try actorKey.flatMap { try self.sealedActor(key: $0) }
        detail.actor = sealedActor
        detail.consent = consent.flatMap { LogIdentifier($0.bytes) }
        detail.relation = relation.flatMap { LogToken($0.rawValue) }
        detail.decision = decision?.canonicalBytes
        if !words.isEmpty { detail.reason = words }
        if !accessPoint.isEmpty { detail.network = accessPoint }
        let nonce = try Randomness.bytes(count: SealedDetail.nonceByteCount)
        let sealed = try entry.seal(detail, key: subjectKey.secret, nonce: nonce)
        return Sealed(
            leaf: try entry.line(),
            detail: DetailProof(
                sealed: sealed.bytes,
                key: try sealed.detailKey(subjectKey: subjectKey.secret).copied(),
                actorKey: try actorKey.flatMap { key in
                    try sealedActor?.actorKey(from: key.secret).copied()
                }),
            subjectTag: entry.subject?.bytes ?? [], actorTag: entry.actor?.bytes)
    }

    /// Who acted, sealed under the actor's own key.
    private func sealedActor(key: SecretBox) throws -> SealedActor? {
        guard let member = actor.flatMap({ LogIdentifier($0.bytes) }) else { return nil }
        let name = LogActor(
            member: member, appointment: appointment.flatMap { LogIdentifier($0.bytes) },
            responsible: responsible.flatMap { LogIdentifier($0.bytes) })
        return try SealedActor(
            name, key: key.secret, nonce: Randomness.bytes(count: SealedDetail.nonceByteCount))
    }

    /// Whether an entry says what this draft says: who did what, to which record, about which
    /// signed object, and how it ended.
    func describes(_ entry: LogEntry, chains: ChainReader) throws -> Bool {
        let line = try sealed(chains: chains, source: entry.source, after: nil).leaf
        guard let own = try? LogEntry(line: line) else { throw MediatorError.damaged }
        return own.event == entry.event && own.outcome == entry.outcome
            && own.object == entry.object && own.isEmergency == entry.isEmergency
            && own.actor == entry.actor && own.subject == entry.subject
            && own.record == entry.record
    }

    /// An organisation on the employer's side would tell who the worker is: it stands as a tag.
    private func organisationField(
        epoch: UInt64, chains: ChainReader
    ) throws -> LogEntry.Organisation? {
        guard let organisation else { return nil }
        guard role?.side == .employer || role == .registrar else {
            return LogIdentifier(organisation.bytes).map(LogEntry.Organisation.clear)
        }
        let key = try chains.secrets(of: .organisation(organisation)).tagKey
        return .masked(try LogTag(key: key.secret, epoch: epoch, purpose: .organisation))
    }
}

extension StatementBody {
    /// The event of the log that a statement is.
    var event: LogEntry.Event {
        switch self {
        case .founding: .vaultFounded
        case .adoption: .policyAdopted
        case .clockAcceptance: .clockAccepted
        case .organisation: .organisationAdmitted
        case .roleKey: .roleKeyPublished
        case .inspectionCase, .party: .relationStated
        case .member: .memberRegistered
        case .appointment: .appointmentMade
        case .appointmentEnd: .appointmentEnded
        case .dossier: .dossierOpened
        case .partyEnd: .relationEnded
        case .consent(let consent):
            consent.isRefusal
                ? .consentRefused
                : consent.channel == .ownKey ? .consentGiven : .consentRecorded
        case .consentWithdrawal: .consentWithdrawn
        case .grants: .grantMade
        case .regimeChange: .regimeChanged
        case .event: .processStep
        case .review(let review): review.kind == .emergency ? .emergencyReviewed : .reviewRecorded
        case .decision(let decision): decision.measure.event
        case .delegation: .delegationMade
        case .delegationEnd: .delegationEnded
        }
    }
}

extension LogDecision.Measure {
    /// The event of the log that a decision is.
    var event: LogEntry.Event {
        switch self {
        case .unmask, .staffNames: .logUnmasked
        case .erase: .subjectErased
        case .prune: .logPruned
        case .shield: .holdPlaced
        case .unshield: .holdLifted
        }
    }
}
