import AccessAudit
import CryptoPrimitives
import DataFiles
import Foundation
import Records
import Testing
import TransparencyLog

@Suite("The review file") struct ReviewFileTests {
    private static let shipped: String = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "policies/review.yaml")
        return (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    }()

    private func refusal(_ change: String, _ by: String) -> String? {
        let text = Self.shipped.replacing(change, with: by)
        guard text != Self.shipped else { return "nothing was changed" }
        do throws(DataFileError) {
            _ = try ReviewFile(Array(text.utf8), file: "review.yaml")
            return nil
        } catch {
            return error.description
        }
    }

    @Test("the shipped file has the thresholds of the access log's reference")
    func shipped() throws {
        let bytes = Array(Self.shipped.utf8)
        let file = try ReviewFile(bytes, file: "review.yaml")
        let set = file.configuration
        #expect(set.hash == Digest(hashing: bytes) && file.revision == 1 && set.reviewDays == 7)
        #expect(set.explanations == Set(AccessFacts.Explanation.allCases))
        #expect(set.emergency == .init(windowHours: 24))
        #expect(
            set.deniedBurst
                == .init(
                    refusals: 5, refusalMinutes: 10, subjects: 3, subjectMinutes: 60,
                    detourHours: 24))
        #expect(set.breadth == .init(least: 10, factor: 3, days: 30, percentile: 95))
        #expect(set.depth == .init(days: 5, within: 30))
        #expect(set.spread == .init(actors: 4, days: 7))
        #expect(set.afterHours == .init(opens: 7, closes: 20, percent: 5, history: 40))
        #expect(
            set.shielded
                == .init(roles: [.worker, .legalRepresentative, .occupationalPhysician, .nurse]))
        #expect(set.ended == .init(days: 30))
        #expect(set.volume == .init(exports: 3, records: 500, searches: 60))
        #expect(set.dormant == .init(days: 60, onboardingDays: 14))
        #expect(
            set.approvals
                == .init(approvers: [
                    .logUnmasked: 1, .subjectErased: 1, .logPruned: 1, .policyAdopted: 1,
                ]))
        #expect(set.logHealth == .init(headHours: 26) && set.sampleSize == 20)
        #expect(set.holidays.count == 30)
        #expect(set.leadInDays == 61)
    }

    @Test("another byte, be it in a comment, is another hash")
    func hash() throws {
        let changed = Self.shipped.replacing("seen", with: "Seen")
        #expect(changed != Self.shipped)
        let one = try ReviewFile(Array(Self.shipped.utf8), file: "a").configuration
        let other = try ReviewFile(Array(changed.utf8), file: "b").configuration
        #expect(one.hash != other.hash)
    }

    @Test(
        "what is missing, unknown, out of bounds or contradictory is refused at its line",
        arguments: [
            ("review-days: 7", "review-days: 32", ":9: 32 lies outside 1…31"),
            ("review: 1", "review: 2", "2 lies outside 1…1"),
            ("emergency: {window-hours: 24}", "", "the key `emergency` is missing"),
            ("least: 10", "lest: 10", "unknown key `lest`; did you mean `least`?"),
            ("roles: [worker,", "roles: [worker, worker,", "role `worker` stands twice"),
            ("task, author", "tsk, author", "unknown explanation `tsk`; did you mean `task`?"),
            ("opens: 7, closes: 20", "opens: 20, closes: 20", "the office closes before it opens"),
            ("depth: {days: 5, within-days: 30}", "depth: {days: 5, within-days: 4}", "fewer days"),
            ("log.unmask: 1", "log.unmask: 6", "6 lies outside 0…5"),
            ("log.unmask: 1, ", "", "the key `log.unmask` is missing"),
            ("2026-05-01", "2026-05-32", "is not a day"),
            ("2026-05-01", "2026-01-01", "the day stands twice"),
            ("refusals: 5", "refusals: 1", "1 lies outside 2…100"),
            ("sample: {workers: 20}", "sample: {workers: 0}", "0 lies outside 1…1000"),
        ])
    func refusals(change: String, by: String, expected: String) {
        let refusal = refusal(change, by)
        #expect(refusal?.contains(expected) ?? false, "\(refusal ?? "read")")
    }

    @Test("holidays may be left out, rules may not")
    func holidays() throws {
        let rules = String(Self.shipped.prefix { _ in true }.split(separator: "holidays:")[0])
        let file = try ReviewFile(Array(rules.utf8), file: "review.yaml")
        #expect(file.configuration.holidays.isEmpty)
    }
}
