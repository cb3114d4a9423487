internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration

extension DossierJudge {
    /// What the process module needs to know from outside its events.
    ///
    /// A version that none of its addressees can open was not delivered: it does not count.
    func processFacts(adding manifests: [Manifest] = []) throws -> ProcessFacts {
        var versions: [Digest: ProcessFacts.Version] = [:]
        for manifest in try sections.filter(isDelivered).map(\.manifest) + manifests {
            versions[manifest.hash] = ProcessFacts.Version(
                kind: manifest.kind, writtenOn: caller.day(manifest.time),
                isComplete: manifest.isComplete)
        }
        let running = try runningElsewhere()
        return ProcessFacts(
            relation: relation, consents: consents.standingPurposes(at: caller.now),
            objections: consents.standingObjections(at: caller.now), versions: versions,
            isForceMajeureRunning: running.contains(.forceMajeure),
            isTrajectoryRunning: running.contains(.reintegration))
    }

    /// The procedures that are open for the worker at this employer in other dossiers; looked up
    /// only where a guard of the regime asks.
    private func runningElsewhere() throws -> Set<Procedure> {
        guard process.regime.asksForOtherProcedures, let member = record.opening.worker else {
            return []
        }
        let worker = FindingTag.Place(.worker, .member(member))
        let key = try secrets.vaultSecrets().indexKey
        var running: Set<Procedure> = []
        for id in try rows.dossiers(tag: FindingTag.holder(worker, key: key), key: key)
        where id != record.opening.id {
            guard let other = try chains.dossier(id)?.record,
                other.opening.employer == record.opening.employer
            else { continue }
            let regime = try adopted.regime(other, directory, rows)
            if try Self.process(other, regime).openTrajectory(at: today) != nil {
                running.insert(regime.applies.procedure)
            }
        }
        return running
    }

    /// Whether an addressee can open a version, where it was wrapped for any.
    ///
    /// An addressee is a party other than the author's own role: an inspectorate has a grant, and
    /// nothing is delivered to it.
    private func isDelivered(_ head: SectionHead) throws -> Bool {
        let parties = Set(record.parties.map(\.party.holder))
        let addressees = Set(
            record.grants.map(\.grant).filter {
                $0.role != head.manifest.role && parties.contains($0.holder)
            }.map(\.id))
        let wrapped = try rows.wraps(of: head.row.key.section, version: head.row.key.version)
            .contains { addressees.contains($0.key.grant) }
        return try !wrapped || !openableGrants(of: head.row).isDisjoint(with: addressees)
    }
}
