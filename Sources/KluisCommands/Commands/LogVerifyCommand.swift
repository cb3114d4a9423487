internal import ArgumentParser
internal import CryptoPrimitives
internal import LogVerification
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log verify`: checks a published log, a proof, or the vault's log.
struct LogVerifyCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "verify", abstract: "Check a published log, a proof, a checkpoint, or the vault's own log.",
        discussion: """
            A directory is read file by file: every entry is hashed, the tree is built again, and \
            its root is compared with the signed one. What differs is named with its place, and the \
            exit status is 20; a fork, a rollback and a log that was cut off are told apart. A file \
            is read as a proof, or with --checkpoint or --older as a checkpoint. Without an \
            argument, the vault's log is read by an auditor and compared with the checkpoint that \
            this client holds.

            Whose signature is believed is said by --vkey or --policy, else by the file beside the \
            directory with `.vkey` at its end, else by the vault. `kluis-verify` makes the same \
            checks on a machine without kluis.
            """,
        examples: [
            ("kluis log verify demo/log", "with the key in demo/log.vkey"),
            (
                "kluis log verify 42.tlog-proof --vkey log.vkey",
                "a proof that `kluis log prove` wrote"
            ),
            (
                "kluis log verify log --policy trust.policy --known 2025.checkpoint --evidence out",
                "enough witnesses, nothing taken back since; a fork leaves both notes in out/"
            ),
            (
                "kluis log verify log/checkpoint --older 2025.checkpoint --directory log",
                "two checkpoints, by the tiles of the directory log"
            ),
        ])

    @Argument(help: "A directory, a proof or a checkpoint; the vault's log when left out.")
    var path: String?

    @Flag(help: "The file is a checkpoint: check its signatures.")
    var checkpoint = false

    @Option(
        help: ArgumentHelp(
            "The file is a checkpoint, or a proof of `log prove --from`, that must extend this one.",
            valueName: "file"))
    var older: String?

    @Option(
        help: ArgumentHelp("With --older: a published directory.", valueName: "directory"))
    var directory: String?

    @Option(
        help: ArgumentHelp(
            "The entry that a proof is of; the one in it when left out.", valueName: "file"))
    var entry: String?

    @OptionGroup var trust: TrustOptions
    @OptionGroup var known: KnownOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard path != nil || !checkpoint && older == nil else {
            throw ValidationError("--checkpoint and --older need the file of a checkpoint")
        }
        guard !checkpoint || older == nil else {
            throw ValidationError("--checkpoint and --older are two checks: give one")
        }
        guard directory == nil || older != nil else {
            throw ValidationError("--directory is given with --older")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        guard let path else {
            try verifyVault(context)
            return .success
        }
        guard let status = Files.status(path) else {
            throw CommandFailure(.noInput, "there is no `\(path)`")
        }
        let check = try LogCheck(
            trust: context.logTrust(trust, beside: directory ?? path), known: known.known,
            evidence: known.evidence)
        if let older {
            context.print(try check.consistency(older, path, directory: directory))
        } else if checkpoint {
            context.print(try check.checkpoint(path))
        } else if status.isDirectory {
            context.print(try verifyDirectory(path, check, context))
        } else {
            context.print(try check.proof(path, entry: entry))
        }
        return .success
    }

    private func verifyDirectory(
        _ path: String, _ check: LogCheck, _ context: CommandContext
    ) throws -> LogReport {
        let line = TerminalLine(isWanted: !context.isJSON)
        defer { line.end() }
        return try check.directory(path, reading.options(showing: line))
    }

    /// Reads the vault's log as an auditor, and compares its root with the checkpoint that is held.
    private func verifyVault(_ context: CommandContext) throws {
        try context.withConnection { connection in
            let session = try connection.session(
                .init(roles: [.auditor, .dataProtectionOfficer], allowsPerson: true)
            ).session
            do {
                _ = try session.leaves(from: 0, count: 1)
            } catch ClientError.failed(.unknown) {
                throw CommandFailure(
                    .noInput, "old entries of this log were pruned, so it cannot be built again",
                    hint: "check a published copy: kluis log verify DIR --minimum-index INDEX")
            }
            let founding = try session.founding()
            guard let note = try session.lastCheckpoint() else {
                throw CommandFailure(.noInput, "the vault has no log yet")
            }
            let key = try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)
            let check = try LogCheck(
                trust: trust.trust() ?? LogTrust(key: key), known: known.known,
                evidence: known.evidence)
            let signed = try LogTrust(key: key).open(note)
            let passing = KnownHeads(check, against: signed)
            try passing.meet(MerkleFrontier().head)
            let line = ProgressLine(
                "reading the log", console: context.console, isWanted: !context.isJSON)
            defer { line.end() }
            var frontier = MerkleFrontier()
            while frontier.size < signed.head.size {
                line.update(frontier.size, of: signed.head.size)
                let leaves = try session.leaves(
                    from: frontier.size, count: min(4096, signed.head.size - frontier.size))
                guard !leaves.entries.isEmpty else { break }
                for row in leaves.entries {
                    frontier.append(leaf: Digest(entry: row.leaf))
                    if passing.isDue(frontier.size) { try passing.meet(frontier.head) }
                }
            }
            guard frontier.head == signed.head else {
                throw CommandFailure(
                    .verificationFailed,
                    "the entries that the mediator shows do not lead to the signed root of "
                        + "\(signed.head.size) entries")
            }
            context.print(
                [
                    ("isValid", .bool(true)), ("origin", .string(founding.origin)),
                    ("size", .index(signed.head.size)), ("root", .string(signed.head.root.hex)),
                ],
                lines: [
                    "the vault's log verifies: \(signed.head.size) entries, root "
                        + signed.head.root.hex
                ])
        }
    }
}

/// Checkpoints of earlier times that the entries of the vault's log must pass through.
private struct KnownHeads {
    private let check: LogCheck
    private let signed: SignedCheckpoint

    init(_ check: LogCheck, against signed: SignedCheckpoint) {
        self.check = check
        self.signed = signed
    }

    /// Whether a head of this size is known.
    func isDue(_ size: UInt64) -> Bool { check.known.contains { $0.head.size == size } }

    /// Compares a head that the entries have with the known ones.
    func meet(_ head: TreeHead) throws {
        for known in check.known.map(\.head) {
            let error: DirectoryError? =
                known.size > signed.head.size
                ? .rollback(known: known, found: signed.head)
                : known.size == head.size && known != head
                    ? .fork(known: known, found: signed.head) : nil
            if let error { throw try check.refusal(error, among: check.known + [signed]) }
        }
    }
}
