import CryptoPrimitives
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Sealing
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// What a mediator that was taken over can do: it has the keystore, the log's key and the records,
/// and no key of any member.
struct StolenKeystore {
    let vault: TestVault

    /// Appends an entry about an object under a head that the log's own key signs.
    ///
    /// - Returns: Its index.
    func log(_ object: Digest, as event: LogEntry.Event) throws -> UInt64 {
        let own = try vault.keystore.vaultSecrets()
        let founding = try vault.session(vault.founders[0]).founding()
        let signer = try NoteSigner(
            name: founding.origin, key: Ed25519.PrivateKey(seed: own.logSeed.secret))
        let (head, note) = try vault.store.write { rows in
            let state = try #require(try rows.logState())
            var frontier = try #require(MerkleFrontier(size: state.size, peaks: state.frontier))
            var entry = LogEntry(
                time: try #require(LogTime(seconds: vault.clock.now.seconds)), event: event,
                outcome: .allowed, reason: .authority, source: try #require(LogToken("mediator")))
            entry.object = object
            let leaf = try entry.line()
            let index = frontier.append(leaf: Digest(entry: leaf))
            try #require(index & 255 != 255, "a full bundle is more than this forger makes")
            try rows.insert(TailEntry(index: index, leaf: leaf, hash: Digest(entry: leaf)))
            let note = try signer.sign(
                Checkpoint(origin: founding.origin, head: frontier.head)
            ).bytes
            try rows.replace(
                logState: LogState(size: frontier.size, frontier: frontier.peaks, checkpoint: note),
                expecting: state.size)
            return (frontier.head, note)
        }
        try vault.keystore.replace(
            head: KeptHead(size: head.size, root: head.root, note: note), durably: true)
        return head.size - 1
    }

    /// Puts a statement into its chain as if the mediator had accepted it: logged, sealed at its
    /// place, the secrets of its grants made, the head of the chain moved.
    func plant(_ signed: SignedStatement) throws {
        let chain = signed.statement.chain
        let index = try log(signed.hash, as: .consentGiven)
        let key = try vault.keystore.chain(chain).storageKey
        let sequence = signed.statement.previous.length
        let sealed = try RowSeal.seal(
            signed.canonicalBytes, key: key.secret, table: "statement",
            keyColumns: [chain.bytes, sequence.eightBytes, index.eightBytes])
        try vault.store.write { rows in
            try rows.insert(
                StatementRow(
                    chain: chain.bytes, sequence: sequence, link: signed.head.link, sealed: sealed,
                    logIndex: index))
        }
        var grants: [Grant] = []
        if case .consent(let consent) = signed.statement.body { grants = consent.grants }
        if case .grants(let list) = signed.statement.body { grants = list.grants }
        try vault.keystore.withChain(chain, durably: true) { secrets in
            secrets.head = signed.head
            for grant in grants {
                for kind in grant.kinds {
                    _ = secrets.add(SecretBox(try .random(count: 32)), of: grant.id, kind: kind)
                }
            }
        }
    }

    /// Makes a statement on the head of a chain, signed by whoever can be found for it.
    func statement(
        _ body: StatementBody, chain: ChainID,
        by signers: [(keys: UnlockedKeys, appointment: AppointmentID?)]
    ) throws -> SignedStatement {
        let statement = Statement(
            body, chain: chain, previous: try vault.keystore.chain(chain).head,
            time: vault.clock.now, nonce: try Randomness.bytes(count: 16))
        return SignedStatement(
            statement,
            signatures: try signers.map {
                try $0.keys.sign(statement.canonicalBytes, appointment: $0.appointment)
            })
    }
}
