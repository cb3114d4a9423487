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

    @OptionGroup var view: AuditOptions

    @Option(
        help: ArgumentHelp(
            "The file, which must not be there yet; - for standard output.", valueName: "file"))
    var output: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the export")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.overseers)
            let selection = try view.selection(acting, connection)
            let export = LogExport(
                format, origin: try acting.session.founding().origin,
                version: Kluis.configuration.version
            ) { body in
                try acting.session.forEachAuditPage(
                    .export, selection, from: view.period.start, until: view.period.end,
                    reason: view.reason, body)
            }
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
