import Records
import Reintegration
import Testing
import VaultFixture

@Suite("Every process through a vault", .serialized) struct ProcessStories {
    @Test("2017: decision A, working days, plan, distribution, answer, follow-up")
    func decisionA2017() throws { _ = try Played.decisionA2017.get() }

    @Test("2017: decision C, appeal, report, force majeure after it")
    func decisionC2017() throws { _ = try Played.decisionC2017.get() }

    @Test("2017: the fund asks, decision B is examined again, decision D becomes final")
    func otherDecisions2017() throws { _ = try Played.otherDecisions2017.get() }

    @Test("2017: decision E, certificate, withdrawal, no trajectory after a work accident")
    func decisionE2017() throws { _ = try Played.decisionE2017.get() }

    @Test("2017: an incapacity that began before 2016 waits until 2018")
    func before2016() throws { _ = try Played.before2016.get() }

    @Test("2022: what was undecided on 1 October is taken over with its steps")
    func takenOver2022() throws { _ = try Played.takenOver2022.get() }

    @Test("2022: four weeks, consultation, decision A, plan, silence, agreement, end")
    func decisionA2022() throws { _ = try Played.decisionA2022.get() }

    @Test("2022: relapse, decision B, appeal, ruling, motivated report")
    func decisionB2022() throws { _ = try Played.decisionB2022.get() }

    @Test("2022: work accident, decision C, wait, certificate, three invitations unanswered")
    func decisionC2022() throws { _ = try Played.decisionC2022.get() }

    @Test("2022: the treating physician asks, a plan expires, a request is withdrawn")
    func otherEnds2022() throws { _ = try Played.otherEnds2022.get() }

    @Test("2026: four weeks, eight weeks, potential, the duty of six months, registered mail")
    func potential2026() throws { _ = try Played.potential2026.get() }

    @Test("2026: no potential, visit with objection and advice, request with consent")
    func consent2026() throws { _ = try Played.consent2026.get() }

    @Test("the examination at the return, with its form for worker and employer")
    func returnExamination() throws { _ = try Played.returnExamination.get() }

    @Test("the five phases of the collective policy")
    func collective2026() throws { _ = try Played.collective2026.get() }

    @Test("2026: an employer keeps its collective policy in a record of its own")
    func collectiveRecord() throws { _ = try Played.collectiveRecord.get() }

    @Test("coaching with its gate, and another employer")
    func coaching() throws { _ = try Played.coaching.get() }

    @Test("force majeure: six months since 2026, both mentions, ten days, contribution")
    func definitive2026() throws { _ = try Played.definitive2026.get() }

    @Test("force majeure: adapted work asked for, appeal, conditions, report")
    func adaptedWork() throws { _ = try Played.adaptedWork.get() }

    @Test("force majeure: not definitive, and a new period before a new notice")
    func notDefinitive() throws { _ = try Played.notDefinitive.get() }

    @Test("force majeure and a trajectory of the worker never run together")
    func neverTogether() throws { _ = try Played.neverTogether.get() }

    @Test("the Netherlands: two years, both tracks, five documents, completion, wage sanction")
    func twoYears() throws { _ = try Played.twoYears.get() }

    @Test("the Netherlands: recovery, relapse, second track before the first year ends")
    func otherEnds() throws { _ = try Played.otherEnds.get() }

    @Test("the Netherlands: 104 weeks pass")
    func expired() throws { _ = try Played.expired.get() }

    @Test("every rule of every regime is exercised")
    func everyRule() throws {
        var exercised: Set<RuleID> = []
        for story in Played.all { exercised.formUnion(try story.get()) }
        let regimes: [RegimeName] = [
            "be-2017", "be-2022", "be-2026", "be-force-majeure", "be-collective-policy",
            "nl-poortwachter",
        ]
        var missing: [String] = []
        for name in regimes {
            let regime = try TestVault.regime(name)
            missing += regime.rules.subtracting(exercised).map { "\(name) \($0)" }
        }
        #expect(missing.sorted() == [])
    }
}

/// The rules that each story exercised; a story is played once in a process.
private enum Played {
    typealias Rules = Result<Set<RuleID>, any Error>

    /// The rules of a story after each of whose steps everybody was shown the same state.
    private static func agreed(_ cast: Cast) throws -> Set<RuleID> {
        #expect(cast.disagreements == [])
        return cast.exercised
    }

    static let decisionA2017 = Rules { try agreed(BelgiumStories.decisionA2017()) }
    static let decisionC2017 = Rules { try agreed(BelgiumStories.decisionC2017()) }
    static let otherDecisions2017 = Rules { try agreed(BelgiumStories.otherDecisions2017()) }
    static let decisionE2017 = Rules { try agreed(BelgiumStories.decisionE2017()) }
    static let before2016 = Rules { try agreed(BelgiumStories.before2016()) }
    static let takenOver2022 = Rules { try agreed(BelgiumStories.takenOver2022()) }
    static let decisionA2022 = Rules { try agreed(Belgium2022Stories.decisionA()) }
    static let decisionB2022 = Rules { try agreed(Belgium2022Stories.decisionB()) }
    static let decisionC2022 = Rules { try agreed(Belgium2022Stories.decisionC()) }
    static let otherEnds2022 = Rules { try agreed(Belgium2022Stories.otherEnds()) }
    static let potential2026 = Rules { try agreed(Belgium2026Stories.potential()) }
    static let consent2026 = Rules { try agreed(Belgium2026Stories.consent()) }
    static let returnExamination = Rules {
        try agreed(Belgium2026Stories.returnExamination())
    }
    static let collective2026 = Rules { try agreed(BelgiumStories.collective2026()) }
    static let collectiveRecord = Rules { try agreed(BelgiumStories.collectiveRecord()) }
    static let coaching = Rules { try agreed(BelgiumStories.coaching()) }
    static let definitive2026 = Rules { try agreed(ForceMajeureStories.definitive2026()) }
    static let adaptedWork = Rules { try agreed(ForceMajeureStories.adaptedWork()) }
    static let notDefinitive = Rules { try agreed(ForceMajeureStories.notDefinitive()) }
    static let neverTogether = Rules { try agreed(ForceMajeureStories.neverTogether()) }
    static let twoYears = Rules { try agreed(NetherlandsStories.twoYears()) }
    static let otherEnds = Rules { try agreed(NetherlandsStories.otherEnds()) }
    static let expired = Rules { try agreed(NetherlandsStories.expired()) }

    static var all: [Rules] {
        [
            decisionA2017, decisionC2017, otherDecisions2017, decisionE2017, before2016,
            decisionA2022, decisionB2022, decisionC2022, otherEnds2022, potential2026,
            consent2026, returnExamination, collective2026, collectiveRecord, coaching,
            definitive2026, adaptedWork, notDefinitive, neverTogether, twoYears, otherEnds, expired,
        ]
    }
}

extension Regime {
    /// The rules that its steps, guards, deadlines and lapses name.
    fileprivate var rules: Set<RuleID> {
        Set(steps.map(\.reference.rule))
            .union(steps.flatMap { $0.guards.map(\.reference.rule) })
            .union(deadlines.map(\.reference.rule))
            .union(lapses.map(\.reference.rule))
    }
}
