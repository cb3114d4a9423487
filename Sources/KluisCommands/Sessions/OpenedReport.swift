internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// What is told of a section version that was opened.
struct OpenedReport {
    private let opened: OpenedSection
    private let acting: ActingSession
    private let context: CommandContext
    private let words: SectionWords

    /// Tells of a version.
    init(
        _ opened: OpenedSection, _ acting: ActingSession, _ context: CommandContext,
        numbers: NumberDisplay = .masked
    ) {
        self.opened = opened
        self.acting = acting
        self.context = context
        words = SectionWords(
            data: AdoptedData(acting.session), language: context.language, numbers: numbers)
    }

    /// Checks, before an access is logged, that the output can be made.
    ///
    /// - Throws: Status 73 when a file of the name is there.
    static func check(output: String?) throws(CommandFailure) {
        if let output, output != "-", Files.status(output) != nil {
            throw FileFailure(.exists, path: output, isWriting: true).asCommandFailure
        }
    }

    /// Prints the content, and on standard error what it is.
    ///
    /// - Parameters:
    ///   - output: A file that is not there yet, `-` for the bytes as they are, or `nil`.
    ///   - printer: Where it is printed instead.
    /// - Throws: Status 64 for bytes that are no text and no output was named.
    func print(output: String?, printer: Printer? = nil) throws {
        let manifest = opened.manifest
        if let warning = ReadingWarning.text(for: manifest.kind, role: acting.role) {
            context.warn(warning[context.language])
        }
        if context.isJSON {
            context.console.print(
                JSONOutput.object([
                    ("dossier", .string(manifest.dossier.description)),
                    ("section", .string(manifest.section.description)),
                    ("kind", .string(manifest.kind.rawValue)),
                    ("version", .index(manifest.version)),
                    ("headVersion", .index(opened.headVersion)),
                    ("author", .string(manifest.author.description)),
                    ("role", .string(manifest.role.rawValue)),
                    ("time", .string(manifest.time.rfc3339)),
                    ("manifest", .string(manifest.hash.hex)),
                    ("namesThirdParties", .bool(manifest.namesThirdParties)),
                    ("extractOf", .optional(manifest.extractOf?.hex)),
                    ("sha256", .string(Digest(hashing: opened.content).hex)),
                    ("logEntry", .index(opened.entry.index)),
                    ("writeEntry", .index(opened.writeEntry.index)),
                    ("level", .string(opened.level.rawValue)),
                    ("content", words.json(of: opened.content)),
                ]).text)
            return
        }
        context.console.note(
            "\(manifest.kind.rawValue), version \(manifest.version) of \(opened.headVersion), "
                + "written by \(manifest.role.rawValue) on \(CivilTime.text(of: manifest.time))"
                + (manifest.extractOf == nil ? "" : "; an extract without third parties"))
        context.console.note(
            "content sha256 \(Digest(hashing: opened.content).hex); this access is log entry "
                + "\(opened.entry.index) (\(opened.level.rawValue))")
        if let printer {
            try printer.print(try lines())
            return
        }
        switch output {
        case "-"?: context.console.print(bytes: opened.content)
        case let path?: try Files.create(opened.content, at: path)
        case nil: context.console.print(lines: try lines())
        }
    }

    private func lines() throws -> [String] {
        guard let lines = words.lines(of: opened.content) else {
            let scan = ScannedPaper.MediaType(of: opened.content)
            throw CommandFailure(
                .usage,
                "the content is no text" + (scan.map { " but a scan: \($0.rawValue)" } ?? ""),
                hint: "give --output FILE, or --output - to write the bytes as they are")
        }
        return lines
    }
}
