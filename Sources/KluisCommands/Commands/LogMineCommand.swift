internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Documents
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log mine`: what was done with the own dossiers.
struct LogMineCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "mine", abstract: "Who did what with your dossiers, in plain words.",
        discussion: """
            Every line was proven to be in the log, and `kluis log prove INDEX` gives the proof to \
            others. It tells when, in which role, for which organisation, what kind of data, for \
            which purpose and on which basis; refused attempts are shown too. A name stands there \
            only when the founders decided so for these entries. Like lines of one day are put \
            together. Dutch, French, German and English: --language.
            """,
        examples: [
            ("kluis log mine --as wim --language nl", "in Dutch"),
            ("kluis log mine --as wim --from 2024-03-01 --refused", "refused attempts since a day"),
            (
                "kluis log mine --as wim --report pdf --output mine.pdf --language fr",
                "a report in French, to print and to keep"
            ),
            (
                "kluis log mine --as wim --format csv --output mine.csv",
                "every entry for a spreadsheet"
            ),
        ])

    @OptionGroup var period: PeriodOptions

    @Option(help: ArgumentHelp("Only what is about this dossier.", valueName: "dossier"))
    var dossier: String?

    @Flag(help: "Only refused attempts.")
    var refused = false

    @Flag(help: "Only uses of the emergency procedure.")
    var emergencies = false

    @Flag(help: "One line for each entry, instead of like ones together.")
    var each = false

    @Option(
        help: ArgumentHelp(
            "Write them for other programs: fhir, csv, json and the others of `kluis log export`.",
            valueName: "format"))
    var format: ExportFormat?

    @Option(
        help: ArgumentHelp(
            "Write them as a report for people: html, or pdf where WeasyPrint is.",
            valueName: "format"))
    var report: PaperFormat?

    @Option(
        help: ArgumentHelp(
            "With --format or --report: the file, which must not be there yet; - for standard output.",
            valueName: "file"))
    var output: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard format == nil || report == nil else {
            throw ValidationError("choose one of --format and --report")
        }
        guard (format == nil && report == nil) == (output == nil) else {
            throw ValidationError("--output goes together with --format or --report")
        }
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the export")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let wanted = try dossier.map { try Lookup(acting, connection).dossier($0) }
            let entries = try acting.allOwnEntries().filter { entry in
                period.contains(Instant(seconds: Int64(entry.entry.time.seconds)))
                    && (!refused || entry.entry.outcome == .denied)
                    && (!emergencies || entry.entry.isEmergency)
                    && (wanted.map { entry.detail?.dossier?.bytes == $0.bytes } ?? true)
            }
            let words = try LogWords(entries, acting, connection)
            if let format, let output {
                return try export(
                    words.export(
                        entries, as: format, origin: try acting.session.founding().origin,
                        version: Kluis.configuration.version), count: entries.count, to: output,
                    context)
            }
            let rows = each ? OwnLogRow.each(entries) : OwnLogRow.merging(entries)
            if let report, let output {
                let page = try OwnLogReport(
                    rows: rows, words: words, name: try own(acting), now: connection.now
                ).document.page()
                try context.put(
                    report.bytes(of: page, at: connection.now), page, to: output,
                    [("rows", .count(rows.count))], saying: "report of \(rows.count) lines")
                return .success
            }
            context.print(
                [("entries", .array(entries.map(words.json)))],
                lines: rows.isEmpty
                    ? [LogVocabulary.nothing[context.language]] : rows.map { words.line($0) })
            return .success
        }
    }

    /// The name of whom the report is for.
    private func own(_ acting: ActingSession) throws -> String {
        try acting.directory(naming: [.member(acting.session.member)])
            .member(acting.session.member)?.name ?? ""
    }

    private func export(
        _ bytes: [UInt8], count: Int, to output: String, _ context: CommandContext
    ) throws -> CommandStatus {
        try context.withOutput(output) { try $0(bytes) }
        guard output != "-" else { return .success }
        context.print(
            [
                ("output", .string(output)), ("rows", .count(count)),
                ("sha256", .string(Digest(hashing: bytes).hex)),
            ], lines: ["exported \(count) entries to \(output)"])
        return .success
    }
}

extension ActingSession {
    /// All entries about the own dossiers, each proven, oldest first.
    func allOwnEntries() throws -> [VerifiedEntry] {
        var entries: [VerifiedEntry] = []
        var next: UInt64? = 0
        while let index = next {
            let rows = try session.ownEntries(from: index)
            entries += rows.entries
            next = rows.next
        }
        return entries
    }
}
