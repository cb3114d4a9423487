internal import Records
internal import RecordStore
internal import Reintegration

/// For whom a member acts in a dossier: who handed the role over for that time (F12).
///
/// A delegation that names the dossier comes before one for all dossiers of a principal, which are
/// those in which the principal signed a statement or wrote; of several of a kind the one that was
/// stated last counts. It adds nothing to what the member may do.
struct ActingFor {
    private let rows: any RecordReading
    private let chains: ChainReader

    /// Reads one state of the vault.
    init(_ rows: any RecordReading, _ chains: ChainReader) {
        self.rows = rows
        self.chains = chains
    }

    /// The principal; `nil` for someone who acts for nobody else.
    ///
    /// - Throws: ``MediatorError`` when a chain is not what the keystore vouches for.
    func principal(
        of actor: ActingPerson, in dossier: DossierID, at now: Instant
    ) throws -> MemberID? {
        guard try chains.chain(.delegations(actor.organisation)) != nil else { return nil }
        let handedOver = try chains.directory(
            organisations: [actor.organisation], withDelegations: true
        ).delegations(of: actor.organisation)
        let principals = Set(
            handedOver.filter { $0.delegation.delegate == actor.member && $0.isCurrent(at: now) }
                .map(\.delegation.principal))
        guard !principals.isEmpty else { return nil }
        let directory = try chains.directory(
            members: principals.union([actor.member]), organisations: [actor.organisation],
            withDelegations: true)
        let worker = try chains.dossier(dossier)?.record.opening.worker
        return try directory.delegations(
            to: actor.member, role: actor.role, in: actor.organisation, at: now
        ).map(\.delegation).first { delegation in
            // Nobody handles the own dossier in a role, nor has it handled.
            guard delegation.principal != worker else { return false }
            return try delegation.dossiers.isEmpty
                ? acts(delegation.principal, in: dossier)
                : delegation.dossiers.contains(dossier)
        }?.principal
    }

    /// Whether a member signed a statement of a dossier, or is the author of a section's head.
    private func acts(_ member: MemberID, in dossier: DossierID) throws -> Bool {
        guard let chain = try chains.chain(.dossier(dossier)) else { return false }
        let signed = chain.statements.contains { statement in
            statement.signed.signatures.contains { $0.member == member }
        }
        if signed { return true }
        let key = try chains.secrets(of: .dossier(dossier)).storageKey
        return try rows.latestVersions(of: dossier).contains { row in
            try chains.verified.head(row) { try DossierJudge.manifest(row, key: key) }
                .manifest.author == member
        }
    }
}

/// A member who acts in a role for an organisation.
struct ActingPerson: Hashable {
    let member: MemberID
    let role: Role
    let organisation: OrganisationID
}
