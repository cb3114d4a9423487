internal import ArgumentParser
internal import CommandSupport
internal import PublishedLogs
internal import TransparencyLog

/// `kluis-witness submit`: lets the witnesses of a policy cosign a published log.
struct SubmitCommand: WitnessCommand {
    static let configuration = CommandConfiguration(
        "submit", abstract: "Let the witnesses of a trust policy cosign a published log.",
        discussion: """
            Sends the head of the directory to each witness of the policy that has a URL, with the \
            proof that it extends what that witness cosigned last, and verifies what they answer. \
            When a quorum has cosigned, the directory's `checkpoint` is written with all \
            cosignatures; otherwise they are kept in `witness/` for the next time, and the exit \
            status is 69, or 20 when a witness says that the log was forked or rolled back. \
            An unchanged head is cosigned again, for a fresh time.
            """,
        examples: [
            ("kluis-witness submit /srv/www/log --policy trust.policy", "ask every witness"),
            (
                "kluis-witness submit /srv/www/log --add w1.note --add w2.note",
                "take what witnesses without a URL have sent; the policy is the directory's own"
            ),
        ])

    @Argument(help: "The published directory.")
    var directory: String

    @Option(
        help: ArgumentHelp(
            "The trust policy; the file `policy` in the directory when left out.",
            valueName: "file"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "A checkpoint that a witness has cosigned elsewhere.", valueName: "file"))
    var add: [String] = []

    @Option(help: ArgumentHelp("How long to wait for each witness.", valueName: "seconds"))
    var timeout = 20

    @OptionGroup(title: "Global options") var global: WitnessOptions

    func run(in context: WitnessContext) async throws -> CommandStatus {
        guard 1...600 ~= timeout else {
            throw CommandFailure(.usage, "a timeout is 1 to 600 seconds")
        }
        let directory = PublishedDirectory(path: directory)
        guard Files.status(directory.path)?.isDirectory == true else {
            throw CommandFailure(.noInput, "there is no directory `\(directory.path)`")
        }
        let path = policy ?? directory.policyPath
        let policy = try PublishedDirectory.trustPolicy(reading: path).policy
        let origin = try origin(directory, policy)
        let logKeys = policy.logKeys(of: origin)
        let witnesses = policy.witnesses.map(\.key)
        let heads = try directory.heads(logKeys: logKeys, witnesses: witnesses)
        guard let latest = heads.latest else {
            throw CommandFailure(
                .noInput, "there is no checkpoint in `\(directory.path)`",
                hint: "`kluis log publish` makes one")
        }
        let outcomes = try ask(latest, heads.checkpoint, policy, directory, context)
        var lines = outcomes.compactMap { outcome in
            if case .cosigned(let line) = outcome.1 { line } else { nil }
        }
        for path in add { lines += try self.lines(path, over: latest) }
        return try settle(lines, outcomes, latest, policy, logKeys, directory, context)
    }

    /// The log of the directory, which the policy lists.
    private func origin(_ directory: PublishedDirectory, _ policy: TrustPolicy) throws -> String {
        var notes = [try directory.checkpoint()]
        for log in policy.logs { notes.append(try directory.offer(origin: log.key.name)) }
        for note in notes.compactMap(\.self) {
            guard let signed = try? SignedNote(note), let checkpoint = try? Checkpoint(signed.text)
            else { continue }
            guard !policy.logKeys(of: checkpoint.origin).isEmpty else {
                throw CommandFailure(
                    .badData, "the trust policy does not list the log \(checkpoint.origin)")
            }
            return checkpoint.origin
        }
        throw CommandFailure(
            .noInput, "there is no checkpoint in `\(directory.path)`",
            hint: "`kluis log publish` makes one")
    }

    private func ask(
        _ latest: SignedCheckpoint, _ published: SignedCheckpoint?, _ policy: TrustPolicy,
        _ directory: PublishedDirectory, _ context: WitnessContext
    ) throws -> [(TrustPolicy.Witness, Submission.Outcome)] {
        let submission = Submission(
            latest, published: published, in: directory, client: WitnessClient(timeout: timeout))
        let asked = policy.witnesses.filter { $0.url != nil }
        let line = ProgressLine(
            "asking witnesses", console: context.console, isWanted: !context.isJSON)
        defer { line.end() }
        var outcomes: [(TrustPolicy.Witness, Submission.Outcome)] = []
        for witness in asked {
            line.update(UInt64(outcomes.count), of: UInt64(asked.count))
            guard let url = witness.url else { continue }
            outcomes.append((witness, try submission.ask(witness, at: url)))
        }
        return outcomes
    }

    /// The lines of a note over the same checkpoint.
    private func lines(
        _ path: String, over latest: SignedCheckpoint
    ) throws -> [SignatureLine] {
        guard let note = try? SignedNote(Files.read(path, limit: SignedNote.maximumSize)) else {
            throw CommandFailure(.badData, "`\(path)` is no signed checkpoint")
        }
        guard note.text == latest.note.text else {
            throw CommandFailure(
                .badData, "`\(path)` is of another head than the directory's",
                hint: "the log has been published again since; ask the witness once more")
        }
        return note.lines
    }

    private func settle(
        _ lines: [SignatureLine], _ outcomes: [(TrustPolicy.Witness, Submission.Outcome)],
        _ latest: SignedCheckpoint, _ policy: TrustPolicy, _ logKeys: [VerifierKey],
        _ directory: PublishedDirectory, _ context: WitnessContext
    ) throws -> CommandStatus {
        let witnesses = policy.witnesses.map(\.key)
        var gathered = CosignedCheckpoint(latest, witnesses: witnesses)
        let settled = try directory.lock().whileHeld {
            try directory.lockOffer(origin: latest.checkpoint.origin).whileHeld {
                let heads = try directory.heads(logKeys: logKeys, witnesses: witnesses)
                guard heads.latest?.note.text == latest.note.text else {
                    throw CommandFailure(
                        .temporary, "the log was published again meanwhile", hint: "try again")
                }
                let before = try gathered.note()
                for head in [heads.checkpoint, heads.offer].compactMap(\.self)
                where head.note.text == latest.note.text {
                    gathered.add(head.note.lines)
                }
                gathered.add(lines)
                let isNews = try gathered.note() != before || heads.checkpoint?.note != before
                return try directory.settle(
                    gathered, policy: policy, checkpoint: heads.checkpoint,
                    event: isNews ? (.cosigned, WitnessClock.logTime()) : nil)
            }
        }
        report(gathered, settled, outcomes, policy, context)
        if outcomes.contains(where: { if case .refused = $0.1 { true } else { false } }) {
            return .verificationFailed
        }
        return settled.isPublished ? .success : .unavailable
    }

    private func report(
        _ gathered: CosignedCheckpoint, _ settled: PublishedDirectory.Settled,
        _ outcomes: [(TrustPolicy.Witness, Submission.Outcome)], _ policy: TrustPolicy,
        _ context: WitnessContext
    ) {
        let head = gathered.checkpoint.head
        var faults: [(String, String)] = []
        for (witness, outcome) in outcomes {
            switch outcome {
            case .cosigned: continue
            case .unavailable(let words), .refused(let words): faults.append((witness.name, words))
            }
        }
        for (name, words) in faults { context.warn("\(name): \(words)") }
        let cosigners = policy.witnesses.filter { gathered.time(of: $0.key) != nil }.map(\.name)
        let shortfalls = policy.shortfalls(gathered.cosigners).map(\.words)
        context.print(
            [
                ("origin", .string(gathered.checkpoint.origin)), ("size", .index(head.size)),
                ("isPublished", .bool(settled.isPublished)), ("cosigners", .strings(cosigners)),
                (
                    "faults",
                    .array(
                        faults.map {
                            .object([("witness", .string($0.0)), ("reason", .string($0.1))])
                        })
                ), ("missing", .strings(shortfalls)),
            ],
            lines: [
                "\(head.size) entries, cosigned by "
                    + (cosigners.isEmpty ? "nobody" : cosigners.joined(separator: ", "))
            ] + shortfalls.map { "missing: \($0)" }
                + (settled.isPublished ? [] : ["the checkpoint is not published yet"]))
    }
}
