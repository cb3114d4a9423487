import ParserTrials
import TestSupport
import Testing

@Suite("Hostile records and messages") struct HostileInputTests {
    @Test(
        "whatever comes in, it is refused with the parser's own error or read as its one spelling",
        arguments: [
            .statements, .statementBodies, .sections, .requests, .signedRequests, .replies,
            .answers, .civilDates, .identifiers, .officialNumbers,
        ] as [ParserTrial], 0..<4 as Range<UInt64>)
    func hostileInputs(trial: ParserTrial, seed: UInt64) {
        #expect(trial.faults(seed: seed, rounds: Rounds.scaled(200)) == [])
    }
}
