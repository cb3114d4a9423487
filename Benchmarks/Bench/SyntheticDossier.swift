import CryptoPrimitives
import Records
import Reintegration
import TestSupport

/// The course of an invented dossier: its regime, and its steps with their legal days.
struct SyntheticDossier {
    /// A step on its day.
    struct Step {
        let day: CivilDate
        let name: StepName
        let role: Role
        var parameters: [StepParameter: ParameterValue] = [:]
        var writing: [SectionKind] = []
    }

    /// What the physician decides; the letters are those of the rules of 2022.
    enum Decision: String, CaseIterable { case a, b, c }

    let regime: RegimeName
    let decision: Decision
    let isStartedByEmployer: Bool
    private(set) var steps: [Step] = []
    private let begin: CivilDate

    /// The same dossiers whenever they are made.
    ///
    /// One half is the Belgian year 2023: 6,685 decisions of trajectories to 23,074 of medical force
    /// majeure. 73.01 % of the trajectories were asked for by the employer (A 20 %, B 14.75 %,
    /// C 65.25 %), 26.99 % by the worker (A 37.97 %, B 40.19 %, C 21.84 %): figures of the external
    /// services for 2023, beswic.be. The other half are the rules of 2017 and 2026 and the Dutch
    /// ones, in equal parts, with the same shares where they decide. Who starts a procedure of force
    /// majeure and how it ends is drawn evenly.
    static func make(_ count: Int) -> [Self] {
        var generator = SeededGenerator(seed: 2023)
        return (0..<count).map { _ in draw(&generator) }
    }

    private static func draw(_ generator: inout SeededGenerator) -> Self {
        func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }
        let regime: RegimeName =
            if chance(0.5) {
                chance(6_685 / (6_685 + 23_074)) ? "be-2022" : "be-force-majeure"
            } else if chance(1 / 3) {
                "be-2017"
            } else {
                chance(1 / 2) ? "be-2026" : "nl-poortwachter"
            }
        let isForceMajeure = regime == "be-force-majeure"
        let byEmployer = chance(isForceMajeure ? 0.5 : 0.7301)
        let (a, b) =
            isForceMajeure ? (0.5, 0.5) : byEmployer ? (0.20, 0.1475) : (0.3797, 0.4019)
        let point = Double.random(in: 0..<1, using: &generator)
        return Self(
            regime, point < a ? .a : point < a + b ? .b : .c, byEmployer: byEmployer,
            after: Int.random(in: 0..<500, using: &generator))
    }

    /// A course that begins some days after the first day for its regime.
    init(_ regime: RegimeName, _ decision: Decision, byEmployer: Bool, after days: Int) {
        let first: CivilDate? =
            switch regime {
            case "be-2017": CivilDate("2018-01-08")
            case "be-2022": CivilDate("2022-10-10")
            case "be-force-majeure": CivilDate("2023-01-09")
            case "nl-poortwachter": CivilDate("2025-03-03")
            default: CivilDate("2026-01-05")
            }
        guard let first else { preconditionFailure("every day is one") }
        self.regime = regime
        self.decision = decision
        isStartedByEmployer = byEmployer
        begin = first.adding(days: days)
        add(0, "absence.start", .hr)
        switch regime {
        case "be-2017": play2017()
        case "be-2022": play2022()
        case "be-2026": play2026()
        case "be-force-majeure": playForceMajeure()
        default: playGatekeeper()
        }
    }

    private mutating func add(
        _ day: Int, _ name: StepName, _ role: Role,
        _ parameters: [StepParameter: ParameterValue] = [:], writing: [SectionKind] = []
    ) {
        steps.append(
            Step(
                day: begin.adding(days: day), name: name, role: role, parameters: parameters,
                writing: writing))
    }

    private static let proof = ParameterValue.digest(Digest(hashing: Array("proof".utf8)))

    private mutating func play2017() {
        let request = isStartedByEmployer ? 126 : 14
        if isStartedByEmployer {
            add(request, "request-by-employer-duration", .hr)
        } else {
            add(request, "request-by-worker", .worker)
        }
        add(request + 1, "invite", .occupationalPhysician)
        add(request + 14, "examine", .occupationalPhysician)
        add(request + 14, "report-findings", .occupationalPhysician)
        switch decision {
        case .a:
            add(
                request + 35, "decide-a", .occupationalPhysician,
                [.reexaminationOn: .day(begin.adding(days: request + 200))])
            add(request + 42, "hold-concertation", .hr)
            plan(request + 49, answeredAfter: 2)
        case .b:
            // What B is since 2022 was C: definitively unfit, other work is possible.
            add(request + 35, "decide-c", .occupationalPhysician)
            add(request + 63, "hold-concertation", .hr)
            report(request + 70, "deliver-motivated-report-c")
        case .c:
            // What C is since 2022 was E: no assessment now.
            add(request + 35, "decide-e", .occupationalPhysician)
        }
    }

    private mutating func play2022() {
        let request = isStartedByEmployer ? 98 : 14
        if isStartedByEmployer {
            add(request, "request-by-employer-duration", .hr)
        } else {
            add(request, "request-by-worker", .worker)
        }
        assess(request, [.invitationNumber: .number(1)])
    }

    private mutating func play2026() {
        let request = isStartedByEmployer ? 84 : 14
        if isStartedByEmployer {
            add(57, "request-estimate", .hr, [.headCount: .count(120)])
            add(64, "find-potential", .occupationalPhysician)
            add(request, "request-by-employer-potential", .hr)
        } else {
            add(request, "request-by-worker", .worker)
        }
        assess(request, [.invitationNumber: .number(1), .letterToWorker: Self.proof])
    }

    /// From the request on, as it is since October 2022.
    private mutating func assess(
        _ request: Int, _ invitation: [StepParameter: ParameterValue]
    ) {
        add(request + 1, "invite", .occupationalPhysician, invitation)
        add(request + 14, "examine", .occupationalPhysician, writing: [.medicalAssessment])
        switch decision {
        case .a:
            add(request + 35, "decide-a", .occupationalPhysician)
            add(request + 49, "hold-concertation", .hr)
            plan(request + 63, answeredAfter: 7)
        case .b:
            add(request + 35, "decide-b", .occupationalPhysician)
            add(request + 63, "hold-concertation", .hr)
            report(request + 70, "deliver-motivated-report")
        case .c:
            add(request + 35, "decide-c", .occupationalPhysician)
        }
    }

    private mutating func plan(_ day: Int, answeredAfter days: Int) {
        add(
            day, "deliver-plan", .hr,
            [
                .measures: .measures([.adaptedWork]),
                .validFrom: .day(begin.adding(days: day + 14)),
                .validUntil: .day(begin.adding(days: day + 194)),
            ])
        add(day + days, "agree", .worker)
    }

    private mutating func report(_ day: Int, _ name: StepName) {
        add(
            day, name, .hr,
            [
                .reportGround: .ground(.objectivelyImpossible),
                .possibilitiesConsidered: .flag(true),
            ])
    }

    private mutating func playForceMajeure() {
        let notice = 280
        if isStartedByEmployer {
            add(
                notice, "notify-by-employer", .hr,
                [
                    .letterToWorker: Self.proof, .letterToPhysician: Self.proof,
                    .mentionsAdaptedWork: .flag(true), .mentionsAssistance: .flag(true),
                ])
        } else {
            add(
                notice, "notify-by-worker", .worker,
                [.letterToEmployer: Self.proof, .letterToPhysician: Self.proof])
        }
        add(notice + 1, "invite", .occupationalPhysician, [.invitationNumber: .number(1)])
        add(notice + 14, "examine", .occupationalPhysician, writing: [.medicalAssessment])
        let letters: [StepParameter: ParameterValue] = [
            .letterToWorker: Self.proof, .letterToEmployer: Self.proof,
        ]
        if decision == .a {
            add(notice + 35, "find-not-definitive", .occupationalPhysician, letters)
        } else {
            add(notice + 35, "find-definitive", .occupationalPhysician, letters)
            add(notice + 70, "invoke", .hr)
        }
    }

    private mutating func playGatekeeper() {
        add(0, "report-sick", .hr)
        add(14, "invite", .occupationalPhysician)
        add(28, "examine", .occupationalPhysician)
        add(35, "analyse-problem", .occupationalPhysician)
        add(50, "agree-plan", .hr)
        add(51, "sign-plan", .worker)
        if isStartedByEmployer { add(90, "recover", .worker) }
    }
}
