internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis history`: what happened in a dossier, or the versions of a section.
struct HistoryCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "history", abstract: "The steps of a dossier, or the versions of a section.",
        discussion: """
            Steps stand in the order of their legal days. A step that was recorded but has no effect \
            says why.
            """,
        examples: [
            ("kluis history K7QJ-2M4X --as els", "the steps"),
            ("kluis history K7QJ-2M4X assessment-form --as els", "the versions of a section"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "A kind of section for the newest of it, or a section's code or identifier.")
    var section: String?

    @OptionGroup var why: PurposeOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let id = try lookup.dossier(dossier)
            let view = try acting.session.show(id)
            if let section {
                try printVersions(of: section, view, acting, lookup.book, context)
            } else {
                let open = try OpenDossier(
                    view, AdoptedData(acting.session), seenBy: acting.role)
                let actors = open.events.map { Holder.member($0.actor.member) }
                try printSteps(
                    open,
                    StatementWords(
                        directory: try acting.directory(naming: actors), book: lookup.book),
                    context)
            }
            return .success
        }
    }

    private func printSteps(
        _ open: OpenDossier, _ words: StatementWords, _ context: CommandContext
    ) throws {
        let language = context.language
        let ignored = Dictionary(
            open.process.ignored.map { ($0.event, $0.refusal) }, uniquingKeysWith: { $1 })
        let events = open.events.sorted {
            ($0.occurredOn, $0.recordedAt) < ($1.occurredOn, $1.recordedAt)
        }
        func label(_ event: ProcessEvent) -> String {
            open.regime.step(event.step)?.label[language] ?? event.step.text
        }
        var table = Table("DAY", "RECORDED", "STEP", "BY", "")
        for event in events {
            table.add(
                event.occurredOn.description, CivilTime.text(of: event.recordedAt), label(event),
                "\(words.name(event.actor.member)), \(event.actor.role.rawValue)",
                ignored[event.id].map { "no effect: \($0.text[language])" } ?? "")
        }
        context.print(
            [
                (
                    "steps",
                    .array(
                        events.map { event in
                            .object([
                                ("event", .string(event.id.description)),
                                ("step", .string(event.step.text)),
                                ("label", .string(label(event))),
                                ("occurredOn", .string(event.occurredOn.description)),
                                ("recordedAt", .string(event.recordedAt.rfc3339)),
                                ("member", .string(event.actor.member.description)),
                                ("role", .string(event.actor.role.rawValue)),
                                ("sections", .strings(event.sections.map(\.hex))),
                                ("hasEffect", .bool(ignored[event.id] == nil)),
                            ])
                        })
                )
            ], lines: table.isEmpty ? ["nothing happened yet"] : table.lines)
    }

    private func printVersions(
        of text: String, _ view: DossierView, _ acting: ActingSession, _ book: AddressBook,
        _ context: CommandContext
    ) throws {
        let section = view.sections
            .filter { $0.kind.rawValue == text || NameForm.matches(text, id: $0.section, name: "") }
            .max { $0.time < $1.time }
        guard let section else {
            throw CommandFailure(
                .noInput, "there is no section `\(text)` that you may read",
                hint: "`kluis dossier show \(view.id.short)` lists them")
        }
        let versions = try acting.session.versions(
            of: section.section, in: view.id,
            purpose: why.purpose(of: acting, reading: section.kind))
        let words = StatementWords(
            directory: try acting.directory(naming: versions.map { .member($0.author) }),
            book: book)
        var table = Table("VERSION", "WRITTEN", "BY", "MANIFEST")
        for manifest in versions {
            table.add(
                String(manifest.version), CivilTime.text(of: manifest.time),
                "\(words.name(manifest.author)), \(manifest.role.rawValue)",
                String(manifest.hash.hex.prefix(16)))
        }
        context.print(
            [
                ("section", .string(section.section.description)),
                (
                    "versions",
                    .array(
                        versions.map { manifest in
                            .object([
                                ("version", .index(manifest.version)),
                                ("time", .string(manifest.time.rfc3339)),
                                ("author", .string(manifest.author.description)),
                                ("role", .string(manifest.role.rawValue)),
                                ("manifest", .string(manifest.hash.hex)),
                                ("length", .index(manifest.length)),
                            ])
                        })
                ),
            ], lines: table.lines)
    }
}
