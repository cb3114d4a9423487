import Records
import Testing

@testable import Mediation

@Suite("How long something took") struct FigureTallyTests {
    private func worker(_ number: Int) throws -> MemberID {
        try #require(MemberID([UInt8](repeating: UInt8(number), count: 16)))
    }

    private func duration(_ days: [Int], workers: Int? = nil) throws -> FigureDuration {
        var tally = FigureTally()
        for (index, days) in days.enumerated() {
            tally.add(try worker(workers.map { index % $0 } ?? index), in: 0, days: days)
        }
        return tally.duration(threshold: 5)
    }

    @Test("the middle of few different numbers is one person's number, and is not told")
    func few() throws {
        let nothing = FigureDuration(lowerQuartile: nil, median: nil, upperQuartile: nil)
        #expect(try duration([]) == nothing)
        for count in 1...8 { #expect(try duration(Array(1...count)) == nothing, "\(count)") }
        // Of nine, five had at most the fifth, and five at least.
        #expect(try duration(Array(1...9)).median == 5)
        #expect(try duration(Array(1...10)).median == 5)
        // Five who took the same time.
        #expect(try duration([7, 7, 7, 7, 7]).median == 7)
        #expect(try duration([7, 7, 7, 7]).median == nil)
    }

    @Test("a quartile is told where five had at most, and five at least, that value")
    func quartiles() throws {
        let seventeen = try duration(Array(1...17))
        #expect(
            seventeen == FigureDuration(lowerQuartile: 5, median: 9, upperQuartile: 13))
        let sixteen = try duration(Array(1...16))
        #expect(sixteen == FigureDuration(lowerQuartile: nil, median: 8, upperQuartile: 12))
        let hundred = try duration((1...100).reversed())
        #expect(
            hundred == FigureDuration(lowerQuartile: 25, median: 50, upperQuartile: 75))
    }

    @Test("many cases of few workers are about few workers")
    func fewWorkers() throws {
        #expect(try duration(Array(1...40), workers: 4).median == nil)
        #expect(try duration(Array(1...40), workers: 5).median == 20)
    }
}
