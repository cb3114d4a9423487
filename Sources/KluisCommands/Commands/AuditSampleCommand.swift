internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

extension SampleMonth: ExpressibleByArgument {
    /// Reads a month as it is typed, such as `2024-03`.
    init?(argument: String) { self.init(argument) }
}

/// `kluis audit sample`: whose entries a person looks through, although no rule says so.
struct AuditSampleCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "sample", abstract: "Draw the random sample of a month; exit status 10 while it is open.",
        discussion: """
            Drawn from the month's last witnessed checkpoint, so that nobody can choose it, and \
            anybody can draw it again from the published log. Given is each worker's first entry of \
            the month, which `kluis audit review --rule 16` judges. The whole log is read, to see \
            that it is the one of the checkpoint.
            """,
        examples: [
            (
                "kluis audit sample --month 2024-03 --checkpoint 2024-03.checkpoint --as ada",
                "as many workers as the review file says"
            ),
            (
                "kluis audit sample --month 2024-03 --checkpoint c --trust-policy trust.policy --as ada --json",
                "and check that enough witnesses signed it"
            ),
        ])

    @Option(help: ArgumentHelp("The month, in UTC.", valueName: "month"))
    var month: SampleMonth

    @OptionGroup var rules: ReviewFileOption
    @OptionGroup var checkpoints: CheckpointOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard checkpoints.files.count == 1 else {
            throw ValidationError("a sample is drawn from one --checkpoint")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let configuration = try rules.configuration(context)
        return try context.withConnection { connection in
            let acting = try connection.session(.overseers)
            let heads = try checkpoints.verified(acting.session.founding())
            guard let head = heads.first else {
                throw CommandFailure(.usage, "name one checkpoint", hint: "--checkpoint FILE")
            }
            warn(about: head, in: context)
            let sample = try draw(head.checkpoint.head, acting.session, context)
            let drawn = sample.draw(configuration.sampleSize)
            let ledger = ReviewLedger(try acting.session.oversight().reviews.map(\.past))
            let states = drawn.map { entry in
                ledger.state(
                    of: [entry], rule: .sample, since: month.end, days: configuration.reviewDays)
            }
            var table = Table("ENTRY", "LEAF HASH", "STATE")
            for (entry, state) in zip(drawn, states) {
                table.add(String(entry.index), entry.leafHash.hex, Self.word(state))
            }
            context.print(
                [
                    ("month", .string(month.description)),
                    ("size", .index(head.checkpoint.head.size)),
                    ("root", .string(head.checkpoint.head.root.hex)),
                    ("seed", .string(sample.seed.hex)), ("workers", .count(sample.population)),
                    (
                        "sample",
                        .array(
                            zip(drawn, states).map { entry, state in
                                .object([
                                    ("index", .index(entry.index)),
                                    ("leafHash", .string(entry.leafHash.hex)),
                                    ("state", .string(Self.word(state))),
                                ])
                            })
                    ),
                ],
                lines: table.lines + [
                    "\(drawn.count) of \(sample.population) workers, seed \(sample.seed.hex)"
                ])
            return states.contains { $0.isOpen } ? .overdue : .success
        }
    }

    private static func word(_ state: ReviewLedger.State) -> String {
        switch state {
        case .open: "open"
        case .judged(let verdict, _, _): verdict.rawValue
        }
    }

    private func warn(about head: CheckpointOptions.Verified, in context: CommandContext) {
        if head.hasQuorum == nil {
            context.warn("no --trust-policy: nothing says that witnesses signed the checkpoint")
        } else if head.hasQuorum == false {
            context.warn(
                "too few witnesses signed the checkpoint: who runs the log chose the sample")
        }
        if let time = head.time, time >= month.end {
            context.warn("the checkpoint was witnessed after the month: another one was its last")
        }
    }

    /// Reads the log up to the head, compares the roots, and counts workers.
    private func draw(
        _ head: TreeHead, _ session: Session, _ context: CommandContext
    ) throws -> AuditSample {
        var sample = AuditSample(of: month, head: head)
        var frontier = MerkleFrontier()
        var isWhole = true
        try context.withProgress("reading the log") { line in
            try session.forEachAuditPage(.view) { page in
                for entry in page.entries where entry.index < head.size {
                    guard let row = AuditRow(entry) else { continue }
                    // Old entries may be pruned; then the tree cannot be made from what is left.
                    isWhole = isWhole && row.index == frontier.size
                    if isWhole { frontier.append(leaf: row.leafHash) }
                    sample.observe(row)
                    line.update(row.index, of: head.size)
                }
                return page.entries.last.map { $0.index + 1 < head.size } ?? true
            }
        }
        guard isWhole else {
            context.warn(
                "old entries are pruned: that the checkpoint is of this log was not checked")
            return sample
        }
        guard frontier.size == head.size, frontier.head.root == head.root else {
            throw CommandFailure(
                .verificationFailed, "the checkpoint is not of the log that the vault shows",
                hint: "keep the file as evidence, and run `kluis doctor`")
        }
        return sample
    }
}
