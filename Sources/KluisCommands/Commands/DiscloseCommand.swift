internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis disclose`: wraps a section for who may receive it.
struct DiscloseCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "disclose", abstract: "Give a section to the recipient of a consent.",
        discussion: """
            Opens the section, checks the consent and the recipient's key, and wraps it for the \
            recipient; each of these stands in the log, and the worker is told. With --pending, \
            completes what waited for a recipient's key.
            """,
        examples: [
            (
                "kluis disclose K7QJ-2M4X medical-assessment --consent 5M2A-90TX --as els",
                "to the recipient of that consent"
            ),
            ("kluis disclose K7QJ-2M4X --pending --as els", "to those who had no key before"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "A kind of section for the newest of it, or a section's code or identifier.")
    var section: String?

    @Option(help: "The consent; the only one that fits when left out.")
    var consent: String?

    @Option(help: ArgumentHelp("The version; the newest when left out.", valueName: "number"))
    var version: UInt64 = 0

    @Flag(help: "Complete what waited for a recipient's key.")
    var pending = false

    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard pending == (section == nil) else {
            throw ValidationError("name a section, or give --pending")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let view = try acting.session.show(
                try Lookup(acting, connection).dossier(dossier))
            let receipts: [DisclosureReceipt]
            if let text = section {
                let section = try found(text, in: view)
                let consent = try consent(for: section.kind, in: view, at: connection.now)
                let usual = Purpose(usualFor: acting.role)
                receipts = try acting.session.disclose(
                    dossier: view.id, section: section.section, version: version,
                    to: consent.grants.filter { $0.kinds.contains(section.kind) }.map(\.id),
                    purpose: why.purpose
                        ?? (consent.purposes.contains(usual)
                            ? usual : Purpose.allCases.first(where: consent.purposes.contains))
                            ?? usual,
                    reason: words.reason)
            } else {
                receipts = try acting.session.completePendingWraps(
                    view.id, purpose: why.purpose ?? Purpose(usualFor: acting.role),
                    reason: words.reason)
            }
            context.print(
                [
                    (
                        "disclosures",
                        .array(
                            receipts.map { receipt in
                                .object([
                                    ("section", .string(receipt.section.description)),
                                    ("version", .index(receipt.version)),
                                    ("grant", .string(receipt.grant.description)),
                                    (
                                        "logEntries",
                                        .array(receipt.entries.map { .index($0.index) })
                                    ),
                                    ("level", .string(receipt.level.rawValue)),
                                ])
                            })
                    )
                ],
                lines: receipts.isEmpty
                    ? ["nothing waited"]
                    : receipts.map { receipt in
                        "disclosed \(receipt.section.short), version \(receipt.version) (log entry "
                            + receipt.entries.map { String($0.index) }.joined(separator: ", ")
                            + "; \(receipt.level.rawValue))"
                    })
            return .success
        }
    }

    private func found(_ text: String, in view: DossierView) throws -> SectionView {
        let section = view.sections
            .filter { $0.kind.rawValue == text || NameForm.matches(text, id: $0.section, name: "") }
            .max { $0.time < $1.time }
        guard let section else {
            throw CommandFailure(
                .noInput, "there is no section `\(text)` that you may read",
                hint: "`kluis dossier show \(view.id.short)` lists them")
        }
        return section
    }

    /// The consent that is meant: the named one, else the only active one that reaches the kind.
    private func consent(
        for kind: SectionKind, in view: DossierView, at now: Instant
    ) throws -> Consent {
        let fitting = view.consents.filter { entry in
            let isMeant =
                consent.map { NameForm.matches($0, id: entry.consent.id, name: "") }
                ?? (entry.withdrawn == nil && entry.consent.covers(now))
            return isMeant && entry.consent.grants.contains { $0.kinds.contains(kind) }
        }
        guard let entry = fitting.first else {
            throw CommandFailure(
                .noInput, "no consent of the dossier reaches `\(kind.rawValue)`",
                hint: "`kluis consent list \(view.id.short)` lists them")
        }
        guard fitting.count == 1 else {
            let codes = fitting.map(\.consent.id.short).joined(separator: ", ")
            throw CommandFailure(
                .usage, "more than one consent fits", hint: "choose with --consent: \(codes)")
        }
        return entry.consent
    }
}
