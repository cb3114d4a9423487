import Records
import Reintegration
import Testing
import VaultFixture

@Suite("Every rule of every regime", .serialized) struct ProcessCoverage {
    private static let stories: [(RegimeName, @Sendable () throws -> Cast)] = [
        ("be-2017", BelgiumStories.decisionA2017), ("be-2017", BelgiumStories.decisionC2017),
        ("be-2017", BelgiumStories.otherDecisions2017), ("be-2017", BelgiumStories.decisionE2017),
        ("be-2022", Belgium2022Stories.decisionA), ("be-2022", Belgium2022Stories.decisionB),
        ("be-2022", Belgium2022Stories.decisionC), ("be-2022", Belgium2022Stories.otherEnds),
        ("be-2026", BelgiumStories.potential2026), ("be-2026", BelgiumStories.consent2026),
        ("be-2026", BelgiumStories.collective2026), ("be-2026", BelgiumStories.coaching),
        ("be-force-majeure", ForceMajeureStories.definitive2026),
        ("be-force-majeure", ForceMajeureStories.adaptedWork),
        ("be-force-majeure", ForceMajeureStories.notDefinitive),
        ("be-force-majeure", ForceMajeureStories.neverTogether),
        ("nl-poortwachter", NetherlandsStories.twoYears),
        ("nl-poortwachter", NetherlandsStories.otherEnds),
        ("nl-poortwachter", NetherlandsStories.expired),
    ]

    @Test("is exercised through a vault by a story of some regime that has it")
    func exercised() throws {
        var exercised: Set<RuleID> = []
        for (_, story) in Self.stories { exercised.formUnion(try story().exercised) }
        var missing: [String] = []
        for name in Set(Self.stories.map(\.0)) {
            let regime = try TestVault.regime(name)
            missing += regime.rules.subtracting(exercised).map { "\(name) \($0)" }
        }
        #expect(missing.sorted() == [])
    }
}

extension Regime {
    /// The rules that its steps, guards, deadlines and lapses name.
    var rules: Set<RuleID> {
        Set(steps.map(\.reference.rule))
            .union(steps.flatMap { $0.guards.map(\.reference.rule) })
            .union(deadlines.map(\.reference.rule))
            .union(lapses.map(\.reference.rule))
    }
}
