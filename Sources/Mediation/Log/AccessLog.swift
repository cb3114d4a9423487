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
    /// The other entries that it asked for.
    let proofs: [EntryProof]
}

/// The one way in which the vault changes: rows and entries in one durable transaction, which the
/// requests that wait for it share.
struct AccessLog: Sendable {
    private let store: any RecordStore
    private let secrets: any SecretStore
    private let signer: LogSigner
    private let indexKey: SecretBox
    private let verified: VerifiedRows
    private let queue = CommitQueue()
    private let tiles = FoldedTileCache()

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
    /// Those who wait for the turn meanwhile share the next commit. `body` may then run on the
    /// thread of another one, between the bodies of others: it sees what those before it did, and
    /// of one that throws nothing is left. Nobody's transaction returns before the commit did.
    ///
    /// - Throws: ``MediatorError/rolledBack`` when the log is behind the keystore, and what `body`
    ///   or the store throws.
    func transact<Value>(
        answering request: RequestMark? = nil, _ body: (inout VaultTransaction) throws -> Value
    ) throws -> (value: Value, standing: LogStanding) {
        var value: Value?
        let standing = try withoutActuallyEscaping(body) { body in
            let step = PendingStep(answering: request) { value = try body(&$0) }
            return try queue.settle(step) { commit($0, $1) }
        }
        guard let value else { preconditionFailure("a step that ended well was run") }
        return (value, standing)
    }

    /// What a step leaves, until it is durable.
    private struct Done {
        let step: PendingStep
        let recorded: [(index: UInt64, detail: DetailProof?)]
        let wanted: [UInt64]
        /// The tree after the step, where the answer holds proofs in it.
        let ownTree: MerkleFrontier?
        let heads: [ChainID: ChainHead]
        let marks: [ChainID: [SectionID: HighWaterMark]]
    }

    /// Runs a step and those behind it, and makes them durable together.
    private func commit(_ first: PendingStep, _ others: CommitQueue.Others) {
        var taken = [first]
        do {
            let (done, standings, head) = try store.write { writing in
                if let head = try checkHead(writing) { try keep(head) }
                var progress = try LogTransaction.Progress(from: try writing.logState())
                let committed = progress.committedSize
                // When the first one throws, nothing else was done yet: all is undone with it.
                var done = [try run(first, writing, &progress)]
                while taken.count < CommitQueue.limit, let step = others.next() {
                    taken.append(step)
                    switch try writing.attempt({ try run(step, writing, &progress) }) {
                    case .success(let result): done.append(result)
                    case .failure(let error): step.end(.failure(error))
                    }
                }
                var log = LogTransaction(writing, after: progress)
                let head = try signer.finish(&log)
                let prover = prover(writing, of: log.frontier, lastingSize: committed)
                let standings = try done.map { done in
                    guard let tree = done.ownTree, tree.size != head.head.size else {
                        return try standing(of: done, under: head, prover)
                    }
                    return try standing(
                        of: done, under: signer.sign(tree.head),
                        self.prover(writing, of: tree, lastingSize: committed))
                }
                return (done, standings, head)
            }
            try follow(head, done)
            for (done, standing) in zip(done, standings) { done.step.end(.success(standing)) }
        } catch {
            for step in taken where step.result == nil { step.end(.failure(error)) }
        }
    }

    /// Runs one step on the transaction of all.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - writing: The transaction.
    ///   - progress: The log so far; it is as it was when the step throws.
    /// - Returns: What the step leaves.
    /// - Throws: What the step throws.
    private func run(
        _ step: PendingStep, _ writing: any RecordWriting, _ progress: inout LogTransaction.Progress
    ) throws -> Done {
        var transaction = try VaultTransaction(
            writing, secrets: secrets, indexKey: indexKey, verified: verified,
            answering: step.request, after: progress)
        try step.run(in: &transaction)
        progress = transaction.log.progress
        return Done(
            step: step, recorded: transaction.recorded, wanted: transaction.wanted,
            ownTree: transaction.needsOwnHead ? transaction.log.frontier : nil,
            heads: transaction.newHeads, marks: transaction.newMarks)
    }

    /// What the caller of a step is told, with proofs under a head.
    private func standing(
        of done: Done, under head: SignedHead, _ prover: LogProver
    ) throws -> LogStanding {
        LogStanding(
            head: head,
            consistency: try prover.consistency(from: done.step.request?.seenSize ?? 0),
            entries: try done.recorded.map { try prover.proof(of: $0, detail: $1) },
            proofs: try done.wanted.map { try prover.proof(of: $0) })
    }

    private func prover(
        _ reading: any RecordReading, of tree: MerkleFrontier, lastingSize: UInt64
    ) -> LogProver {
        LogProver(reading, in: tree, cache: tiles, lastingSize: lastingSize)
    }

    /// Lets the keystore follow what is durable.
    ///
    /// - Throws: ``SecretStoreError`` with the code `conflict` when the log was forked.
    private func follow(_ head: SignedHead, _ done: [Done]) throws {
        do {
            try keep(head)
            let heads = done.flatMap(\.heads)
            let marks = done.flatMap(\.marks)
            for chain in Set(heads.map(\.key)).union(marks.map(\.key)) {
                try secrets.withChain(chain, durably: false) { secrets in
                    for (_, head) in heads.filter({ $0.key == chain }) { secrets.advance(to: head) }
                    for (_, marks) in marks.filter({ $0.key == chain }) {
                        secrets.advance(to: marks)
                    }
                }
            }
        } catch let error as SecretStoreError where error.code != .conflict {
            // The entries are durable: to say now that nothing was done would be wrong.
        }
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
            let log = prover(reading, of: frontier, lastingSize: state.size)
            let head = SignedHead(head: frontier.head, note: state.checkpoint)
            guard seenSize <= state.size else { throw MediatorError.rolledBack }
            let standing = LogStanding(
                head: head, consistency: try log.consistency(from: seenSize), entries: [],
                proofs: [])
            let snapshot = VaultSnapshot(
                rows: reading, chains: ChainReader(reading, secrets: secrets, verified: verified),
                log: log)
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
    /// Proofs in the log.
    let log: LogProver
}

/// The log's key, and what it signs.
final class LogSigner: Sendable {
    private let signer: NoteSigner

    /// Takes over the signer.
    init(_ signer: consuming NoteSigner) { self.signer = signer }

    /// Signs the head of a transaction.
    func finish(_ log: inout LogTransaction) throws -> SignedHead {
        try log.finish(signer: signer)
    }

    /// Signs a head that is not stored.
    func sign(_ head: TreeHead) throws -> SignedHead {
        let checkpoint = Checkpoint(origin: signer.verifierKey.name, head: head)
        return SignedHead(head: head, note: try signer.sign(checkpoint).bytes)
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
