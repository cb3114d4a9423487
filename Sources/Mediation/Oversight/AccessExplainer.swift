internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import TransparencyLog

/// Finds what the vault knows of accesses, for the rules of review.
///
/// It says what stood at the time of the access, from the dossier's own statements, whatever the
/// policy decided then.
struct AccessExplainer {
    private let rows: any RecordReading
    private let chains: ChainReader
    private let adopted: AdoptedData
    private let indexKey: SecretBox
    private let shielded: Set<DossierID>
    private let day: @Sendable (Instant) -> CivilDate

    /// Within how many seconds a step explains an access: 7 days before and after.
    private static let contactWindow: Int64 = 7 * 86_400

    /// Explains accesses of one state of the vault.
    init(
        rows: any RecordReading, chains: ChainReader, adopted: AdoptedData, indexKey: SecretBox,
        shielded: Set<DossierID>, day: @escaping @Sendable (Instant) -> CivilDate
    ) {
        self.rows = rows
        self.chains = chains
        self.adopted = adopted
        self.indexKey = indexKey
        self.shielded = shielded
        self.day = day
    }

    /// An access, with what its tags and its detail stand for.
    struct Access {
        /// The position of its entry.
        let index: UInt64
        /// Its entry.
        let entry: LogEntry
        /// Who acted.
        let actor: MemberID
        /// For which organisation.
        let organisation: OrganisationID?
        /// The dossier.
        let dossier: DossierID

        /// When.
        var time: Instant { Instant(seconds: Int64(entry.time.seconds)) }
        /// In which role; `nil` for a role that this version does not know.
        var role: Role? { entry.role.flatMap { Role(rawValue: $0.description) } }
    }

    /// What the vault knows of an access; nothing about a dossier whose chain is gone or refused.
    func facts(of access: Access) throws -> AccessFacts {
        guard let role = access.role,
            let record = try? chains.dossier(access.dossier)?.record
        else { return .none }
        let directory = try chains.directory(
            members: [access.actor], organisations: [record.opening.employer])
        let process = try DossierJudge.process(
            record, adopted.regime(record, directory, rows))
        let today = day(access.time)
        return AccessFacts(
            explanations: try explanations(
                of: access, as: role, in: record, process, directory, on: today),
            matches: try matches(of: access, as: role, in: record, directory),
            daysSinceEnd: daysSinceEnd(of: process, on: today),
            isShielded: shielded.contains(access.dossier), isDetailMissing: false)
    }

    private func explanations(
        of access: Access, as role: Role, in record: DossierRecord, _ process: DossierProcess,
        _ directory: Directory, on today: CivilDate
    ) throws -> Set<AccessFacts.Explanation> {
        if access.actor == record.opening.worker { return [.own] }
        var found: Set<AccessFacts.Explanation> = []
        let actor = ActingHolder(
            member: access.actor, role: role, organisation: access.organisation)
        let relation = FactResolver.relation(
            of: actor, among: RelationFact.all(of: record, directory), on: today
        ).relation
        if relation != .none, relation != .lapsed { found.insert(.assignment) }
        let hasContact = process.events.contains { event in
            event.actor.member == access.actor
                && abs(event.recordedAt.seconds - access.time.seconds) <= Self.contactWindow
        }
        if hasContact { found.insert(.contact) }
        // What was recorded later was no task yet.
        let then = DossierProcess(
            regime: process.regime, dossier: access.dossier,
            events: process.events.filter { $0.recordedAt <= access.time })
        if then.openDeadlines(at: today).contains(where: { $0.who.contains(role) }) {
            found.insert(.task)
        }
        if try hasWritten(access, in: record) { found.insert(.author) }
        let hasConsent = record.consents.contains { entry in
            let consent = entry.consent
            return consent.nature.opens && consent.role == role
                && consent.recipient.map(actor.isHeld) ?? false && consent.covers(access.time)
                && entry.withdrawn.map { access.time < $0 } ?? true
        }
        if hasConsent { found.insert(.consent) }
        return found
    }

    /// Whether the actor wrote a section of the dossier before the access.
    private func hasWritten(_ access: Access, in record: DossierRecord) throws -> Bool {
        guard let key = try chains.existingSecrets(of: .dossier(record.opening.id))?.storageKey
        else { return false }
        return try rows.latestVersions(of: record.opening.id).contains { row in
            guard row.logIndex < access.index else { return false }
            let head = try chains.verified.head(row) { try DossierJudge.manifest(row, key: key) }
            return head.manifest.author == access.actor
        }
    }

    private func matches(
        of access: Access, as role: Role, in record: DossierRecord, _ directory: Directory
    ) throws -> Set<AccessFacts.Match> {
        if access.actor == record.opening.worker { return [.same] }
        // For the employer's side being with the employer is the task.
        guard role.side != .employer else { return [] }
        let employer = record.opening.employer
        let isAppointed = directory.organisations(of: access.actor).contains(employer)
        return try isAppointed || isWorker(access.actor, of: employer) ? [.coworker] : []
    }

    private func isWorker(_ member: MemberID, of employer: OrganisationID) throws -> Bool {
        let place = FindingTag.Place(.worker, .member(member))
        let tag = FindingTag.holder(place, key: indexKey)
        return try rows.dossiers(tag: tag, key: indexKey).contains {
            (try? chains.dossier($0))??.record.opening.employer == employer
        }
    }

    /// Whole days from the last step of a process that has ended to a day.
    private func daysSinceEnd(of process: DossierProcess, on today: CivilDate) -> UInt64? {
        guard process.phase(at: today) == .closed,
            let last = process.events.map(\.occurredOn).filter({ $0 <= today }).max()
        else { return nil }
        return UInt64(max(0, today.daysSinceEpoch - last.daysSinceEpoch))
    }
}

extension RelationFact {
    /// The relations to a dossier's worker: those of its parties, and of inspectorates that opened a
    /// case on the employer.
    static func all(of record: DossierRecord, _ directory: Directory) -> [Self] {
        let parties = record.parties.map { entry in
            Self(
                holder: entry.party.holder, relation: entry.party.relation,
                roles: entry.party.roles, from: entry.party.from, until: entry.until,
                source: entry.party.source)
        }
        let cases = directory.cases(on: record.opening.employer).map { inspection, _ in
            Self(
                holder: .organisation(inspection.inspectorate), relation: .competent,
                roles: [.inspector, .physicianInspector], from: inspection.from,
                until: inspection.until, source: "inspection case")
        }
        return parties + cases
    }
}
