internal import DataFiles
internal import Foundation
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("Regime files") struct RegimeFileTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "policies/regimes")

    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    private static func parts() throws -> [String: [UInt8]] {
        let names = [
            "be-holidays.yaml", "be-absence.yaml", "be-trajectory.yaml", "be-surveillance.yaml",
            "be-coaching.yaml",
        ]
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try bytes("parts/\($0)")) })
    }

    /// The error that a change of the shipped file, or of a part of it, gives.
    private func error(_ old: String, _ new: String) throws -> (DataFileError?, file: String) {
        var files = try Self.parts()
        files["be-2022.yaml"] = try Self.bytes("be-2022.yaml")
        for name in ["be-2022.yaml", "be-absence.yaml", "be-trajectory.yaml", "be-coaching.yaml"] {
            let text = String(decoding: try #require(files[name]), as: UTF8.self)
            guard let range = text.range(of: old) else { continue }
            files[name] = Array(text.replacingCharacters(in: range, with: new).utf8)
            let root = try #require(files["be-2022.yaml"])
            do throws(DataFileError) {
                _ = try RegimeFile.parse(root, file: "be-2022.yaml", parts: files)
                return (nil, name)
            } catch {
                return (error, name)
            }
        }
        Issue.record("`\(old)` stands in no file")
        return (nil, "")
    }

    @Test("the shipped regime is read")
    func shippedFile() throws {
        let regime = try RegimeFile.parse(
            Self.bytes("be-2022.yaml"), file: "be-2022.yaml", parts: Self.parts())
        #expect(regime.name == "be-2022")
        #expect(regime.mainTrack.initial == "absent")
        #expect(regime.steps.count == 69)
        let assessment = regime.deadlines.filter { $0.name == "assessment" }
        #expect(
            assessment.map(\.term)
                == Array(
                    repeating: .period(try #require(LegalPeriod(49, .calendarDays))), count: 2))
    }

    @Test(
        "a fault is told with its line and what was meant",
        arguments: [
            (
                "kind: open, phase: intake", "kind: opened, phase: intake",
                "unknown kind of state `opened`; did you mean `open`?"
            ),
            (
                "guard: minimum-incapacity", "guard: minimum-incapacitie",
                "unknown guard `minimum-incapacitie`; did you mean `minimum-incapacity`?"
            ),
            ("period: 4 weeks", "period: 4 fortnights", "`4 fortnights` is not a period"),
            ("absence: start", "absence: begin", "unknown absence `begin`"),
            (
                "    by: [employer, hr]\n    may-write: [absence]",
                "    by: [employr]\n    may-write: [absence]",
                "unknown role `employr`; did you mean `employer`?"
            ),
            ("purpose: C1", "purpose: C6", "`C6` is a request"),
            ("purpose: C6", "purpose: C5", "`C5` is a consent"),
            ("source: act-1978", "source: act-1987", "unknown source `act-1987`"),
            ("rule: R22-07\n", "rule: r22-07\n", "`r22-07` is not a rule number"),
            (
                "needs-parameters: [invitation-number]", "needs-parameters: [number]",
                "unknown parameter `number`"
            ),
            ("writes: [invitation]", "writes: [invitatin]", "unknown kind of section `invitatin`"),
            ("  term: 49 calendar-days", "  term: work-accident", "`work-accident` is not a day"),
            (
                "requested-from: 2022-10-01", "requested-from: 2022-13-01",
                "`2022-13-01` is not a day"
            ),
            ("overtakes: true", "overtakes: maybe", "neither `true` nor `false`"),
            ("standard: pauses", "standard: stops", "an option has two readings or more"),
            ("    to: invited\n", "    to: nowhere\n", "the name is used and nowhere declared"),
            (
                "    by: [occupational-physician]\n    decision: true",
                "    by: [employer]\n    decision: true", "not for this role to write"
            ),
            (
                "{guard: at-most, count: 3, step: invite}",
                "{guard: at-most, count: 0, step: invite}", "0 lies outside"
            ),
            (
                "{guard: at-most, count: 3, step: invite}", "{guard: at-most, step: invite}",
                "the key `count` is missing"
            ),
            (
                "{guard: at-most, count: 3, step: invite}",
                "{guard: at-most, count: 3, step: invite, kind: plan}", "unknown key `kind`"
            ),
            (
                "step: hold-concertation, after: [decide-a, decide-b]",
                "step: [], after: [decide-a, decide-b]", "the list is empty"
            ),
            (
                "step: hold-concertation, after: [decide-a, decide-b]",
                "step: [examine, examine], after: [decide-a, decide-b]", "`examine` stands twice"
            ),
            (
                "{guard: at-most, count: 3, step: invite}", "{count: 3, step: invite}",
                "the key `guard` is missing"
            ),
            ("lapses:\n", "lapses: none\nlapse:\n", "unknown key `lapse`"),
            (
                "absence: resumption", "absence: resumption\n    from: [absent]",
                "an absence is recorded in every state"
            ),
            ("fr: \"demandé\", ", "", "the key `fr` is missing"),
            ("fr: \"demandé\"", "fr: \"\"", "the text is empty"),
            ("fr: \"demandé\"", "fr: \" \"", "a label is empty in one of the languages"),
        ])
    func faults(old: String, new: String, message: String) throws {
        let (found, file) = try error(old, new)
        let error = try #require(found)
        #expect(error.description.contains(message), "\(error)")
        #expect(error.line > 0)
        #expect(error.description.hasPrefix("\(file):\(error.line): "))
    }

    @Test("a changed file is refused or is a regime, never a crash")
    func mutations() throws {
        let bytes = try Self.bytes("be-2022.yaml")
        let parts = try Self.parts()
        var mutator = Mutator(seed: 31)
        var refused = 0
        for _ in 0..<60 {
            do throws(DataFileError) {
                _ = try RegimeFile.parse(
                    mutator.mutation(of: bytes), file: "x", parts: parts)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 0)
    }
}
