internal import ArgumentParser
internal import Documents
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis picture`: the trajectory as a picture.
struct PictureCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "picture", abstract: "Draw the trajectory as SVG: states, steps, open deadlines.",
        discussion: """
            One self-contained SVG in the language of --language, from the events that you may know: \
            what `kluis history` and `kluis deadlines` tell, for people who would rather look. What \
            is overdue has a form and a word of its own, and the description in the file says all of \
            it for a screen reader. It names no person and shows no content.
            """,
        examples: [
            ("kluis picture K7QJ-2M4X --output dossier.svg --as els", "to a file"),
            ("kluis picture K7QJ-2M4X --language nl --output - --as wim", "to standard output"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(
        help: ArgumentHelp(
            "A file that is not there yet; - for standard output.", valueName: "file"))
    var output = "-"

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the picture")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        return try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let open = try OpenDossier(
                try acting.session.show(id), AdoptedData(acting.session), seenBy: acting.role)
            let picture = TrajectoryPicture(
                of: open, language: context.language, today: connection.today)
            guard output != "-" else {
                context.console.print(bytes: picture.bytes)
                return .success
            }
            try Files.create(picture.bytes, at: output, mode: 0o600)
            context.print(
                [
                    ("output", .string(output)), ("dossier", .string(id.description)),
                    ("steps", .count(open.events.count)),
                ], lines: ["picture of dossier \(id.short) in \(output)"])
            return .success
        }
    }
}

extension TrajectoryPicture {
    /// The picture of a dossier as it is shown to who acts.
    init(of open: OpenDossier, language: Language, today: CivilDate) {
        let process = open.process
        let ignored = Set(process.ignored.map(\.event))
        let events = open.events.filter { !ignored.contains($0.id) }
            .sorted { ($0.occurredOn, $0.recordedAt) < ($1.occurredOn, $1.recordedAt) }
        self.init(
            language: language,
            title: "\(open.regime.title[language]), \(open.view.id.short)",
            spans: Self.spans(of: open, events, language, today),
            steps: events.map { event in
                Step(
                    label: open.regime.step(event.step)?.label[language] ?? event.step.text,
                    day: event.occurredOn)
            },
            deadlines: process.openDeadlines(at: today).map { deadline in
                Due(
                    label: deadline.label[language], from: deadline.countedFrom, due: deadline.due,
                    standing: deadline.isOverdue(on: today)
                        ? .overdue : deadline.isPaused ? .paused : .open)
            },
            today: today)
    }

    /// The states one after another: a state can change on the day of a step, and on the first day
    /// after a term.
    private static func spans(
        of open: OpenDossier, _ events: [ProcessEvent], _ language: Language, _ today: CivilDate
    ) -> [Span] {
        let process = open.process
        let lapses = process.trajectories.flatMap { $0.passedLapses(at: today) }.map(\.on)
        let days = Set(events.map(\.occurredOn) + lapses).filter { $0 <= today }.sorted()
        var changes: [(day: CivilDate, state: ProcessState)] = []
        for day in days {
            let past = DossierProcess(
                regime: open.regime, choices: process.choices, dossier: open.view.id,
                events: events.filter { $0.occurredOn <= day })
            let state = past.standing(at: day)
            if changes.last?.state != state { changes.append((day, state)) }
        }
        return changes.enumerated().map { place, change in
            Span(
                label: change.state.label[language], from: change.day,
                until: place + 1 < changes.count ? changes[place + 1].day : nil)
        }
    }
}
