internal import ArgumentParser
internal import LogVerification
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log prove`: a proof for others.
struct LogProveCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "prove", abstract: "Write a proof that an entry stands in the log, or that it only grew.",
        discussion: """
            A C2SP tlog-proof with the entry in it, which `kluis log verify`, `kluis-verify` and \
            other programs check without the vault. With --directory it is made from a published \
            directory, offline and without a key of the vault, under the published checkpoint with \
            the lines of its witnesses.

            With --from it is the proof that a newer checkpoint extends an older one, in the form in \
            which a log asks a witness to cosign (C2SP tlog-witness): `kluis-verify consistency` and \
            any witness read it.
            """,
        examples: [
            ("kluis log prove 42 > 42.tlog-proof", "on standard output"),
            ("kluis log prove 42 --output 42.tlog-proof --as wim", "to a file"),
            (
                "kluis log prove 42 --directory log --vkey log.vkey --output 42.tlog-proof",
                "from a published directory, with its witnesses"
            ),
            (
                "kluis log prove --from 2025.checkpoint --directory log --output extension.proof",
                "the published checkpoint extends that of 2025"
            ),
        ])

    @Argument(help: "The index of the entry.")
    var index: UInt64?

    @Option(help: ArgumentHelp("A published directory of the log.", valueName: "directory"))
    var directory: String?

    @Option(
        help: ArgumentHelp(
            "Prove that the log extends this checkpoint, or that of this proof.", valueName: "file")
    )
    var from: String?

    @Option(
        help: ArgumentHelp(
            "With --from: the newer checkpoint; the published one when left out.",
            valueName: "file"))
    var to: String?

    @Option(help: ArgumentHelp("A file that is not there yet.", valueName: "file"))
    var output: String?

    @OptionGroup var trust: TrustOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard (index == nil) != (from == nil) else {
            throw ValidationError("give the index of an entry, or --from with a checkpoint")
        }
        guard from == nil || directory != nil else {
            throw ValidationError("--from needs a published directory: give --directory")
        }
        guard to == nil || from != nil else { throw ValidationError("--to is given with --from") }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        if let directory {
            let proving = LogProving(
                trust: try context.logTrust(trust, beside: directory), directory: directory)
            if let from {
                let proof = try proving.extending(from, to: to)
                try write(
                    proof.bytes, [("older", .index(proof.oldSize))],
                    saying: "proof that the log extends its first \(proof.oldSize) entries",
                    context)
            } else if let index {
                try write(proving.proof(of: index), context)
            }
        } else if let index {
            try context.withConnection { connection in
                let entry = try connection.session().session.entry(at: index)
                let proof = LogProof(
                    index: entry.proof.index, path: entry.proof.path,
                    checkpoint: entry.proof.checkpoint, extra: entry.leaf)
                try write(proof, context)
            }
        }
        return .success
    }

    private func write(_ proof: LogProof, _ context: CommandContext) throws {
        try write(
            proof.bytes,
            [
                ("index", .index(proof.index)),
                ("leaf", .string(String(decoding: proof.extra ?? [], as: UTF8.self))),
            ], saying: "proof of entry \(proof.index)", context)
    }

    private func write(
        _ bytes: [UInt8], _ members: [(String, JSONValue)], saying what: String,
        _ context: CommandContext
    ) throws {
        if let output { try Files.create(bytes, at: output, mode: 0o644) }
        if context.isJSON {
            let text = String(decoding: bytes, as: UTF8.self)
            context.print(members + [("proof", .string(text))], lines: [])
        } else if let output {
            context.print([], lines: ["\(what) in \(output)"])
        } else {
            context.console.print(bytes: bytes)
        }
    }
}
