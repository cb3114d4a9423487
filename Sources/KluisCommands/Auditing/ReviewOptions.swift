internal import AccessAudit
internal import ArgumentParser
internal import DataFiles
internal import Records

/// By which thresholds the log is reviewed.
struct ReviewFileOption: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp(
            "A review file; the one that comes with the program when left out.", valueName: "file"))
    var file: String?

    /// Reads the file.
    ///
    /// - Throws: Status 65 with the line of what is wrong.
    func configuration(_ context: CommandContext) throws -> ReviewConfiguration {
        if let file {
            return try ReviewFile(Files.read(file, limit: 1 << 20), file: file).configuration
        }
        let shipped = try ShippedFiles(named: nil, environment: context.environment)
        guard let (path, bytes) = try shipped.file("review.yaml") else {
            throw CommandFailure(
                .configuration, "the review file is not among the policies that come with kluis",
                hint: "give --rules FILE")
        }
        return try ReviewFile(bytes, file: path).configuration
    }
}

/// Which days are reviewed.
struct ReviewPeriodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The first day; 30 days before the last when left out.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("The last day; today when left out.", valueName: "date"))
    var until: CivilDate?

    func validate() throws {
        if let from, let until, until < from {
            throw ValidationError("--until is before --from")
        }
    }

    /// The first and the last day.
    func days(today: CivilDate) -> (first: CivilDate, last: CivilDate) {
        let last = until ?? today
        return (from ?? last.adding(days: -30), last)
    }

    /// The period of civil days.
    static func period(_ days: (first: CivilDate, last: CivilDate)) -> Range<Instant> {
        let start = CivilTime.start(of: days.first)
        return start..<max(start, CivilTime.start(of: days.last.adding(days: 1)))
    }
}
