internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis log export`: entries of the log for other programs.
struct LogExportCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "export",
        abstract: "Write entries of the log for other programs, as auditor or DPO.",
        discussion: """
            Names are not among them: tags stand for members, workers, records and employers, made \
            for this export only, so that the tags of two exports cannot be joined. Every row has \
            the index and the leaf hash of its entry, by which anyone can prove it. The export is \
            an entry of the log itself. docs/formats/exports.md says what stands where.
            """,
        examples: [
            (
                "kluis log export --format csv --from 2024-03-01 --until 2024-03-31 --output "
                    + "march.csv --as ada", "a month for a spreadsheet"
            ),
            (
                "kluis log export --format fhir --employee els --output els.ndjson --as ada --json",
                "what one member did, as FHIR AuditEvents"
            ),
            (
                "kluis log export --format syslog --from 2024-03-01 --output - --as ada",
                "to standard output, for another program"
            ),
        ])

    @Option(
        help: ArgumentHelp(
            "fhir, fhir-bundle, dicom, ocsf, ecs, cef, syslog, csv or json.",
            valueName: "format"))
    var format: ExportFormat

    @Option(help: ArgumentHelp("Not what happened before this day.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("Not what happened after this day.", valueName: "date"))
    var until: CivilDate?

    @Option(help: ArgumentHelp("Only what is about this worker.", valueName: "member"))
    var subject: String?

    @Option(help: ArgumentHelp("Only what this member did.", valueName: "member"))
    var employee: String?

    @Option(help: ArgumentHelp("Only what is about this dossier.", valueName: "dossier"))
    var dossier: String?

    @Option(
        help: ArgumentHelp(
            "Why, in your own words; it is kept. Needed for --subject and --dossier.",
            valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp(
            "The file, which must not be there yet; - for standard output.", valueName: "file"))
    var output: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard [subject, employee, dossier].compactMap(\.self).count <= 1 else {
            throw ValidationError("choose one of --subject, --employee and --dossier")
        }
        guard reason?.isEmpty == false || (subject ?? dossier) == nil else {
            throw ValidationError("--subject and --dossier need a --reason")
        }
        if let from, let until, until < from {
            throw ValidationError("--until is before --from")
        }
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the export")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(
                .init(roles: [.auditor, .dataProtectionOfficer], allowsPerson: true))
            let pages = try pages(acting, connection)
            let export = LogExport(
                format, origin: try acting.session.founding().origin,
                version: Kluis.configuration.version, pages: pages)
            let size = try LogHead(acting.session).size
            let summary = try context.withProgress("exporting") { line in
                if output == "-" {
                    return try export.run(
                        write: {
                            context.console.print(bytes: $0)
                            try context.console.flush()
                        }, progress: { line.update($0, of: size) })
                }
                let file = try NewFile(at: output)
                let summary = try export.run(
                    write: { try file.write($0) }, progress: { line.update($0, of: size) })
                try file.finish()
                return summary
            }
            report(summary, context)
            return .success
        }
    }

    private func pages(_ acting: ActingSession, _ connection: Connection) throws -> AuditPages {
        let selection = try selection(acting, connection)
        let from = from.map(CivilTime.start(of:))
        let until = until.map { CivilTime.start(of: $0.adding(days: 1)) }
        return AuditPages { start, series in
            try acting.session.audit(
                ReadAudit(
                    use: .export, selection: selection, from: from, until: until, start: start,
                    count: ReadAudit.maximumCount, series: series, reason: reason ?? ""))
        }
    }

    private func selection(
        _ acting: ActingSession, _ connection: Connection
    ) throws -> ReadAudit.Selection {
        let lookup = Lookup(acting, connection)
        if let subject { return .subject(try lookup.member(subject).id) }
        if let employee { return .employee(try lookup.member(employee).id) }
        if let dossier { return .dossier(try lookup.dossier(dossier)) }
        return .all
    }

    private func report(_ summary: LogExport.Summary, _ context: CommandContext) {
        var line = "exported \(summary.rows) entries"
        if let first = summary.first, let last = summary.last { line += " (#\(first) to #\(last))" }
        guard output != "-" else { return context.note("\(line), as series #\(summary.series)") }
        let hash = summary.hash.hex
        context.print(
            [
                ("format", .string(format.rawValue)), ("output", .string(output)),
                ("rows", .index(summary.rows)), ("series", .index(summary.series)),
                ("first", summary.first.map(JSONValue.index) ?? .null),
                ("last", summary.last.map(JSONValue.index) ?? .null),
                ("size", .index(summary.size)), ("sha256", .string(hash)),
            ],
            lines: [
                "\(line) to \(output)", "series #\(summary.series), sha256 \(hash)",
            ])
    }
}

extension ExportFormat: ExpressibleByArgument {}
