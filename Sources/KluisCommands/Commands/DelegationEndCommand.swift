internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis delegation end`: a delegation ends at once.
struct DelegationEndCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "end", abstract: "End a delegation, now.",
        discussion: """
            Either of the two ends it, a registrar of the organisation, or a founder from oversight.
            """,
        examples: [
            ("kluis delegation end 3F0K-71QZ --as nina", "by its code in the list"),
            ("kluis delegation end 3F0K-71QZ --as rita --json", "as the registrar"),
        ])

    @Argument(help: "The delegation, by the code in `kluis delegation list`.")
    var delegation: String

    @Option(help: "The organisation; the one for which you act when left out.")
    var organisation: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let id = try lookup.ownOrganisation(orNamed: organisation)
            let directory = try acting.session.learn([.delegations(id)])
            let found = directory.delegations(of: id).first {
                NameForm.matches(delegation, id: $0.delegation.id, name: "")
            }
            guard let found else {
                throw CommandFailure(
                    .noInput, "there is no delegation `\(delegation)` that you may know",
                    hint: "`kluis delegation list` shows them")
            }
            let end = DelegationEnd(delegation: found.delegation.id, organisation: id)
            let outcome = StatementOutcome.logged(
                try acting.session.append([.delegationEnd(end)]))
            let words = StatementWords(directory: directory, book: lookup.book)
            context.print(
                [("delegation", .string(end.delegation.description))] + outcome.json,
                lines: outcome.lines(words.line(.delegationEnd(end))))
            return .success
        }
    }
}
