internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis write`: a section version outside a step.
struct WriteCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "write", abstract: "Write a section, or a new version of one.",
        discussion: """
            For what belongs to no step of the process: notes, a consultation, an entry of the \
            contact log. The content is the form of the kind, or a text when the kind has none. A \
            version that somebody else wrote meanwhile is never overwritten.
            """,
        examples: [
            (
                "kluis write K7QJ-2M4X consultation --form talk.yaml --as els",
                "a new section with its form"
            ),
            (
                "kluis write K7QJ-2M4X medical-notes --revise 3F0K-71QZ --edit --as els",
                "the next version of a section, in the editor"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The kind of section.")
    var kind: SectionKind

    @Option(
        help: ArgumentHelp(
            "Write the next version of this section: its code, or `latest`.", valueName: "section"))
    var revise: String?

    @Option(
        help: ArgumentHelp(
            "The content as it is, instead of a form; - for standard input.", valueName: "file"))
    var file: String?

    @OptionGroup var form: FormInput
    @OptionGroup var guarding: TextGuardOptions
    @Flag(
        help: ArgumentHelp(
            "The text names no third parties, which is taken to be so otherwise; a form tells itself."
        ))
    var noThirdParties = false

    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        let ways = [file != nil, !form.files.isEmpty, form.edit].count { $0 }
        guard ways == 1 else {
            throw ValidationError("give one of --form, --edit and --file")
        }
        guard !noThirdParties || file != nil else {
            throw ValidationError("a form tells by itself whether it names third parties")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            var version = NewVersion(
                dossier: id, target: try target(in: id, acting), kind: kind, content: [],
                purpose: why.purpose(of: acting, writing: kind), role: acting.role ?? .worker,
                namesThirdParties: !noThirdParties, reason: words.reason)
            try fill(&version, acting, context)
            let receipt = try acting.session.write(version)
            let manifest = receipt.manifest
            context.print(
                [
                    ("section", .string(manifest.section.description)),
                    ("kind", .string(kind.rawValue)), ("version", .index(manifest.version)),
                    ("manifest", .string(manifest.hash.hex)),
                    ("logEntry", .index(receipt.entry.index)),
                    ("recipients", .strings(receipt.recipients.map(\.role.rawValue))),
                    ("pendingWraps", .count(receipt.pending.count)),
                    ("level", .string(receipt.level.rawValue)),
                ],
                lines: [
                    "wrote \(kind.rawValue) \(manifest.section.short), version "
                        + "\(manifest.version) (log entry \(receipt.entry.index), "
                        + "\(receipt.level.rawValue))",
                    "can be opened by: "
                        + receipt.recipients.map(\.role.rawValue).joined(separator: ", ")
                        + (receipt.pending.isEmpty
                            ? "" : "; \(receipt.pending.count) recipients have no key yet"),
                ])
            return .success
        }
    }

    private func target(in dossier: DossierID, _ acting: ActingSession) throws -> SectionTarget {
        guard let revise else { return .new }
        let sections = try acting.session.show(dossier).sections.filter { $0.kind == kind }
        let section =
            revise == "latest"
            ? sections.max { $0.time < $1.time }
            : sections.first { NameForm.matches(revise, id: $0.section, name: "") }
        guard let section else {
            throw CommandFailure(
                .noInput, "there is no section `\(revise)` of this kind that you may read",
                hint: "`kluis dossier show \(dossier.short)` lists them")
        }
        return .after(section)
    }

    private func fill(
        _ version: inout NewVersion, _ acting: ActingSession, _ context: CommandContext
    ) throws {
        let data = AdoptedData(acting.session)
        if let file {
            version.content = try Files.given(file)
            version.kept = try guarding.check(
                text: version.content, kind: kind, data, context)
            return
        }
        guard let definition = try data.form(of: kind) else {
            throw CommandFailure(
                .usage, "there is no form for `\(kind.rawValue)`", hint: "give --file")
        }
        let (dossier, target) = (version.dossier, version.target)
        let given = try form.filled(
            definition, among: 1, context,
            startingFrom: { try earlier(definition, target, in: dossier, acting) }
        ) {
            _ = try $0.complete(context.language)
            try guarding.review($0, data, context)
        }
        guard let filled = given else {
            throw CommandFailure(.usage, "the form `\(definition.name)` was not given")
        }
        let content = try filled.complete(context.language)
        version.content = content.encoded
        version.form = definition.name.text
        version.isComplete = definition.accepts(content)
        version.namesThirdParties = definition.namesThirdParties(content)
        let section = StepRun.Section(
            kind: kind, content: content, missing: [],
            namesThirdParties: version.namesThirdParties)
        version.kept = try guarding.check([(section, definition)], data, context)
    }

    /// What stands in the version that is revised, to be shown in the editor.
    ///
    /// Opening it is an entry of the log. `nil` for a new section, and for content that is not of
    /// this form.
    private func earlier(
        _ definition: Form, _ target: SectionTarget, in dossier: DossierID, _ acting: ActingSession
    ) throws -> FormContent? {
        guard case .after(let section, let version, _) = target else { return nil }
        let opened = try acting.session.open(
            dossier: dossier, section: .section(section), version: version,
            purpose: why.purpose(of: acting, reading: kind))
        guard let content = try? FormContent(decoding: opened.content),
            content.form == definition.name, content.revision == definition.revision
        else { return nil }
        return content
    }
}
