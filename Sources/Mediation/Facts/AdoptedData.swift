internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import Synchronization

/// The rules that decide about a dossier, and the bundle in which they are in force.
struct PolicyInForce {
    /// The hash of the bundle, which stands in entries.
    let bundle: Digest
    /// The bundle's manifest.
    let manifest: BundleManifest
    /// The rules of the dossier's regime.
    let policy: CompiledPolicy
}

/// Adopted policies and regimes, each decoded once in the life of a mediator.
///
/// They are found by the hash that an adoption names, so what is remembered cannot become another.
final class AdoptedData: Sendable {
    private let manifests = Mutex<[Digest: BundleManifest]>([:])
    private let policies = Mutex<[Digest: CompiledPolicy]>([:])
    private let regimes = Mutex<[Digest: Regime]>([:])

    /// The policy in force for a regime.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there or is not what was adopted.
    func policy(
        for regime: String, _ directory: Directory, _ rows: any RecordReading
    ) throws -> PolicyInForce {
        guard let bundle = directory.adoption(.policy)?.hash else { throw MediatorError.damaged }
        return try policy(for: regime, in: bundle, rows)
    }

    /// The policy for a regime in a bundle that is or was in force.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there or is not what was adopted.
    func policy(
        for regime: String, in bundle: Digest, _ rows: any RecordReading
    ) throws -> PolicyInForce {
        let manifest = try Self.decoded(bundle, in: manifests, rows) {
            try BundleManifest(canonical: $0)
        }
        guard let entry = manifest.entry(for: regime) else { throw MediatorError.damaged }
        let policy = try Self.decoded(entry.policy, in: policies, rows) {
            try CompiledPolicy(canonical: $0)
        }
        return PolicyInForce(bundle: bundle, manifest: manifest, policy: policy)
    }

    /// The regime of a dossier.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there or is not what was adopted.
    func regime(
        _ record: DossierRecord, _ directory: Directory, _ rows: any RecordReading
    ) throws -> Regime {
        try regime(named: record.regime, directory, rows)
    }

    /// A regime that the vault has adopted.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there or is not what was adopted.
    func regime(
        named name: String, _ directory: Directory, _ rows: any RecordReading
    ) throws -> Regime {
        guard let hash = directory.adoption(.regime, name: name)?.hash else {
            throw MediatorError.damaged
        }
        return try Self.decoded(hash, in: regimes, rows) { try Regime(canonical: $0) }
    }

    private static func decoded<Value: Sendable>(
        _ hash: Digest, in known: borrowing Mutex<[Digest: Value]>, _ rows: any RecordReading,
        _ decode: ([UInt8]) throws -> Value
    ) throws -> Value {
        if let value = known.withLock({ $0[hash] }) { return value }
        guard let bytes = try rows.object(hash), let value = try? decode(bytes) else {
            throw MediatorError.damaged
        }
        known.withLock { $0[hash] = value }
        return value
    }
}
