import CryptoPrimitives
import Records
import Testing

@Suite("Figures as they are sent") struct FigureCallTests {
    private static let employer = OrganisationID([UInt8](repeating: 4, count: 16))

    private func encoded(year: UInt64, threshold: UInt64) throws -> [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/count-figures")
        encoder.append(try #require(Self.employer).bytes)
        encoder.append(year)
        encoder.append(threshold)
        encoder.append("year")
        return encoder.bytes
    }

    @Test("a question names an employer, a year and a number of workers that is not below five")
    func question() throws {
        let employer = try #require(Self.employer)
        let call = try #require(CountFigures(employer: employer, year: 2025, threshold: 5))
        #expect(call.canonicalBytes == (try encoded(year: 2025, threshold: 5)))
        #expect(try CountFigures(canonical: call.canonicalBytes) == call)
        #expect(CountFigures.opening(of: 2025) == CivilDate("2026-02-01"))
        for (year, threshold): (UInt64, UInt64) in [
            (2025, 4), (2025, 0), (2025, 10_001), (1899, 5), (9999, 5),
        ] {
            let bytes = try encoded(year: year, threshold: threshold)
            #expect(throws: CanonicalEncodingError.invalidField) {
                try CountFigures(canonical: bytes)
            }
            #expect(CountFigures(employer: employer, year: year, threshold: threshold) == nil)
        }
    }

    @Test("a figure has one encoding, and a number that is hidden is absent")
    func figure() throws {
        for (role, count): (Role?, UInt64?) in [(.worker, 12), (.hr, nil), (nil, 0)] {
            let figure = OpeningFigure(role: role, count: count)
            var encoder = CanonicalEncoder("vault/v1/opening-figure")
            encoder.append(optional: role.map { Array($0.rawValue.utf8) })
            encoder.append(optional: count.map { Array("\($0)".utf8) })
            #expect(figure.canonicalBytes == encoder.bytes)
            #expect(try OpeningFigure(canonical: encoder.bytes) == figure)
        }
        for count in ["", "07", "+7", "-1", "9223372036854775808", "x"] {
            var encoder = CanonicalEncoder("vault/v1/opening-figure")
            encoder.append(list: [])
            encoder.append(optional: Array(count.utf8))
            let bytes = encoder.bytes
            #expect(throws: CanonicalEncodingError.invalidField) {
                try OpeningFigure(canonical: bytes)
            }
        }
    }
}
