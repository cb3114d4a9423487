internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// The roles in which a member was or acted in a dossier: what a wall between two roles rests on
/// (F11, pairs of mode `history`).
///
/// A relation of one's own, a step, an authorship and every entry of the log count, reading included.
/// What was pruned from the log leaves the first three.
struct RoleHistory {
    private let rows: any RecordReading
    private let chains: ChainReader

    /// Reads one state of the vault.
    init(_ rows: any RecordReading, _ chains: ChainReader) {
        self.rows = rows
        self.chains = chains
    }

    /// Which of some roles a member was or acted in.
    ///
    /// - Parameters:
    ///   - candidates: The roles that matter; nothing is looked for when there are none.
    ///   - member: Whose.
    ///   - record: The dossier.
    ///   - eventRoles: The roles in which the member took steps.
    ///   - now: The moment up to which the log is looked at.
    /// - Returns: The roles that were found.
    /// - Throws: ``MediatorError`` when the vault is not what the keystore vouches for.
    func roles(
        among candidates: Set<Role>, of member: MemberID, in record: DossierRecord,
        eventRoles: Set<Role>, now: Instant
    ) throws -> Set<Role> {
        guard !candidates.isEmpty else { return [] }
        let personal = record.parties.filter { $0.party.holder == .member(member) }
            .flatMap(\.party.roles)
        var found = eventRoles.union(personal)
        if !candidates.isSubset(of: found) { found.formUnion(try authored(by: member, in: record)) }
        if !candidates.isSubset(of: found) {
            found.formUnion(try logged(candidates, of: member, in: record, until: now))
        }
        return found.intersection(candidates)
    }

    private func authored(by member: MemberID, in record: DossierRecord) throws -> Set<Role> {
        let dossier = record.opening.id
        let key = try chains.secrets(of: .dossier(dossier)).storageKey
        var roles = Set<Role>()
        for head in try rows.latestVersions(of: dossier) {
            for row in try rows.versions(of: head.key.section, in: dossier) {
                let manifest = try DossierJudge.manifest(row, key: key).manifest
                if manifest.author == member { roles.insert(manifest.role) }
            }
        }
        return roles
    }

    private func logged(
        _ candidates: Set<Role>, of member: MemberID, in record: DossierRecord, until now: Instant
    ) throws -> Set<Role> {
        guard let size = try rows.logState()?.size else { return [] }
        let log = LogReader(rows, size: size)
        let actorKey = try chains.secrets(of: .member(member)).tagKey
        let subject = EntrySubject(record).chain
        guard let subjectKey = try chains.existingSecrets(of: subject)?.tagKey else { return [] }
        // A dossier begins with its opening; the log tells nothing of it before.
        let opened = try chains.chain(.dossier(record.opening.id))?.statements.first?.logIndex ?? 0
        let first = record.parties.map(\.party.from.year).min() ?? now.utcDay.year
        var roles = Set<Role>()
        for year in min(first, now.utcDay.year) - 1...now.utcDay.year {
            let tag = try LogTag(
                key: actorKey.secret, epoch: UInt64(year), purpose: .actor)
            let indices = try rows.entries(
                actor: tag.bytes, .ascending(after: opened, limit: Int.max))
            for index in indices where index < size {
                guard let leaf = try log.retainedLeaf(index) else { continue }
                guard let entry = try? LogEntry(line: leaf) else { throw MediatorError.damaged }
                guard entry.outcome == .allowed,
                    let role = entry.role.flatMap({ Role(rawValue: $0.description) }),
                    candidates.contains(role), !roles.contains(role),
                    try rows.detail(index)?.chain == subject.bytes,
                    let detail = try DetailReader(rows).detail(
                        of: entry, at: index, key: subjectKey),
                    detail.dossier?.bytes == record.opening.id.bytes
                else { continue }
                roles.insert(role)
            }
        }
        return roles
    }
}
