internal import ArgumentParser
internal import TransparencyLog

/// `kluis-verify directory`: a whole published log.
struct DirectoryCommand: VerifyCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "Check every file of a published log.",
        discussion: """
            Every entry is hashed, the tree is built again, and its root is compared with the \
            signed one (C2SP tlog-tiles). What differs is named with its file and place. Without \
            --vkey and --policy the key is read from the file beside the directory with `.vkey` at \
            its end: that is only as good as where it came from.

            EXAMPLES:
              kluis-verify directory log --vkey log.vkey
                  with the key that was handed out on paper
              kluis-verify directory log --policy trust.policy --known 2025.checkpoint --evidence out
                  must extend what was signed earlier; a fork leaves both notes in out/
            """)

    @Argument(help: "The published directory.")
    var directory: String

    @OptionGroup var trust: TrustOptions
    @OptionGroup var known: KnownOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    func check() throws(CheckFailure) -> LogReport {
        let check = try LogCheck(
            trust: trust.requiredTrust(beside: directory), known: known.known,
            evidence: known.evidence)
        let line = TerminalLine(isWanted: !output.json)
        defer { line.end() }
        return try check.directory(directory, reading.options(showing: line))
    }
}

/// `kluis-verify proof`: one entry.
struct ProofCommand: VerifyCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof", abstract: "Check a proof that an entry stands in the log.",
        discussion: """
            A C2SP tlog-proof: the signatures of its checkpoint are checked, then the path from \
            the entry to the signed root. Only then the entry is shown.

            EXAMPLES:
              kluis-verify proof 42.tlog-proof --vkey log.vkey
                  the entry that the proof carries
              kluis-verify proof 42.tlog-proof --policy trust.policy --entry entry.json
                  an entry that you have from elsewhere, under enough witnesses
            """)

    @Argument(help: "The proof.")
    var proof: String

    @Option(
        help: ArgumentHelp(
            "The entry, byte for byte; the one in the proof when left out.", valueName: "file"))
    var entry: String?

    @OptionGroup var trust: TrustOptions
    @OptionGroup var known: KnownOptions
    @OptionGroup var output: OutputOptions

    func check() throws(CheckFailure) -> LogReport {
        try LogCheck(
            trust: trust.requiredTrust(), known: known.known, evidence: known.evidence
        ).proof(proof, entry: entry)
    }
}

/// `kluis-verify consistency`: two checkpoints.
struct ConsistencyCommand: VerifyCommand {
    static let configuration = CommandConfiguration(
        commandName: "consistency",
        abstract: "Check that a newer checkpoint extends an older one.",
        discussion: """
            Nothing that the older one commits to was changed or removed. The proof is made from \
            the tiles of a published directory, or read from a file that `kluis log prove --from` \
            wrote, which then holds the newer checkpoint. A file may also be a tlog-proof, whose \
            checkpoint is taken. Only the newer one must meet the policy's quorum.

            EXAMPLES:
              kluis-verify consistency 2025.checkpoint log/checkpoint --directory log --vkey log.vkey
                  by the tiles of the directory log
              kluis-verify consistency 2025.checkpoint extension.proof --policy trust.policy
                  by a proof that somebody sent
            """)

    @Argument(help: "The older checkpoint.")
    var older: String

    @Argument(help: "The newer checkpoint, or the proof that holds it.")
    var newer: String

    @Option(help: ArgumentHelp("A published directory of the log.", valueName: "directory"))
    var directory: String?

    @Option(
        help: ArgumentHelp(
            "Keep the signed notes of a fork or rollback here, whole.", valueName: "directory"))
    var evidence: String?

    @OptionGroup var trust: TrustOptions
    @OptionGroup var output: OutputOptions

    func check() throws(CheckFailure) -> LogReport {
        try LogCheck(trust: trust.requiredTrust(beside: directory), evidence: evidence)
            .consistency(older, newer, directory: directory)
    }
}

/// `kluis-verify checkpoint`: one signed head.
struct CheckpointCommand: VerifyCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Check the signatures of a checkpoint.",
        discussion: """
            The log's own signature, and with a policy those of its witnesses: a line of a known \
            witness must be valid, and enough of them must be there. It says nothing of the \
            entries.

            EXAMPLES:
              kluis-verify checkpoint log/checkpoint --vkey log.vkey
                  signed by this key
              kluis-verify checkpoint log/checkpoint --policy trust.policy --json
                  and by enough witnesses; their times are in the JSON
            """)

    @Argument(help: "The checkpoint, or a proof that holds one.")
    var checkpoint: String

    @OptionGroup var trust: TrustOptions
    @OptionGroup var known: KnownOptions
    @OptionGroup var output: OutputOptions

    func check() throws(CheckFailure) -> LogReport {
        try LogCheck(
            trust: trust.requiredTrust(), known: known.known, evidence: known.evidence
        ).checkpoint(checkpoint)
    }
}
