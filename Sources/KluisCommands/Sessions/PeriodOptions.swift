internal import ArgumentParser
internal import Records

/// A period of civil days.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Not what happened before this day.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("Not what happened after this day.", valueName: "date"))
    var until: CivilDate?

    @Option(help: ArgumentHelp("Only what happened on this day.", valueName: "date"))
    var day: CivilDate?

    func validate() throws {
        guard day == nil || from == nil && until == nil else {
            throw ValidationError("--day is a period of its own: leave out --from and --until")
        }
        if let from, let until, until < from {
            throw ValidationError("--until is before --from")
        }
    }

    /// The first moment; `nil` for no limit.
    var start: Instant? { (day ?? from).map(CivilTime.start(of:)) }

    /// The first moment after it; `nil` for no limit.
    var end: Instant? { (day ?? until).map { CivilTime.start(of: $0.adding(days: 1)) } }

    /// Whether a moment is in it.
    func contains(_ moment: Instant) -> Bool {
        start.map { $0 <= moment } ?? true && end.map { moment < $0 } ?? true
    }
}
