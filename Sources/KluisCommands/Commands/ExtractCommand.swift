internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis extract`: makes an extract of a section without third parties.
struct ExtractCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "extract", abstract: "Make an extract of a section that leaves third parties out.",
        discussion: """
            For those who may read a kind of section only without data of third parties: they get no \
            key of the whole. Opens the section, leaves out the fields that its form marks as naming \
            third parties, and writes the rest as a section of its own that names the version from \
            which it was made. Look through free text yourself: only fields are left out. What has no \
            form is given anew with --file. Making another extract of the same kind is a new section.
            """,
        examples: [
            (
                "kluis extract K7QJ-2M4X consultation --as els",
                "of the newest consultation, by its form"
            ),
            (
                "kluis extract K7QJ-2M4X 3F0K-71QZ --file without.txt --as els",
                "of a section without a form: the text without third parties"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "A kind of section for the newest of it, or a section's code or identifier.")
    var section: String

    @Option(help: ArgumentHelp("The version; the newest when left out.", valueName: "number"))
    var version: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "The text without third parties, for what has no form; - for standard input.",
            valueName: "file"))
    var file: String?

    @OptionGroup var guarding: TextGuardOptions
    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let id = try lookup.dossier(dossier)
            let selector = try lookup.section(section, in: id)
            let whole = try acting.session.open(
                dossier: id, section: selector, version: version,
                purpose: why.purpose(of: acting, reading: selector.kind), reason: words.reason)
            let manifest = whole.manifest
            guard manifest.extractOf == nil, manifest.namesThirdParties else {
                throw CommandFailure(
                    .usage, "this version names no third parties",
                    hint: "give it as it is: `kluis disclose`")
            }
            var extract = NewVersion(
                dossier: id, target: .new, kind: manifest.kind, content: [],
                purpose: why.purpose(of: acting, writing: manifest.kind),
                role: acting.role ?? .worker, isComplete: false, namesThirdParties: false,
                extractOf: manifest.hash, reason: words.reason)
            try fill(&extract, from: whole, AdoptedData(acting.session), context)
            let receipt = try acting.session.write(extract)
            context.print(
                [
                    ("section", .string(receipt.manifest.section.description)),
                    ("kind", .string(manifest.kind.rawValue)),
                    ("extractOf", .string(manifest.hash.hex)),
                    ("logEntry", .index(receipt.entry.index)),
                    ("recipients", .strings(receipt.recipients.map(\.role.rawValue))),
                    ("level", .string(receipt.level.rawValue)),
                ],
                lines: [
                    "wrote an extract of \(manifest.kind.rawValue) \(manifest.section.short), "
                        + "version \(manifest.version), as \(receipt.manifest.section.short) "
                        + "(log entry \(receipt.entry.index), \(receipt.level.rawValue))",
                    "can be opened by: "
                        + receipt.recipients.map(\.role.rawValue).joined(separator: ", "),
                ])
            return .success
        }
    }

    private func fill(
        _ extract: inout NewVersion, from whole: OpenedSection, _ data: AdoptedData,
        _ context: CommandContext
    ) throws {
        let kind = whole.manifest.kind
        if let file {
            extract.content = try Files.given(file)
            extract.kept = try guarding.check(text: extract.content, kind: kind, data, context)
            return
        }
        guard !whole.manifest.form.isEmpty,
            let content = try? FormContent(decoding: whole.content)
        else {
            throw CommandFailure(
                .usage, "this section has no form whose fields could be left out",
                hint: "give the text without third parties: --file")
        }
        let form = try data.form(whole.manifest.form)
        guard form.revision == content.revision else {
            throw CommandFailure(
                .usage, "the form has changed since this version was written",
                hint: "give the text without third parties: --file")
        }
        let rest = form.withoutThirdParties(content)
        extract.content = rest.encoded
        extract.form = form.name.text
        extract.isComplete = form.accepts(rest)
        extract.kept = try guarding.check(
            [
                (
                    StepRun.Section(
                        kind: kind, content: rest, missing: [], namesThirdParties: false), form
                )
            ],
            data, context)
    }
}

extension Files {
    /// The bytes of a file, or of standard input for `-`.
    static func given(_ path: String) throws -> [UInt8] {
        path == "-"
            ? try Descriptor.readAll(
                0, limit: Int(Manifest.maximumLength), path: "standard input")
            : try Files.read(path, limit: Int(Manifest.maximumLength))
    }
}
