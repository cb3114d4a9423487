internal import DataFiles
internal import Foundation
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("Holidays in regime files") struct HolidayFileTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "policies/regimes")

    /// The Dutch regime, with one line more in its list of holidays.
    private func regime(adding line: String) throws -> Regime {
        func bytes(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
        }
        let list = String(decoding: try bytes("parts/nl-holidays.yaml"), as: UTF8.self)
        return try RegimeFile.parse(
            bytes("nl-poortwachter.yaml"), file: "nl-poortwachter.yaml",
            parts: ["nl-holidays.yaml": Array("\(list)  - \(line)\n".utf8)])
    }

    private static let label = "holiday: {nl: Feest, fr: Fête, de: Fest, en: Feast}"

    @Test("a holiday has a day or a distance from Easter, and may begin, end, move and recur")
    func rules() throws {
        for (line, year, day) in [
            ("day: 02-29", 2024, "2024-02-29"), ("easter: -47", 2024, "2024-02-13"),
            ("day: 06-02, if-sunday: 1", 2024, "2024-06-03"),
            ("day: 06-02, from: 2024, until: 2024", 2024, "2024-06-02"),
            ("day: 06-02, every-years: 5, base-year: 1990", 2030, "2030-06-02"),
        ] {
            let regime = try regime(adding: "{\(Self.label), \(line)}")
            let rule = try #require(regime.holidays.rules.last)
            #expect(rule.date(in: year)?.description == day)
            #expect(try Regime(canonical: regime.canonicalBytes) == regime)
        }
    }

    @Test(
        "what is no holiday is told with its line and what was meant",
        arguments: [
            ("{LABEL}", "the key `day` or `easter` is missing; write `day: 04-27`"),
            ("{LABEL, day: 02-30}", "`02-30` is not a month and a day"),
            ("{LABEL, day: 2024-04-27}", "`2024-04-27` is not a month and a day"),
            ("{LABEL, day: 12-31, if-sunday: 1}", "would move into another year"),
            ("{LABEL, day: 12-31, if-sunday: 7}", "7 lies outside -6…6"),
            ("{LABEL, day: 12-31, easter: 1}", "a `day` or an `easter`, not both"),
            ("{LABEL, easter: 1, base-year: 5}", "stand together or not at all"),
            ("{LABEL, easter: 1, from: 5, until: 4}", "ends in 4, before it begins in 5"),
            ("{LABEL, easter: 999}", "999 lies outside -70…240"),
            ("{LABEL, easter: 1, form: 2014}", "unknown key `form`; did you mean `from`?"),
            ("{day: 04-27}", "the key `holiday` is missing"),
        ])
    func faults(line: String, message: String) throws {
        let line = line.replacingOccurrences(of: "LABEL", with: Self.label)
        do {
            _ = try regime(adding: line)
            Issue.record("`\(line)` was read")
        } catch let error as DataFileError {
            #expect(error.description.contains(message), "\(error)")
            #expect(error.line > 0)
        }
    }
}
