internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis inspect read`: opens a section under a case.
struct InspectReadCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "read", abstract: "Open a plan or a motivated report under a case.",
        examples: [
            ("kluis inspect read K7QJ-2M4X motivated-report --as ines", "the motivated report"),
            ("kluis inspect read K7QJ-2M4X plan --as ines --json", "the plan, for programs"),
        ])

    @Argument(help: "The dossier, as `kluis inspect list` shows it.")
    var dossier: String

    @Argument(help: "A kind of section for the newest of it, or a section's code or identifier.")
    var section: String

    @Option(
        help: ArgumentHelp(
            "Write the bytes to a file that is not there yet; - for standard output.",
            valueName: "file"))
    var output: String?

    @OptionGroup var numbers: UnmaskOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        return try context.withConnection { connection in
            let acting = try connection.session(.roles([.inspector, .physicianInspector]))
            let lookup = Lookup(acting, connection)
            let dossier = try lookup.dossier(dossier)
            let selector = try lookup.section(section, in: dossier)
            let opened = try acting.session.open(
                dossier: dossier, section: selector,
                purpose: Purpose(usualFor: acting.role, reading: selector.kind))
            try OpenedReport(opened, acting, context, numbers: numbers.display)
                .print(output: output)
            return .success
        }
    }
}
