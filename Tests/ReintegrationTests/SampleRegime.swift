internal import Records
internal import Reintegration
internal import Testing

/// A small regime that uses every kind of part: every guard, term, anchor and effect.
enum SampleRegime {
    static let reference = LegalReference(
        rule: "R22-1", article: "I.4-73", source: "codex", standing: .inferred)
    static let relapse = RelapseRule(period: period(14, .calendarDays), firstDay: .eventDay)

    static let guards: [StepGuard] = [
        .incapacityRunning, .minimumIncapacity(period(3, .months), relapse: relapse),
        .workAccidentConsolidated, .withinRelapsePeriod(relapse), .outsideRelapsePeriod(relapse),
        .certificateHandedOver, .noForceMajeureRunning,
        .restartNotBefore(period(12, .months), after: "decide", unless: "ask"),
        .atMost(3, "ask"), .numberedInOrder("ask"), .periodSince("ask", period(2, .weeks)),
        .termPassed("answer"), .noEarlier("decide"), .consentRecorded(.consultTreatingPhysician),
        .workerRequestRecorded(.involveEmployer), .formComplete(.assessmentForm),
        .sectionWritten(.plan), .registeredLetters([.physicianInspector, .employer]),
        .stepTaken(["ask"], after: ["request", "decide"]),
        .stepTaken(["plan", "ask"], after: []), .measureChosen, .validityPeriodGiven,
        .reasonsGiven, .impossibilityArgued, .confirmedByOtherSide("ask"), .byRequesterOrWorker,
        .deliveryProven("ask", 2), .noTrajectoryRunning, .notWorkAccident,
        .restartNotBefore(period(1, .months), after: "decide", unless: nil),
        .incapacityFrom("2026-01-01"), .occurredBefore("2022-10-01"), .lastEndedIn(["done"]),
        .headCountAtLeast(20), .occurredFrom("2026-01-01"), .withinTerm("answer"),
        .yearTwoGoal(.otherEmployer), .noObjectionRecorded(.tellOfVisit),
        .confirmed([.mentionsAssistance]), .atLeast(2, "ask"),
    ]

    static func make() throws -> Regime {
        try Regime(
            Regime.Parts(
                name: "sample-1", revision: 4, title: text("regime"),
                applies: RegimeApplicability(
                    jurisdiction: .belgium, procedure: .reintegration,
                    requestedFrom: try day("2022-10-01"), requestedBefore: try day("2026-01-01"),
                    takesOverUndecidedOn: nil, incapacityFrom: try day("1969-12-31"),
                    reference: reference),
                relations: [
                    .worker: [.`self`], .employer: [.ownWorker, .mandated],
                    .occupationalPhysician: [.assigned], .coach: [],
                ],
                options: [
                    ProcessOption(
                        name: "counting", label: text("how it is counted"),
                        choices: [
                            ProcessOption.Choice(name: "early", label: text("early"), source: "a"),
                            ProcessOption.Choice(name: "late", label: text("late"), source: "b"),
                        ], standard: "late")
                ],
                holidays: HolidayCalendar(rules: [
                    try #require(
                        HolidayRule(
                            label: text("new year"), day: .fixed(month: 1, day: 1),
                            ifSunday: 1, from: 1990, until: nil, cycle: nil))
                ]),
                states: [
                    state("none", .initial, .intake), state("open", .open, .assessment),
                    state("planned", .open, .plan), state("done", .terminal, .closed),
                    state("apart", .initial, .intake, track: "coaching"),
                ],
                steps: steps, deadlines: deadlines,
                lapses: [
                    Lapse(
                        name: "silence", label: text("nobody answered"), reference: reference,
                        from: "planned", deadline: "answer", target: "done",
                        guards: [rule(.deliveryProven("ask", 3), onlyWith: reading("late"))],
                        notifies: [.worker, .employer])
                ]))
    }

    static func step(
        _ name: StepName, from: Set<StateName>, effect: ProcessStep.Effect, by: [Role] = [.worker]
    ) -> ProcessStep {
        ProcessStep(
            name: name, label: text(name.text), reference: reference, from: from, effect: effect,
            by: by)
    }

    static func reading(_ choice: ChoiceName) -> OptionCondition {
        OptionCondition(option: "counting", choice: choice)
    }

    private static let steps: [ProcessStep] = [
        step("absence.start", from: [], effect: .absence(.start)),
        step("request", from: ["none"], effect: .moves(to: "open"), by: [.employer, .worker]),
        step("ask", from: ["open", "planned"], effect: .moves(to: nil)),
        step("plan", from: ["open"], effect: .moves(to: "planned"), by: [.employer]),
        ProcessStep(
            name: "decide", label: text("decide"), reference: reference, from: ["open", "planned"],
            effect: .moves(to: "done"), by: [.occupationalPhysician], communicatesDecision: true,
            overtakes: true, required: [.receivedByWorker, .receivedByEmployer],
            optional: [.measures],
            artefacts: [
                Artefact(kind: .assessmentForm, form: "assessment-form", isRequired: true),
                Artefact(kind: .contactLog, form: "contact", isRequired: false),
            ],
            guards: guards.enumerated().map { index, condition in
                rule(
                    condition, onlyWith: index.isMultiple(of: 2) ? nil : reading("early"),
                    during: index.isMultiple(of: 3)
                        ? .always : DayRange(from: "2022-10-01", before: "2026-01-01"))
            }, starts: ["answer", "notice"], notifies: [.employer, .worker]),
    ]

    private static let deadlines: [DeadlineRule] = [
        deadline(
            "answer", onlyWith: reading("early"), term: .period(period(5, .weeks)),
            lastDay: .nextWorkingDay,
            anchor: .receipt(.receivedByEmployer, recordedBy: "ask")),
        deadline(
            "answer", onlyWith: reading("late"), term: .period(period(49, .calendarDays)),
            anchor: .receipt(.receivedByEmployer, recordedBy: nil),
            pause: DeadlineRule.Pause(from: "ask", until: ["plan", "decide"])),
        deadline(
            "notice", onlyWith: nil, term: .atOnce, anchor: .incapacityStart,
            presence: .throughout, conditions: [rule(.headCountAtLeast(20))]),
        deadline("validity", onlyWith: nil, term: .day(.validUntil), anchor: .step),
    ]

    private static func deadline(
        _ name: DeadlineName, onlyWith: OptionCondition?, term: DeadlineRule.Term,
        lastDay: DeadlineRule.LastDay = .stays, anchor: DeadlineRule.Anchor,
        pause: DeadlineRule.Pause? = nil,
        presence: DeadlineRule.Presence = .absent, conditions: [GuardRule] = []
    ) -> DeadlineRule {
        DeadlineRule(
            name: name, label: text(name.text), reference: reference, onlyWith: onlyWith,
            nature: .right, term: term, firstDay: .secondDayAfter, lastDay: lastDay, anchor: anchor,
            anchorLabel: text("the day"), runsIn: ["planned", "open"], metBy: ["plan", "decide"],
            who: [.employer, .worker], consequence: text("it lapses"), pause: pause,
            presence: presence, conditions: conditions)
    }

    private static func rule(
        _ condition: StepGuard, onlyWith: OptionCondition? = nil, during: DayRange = .always
    ) -> GuardRule {
        GuardRule(
            condition: condition, reference: reference, onlyWith: onlyWith, during: during)
    }

    private static func state(
        _ name: StateName, _ kind: ProcessState.Kind, _ phase: Phase,
        track: TrackName = ProcessState.standardTrack
    ) -> ProcessState {
        ProcessState(
            name: name, label: text(name.text), kind: kind, phase: phase, track: track)
    }

    private static func text(_ text: String) -> LocalizedText {
        LocalizedText(nl: "\(text) ë", fr: "\(text) é", de: "\(text) ß", en: text)
    }

    private static func day(_ text: String) throws -> CivilDate {
        try #require(CivilDate(text))
    }

    private static func period(_ count: Int, _ unit: LegalPeriod.Unit) -> LegalPeriod {
        guard let period = LegalPeriod(count, unit) else {
            preconditionFailure("a period has 1 to 1200 units")
        }
        return period
    }
}
