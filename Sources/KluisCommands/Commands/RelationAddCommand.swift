internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis relation add`: a new relation.
struct RelationAddCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "add", abstract: "Add someone who stands in a relation to the worker.",
        discussion: """
            Brings the standing grants that the adopted policy gives the roles. What was written \
            before is wrapped for them with `kluis disclose --pending` by a reader of it.
            """,
        examples: [
            (
                "kluis relation add K7QJ-2M4X trui --relation care --role treating-physician "
                    + "--source 'named by the worker' --as wim",
                "a person: the treating physician"
            ),
            (
                "kluis relation add K7QJ-2M4X ziekenfonds --relation assigned "
                    + "--role advising-physician --source insurance --as els",
                "an organisation: the health fund"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The member for a role of one person, else the organisation.")
    var holder: String

    @Option(help: "assigned, care, mandated or competent.")
    var relation: Relation

    @Option(
        name: .customLong("role"), parsing: .singleValue,
        help: "A role that the relation reaches; may be repeated.")
    var roles: [Role]

    @Option(help: "Where the relation comes from.")
    var source: String

    @Option(help: ArgumentHelp("The first day; today when left out.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("The last day; none when left out.", valueName: "date"))
    var until: CivilDate?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard Set(roles.map(\.isPersonal)).count == 1 else {
            throw ValidationError(
                "name one --role at least, and either roles of one person or of an organisation")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let id = try lookup.dossier(dossier)
            let holder = try lookup.holder(holder, of: roles[0])
            let party = try acting.session.party(
                PartyPlan(
                    holder: holder, relation: relation, roles: Set(roles),
                    from: from ?? connection.today, until: until?.adding(days: 1),
                    source: source), under: try acting.session.show(id).regime)
            let outcome = StatementOutcome.logged(
                try acting.session.append([.party(party, in: id)]))
            let words = StatementWords(
                directory: try acting.directory(naming: [holder]), book: lookup.book)
            context.print(
                [("dossier", .string(id.description)), ("relation", .string(relation.rawValue))]
                    + outcome.json, lines: outcome.lines(words.line(.party(party))))
            return .success
        }
    }
}
