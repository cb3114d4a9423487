import ParserTrials
import TestSupport
import Testing

@Suite("Hostile data files") struct HostileInputTests {
    @Test(
        "whatever comes in, it is refused with the parser's own error or read as its one spelling",
        arguments: [
            .yaml, .policies, .compiledPolicies, .policyCases, .policyBundles, .bundleManifests,
            .caseLists, .decisionRecords, .regimes, .formDefinitions,
            .filledForms, .lexicons, .compiledLexicons, .reviewFiles, .csvFiles, .importedJSON,
        ] as [ParserTrial], 0..<4 as Range<UInt64>)
    func hostileInputs(trial: ParserTrial, seed: UInt64) {
        #expect(trial.faults(seed: seed, rounds: Rounds.scaled(20)) == [])
    }
}
