import ParserTrials
import TestSupport
import Testing

@Suite("Hostile answers of witnesses") struct HostileInputTests {
    @Test(
        "whatever comes in, it is refused or read as its one spelling",
        arguments: 0..<4 as Range<UInt64>)
    func hostileInputs(seed: UInt64) {
        #expect(ParserTrial.witnessResponses.faults(seed: seed, rounds: Rounds.scaled(150)) == [])
    }
}
