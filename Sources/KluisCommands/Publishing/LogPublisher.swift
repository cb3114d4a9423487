internal import CryptoPrimitives
internal import PublishedLogs
package import RecordStore
package import Records
package import TransparencyLog

/// Writes the log of a record store as a directory of C2SP tlog-tiles.
///
/// Bundles and tiles come first, the checkpoint last, each file in one step: whoever reads meanwhile
/// sees an old log or the new one, and both verify. What stands there is extended, never replaced by
/// another log. Where the policy asks for witnesses the head is offered to them, and becomes the
/// checkpoint when a quorum has cosigned it.
package struct LogPublisher {
    private let directory: PublishedDirectory
    private let policyPath: String?
    private let interval: PublicationInterval?

    /// Publishes to a directory, which is made where it is missing.
    ///
    /// - Parameters:
    ///   - directory: The directory.
    ///   - policy: A trust policy that is copied into the directory; `nil` for the one that is there.
    ///   - interval: Publish once an interval; `nil` for every time.
    package init(
        directory: String, policy: String? = nil, interval: PublicationInterval? = nil
    ) {
        self.directory = PublishedDirectory(path: directory)
        policyPath = policy
        self.interval = interval
    }

    /// What was done.
    package struct Result {
        /// The number of entries.
        package let size: UInt64
        /// The number of files written, the checkpoint included; 0 when it was up to date.
        package let written: Int
        /// What the policy's quorum lacks, while the head waits for it.
        package let shortfalls: [TrustPolicy.Shortfall]
        /// Whether it was not yet time.
        package let isEarly: Bool
        /// When the next publication is due; `nil` without an interval.
        package let next: LogTime?
    }

    /// Publishes one state of a store.
    ///
    /// - Parameters:
    ///   - store: The record store.
    ///   - founding: The body of the founding statement, which names the log and its key.
    ///   - now: The time.
    ///   - progress: Is told how many files are written, and of how many.
    /// - Returns: What was written.
    /// - Throws: Status 20 when the directory holds another log, or a newer one; 75 while another
    ///   process writes it.
    package func publish(
        _ store: any RecordStore, founding: Founding, now: LogTime,
        progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> Result {
        let key = try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)
        let given = try policyPath.map {
            try PublishedDirectory.trustPolicy(reading: $0)
        }
        if let given { try check(given.policy, listing: key) }
        try Files.makeDirectory(directory.path, mode: 0o755)
        return try directory.lock().whileHeld {
            let policy = try given?.policy ?? directory.policy()
            let before = try directory.heads(
                logKeys: [key], witnesses: policy?.witnesses.map(\.key) ?? [])
            if let interval, let waiting = try waiting(interval, before, now) { return waiting }
            return try store.read { reading in
                guard let state = try reading.logState() else {
                    throw CommandFailure(.noInput, "the vault has no log yet")
                }
                let log = try StoredLog(reading, state)
                let checkpoint = try SignedCheckpoint(
                    verifying: state.checkpoint, origin: founding.origin, logKeys: [key])
                for head in [before.checkpoint, before.offer] {
                    if let head { try check(head.head, against: checkpoint.head, log) }
                }
                let files = try writeFiles(from: before, to: checkpoint.head, log, progress)
                if let given, (try? Files.read(directory.policyPath)) != given.bytes {
                    try Files.write(given.bytes, to: directory.policyPath, mode: 0o644)
                }
                let isUnchanged = before.latest?.head == checkpoint.head
                func settle() throws -> Result {
                    try self.settle(
                        checkpoint, key: key, policy: policy, now: now, files: files,
                        isUnchanged: isUnchanged)
                }
                guard policy?.asksForWitnesses == true else { return try settle() }
                return try directory.lockOffer(origin: key.name).whileHeld(settle)
            }
        }
    }

    /// What is said when this interval's publication was done already; `nil` when it is due.
    private func waiting(
        _ interval: PublicationInterval, _ heads: PublishedDirectory.Heads, _ now: LogTime
    ) throws -> Result? {
        guard
            let last = try directory.recentHistory()?.records.last(where: {
                $0.event == .published
            }), let latest = heads.latest
        else { return nil }
        let due = interval.moment(notAfter: now)
        guard last.time >= due else { return nil }
        guard last.time <= interval.moment(after: now) else {
            throw CommandFailure(
                .configuration, "the last publication is of \(last.time), which is to come",
                hints: [
                    "look at the clock of this machine",
                    "where it was wrong then, move `\(directory.historyPath)` away and keep it",
                ])
        }
        return Result(
            size: latest.head.size, written: 0, shortfalls: [], isEarly: true,
            next: interval.moment(after: now))
    }

    /// Writes bundles and tiles that are not there.
    private func writeFiles(
        from heads: PublishedDirectory.Heads, to head: TreeHead, _ log: StoredLog,
        _ progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> Int {
        let older = heads.latest?.head.size ?? 0
        let files = DirectoryPlan.additions(from: older, to: head.size).filter {
            $0 != .checkpoint && !log.isPruned($0)
        }
        for (done, file) in files.enumerated() {
            progress(done, files.count)
            let path = directory.path(of: file)
            try Files.makeDirectory(Files.parent(of: path), mode: 0o755)
            try Files.write(try log.bytes(of: file), to: path, mode: 0o644)
        }
        try removePruned(below: log.minimumIndex)
        // Partial files of a head that was offered and never published: no checkpoint names them.
        if let offer = heads.offer, offer.head.size != heads.checkpoint?.head.size {
            try directory.removeSuperseded(from: offer.head.size, to: head.size)
        }
        return files.count
    }

    /// Removes the bundles whose entries the vault has pruned; tiles stay, so that every later entry
    /// keeps its proofs.
    ///
    /// They go from the lowest up, and are looked for from the highest down: whatever an earlier
    /// publication left is found again.
    private func removePruned(below minimum: UInt64) throws {
        var paths: [String] = []
        for number in (0..<minimum >> 8).reversed() {
            let path = directory.path(
                of: .bundle(BundleCoordinate(index: number, width: TileCoordinate.fullWidth)))
            guard Files.status(path) != nil else { break }
            paths.append(path)
        }
        for path in paths.reversed() { try Files.remove(path) }
    }

    /// Joins the head with the cosignatures that are there, and writes it.
    private func settle(
        _ checkpoint: SignedCheckpoint, key: VerifierKey, policy: TrustPolicy?, now: LogTime,
        files: Int, isUnchanged: Bool
    ) throws -> Result {
        let witnesses = policy?.witnesses.map(\.key) ?? []
        // Read again: witnesses may have cosigned meanwhile.
        let heads = try directory.heads(logKeys: [key], witnesses: witnesses)
        let same = [heads.checkpoint, heads.offer].compactMap(\.self).filter {
            $0.note.text == checkpoint.note.text
        }
        var gathered = CosignedCheckpoint(same.first ?? checkpoint, witnesses: witnesses)
        for head in same { gathered.add(head.note.lines) }
        let isNews =
            try !isUnchanged || interval != nil || heads.checkpoint?.note != gathered.note()
        let settled = try directory.settle(
            gathered, policy: policy, checkpoint: heads.checkpoint,
            event: isNews ? (.published, now) : nil)
        return Result(
            size: checkpoint.head.size, written: files + (settled.isReplaced ? 1 : 0),
            shortfalls: policy?.shortfalls(gathered.cosigners) ?? [], isEarly: false,
            next: interval?.moment(after: now))
    }

    /// A policy that does not list the log would have readers refuse it.
    private func check(_ policy: TrustPolicy, listing key: VerifierKey) throws {
        guard policy.logs.contains(where: { $0.key == key }) else {
            throw CommandFailure(
                .badData, "the trust policy does not list this vault's log",
                hint: "add the line `log \(key)`")
        }
    }

    /// The published head must be a prefix of the store's log.
    private func check(
        _ published: TreeHead, against head: TreeHead, _ log: StoredLog
    ) throws {
        guard published.size <= head.size else {
            throw CommandFailure(
                .verificationFailed,
                "the published log has \(published.size) entries, the vault only \(head.size)",
                hint: "the vault was rolled back: stop, and read about restoring in operations.md")
        }
        let root =
            published.size == head.size
            ? head.root : try log.root(of: published.size)
        guard root == published.root else {
            throw CommandFailure(
                .verificationFailed,
                "the published log is not a beginning of the vault's log",
                hint: "keep both as evidence: the log was signed with two histories")
        }
    }
}
