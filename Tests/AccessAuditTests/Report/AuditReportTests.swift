import AccessAudit
import CryptoPrimitives
import Foundation
import Records
import TestSupport
import Testing

@Suite("The report of the log") struct AuditReportTests {
    private static let report = SampleReport.make()

    private func page(_ report: AuditReport = report, _ language: Language = .en) -> String {
        String(decoding: AuditReportPage(report, language: language).bytes, as: UTF8.self)
    }

    @Test(
        "another parser finds one heading, landmarks, captions, scopes, and nothing that is loaded",
        .enabled(if: PageJudge.isThere), arguments: Language.allCases)
    func structure(language: Language) throws {
        let judged = try PageJudge.judged(page(Self.report, language))
        #expect(judged["errors"] as? [String] == [])
        #expect(judged["language"] as? String == language.rawValue)
        let headings = try #require(judged["headings"] as? [String])
        #expect(headings.first == "h1" && headings.count { $0 == "h1" } == 1)
        #expect(judged["landmarks"] as? [Int] == [1, 1, 1, 1])
        #expect(judged["doubleIDs"] as? [String] == [])
        #expect(judged["lostReferences"] as? [String] == [])
        let tables = try #require(judged["tables"] as? Int)
        #expect(tables >= 10 && judged["captions"] as? Int == tables)
        #expect(judged["cellsWithoutScope"] as? Int == 0)
        #expect(judged["emptyHeadings"] as? Int == 0)
        #expect(judged["charts"] as? Int == 4 && judged["chartsWithWords"] as? Int == 4)
        #expect(judged["active"] as? [String] == [])
        #expect(judged["outside"] as? [String] == [])
    }

    @Test("hostile names are text in every place", .enabled(if: PageJudge.isThere))
    func hostileNames() throws {
        let hostile = "</title></h1><script>alert(1)</script>\" onload='x' &amp; \u{202e}gnp\u{0}"
        let report = SampleReport.make(
            vault: hostile, origin: hostile, days: 61..<71, label: hostile)
        let judged = try PageJudge.judged(page(report))
        #expect(judged["errors"] as? [String] == [])
        #expect(judged["active"] as? [String] == [])
        #expect(judged["outside"] as? [String] == [])
        let text = try #require(judged["text"] as? String)
        #expect(
            text.contains("</title></h1><script>alert(1)</script>\" onload='x' &amp; \u{fffd}gnp"))
        #expect(!page(report).contains("<script"))
        #expect(!page(report).unicodeScalars.contains("\u{202e}"))
    }

    @Test("the figures of the page are those of the log")
    func figures() {
        let page = page()
        let result = Self.report.result
        #expect(page.contains(">\(ReviewScenario.grouped(Self.report.summary.entries))<"))
        #expect(page.contains(result.configuration.hash.hex))
        let accesses = result.explainedAccesses + result.unexplainedAccesses
        #expect(Self.report.summary.byRole.events(nil, nil) == accesses)
        #expect(Self.report.summary.byDay.events(nil, nil) == accesses)
        #expect(page.contains(">\(ReviewScenario.grouped(accesses))<"))
        #expect(page.contains(">66,000<") && page.contains("vault.example/log"))
        #expect(page.contains("give names behind tags"))
    }

    @Test("missed terms are counted from five workers on, in the reader's language")
    func missedTerms() {
        let rows = page().split(separator: "<tr>")
        let many = rows.first { $0.contains("signal en (be-2022)") }
        let few = rows.first { $0.contains("plan en (be-2022)") }
        #expect(many?.contains(">7<") == true && many?.contains("I.4-4") == true)
        #expect(few?.contains("hidden") == true && few?.contains(">2<") == false)
    }

    @Test("a page about few workers shows none of its counts")
    func fewWorkers() {
        var log = ReviewScenario()
        for minute in 10..<53 {
            log.add(
                "2026-03-05 10:\(minute)", about: minute % 4, facts: ReviewScenario.facts([.task]))
        }
        let page = page(SampleReport.make(days: 61..<71, rows: log.rows))
        #expect(page.contains("This table is about too few workers to be shown."))
        #expect(!page.contains(">43<"))
        let accessRow = page.split(separator: "Accesses to content</th>")[1].prefix(60)
        #expect(accessRow.contains("hidden"))
    }

    @Test(
        "thousands and shares are written as each language does",
        arguments: [
            (Language.nl, "1.234.567", "98,7\u{a0}%"),
            (.fr, "1\u{202f}234\u{202f}567", "98,7\u{a0}%"),
            (.de, "1.234.567", "98,7\u{a0}%"), (.en, "1,234,567", "98.7%"),
        ])
    func numbers(language: Language, count: String, share: String) {
        #expect(ReportNumber.text(1_234_567, language) == count)
        #expect(ReportNumber.text(999, language) == "999")
        #expect(ReportNumber.share(987, of: 1000, language) == share)
        #expect(ReportNumber.share(0, of: 0, language) == "–")
    }

    @Test("a long period is shown by weeks, a short one by days")
    func steps() {
        let weeks = SampleReport.make(days: 0..<93, rows: [])
        #expect(weeks.summary.stepDays == 7 && weeks.summary.steps.count == 14)
        #expect(CivilDate(daysSinceEpoch: weeks.summary.steps[0]).weekday == 1)
        let days = SampleReport.make(days: 0..<92, rows: [])
        #expect(days.summary.stepDays == 1 && days.summary.steps.count == 92)
        #expect(page(weeks).contains("Access by week"))
        #expect(page(days).contains("The log holds nothing about this in the period."))
    }
}

extension ReviewScenario {
    /// A count as English writes it.
    static func grouped(_ number: Int) -> String { ReportNumber.text(number, .en) }
}
