internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis export`: a role's view of a dossier leaves the vault.
struct ExportCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "export", abstract: "Take out what your role may take out of a dossier, as JSON or FHIR.",
        discussion: """
            Opens the newest version of each section that your role reads in the dossier, as an \
            export, which the policy must permit and the log tells before it opens. What it denies \
            is left out and listed by kind; of kinds that your role does not read nothing is told, \
            not even whether there are any. Nothing is written when something fails.

            json is a file with a schemaVersion; fhir a FHIR R4 Bundle with Patient, Organization, \
            PractitionerRole, DocumentReference, Provenance, QuestionnaireResponse, CarePlan, Task, \
            Consent and AuditEvent. Official numbers are masked unless --unmask asks for them.
            """,
        examples: [
            (
                "kluis export K7QJ-2M4X --format fhir --output dossier.json --as els",
                "a bundle for another system"
            ),
            ("kluis export K7QJ-2M4X --as hans", "as JSON, on standard output"),
            (
                "kluis export K7QJ-2M4X --reason 'transfer to another service' --as els",
                "with the health file, for which a reason is asked"
            ),
        ])

    /// The formats.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, fhir
    }

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(help: ArgumentHelp("json or fhir.", valueName: "format"))
    var format = Format.json

    @Option(
        help: ArgumentHelp(
            "The file, which must not be there yet; - for standard output.", valueName: "file"))
    var output = "-"

    @OptionGroup var numbers: UnmaskOption
    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the export")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        return try context.withConnection { connection in
            let acting = try connection.session()
            let export = try DossierExport(
                of: Lookup(acting, connection).dossier(dossier),
                DossierExport.Extent(
                    numbers: numbers.display, isScreened: false, includesOlderVersions: false,
                    needsWorker: format == .fhir, why: why,
                    reason: words.reason),
                acting, connection)
            let logWords =
                export.open.view.isOfWorker(acting)
                ? try LogWords(export.entries, acting, connection) : nil
            let bytes: [UInt8]
            switch format {
            case .json:
                let members = export.json(vault: connection.vault, logWords: logWords)
                bytes = Array((JSONValue.object(members).text + "\n").utf8)
            case .fhir:
                bytes =
                    DossierBundle(
                        export: export,
                        source: ExportSource(
                            origin: try acting.session.founding().origin,
                            version: Kluis.configuration.version, series: nil),
                        logWords: logWords
                    ).bytes
            }
            try context.withOutput(output) { try $0(bytes) }
            export.report(of: bytes, in: output, context)
            return .success
        }
    }
}

extension DossierExport {
    /// Says what is in the file and what is not.
    ///
    /// The file itself may be on standard output: what is left out is then told on standard error.
    func report(
        of bytes: [UInt8], in output: String, _ context: CommandContext,
        _ more: [(String, JSONValue)] = [], lines: [String] = []
    ) {
        let missing = leftOut.map { entry in
            "not included: \(entry.kind.rawValue) \(entry.section.short), version "
                + "\(entry.version): \(entry.reason)"
                + (entry.rules.isEmpty ? "" : " (\(entry.rules.joined(separator: ", ")))")
        }
        guard output != "-" else { return (missing + lines).forEach(context.note) }
        context.print(
            [
                ("output", .string(output)), ("sections", .count(sections.count)),
                ("notIncluded", .strings(leftOut.map(\.kind.rawValue))),
                ("logEntries", .count(entries.count)),
                ("sha256", .string(Digest(hashing: bytes).hex)),
            ] + more,
            lines: ["exported \(sections.count) sections to \(output)"] + missing + lines)
    }
}
