internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis inspect open`: a case on an employer.
struct InspectOpenCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "open", abstract: "Open a case on an employer, as an inspector.",
        discussion: """
            The case is a logged statement on the employer's chain: `kluis organisation show` \
            shows it to every member.
            """,
        examples: [
            (
                "kluis inspect open bakkerij --reason 'complaint of 3 May' --as ines",
                "from today on, without an end"
            ),
            (
                "kluis inspect open bakkerij --reason 'yearly check' --from 2024-05-01 "
                    + "--until 2024-07-31 --as ines",
                "for three months"
            ),
        ])

    @Argument(help: "The employer.")
    var employer: String

    @Option(help: "Why the case is opened.")
    var reason: String

    @Option(help: ArgumentHelp("The first day; today when left out.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("The last day; none when left out.", valueName: "date"))
    var until: CivilDate?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.roles([.inspector, .physicianInspector]))
            let lookup = Lookup(acting, connection)
            let employer = try lookup.organisation(employer)
            guard let inspectorate = acting.organisation else {
                throw CommandFailure(
                    .usage, "a case is opened for an inspectorate",
                    hint: "say for which: --as \(acting.handle)/inspector@organisation")
            }
            let inspection = InspectionCase(
                inspectorate: inspectorate, employer: employer.id, from: from ?? connection.today,
                until: until?.adding(days: 1), reason: reason)
            let outcome = StatementOutcome.logged(
                try acting.session.append([.inspectionCase(inspection)]))
            let words = StatementWords(
                directory: try acting.directory(
                    naming: StatementBody.inspectionCase(inspection).holders), book: lookup.book)
            context.print(
                [("employer", .string(employer.id.description))] + outcome.json,
                lines: outcome.lines(words.line(.inspectionCase(inspection))))
            return .success
        }
    }
}
