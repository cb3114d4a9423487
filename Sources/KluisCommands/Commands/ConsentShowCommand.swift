internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis consent show`: one consent, and what else opens the same.
struct ConsentShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show", abstract: "Show a consent, and what else opens the same to the same recipient.",
        discussion: """
            Other consents, the law in the first year of an exchange, and the rules of the policy for \
            the recipient's relation: a withdrawal closes none of these.
            """,
        examples: [
            ("kluis consent show K7QJ-2M4X 5M2A-90TX --as wim", "as the worker"),
            ("kluis consent show K7QJ-2M4X 5M2A-90TX --as wim --json", "for programs"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The consent, as `kluis consent list` shows it.")
    var consent: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let opened = try OpenConsents(dossier, acting, connection)
            let entry = try opened.entry(consent)
            let others = opened.otherOpenings(than: entry.consent)
            let text = ConsentText(of: entry.consent)
            var lines = [
                "\(entry.consent.id.short)  \(opened.state(of: entry))",
                opened.words.line(.consent(entry.consent)),
                "channel: \(entry.consent.channel.rawValue)"
                    + (entry.consent.evidence.isEmpty
                        ? "" : ", \(ShownText.line(entry.consent.evidence))"),
            ]
            lines += text.lines
            lines += others.lines(context.language)
            context.print(
                [
                    ("consent", entry.json), ("state", .string(opened.state(of: entry))),
                    ("stillOpens", others.json),
                ] + text.json, lines: lines)
            return .success
        }
    }
}
