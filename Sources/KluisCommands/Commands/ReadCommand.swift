internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis read`: opens a section version.
struct ReadCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "read", abstract: "Open a section; the access stands in the log before it opens.",
        discussion: """
            Prints the content on standard output and, on standard error, which version it is, who \
            wrote it and which entry of the log tells of this access. Signatures, proofs and the \
            author's role were verified before. Official numbers of persons and enterprises are masked \
            unless --unmask asks for them.

            With --emergency and --reason, occupational physician and nurse open what help needs \
            without another basis. The worker is told at once, and somebody who oversees the log \
            reviews it (`kluis audit review`).
            """,
        examples: [
            ("kluis read K7QJ-2M4X assessment-form --as hans", "the newest assessment form"),
            (
                "kluis read K7QJ-2M4X medical-assessment --version 1 --as els --json",
                "the first version, for programs"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "A kind of section for the newest of it, or a section's code or identifier.")
    var section: String

    @Option(help: ArgumentHelp("The version; the newest when left out.", valueName: "number"))
    var version: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "Carry the bytes out to a file that is not there yet, which the policy must permit and "
                + "the log tells; - for standard output.",
            valueName: "file"))
    var output: String?

    @Flag(
        name: .customLong("print"),
        help: "Print it with `lp`, which the policy must permit and the log tells.")
    var isPrinted = false

    @OptionGroup var numbers: UnmaskOption

    @Flag(help: "Declare an emergency: the worker is told, and another person reviews it.")
    var emergency = false

    @Option(help: "Why, in your words; needed in an emergency; at most 500 bytes.")
    var reason = ""

    @OptionGroup var why: PurposeOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !isPrinted || output == nil else {
            throw ValidationError("choose one of --output and --print")
        }
        guard !emergency || !reason.isEmpty else {
            throw ValidationError("an emergency needs a reason: give --reason")
        }
    }

    /// Standard output is looked at: what becomes of it there nobody can tell.
    private var handling: OpenSection.Handling {
        if isPrinted { return .print }
        return output == nil || output == "-" ? .view : .export
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        let printer = isPrinted ? try Printer(environment: context.environment) : nil
        return try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let dossier = try lookup.dossier(dossier)
            let selector = try lookup.section(section, in: dossier)
            let opened = try acting.session.open(
                dossier: dossier, section: selector, version: version,
                purpose: emergency
                    ? .emergency : why.purpose(of: acting, reading: selector.kind),
                handling: handling, glass: emergency ? .declared : .intact, reason: reason)
            try OpenedReport(opened, acting, context, numbers: numbers.display)
                .print(output: output, printer: printer)
            // The reader does not wait until the store is closed.
            try context.console.flush()
            return .success
        }
    }
}

extension SectionSelector {
    /// The kind that is meant, where it is named.
    var kind: SectionKind? {
        if case .latest(let kind) = self { kind } else { nil }
    }
}
