package import CryptoPrimitives
package import Records
package import RecordStore
internal import TransparencyLog

extension Mediator {
    /// The secrets of a vault that is about to be founded, with the public keys that its founding
    /// statement names.
    package struct Seed: Sendable {
        /// The key that will sign checkpoints.
        package let logKey: Ed25519.PublicKey
        /// The key that will sign replies.
        package let mediatorKey: Ed25519.PublicKey
        fileprivate let logSeed: SecretBox
        fileprivate let mediatorSeed: SecretBox

        /// Makes the keys.
        ///
        /// - Throws: `CryptoError`.
        package init() throws(CryptoError) {
            logSeed = SecretBox(try .random(count: 32))
            mediatorSeed = SecretBox(try .random(count: 32))
            logKey = try Ed25519.PrivateKey(seed: logSeed.secret).publicKey
            mediatorKey = try Ed25519.PrivateKey(seed: mediatorSeed.secret).publicKey
        }
    }

    /// Founds a vault in an empty store and keystore.
    ///
    /// - Parameters:
    ///   - store: An empty record store.
    ///   - secrets: An empty keystore.
    ///   - seed: The keys that the founding statement names.
    ///   - founding: The founding statement, signed by every founder.
    ///   - adoptions: What is adopted from the start, in the order of the vault's chain, each with
    ///     the bytes whose hash it names and those that these name in turn.
    ///   - now: The time.
    /// - Returns: The vault's id.
    /// - Throws: ``AuthorityError`` when the founders did not sign what founding needs,
    ///   ``MediatorError/malformed`` when a statement and its bytes do not fit, and what store and
    ///   keystore throw; nothing is then left that a new attempt would trip over.
    package static func found(
        store: any RecordStore, secrets: any SecretStore, seed: Seed, founding: SignedStatement,
        adoptions: [(statement: SignedStatement, objects: [[UInt8]])], now: Instant
    ) throws -> Digest {
        var directory = try Directory(founding: founding)
        guard directory.founding.logKey == seed.logKey,
            directory.founding.mediatorKey == seed.mediatorKey
        else { throw MediatorError.malformed }
        for (offset, adoption) in adoptions.enumerated() {
            guard case .adoption(let body) = adoption.statement.statement.body,
                adoption.objects.contains(where: { Digest(hashing: $0) == body.hash })
            else { throw MediatorError.malformed }
            try directory.apply(adoption.statement, logIndex: UInt64(offset + 1))
        }
        let indexKey = SecretBox(try .random(count: 32))
        try secrets.create(
            VaultSecrets(
                vault: founding.hash, mediatorSeed: seed.mediatorSeed, logSeed: seed.logSeed,
                indexKey: indexKey,
                storageKey: SecretBox(try .random(count: 32))))
        // From now on a keystore without a head lacks a file.
        try secrets.replace(
            head: KeptHead(size: 0, root: MerkleFrontier().root, note: []), durably: true)
        let founders = directory.founding.founders.map { ChainID.member($0.member) }
        let signer = try NoteSigner(
            name: directory.founding.origin, key: Ed25519.PrivateKey(seed: seed.logSeed.secret))
        let log = AccessLog(
            store: store, secrets: secrets, signer: LogSigner(signer), indexKey: indexKey)
        _ = try log.transact { transaction in
            for chain in [.vault] + founders { try transaction.begin(chain) }
            try transaction.rows.insert(founding.canonicalBytes, meta: .founding)
            for signed in [founding] + adoptions.map(\.statement) {
                var entry = EntryDraft(founding: signed, at: now)
                entry.policy = directory.adoption(.policy)?.hash
                let index = try transaction.record(entry)
                try transaction.append(signed, logIndex: index)
            }
            for adoption in adoptions {
                for object in adoption.objects { try transaction.rows.insert(object: object) }
            }
        }
        return directory.vault
    }
}

extension EntryDraft {
    /// An entry of the founding, which no request made.
    init(founding signed: SignedStatement, at now: Instant) {
        event = signed.statement.body.event
        time = now
        actor = signed.signatures.first?.member
        approvers = signed.signatures.dropFirst().map(\.member)
        subject = EntrySubject(.vault)
        object = signed.hash
    }
}
