internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// One transaction of the vault: the rows, the chains and the log, as one state.
struct VaultTransaction: ~Copyable {
    /// The rows.
    let rows: any RecordWriting
    /// The chains, found equal to what the keystore vouches for.
    let chains: ChainReader
    /// The log.
    var log: LogTransaction
    /// The keystore.
    let secrets: any SecretStore
    /// The key of keyed rows.
    private let indexKey: SecretBox
    /// The heads of the chains that this transaction extends.
    private(set) var newHeads: [ChainID: ChainHead] = [:]
    /// The versions that this transaction adds.
    private(set) var newMarks: [ChainID: [SectionID: HighWaterMark]] = [:]

    /// The entries of the request so far, each with the detail that the caller may see.
    private(set) var recorded: [(index: UInt64, detail: DetailProof?)] = []
    /// Other entries whose proofs the answer needs.
    private(set) var wanted: [UInt64] = []
    /// Whether the answer holds proofs that were made in the transaction.
    private(set) var needsOwnHead = false
    /// The index of the first entry when the same request was answered before.
    let replayed: UInt64?
    private let request: RequestMark?

    /// Starts on rows beside a keystore, where the log is after what the same transaction of the
    /// store did before.
    ///
    /// - Throws: ``MediatorError/rolledBack`` when the caller has seen a longer log,
    ///   ``MediatorError/damaged`` when what is remembered of the request was changed.
    init(
        _ rows: any RecordWriting, secrets: any SecretStore, indexKey: SecretBox,
        verified: VerifiedRows,
        answering request: RequestMark?, after progress: LogTransaction.Progress
    ) throws {
        let known = try request.flatMap { try rows.request($0.tag) }
        if let known, !known.isGenuine(key: indexKey) { throw MediatorError.damaged }
        guard (request?.seenSize ?? 0) <= progress.committedSize else {
            throw MediatorError.rolledBack
        }
        log = LogTransaction(rows, after: progress)
        self.rows = rows
        self.secrets = secrets
        self.indexKey = indexKey
        self.request = request
        replayed = known?.logIndex
        chains = ChainReader(rows, secrets: secrets, verified: verified)
    }

    /// Records an entry, which names for whom a delegate acts.
    ///
    /// The same request gets the same entries again: nothing is then appended.
    ///
    /// - Returns: The index of the entry.
    /// - Throws: ``MediatorError/stale`` when the same request now has another outcome, or reaches
    ///   another version, than its entry says: nothing may rest on an entry about something else.
    @discardableResult
    mutating func record(_ draft: EntryDraft) throws -> UInt64 {
        var entry = draft
        if let person = entry.person, let dossier = entry.subject.dossier {
            entry.responsible = try ActingFor(rows, chains)
                .principal(of: person, in: dossier, at: entry.time)
        }
        if let replayed {
            let index = replayed + UInt64(recorded.count)
            let earlier = try logged(at: index)
            guard try entry.describes(earlier, chains: chains) else { throw MediatorError.stale }
            let proof = try DetailReader(rows).proof(
                of: earlier, at: index, key: chains.secrets(of: entry.subject.chain).tagKey,
                actorKey: entry.actor.map { try chains.secrets(of: .member($0)).tagKey })
            recorded.append((index, proof))
            return index
        }
        let last = try lastTime()
        if let last, entry.time.seconds < Int64(last.seconds) - Self.toleranceBehind,
            entry.event != .clockAccepted
        {
            try checkAcceptance(of: last)
        }
        let sealed = try entry.sealed(chains: chains, source: Self.source, after: last)
        let index = try log.append(sealed.leaf)
        try rows.insert(
            DetailRow(index: index, chain: entry.subject.chain.bytes, sealed: sealed.detail.sealed))
        try rows.insert(subject: sealed.subjectTag, index: index)
        if let tag = sealed.actorTag { try rows.insert(actor: tag, index: index) }
        if recorded.isEmpty, let request {
            // Those that would be refused as too old anyway make room.
            try rows.removeRequests(expiringBefore: entry.time)
            try rows.insert(
                RequestRow(
                    tag: request.tag, logIndex: index, expires: request.expires,
                    proof: RowProof.request(
                        request.tag, logIndex: index, expires: request.expires, key: indexKey)))
        }
        recorded.append((index, sealed.detail))
        return index
    }

    /// Asks for the proof of another entry, which comes with ``LogStanding/proofs`` in the order of
    /// asking: under the head that the answer has, which is not known yet.
    mutating func prove(_ index: UInt64) { wanted.append(index) }

    /// Makes proofs that the answer itself holds, once the last entry is recorded.
    ///
    /// They are under the head that ends with this request, which is then signed as well. Where the
    /// proof can be taken from the standing, ``prove(_:)`` costs no signature.
    mutating func proverUnderOwnHead() -> LogProver {
        needsOwnHead = true
        return LogProver(rows, in: log.frontier)
    }

    /// Whether the same request was permitted before, so that its entries are there.
    func isRepeatedPermit() throws -> Bool {
        guard let replayed else { return false }
        return try logged(at: replayed).outcome == .allowed
    }

    /// An entry that is in the tree of the signed head.
    ///
    /// The leaf is a row that nothing vouches for: only its place in the tree shows that it was
    /// logged.
    func logged(at index: UInt64) throws -> LogEntry {
        guard index < log.size else { throw MediatorError.stale }
        let leaf = try LogReader(rows, size: log.size).leaf(index)
        let path = try LogProver(rows, in: log.frontier).path(of: index)
        guard
            let included = try? IncludedEntry(
                verifying: leaf, at: index, path: path, against: log.head),
            let entry = try? LogEntry(line: included.entry)
        else { throw MediatorError.damaged }
        return entry
    }

    /// Checks that the founders accepted the clock when the log had this last time.
    private func checkAcceptance(of last: LogTime) throws {
        guard let index = try chains.directory().clockAcceptedAt,
            try logged(at: index).time == last
        else { throw MediatorError.clock }
    }

    /// How many seconds the clock may be behind the last entry before people must look at it.
    private static let toleranceBehind: Int64 = 120
    /// What the log calls the source of its entries.
    private static let source = LogToken.mediator

    /// The time of the last entry: no entry has an earlier one.
    private func lastTime() throws -> LogTime? {
        guard log.size > 0 else { return nil }
        let leaf = try LogReader(rows, size: log.size).leaf(log.size - 1)
        guard let entry = try? LogEntry(line: leaf) else { throw MediatorError.damaged }
        return entry.time
    }

    /// Appends a statement to its chain, whose secrets exist.
    ///
    /// - Parameters:
    ///   - signed: The statement; its authority was checked.
    ///   - logIndex: The index of its entry.
    /// - Throws: ``MediatorError/stale`` when the chain has another head.
    mutating func append(_ signed: SignedStatement, logIndex: UInt64) throws {
        let chain = signed.statement.chain
        let current = try newHeads[chain] ?? chains.chain(chain)?.head ?? .empty
        guard signed.statement.previous == current else { throw MediatorError.stale }
        let head = signed.head
        let row = SealedRow.statement(
            chain: chain.bytes, sequence: current.length, logIndex: logIndex)
        try rows.insert(
            StatementRow(
                chain: chain.bytes, sequence: current.length, link: head.link,
                sealed: try row.seal(
                    signed.canonicalBytes, key: try chains.secrets(of: chain).storageKey),
                logIndex: logIndex))
        newHeads[chain] = head
    }

    /// Remembers that a section has a new head.
    mutating func mark(_ manifest: Manifest) {
        newMarks[.dossier(manifest.dossier), default: [:]][manifest.section] = HighWaterMark(
            version: manifest.version, manifest: manifest.hash)
    }

    /// Makes the keys of a chain that is about to begin; they are durable before its first row.
    func begin(_ chain: ChainID) throws {
        let fresh = ChainSecrets(
            storageKey: SecretBox(try .random(count: 32)),
            tagKey: SecretBox(try .random(count: 32)))
        do {
            try secrets.create(fresh, for: chain)
        } catch  where error.code == .alreadyExists {
            // A transaction that did not come to its commit left them; a chain in use is stale.
            guard try secrets.chain(chain).head == .empty else { throw MediatorError.stale }
        }
    }
}

/// What is remembered of a request, so that asking again makes no second entry.
struct RequestMark {
    /// The hash of the request.
    let tag: [UInt8]
    /// When an older copy would be refused anyway.
    let expires: Instant
    /// The size of the log that the caller saw.
    let seenSize: UInt64
}
