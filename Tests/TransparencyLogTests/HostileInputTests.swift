import ParserTrials
import TestSupport
import Testing

@Suite("Hostile notes, entries and tiles") struct HostileInputTests {
    @Test(
        "whatever comes in, it is refused with the parser's own error or read as its one spelling",
        arguments: [
            .notes, .signedCheckpoints, .checkpoints, .verifierKeys, .logEntries, .logDetails,
            .sealedDetails, .bundles, .tiles, .tilePaths, .proofs, .verificationProgress,
            .witnessRequests, .trustPolicies,
            .witnessRecords, .witnessAnswers, .witnessSizes, .headHistories,
        ] as [ParserTrial], 0..<4 as Range<UInt64>)
    func hostileInputs(trial: ParserTrial, seed: UInt64) {
        #expect(trial.faults(seed: seed, rounds: Rounds.scaled(150)) == [])
    }
}
