internal import ArgumentParser
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log prove`: a proof for others.
struct LogProveCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "prove", abstract: "Write a proof that an entry stands in the log.",
        discussion: """
            A C2SP tlog-proof with the entry in it, which `kluis log verify` and other programs \
            check without the vault.
            """,
        examples: [
            ("kluis log prove 42 > 42.tlog-proof", "on standard output"),
            ("kluis log prove 42 --output 42.tlog-proof --as wim", "to a file"),
        ])

    @Argument(help: "The index of the entry.")
    var index: UInt64

    @Option(help: ArgumentHelp("A file that is not there yet.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        return try context.withConnection { connection in
            let entry = try connection.session().session.entry(at: index)
            let proof = LogProof(
                index: entry.proof.index, path: entry.proof.path,
                checkpoint: entry.proof.checkpoint, extra: entry.leaf)
            if let output { try Files.create(proof.bytes, at: output, mode: 0o644) }
            if context.isJSON {
                context.print(
                    [
                        ("index", .index(index)),
                        ("leaf", .string(String(decoding: entry.leaf, as: UTF8.self))),
                        ("proof", .string(String(decoding: proof.bytes, as: UTF8.self))),
                    ], lines: [])
            } else if let output {
                context.print([], lines: ["proof of entry \(index) in \(output)"])
            } else {
                context.console.print(bytes: proof.bytes)
            }
            return .success
        }
    }
}
