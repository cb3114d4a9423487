internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis deadlines`: what is due, and what is overdue.
struct DeadlinesCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "deadlines", abstract: "Deadlines of your dossiers; exit status 10 when one is overdue.",
        discussion: """
            Fit for a timer: nothing is asked, and the exit status says whether to look. What is \
            overdue comes first, the rest by its day. --explain says how each day was found. --ical \
            writes a calendar that others may see: it has days and dossiers' short codes, and tells \
            of no person and nothing about health.
            """,
        examples: [
            ("kluis deadlines --as els", "of all dossiers of the role"),
            (
                "kluis deadlines K7QJ-2M4X --explain --as hans",
                "of one dossier, each with the counting by which it can be checked"
            ),
            (
                "kluis deadlines --mine --days 14 --ical due.ics --remind 3 --as els",
                "where the own role has to act within two weeks, also as a calendar"
            ),
        ])

    @Argument(help: "A dossier; all when left out.")
    var dossier: String?

    @Flag(help: "Only where your role has to act.")
    var mine = false

    @Option(help: "Only where this role has to act.")
    var role: Role?

    @Flag(help: "Only what is overdue.")
    var overdue = false

    @Option(help: ArgumentHelp("Only what is due by this day.", valueName: "date"))
    var until: CivilDate?

    @Option(help: ArgumentHelp("Only what is due within so many days.", valueName: "number"))
    var days: Int?

    @Flag(help: "Say for each how its day was found.")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "Write an iCalendar file, which must not be there yet; - for standard output.",
            valueName: "file"))
    var ical: String?

    @Option(
        help: ArgumentHelp(
            "Let the calendar remind so many days before.", valueName: "number"))
    var remind: Int?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !mine || role == nil else {
            throw ValidationError("--mine is the own role: leave out --role")
        }
        guard until == nil || days == nil else {
            throw ValidationError("--days counts to a day of its own: leave out --until")
        }
        guard days.map({ (0...3660).contains($0) }) ?? true else {
            throw ValidationError("--days is 0 to 3660")
        }
        guard remind == nil || ical != nil else {
            throw ValidationError("--remind is for a calendar: give --ical")
        }
        guard remind.map({ (0...365).contains($0) }) ?? true else {
            throw ValidationError("--remind is 0 to 365")
        }
        guard !global.json || ical != "-" else {
            throw ValidationError("--json prints the deadlines: name a file for the calendar")
        }
    }

    /// A deadline with its dossier.
    private struct Row {
        let view: DossierView
        let deadline: Deadline
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        if let ical { try OpenedReport.check(output: ical) }
        return try context.withConnection { connection in
            let acting = try connection.session()
            let today = connection.today
            let rows = try rows(acting, connection)
            if let ical {
                let calendar = DeadlineCalendar(
                    rows.map { row in
                        DeadlineCalendar.Item(
                            dossier: row.view.id, deadline: row.deadline.name.text,
                            startedBy: row.deadline.startedBy, due: row.deadline.due)
                    }, language: context.language, now: connection.now, reminder: remind)
                try context.withOutput(ical) { write in try write(calendar.bytes) }
            }
            if ical != "-" { report(rows, today, context) }
            return rows.contains { $0.deadline.isOverdue(on: today) } ? .overdue : .success
        }
    }

    /// What is asked for: what is overdue first, the rest by its day.
    private func rows(_ acting: ActingSession, _ connection: Connection) throws -> [Row] {
        let views: [DossierView]
        if let dossier {
            let id = try Lookup(acting, connection).dossier(dossier)
            views = [try acting.session.show(id)]
        } else {
            views = try acting.session.dossiers()
        }
        let data = AdoptedData(acting.session)
        let today = connection.today
        let wantedRole = mine ? acting.role : role
        let last = days.map { today.adding(days: $0) } ?? until
        var rows: [Row] = []
        for view in views {
            let open = try OpenDossier(view, data, seenBy: acting.role)
            for deadline in open.process.openDeadlines(at: today) {
                guard wantedRole.map(deadline.who.contains) ?? !mine,
                    last.map({ deadline.due <= $0 }) ?? true,
                    !overdue || deadline.isOverdue(on: today)
                else { continue }
                rows.append(Row(view: view, deadline: deadline))
            }
        }
        return rows.sorted { left, right in
            let late = (left.deadline.isOverdue(on: today), right.deadline.isOverdue(on: today))
            guard late.0 == late.1 else { return late.0 }
            return (left.deadline.due, left.view.id.short, left.deadline.name)
                < (right.deadline.due, right.view.id.short, right.deadline.name)
        }
    }

    private func report(_ rows: [Row], _ today: CivilDate, _ context: CommandContext) {
        let language = context.language
        context.print(
            [
                (
                    "deadlines",
                    .array(
                        rows.map { row in
                            .object([
                                ("dossier", .string(row.view.id.description)),
                                ("deadline", row.deadline.json(language, today)),
                            ])
                        })
                )
            ], lines: lines(rows, today, language))
    }

    private func lines(_ rows: [Row], _ today: CivilDate, _ language: Language) -> [String] {
        guard !rows.isEmpty else { return ["no deadline runs"] }
        var table = Table("DUE", "", "DOSSIER", "WHAT", "WHO", "RULE")
        var explanations: [String] = []
        for row in rows {
            let deadline = row.deadline
            let mark =
                deadline.isOverdue(on: today) ? "OVERDUE" : deadline.isPaused ? "paused" : ""
            table.add(
                deadline.due.description, mark, row.view.id.short, deadline.label[language],
                deadline.who.map(\.rawValue).joined(separator: ", "), deadline.reference.words)
            explanations += [
                "", "\(row.view.id.short)  \(deadline.due)  \(deadline.label[language])",
                "    \(deadline.explanation[language])",
            ]
        }
        return table.lines + (explain ? explanations : [])
    }
}
