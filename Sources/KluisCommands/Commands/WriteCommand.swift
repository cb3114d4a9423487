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
            contact log. Several forms can make one kind of section, and a word names either: \
            `agreements` is a kind, `talk` one of its forms. A file that began with `kluis form new` \
            says in its first line which form it is. A version that somebody else wrote meanwhile is \
            never overwritten.

            A paper, such as a request with a signature, is scanned and given with --attach: each \
            scan (PDF, JPEG or PNG, 8 MiB at most) is a section of its own, and a form that is given \
            with it names it by its SHA-256.
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
            (
                "kluis write K7QJ-2M4X certificate --attach scan.pdf --read-through --as wim",
                "a scanned paper"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(
        help: "The kind of section, or the form.",
        completion: .list(SectionKind.allCases.map(\.rawValue)))
    var kind: String

    @Option(
        help: ArgumentHelp(
            "Write the next version of this section: its code, or `latest`.", valueName: "section"))
    var revise: String?

    @Option(
        help: ArgumentHelp(
            "The content as it is, instead of a form; - for standard input.", valueName: "file"))
    var file: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A scanned paper: PDF, JPEG or PNG.", valueName: "file"))
    var attach: [String] = []

    @Flag(
        help: ArgumentHelp(
            "You have read the scanned paper: no illness, cause or treatment stands on it."))
    var readThrough = false

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

    private var isForm: Bool { form.edit || !form.files.isEmpty }

    func validate() throws {
        guard (file != nil) != (isForm || !attach.isEmpty) else {
            throw ValidationError("give one of --form, --edit and --file, or --attach")
        }
        guard !noThirdParties || file != nil || !attach.isEmpty else {
            throw ValidationError("a form tells by itself whether it names third parties")
        }
        guard revise == nil || isForm || attach.count <= 1 else {
            throw ValidationError("one scan takes the place of another: give --attach once")
        }
        guard !readThrough || !attach.isEmpty else {
            throw ValidationError("--read-through goes with --attach")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let papers = try attach.map { try ScannedPaper($0) }
        return try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let data = AdoptedData(acting.session)
            let forms = try SectionForms(kind, among: data.formFiles().files)
            if !papers.isEmpty {
                try ScannedPaper.check(forms.kind, wasReadThrough: readThrough)
            }
            let target = try target(of: forms.kind, in: id, acting)
            var versions: [(new: NewVersion, paper: ScannedPaper?)] = papers.map { paper in
                var version = version(
                    of: forms.kind, in: id, at: isForm ? .new : target, acting)
                version.content = paper.bytes
                return (version, paper)
            }
            if isForm || file != nil {
                var version = version(of: forms.kind, in: id, at: target, acting)
                try fill(&version, forms, papers, acting, context)
                versions.append((version, nil))
            }
            try write(versions, acting, context)
            return .success
        }
    }

    private func version(
        of kind: SectionKind, in dossier: DossierID, at target: SectionTarget,
        _ acting: ActingSession
    ) -> NewVersion {
        NewVersion(
            dossier: dossier, target: target, kind: kind, content: [],
            purpose: why.purpose(of: acting, writing: kind), role: acting.role ?? .worker,
            namesThirdParties: !noThirdParties, reason: words.reason)
    }

    /// Writes the scans, and then what names them.
    private func write(
        _ versions: [(new: NewVersion, paper: ScannedPaper?)], _ acting: ActingSession,
        _ context: CommandContext
    ) throws {
        var written: [(receipt: WriteReceipt, paper: ScannedPaper?)] = []
        for version in versions {
            // What is written stays written when what comes after it is refused.
            written.last.map { lines(of: $0.receipt, $0.paper) }?.forEach(context.note)
            written.append((try acting.session.write(version.new), version.paper))
        }
        guard let (receipt, paper) = written.last else { return }
        let manifest = receipt.manifest
        let attachments = written.compactMap { receipt, paper -> JSONValue? in
            guard let paper else { return nil }
            return .object([
                ("section", .string(receipt.manifest.section.description)),
                ("name", .string(paper.name)), ("mediaType", .string(paper.mediaType.rawValue)),
                ("sha256", .string(paper.attachment.hash.hex)),
            ])
        }
        context.print(
            [
                ("section", .string(manifest.section.description)),
                ("kind", .string(manifest.kind.rawValue)), ("version", .index(manifest.version)),
                ("manifest", .string(manifest.hash.hex)),
                ("logEntry", .index(receipt.entry.index)),
                ("recipients", .strings(receipt.recipients.map(\.role.rawValue))),
                ("pendingWraps", .count(receipt.pending.count)),
                ("level", .string(receipt.level.rawValue)), ("attachments", .array(attachments)),
            ], lines: lines(of: receipt, paper))
    }

    private func lines(of receipt: WriteReceipt, _ paper: ScannedPaper?) -> [String] {
        let manifest = receipt.manifest
        let scan = paper.map {
            "the scan is \($0.mediaType.rawValue), sha256 \($0.attachment.hash.hex)"
        }
        return [
            "wrote \(manifest.kind.rawValue) \(manifest.section.short), version "
                + "\(manifest.version) (log entry \(receipt.entry.index), "
                + "\(receipt.level.rawValue))",
            "can be opened by: "
                + receipt.recipients.map(\.role.rawValue).joined(separator: ", ")
                + (receipt.pending.isEmpty
                    ? "" : "; \(receipt.pending.count) recipients have no key yet"),
        ] + (scan.map { [$0] } ?? [])
    }

    private func target(
        of kind: SectionKind, in dossier: DossierID, _ acting: ActingSession
    ) throws -> SectionTarget {
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
        _ version: inout NewVersion, _ forms: SectionForms, _ papers: [ScannedPaper],
        _ acting: ActingSession, _ context: CommandContext
    ) throws {
        let data = AdoptedData(acting.session)
        if let file {
            version.content = try Files.given(file)
            version.kept = try guarding.check(
                text: version.content, kind: forms.kind, data, context)
            return
        }
        let filled = try filled(forms, version, acting, context) {
            _ = try $0.complete(context.language)
            try guarding.review($0, data, context)
        }
        let definition = filled.form
        let content = try attaching(papers, to: filled, context)
        version.content = content.encoded
        version.form = definition.name.text
        version.isComplete = definition.accepts(content)
        version.namesThirdParties = definition.namesThirdParties(content)
        let section = StepRun.Section(
            kind: forms.kind, content: content, missing: [],
            namesThirdParties: version.namesThirdParties)
        version.kept = try guarding.check([(section, definition)], data, context)
    }

    private func filled(
        _ forms: SectionForms, _ version: NewVersion, _ acting: ActingSession,
        _ context: CommandContext, review: (FilledForm) throws -> Void
    ) throws -> FilledForm {
        guard !form.edit else {
            let earlier = try earlier(version, acting)
            let definition = try forms.form(after: earlier?.form)
            let isOfForm =
                earlier?.form == definition.name && earlier?.revision == definition.revision
            return try form.edited(
                definition, isOfForm ? earlier : nil, context, review: review)
        }
        let given = try form.onlyFile(isName: forms.isName)
        let filled = try FilledForm(
            try forms.form(of: given), given.bytes, file: given.file, context.language)
        filled.warningLines(context.language).forEach(context.warn)
        return filled
    }

    /// The content of a form with the scans that go with it.
    private func attaching(
        _ papers: [ScannedPaper], to filled: FilledForm, _ context: CommandContext
    ) throws -> FormContent {
        let content = try filled.complete(context.language)
        guard !papers.isEmpty else { return content }
        guard let attached = filled.form.attaching(papers.map(\.attachment), to: content) else {
            throw CommandFailure(
                .usage, "the form `\(filled.form.name)` cannot name these attachments",
                hint: filled.form.takesAttachments
                    ? "give fewer, or files with shorter names"
                    : "write the scan by itself: --attach without --form")
        }
        return attached
    }

    /// What stands in the version that is revised, to be shown in the editor.
    ///
    /// Opening it is an entry of the log. `nil` for a new section, and for content that is no form.
    private func earlier(_ new: NewVersion, _ acting: ActingSession) throws -> FormContent? {
        guard case .after(let section, let version, _) = new.target else { return nil }
        let opened = try acting.session.open(
            dossier: new.dossier, section: .section(section), version: version,
            purpose: why.purpose(of: acting, reading: new.kind))
        return try? FormContent(decoding: opened.content)
    }
}
