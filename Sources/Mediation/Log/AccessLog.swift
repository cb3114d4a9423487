internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// Proof that entries are on stable storage.
///
/// Only ``AccessLog`` can make one, after the record store's commit returned. What releases a share
/// consumes it, so that the order of log and release is checked by the compiler.
struct DurableReceipt: ~Copyable {
    /// The signed head that commits to the entries.
    let head: SignedHead

    fileprivate init(head: SignedHead) { self.head = head }
}

/// What a reply says of the log: the head, how it follows from what the caller saw, and the
/// caller's entries.
struct LogStanding {
    /// The signed head.
    let head: SignedHead
    /// The consistency proof from the size that the caller saw.
    let consistency: [Digest]
    /// The entries of the request.
    let entries: [EntryProof]
}

/// The one way in which the vault changes: rows and entries in one durable transaction.
struct AccessLog: Sendable {
    private let store: any RecordStore
    private let secrets: any SecretStore
    private let signer: LogSigner
    private let indexKey: SecretBox
    private let verified: VerifiedRows

    /// Writes to a store, beside a keystore, with the log's key and the key of keyed rows.
    init(
        store: any RecordStore, secrets: any SecretStore, signer: LogSigner, indexKey: SecretBox,
        verified: VerifiedRows = VerifiedRows()
    ) {
        self.store = store
        self.secrets = secrets
        self.signer = signer
        self.indexKey = indexKey
        self.verified = verified
    }

    /// Runs a transaction.
    ///
    /// The store's turn is taken first, so the facts that `body` reads cannot change before its
    /// entry is appended. When this returns, all is on stable storage; when it throws, nothing is
    /// changed. The keystore's heads follow, and may lag by this transaction: where they cannot be
    /// written, what was done is done, and the next transaction writes them or changes nothing.
    ///
    /// - Throws: ``MediatorError/rolledBack`` when the log is behind the keystore, and what `body`
    ///   or the store throws.
    func transact<Value>(
        answering request: RequestMark? = nil, _ body: (inout VaultTransaction) throws -> Value
    ) throws -> (value: Value, standing: LogStanding) {
        let (value, standing, heads, marks) = try store.write { writing in
            if let head = try checkHead(writing) { try keep(head) }
            var transaction = try VaultTransaction(
                writing, secrets: secrets, indexKey: indexKey, verified: verified,
                answering: request)
            let value = try body(&transaction)
            let head = try signer.finish(&transaction)
            let reader = LogReader(writing, size: head.head.size)
            let standing = LogStanding(
                head: head, consistency: try reader.consistency(from: request?.seenSize ?? 0),
                entries: try transaction.recorded.map { try reader.proof(of: $0, detail: $1) })
            return (value, standing, transaction.newHeads, transaction.newMarks)
        }
        do {
            try keep(standing.head)
            for (chain, head) in heads {
                try secrets.withChain(chain, durably: false) { $0.advance(to: head) }
            }
            for (chain, marks) in marks {
                try secrets.withChain(chain, durably: false) { $0.advance(to: marks) }
            }
        } catch let error as SecretStoreError where error.code != .conflict {
            // The entry is durable: to say now that nothing was done would be wrong.
        }
        return (value, standing)
    }

    /// Lets the keystore follow the log.
    private func keep(_ head: SignedHead) throws {
        try secrets.replace(
            head: KeptHead(size: head.head.size, root: head.head.root, note: head.note),
            durably: false)
    }

    /// Runs a transaction, and then what only a durable entry allows.
    ///
    /// - Parameters:
    ///   - request: The request that it answers.
    ///   - body: The transaction.
    ///   - release: What follows; it is given the receipt, which nothing else can make.
    /// - Returns: What `release` returns.
    /// - Throws: As ``transact(answering:_:)``, and what `release` throws.
    func transact<Value, Result>(
        answering request: RequestMark, _ body: (inout VaultTransaction) throws -> Value,
        release: (Value, LogStanding, consuming DurableReceipt) throws -> Result
    ) throws -> Result {
        let (value, standing) = try transact(answering: request, body)
        return try release(value, standing, DurableReceipt(head: standing.head))
    }

    /// Reads one state, after checking that the log is not behind the keystore.
    func read<Value>(
        seenSize: UInt64 = 0, _ body: (VaultSnapshot) throws -> Value
    ) throws -> (Value, LogStanding) {
        try store.read { reading in
            try checkHead(reading)
            guard let state = try reading.logState(),
                let frontier = MerkleFrontier(size: state.size, peaks: state.frontier)
            else { throw MediatorError.damaged }
            let reader = LogReader(reading, size: state.size)
            let head = SignedHead(head: frontier.head, note: state.checkpoint)
            guard seenSize <= state.size else { throw MediatorError.rolledBack }
            let standing = LogStanding(
                head: head, consistency: try reader.consistency(from: seenSize), entries: [])
            let snapshot = VaultSnapshot(
                rows: reading, chains: ChainReader(reading, secrets: secrets, verified: verified),
                log: reader)
            return (try body(snapshot), standing)
        }
    }

    /// Refuses a log that is not the one whose head the keystore kept last, or a later one that
    /// this vault signed.
    ///
    /// - Returns: The head of the log when the keystore lags behind it; `nil` otherwise.
    @discardableResult
    private func checkHead(_ reading: any RecordReading) throws -> SignedHead? {
        guard let kept = try secrets.head() else { throw SecretStoreError(.missing, .head) }
        guard let state = try reading.logState() else {
            // The founding is about to make the first entry.
            guard kept.size == 0 else { throw MediatorError.rolledBack }
            return nil
        }
        guard state.size >= kept.size,
            let frontier = MerkleFrontier(size: state.size, peaks: state.frontier)
        else { throw MediatorError.rolledBack }
        if state.size == kept.size {
            guard frontier.root == kept.root else { throw MediatorError.rolledBack }
            return nil
        }
        // A commit after which the keystore was not written: nobody else could have signed it.
        guard signer.signed(state.checkpoint, head: frontier.head) else {
            throw MediatorError.damaged
        }
        return SignedHead(head: frontier.head, note: state.checkpoint)
    }
}

/// One state of the vault for a request that changes nothing.
struct VaultSnapshot {
    /// The rows.
    let rows: any RecordReading
    /// The chains, found equal to what the keystore vouches for.
    let chains: ChainReader
    /// The log.
    let log: LogReader
}

/// The log's key, and what it signs.
final class LogSigner: Sendable {
    private let signer: NoteSigner

    /// Takes over the signer.
    init(_ signer: consuming NoteSigner) { self.signer = signer }

    /// Signs the head of a transaction.
    func finish(_ transaction: inout VaultTransaction) throws -> SignedHead {
        try transaction.log.finish(signer: signer)
    }

    /// Whether a note is this key's signature of a head.
    func signed(_ note: [UInt8], head: TreeHead) -> Bool {
        let key = signer.verifierKey
        let checkpoint = try? SignedCheckpoint(
            verifying: note, origin: key.name, logKeys: [key])
        return checkpoint?.head == head
    }
}

extension ChainSecrets {
    /// Takes a later head; an earlier one changes nothing.
    mutating func advance(to head: ChainHead) {
        if head.length > self.head.length { self.head = head }
    }

    /// Takes later marks of sections; earlier ones change nothing.
    mutating func advance(to marks: [SectionID: HighWaterMark]) {
        for (section, mark) in marks where mark.version > self.marks[section]?.version ?? 0 {
            self.marks[section] = mark
        }
    }
}
