internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import Synchronization

/// Adopted policies and regimes, each decoded once in the life of a mediator.
///
/// They are found by the hash that an adoption names, so what is remembered cannot become another.
final class AdoptedData: Sendable {
    private let policies = Mutex<[Digest: CompiledPolicy]>([:])
    private let regimes = Mutex<[Digest: Regime]>([:])

    /// The policy in force.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there or is not what was adopted.
    func policy(_ directory: Directory, _ rows: any RecordReading) throws -> CompiledPolicy {
        guard let hash = directory.adoption(.policy)?.hash else { throw MediatorError.damaged }
        if let known = policies.withLock({ $0[hash] }) { return known }
        guard let bytes = try rows.object(hash),
            let policy = try? CompiledPolicy(canonical: bytes)
        else { throw MediatorError.damaged }
        policies.withLock { $0[hash] = policy }
        return policy
    }

    /// The regime of a dossier.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there or is not what was adopted.
    func regime(
        _ record: DossierRecord, _ directory: Directory, _ rows: any RecordReading
    ) throws -> Regime {
        guard let hash = directory.adoption(.regime, name: record.opening.regime)?.hash else {
            throw MediatorError.damaged
        }
        if let known = regimes.withLock({ $0[hash] }) { return known }
        guard let bytes = try rows.object(hash), let regime = try? Regime(canonical: bytes) else {
            throw MediatorError.damaged
        }
        regimes.withLock { $0[hash] = regime }
        return regime
    }
}
