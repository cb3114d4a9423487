internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

/// A dossier that a test leads through its steps, with the facts that go with them.
struct Story {
    var process: DossierProcess
    /// The consents and requests of the worker that are in force.
    var consents: Set<ConsentPurpose> = []
    var isForceMajeureRunning = false
    /// Whether the forms that are written are complete.
    var writesCompleteForms = true
    private var versions: [Digest: ProcessFacts.Version] = [:]
    private var generator = SeededGenerator(seed: 22)
    /// Everybody who acts.
    private let members: [Role: MemberID]

    init(_ choices: OptionChoices = [:]) throws {
        try self.init(under: try Shipped.be2022(), choices)
    }

    init(under regime: Regime, _ choices: OptionChoices = [:]) throws {
        var generator = SeededGenerator(seed: 2022)
        process = DossierProcess(
            regime: regime, choices: choices,
            dossier: DossierID(at: Self.noon("2024-01-01"), randomness: generator.bytes(10)))
        var members: [Role: MemberID] = [:]
        for role in Role.allCases {
            members[role] = MemberID(at: Self.noon("2024-01-01"), randomness: generator.bytes(10))
        }
        self.members = members
    }

    /// The facts as a role's own.
    func facts(for role: Role) -> ProcessFacts {
        ProcessFacts(
            relation: process.regime.relations[role]?.first ?? .none, consents: consents,
            versions: versions, isForceMajeureRunning: isForceMajeureRunning)
    }

    /// Writes a section of each kind and gives their hashes.
    mutating func write(_ kinds: [SectionKind], on day: CivilDate) -> [Digest] {
        kinds.map { kind in
            let hash = Digest(hashing: generator.bytes(8))
            versions[hash] = ProcessFacts.Version(
                kind: kind, writtenOn: day, isComplete: writesCompleteForms)
            return hash
        }
    }

    /// Takes a step, recorded on its day or later, with the sections and parameters that it needs.
    @discardableResult mutating func take(
        _ step: StepName, by role: Role, on day: CivilDate, recorded: CivilDate? = nil,
        writing kinds: [SectionKind] = [], _ parameters: [StepParameter: ParameterValue] = [:]
    ) throws -> StepVerdict {
        let today = recorded ?? day
        let event = try self.event(
            step, by: role, on: day, recorded: today, sections: write(kinds, on: day), parameters)
        return process.record(event, today: today, facts: facts(for: role))
    }

    /// Takes a step that must be allowed.
    @discardableResult mutating func allow(
        _ step: StepName, by role: Role, on day: CivilDate, recorded: CivilDate? = nil,
        writing kinds: [SectionKind] = [], _ parameters: [StepParameter: ParameterValue] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> StepOutcome {
        let verdict = try take(
            step, by: role, on: day, recorded: recorded, writing: kinds, parameters)
        return try #require(
            verdict.outcome, "\(verdict.refusal?.text[.en] ?? "")", sourceLocation: sourceLocation)
    }

    /// Takes a step that must be refused and must change nothing.
    @discardableResult mutating func refuse(
        _ step: StepName, by role: Role, on day: CivilDate, recorded: CivilDate? = nil,
        writing kinds: [SectionKind] = [], _ parameters: [StepParameter: ParameterValue] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> StepRefusal {
        let before = process
        let verdict = try take(
            step, by: role, on: day, recorded: recorded, writing: kinds, parameters)
        #expect(process == before, sourceLocation: sourceLocation)
        return try #require(verdict.refusal, sourceLocation: sourceLocation)
    }

    /// The event of a step.
    mutating func event(
        _ step: StepName, by role: Role, on day: CivilDate, recorded: CivilDate,
        sections: [Digest] = [], _ parameters: [StepParameter: ParameterValue] = [:]
    ) throws -> ProcessEvent {
        let now = Self.noon(recorded)
        return ProcessEvent(
            id: EventID(at: now, randomness: generator.bytes(10)), dossier: process.dossier,
            step: step,
            actor: .init(member: try #require(members[role]), role: role, organisation: nil),
            occurredOn: day, recordedAt: now, sections: sections,
            parameters: try #require(StepParameters(parameters)))
    }

    /// A consent's identifier, as a parameter.
    mutating func consent() -> ParameterValue {
        .consent(ConsentID(at: Self.noon("2024-01-01"), randomness: generator.bytes(10)))
    }

    /// A posting proof's hash, as a parameter.
    mutating func proof() -> ParameterValue { .digest(Digest(hashing: generator.bytes(8))) }

    /// The state on a day.
    func state(_ day: CivilDate) -> StateName { process.state(at: day).name }

    /// The state of the last trajectory on a day, ended or not.
    func last(_ day: CivilDate) -> StateName? { process.trajectories.last?.state(at: day).name }

    /// Noon of a day in UTC, which is the same day in Brussels.
    static func noon(_ day: CivilDate) -> Instant {
        Instant(seconds: Int64(day.daysSinceEpoch) * 86_400 + 43_200)
    }
}

/// The process's refusal; messages between client and mediator have one of their own.
typealias StepRefusal = Reintegration.Refusal

extension Story {
    /// A worker absent since 2023-10-01 whose request the physician received on 2024-01-15.
    static func requested(_ choices: OptionChoices = [:]) throws -> Self {
        var story = try Self(choices)
        try story.allow("absence.start", by: .employer, on: "2023-10-01")
        try story.allow("request-by-worker", by: .worker, on: "2024-01-15", writing: [.request])
        return story
    }

    /// The same, examined on 2024-02-12.
    static func underAssessment(_ choices: OptionChoices = [:]) throws -> Self {
        var story = try requested(choices)
        try story.allow(
            "invite", by: .occupationalPhysician, on: "2024-01-22", writing: [.invitation],
            [.invitationNumber: .number(1)])
        try story.allow("examine", by: .occupationalPhysician, on: "2024-02-12")
        return story
    }

    /// The same, with decision A on 2024-03-04.
    static func decidedA(_ choices: OptionChoices = [:]) throws -> Self {
        var story = try underAssessment(choices)
        try story.allow(
            "decide-a", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        return story
    }

    /// The same, with decision B on 2024-03-04.
    static func decidedB(_ choices: OptionChoices = [:]) throws -> Self {
        var story = try underAssessment(choices)
        _ = story.write([.medicalAssessment], on: "2024-03-01")
        try story.allow(
            "decide-b", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        return story
    }

    /// Decision A and a plan that the worker received on 2024-05-06.
    static func planProposed(_ choices: OptionChoices = [:]) throws -> Self {
        var story = try decidedA(choices)
        try story.allow("hold-concertation", by: .employer, on: "2024-04-10")
        try story.allow(
            "deliver-plan", by: .employer, on: "2024-05-06", writing: [.plan], plan)
        return story
    }

    /// The parameters of a plan.
    static var plan: [StepParameter: ParameterValue] {
        [
            .measures: .measures([.adaptedWork]), .validFrom: .day("2024-06-01"),
            .validUntil: .day("2024-11-30"),
        ]
    }

    /// The parameters of a motivated report.
    static var report: [StepParameter: ParameterValue] {
        [.reportGround: .ground(.technicallyImpossible), .possibilitiesConsidered: .flag(true)]
    }

    /// Posts an appeal.
    @discardableResult mutating func appeal(
        on day: CivilDate, recorded: CivilDate? = nil
    ) throws -> StepOutcome {
        try allow(
            "appeal", by: .worker, on: day, recorded: recorded, writing: [.appealLetter],
            [.letterToEmployer: proof(), .letterToInspector: proof()])
    }
}

extension CivilDate: ExpressibleByStringLiteral {
    /// Takes a day that stands in a test.
    package init(stringLiteral text: String) {
        guard let day = Self(text) else { preconditionFailure("a day is YYYY-MM-DD") }
        self = day
    }
}
