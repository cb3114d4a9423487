internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis delegation add`: hands a role over for a time.
struct DelegationAddCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "add", abstract: "Hand a role over to a colleague for a time.",
        discussion: """
            Who hands over signs. For someone who can't, a registrar of the organisation states it \
            with --for, and a second person signs, neither of them the delegate. A colleague who does \
            not hold the role is appointed to it first, with a last day. A role of one person, such \
            as treating physician or coach, is not handed over: the worker names another with \
            `kluis relation add`, and a reader gives that one the sections with `kluis disclose`.
            """,
        examples: [
            (
                "kluis delegation add occupational-physician@dienst-noord --to kim "
                    + "--from 2024-07-01 --until 2024-07-31 --as els",
                "leave: all dossiers in which els acts"
            ),
            (
                "kluis delegation add nurse@dienst-noord --for nina --to kim --until 2024-02-15 "
                    + "--dossier K7QJ-2M4X --as rita --cosign anna",
                "nina can't sign: rita is the registrar, anna a founder"
            ),
        ])

    @Argument(help: ArgumentHelp("The role and the organisation.", valueName: "role@organisation"))
    var place: String

    @Option(help: ArgumentHelp("Who acts in that time.", valueName: "member"))
    var to: String

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Whose role it is; your own when left out.", valueName: "member"))
    var principal: String?

    @Option(help: ArgumentHelp("The first day; from now on when left out.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("The last day.", valueName: "date"))
    var until: CivilDate

    @Option(
        name: .customLong("dossier"), parsing: .singleValue,
        help: "A dossier that is handed over, all of the own ones when left out; may be repeated.")
    var dossiers: [String] = []

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let place = try PlaceName(place)
        return try context.withConnection { connection in
            let acting = try connection.session(
                principal == nil ? .roles([place.role]) : .registrar)
            let lookup = Lookup(acting, connection)
            let organisation = try lookup.organisation(place.organisation)
            let delegation = Delegation(
                id: try acting.session.newIdentifier(), organisation: organisation.id,
                role: place.role,
                principal: try principal.map { try lookup.member($0).id }
                    ?? acting.session.member,
                delegate: try lookup.member(to).id,
                from: from.map(CivilTime.start) ?? connection.now,
                until: CivilTime.start(of: until.adding(days: 1)),
                dossiers: Set(try dossiers.map(lookup.dossier)))
            let outcome = try cosigning.state(
                [.delegation(delegation)], by: acting, connection)
            let words = StatementWords(
                directory: try acting.directory(
                    naming: StatementBody.delegation(delegation).holders), book: lookup.book)
            context.print(
                [("delegation", .string(delegation.id.description))] + outcome.json,
                lines: outcome.lines(words.line(.delegation(delegation))))
            return .success
        }
    }
}
