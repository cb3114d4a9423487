internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis consent withdraw`: a consent ends at once.
struct ConsentWithdrawCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "withdraw", abstract: "Withdraw a consent; it works at once.",
        discussion: "What was read stays read; what was not opened yet stays closed.",
        examples: [
            ("kluis consent withdraw K7QJ-2M4X 5M2A-90TX --as wim", "as the worker"),
            (
                "kluis consent withdraw K7QJ-2M4X 5M2A-90TX --evidence 'by telephone' --as els",
                "as the physician who records it"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The consent, as `kluis consent list` shows it.")
    var consent: String

    @Option(help: "How the worker withdrew it, when the physician records it.")
    var evidence = ""

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(
                ActingNeed(
                    roles: [.occupationalPhysician, .legalRepresentative], allowsPerson: true))
            let view = try acting.session.show(
                try Lookup(acting, connection).dossier(dossier))
            let found = view.consents.first {
                NameForm.matches(consent, id: $0.consent.id, name: "")
            }
            guard let found else {
                throw CommandFailure(
                    .noInput, "the dossier shows no consent `\(consent)`",
                    hint: "`kluis consent list \(view.id.short)` lists them")
            }
            let outcome = StatementOutcome.logged(
                try acting.session.append([
                    .withdrawal(of: found.consent.id, evidence: evidence, in: view.id)
                ]))
            context.print(
                [("consent", .string(found.consent.id.description))] + outcome.json,
                lines: outcome.lines("withdrew consent \(found.consent.id.short)"))
            return .success
        }
    }
}
