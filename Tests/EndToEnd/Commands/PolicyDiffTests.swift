import Foundation
import TestSupport
import Testing

/// Two policies compared, by the built program: what it says, and the exit status for scripts.
@Suite("Comparing policies, by the built program") struct PolicyDiffTests {
    private let folder: TemporaryDirectory
    private let shipped: String
    private let text: String

    init() throws {
        folder = try TemporaryDirectory()
        shipped = BuiltProgram.repository.appending(path: "policies/access/be-common.yaml").path
        text = try String(contentsOfFile: shipped, encoding: .utf8)
    }

    /// Runs a command without a vault.
    private func run(_ arguments: String...) throws -> BuiltProgram.Ended {
        try BuiltProgram.run(
            arguments, environment: ["HOME": folder.path("home")], scratch: folder)
    }

    /// The shipped policy with one rule changed or added.
    private func file(_ name: String, _ change: (inout String) -> Void) throws -> String {
        var text = text
        change(&text)
        #expect(text != self.text)
        let path = folder.path(name)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// A permit beside the shipped ones.
    private static func rule(_ roles: String, _ sections: String, _ when: String) -> String {
        """
          - id: TEST-01
            permit: [\(roles)]
            to: [read]
            sections: [\(sections)]
            for: [support]
            when: {\(when)}
            duties: [log]
            law: "none"
            label: {nl: proef, fr: essai, de: Probe, en: trial}

        """
    }

    @Test("no other state is 0, fewer 30, other duties 31, more 32, more that is secret 33")
    func statuses() throws {
        let renamed = try file("renamed.yaml") { $0.replace("BE-01", with: "OTHER-01") }
        let same = try run("policy", "diff", shipped, renamed)
        #expect(same.status == 0 && same.output == "no state is decided otherwise\n", "\(same)")

        let wide = try file("wide.yaml") {
            $0 += Self.rule("coach", "workplace-report", "relation: [mandated]")
        }
        let narrower = try run("policy", "diff", wide, shipped)
        #expect(narrower.status == 30 && narrower.output.hasPrefix("NARROWER: 70 states\n  - "))
        let wider = try run("policy", "diff", shipped, wide)
        #expect(wider.status == 32 && wider.output.hasPrefix("WIDER: 70 states\n  + "), "\(wider)")
        #expect(wider.output.contains("coach") && wider.output.hasSuffix("(70)\n"))

        let told = try file("told.yaml") {
            $0.replace("duties: [log, receipt]", with: "duties: [log]", maxReplacements: 1)
        }
        let duties = try run("policy", "diff", shipped, told)
        #expect(duties.status == 31 && duties.output.hasPrefix("DUTIES CHANGED: "), "\(duties)")
        #expect(duties.output.contains("Duties dropped: a receipt."))

        let secret = try file("secret.yaml") {
            $0 += Self.rule("coach", "psychosocial-own", "relation: [mandated], consent: [active]")
        }
        let graver = try run("policy", "diff", shipped, secret)
        #expect(graver.status == 33 && graver.output.contains("+ [SECRET] "), "\(graver)")
        #expect(!graver.output.contains("BELOW FLOOR"))
    }

    @Test("what lies below the floor is marked with its rule, and secret kinds stand first")
    func floor() throws {
        let below = try file("below.yaml") {
            $0 += Self.rule("coach", "plan", "relation: [mandated, lapsed]")
            $0 += Self.rule("nurse", "health-file", "relation: [assigned]")
                .replacing("TEST-01", with: "TEST-02")
        }
        let ended = try run("policy", "diff", shipped, below)
        #expect(ended.status == 33, "\(ended)")
        let lines = ended.output.split(separator: "\n")
        #expect(lines.count == 4 && lines[1].contains("[SECRET]"), "\(ended)")
        #expect(lines.count { $0.contains("coach") && $0.hasSuffix("[BELOW FLOOR F3]") } == 1)
        #expect(lines.count { $0.contains("coach") && !$0.contains("BELOW FLOOR") } == 1)
    }

    @Test("sentences are in the language that is asked for, and JSON tells words and counts")
    func languages() throws {
        let wide = try file("wide.yaml") {
            $0 += Self.rule("coach", "workplace-report", "relation: [mandated]")
        }
        let french = try run("policy", "diff", shipped, wide, "--language", "fr")
        #expect(french.output.contains("peut lire"), "\(french)")
        let ended = try run("policy", "diff", shipped, wide, "--json")
        #expect(ended.status == 32)
        let report = try JSONObject(ended.output)
        #expect(try report.text("verdict") == "wider" && report.number("wider") == 70)
        let changes = try report.list("changes")
        #expect(changes.count == 1)
        let words = try #require(changes[0]["words"] as? [String: [String]])
        #expect(words["role"] == ["coach"] && words["section"] == ["workplace-report"])
        #expect(words["phase"] == ["intake", "assessment", "appeal", "plan", "closed"])
    }

    @Test("one file, three files and a file that is none are refused with what to do")
    func mistakes() throws {
        #expect(try run("policy", "diff", shipped).status == 64)
        #expect(try run("policy", "diff", shipped, shipped, shipped).status == 64)
        #expect(try run("policy", "diff", shipped, shipped + "-missing").status == 66)
        let ended = try run("policy", "diff", "--adopted", shipped)
        #expect(ended.status == 78 && ended.errors.contains("--as"), "\(ended)")
        let broken = try file("broken.yaml") {
            $0.replace("permit: [worker]", with: "permit: [wrker]")
        }
        let bad = try run("policy", "diff", shipped, broken)
        #expect(bad.status == 65 && bad.errors.contains("did you mean `worker`?"), "\(bad)")
    }

    @Test("the adopted policy of a regime is compared with that of a bundle")
    func adopted() throws {
        let world = try World()
        let bundle = BuiltProgram.repository.appending(path: "policies/access/bundle.yaml").path
        let same = try world.json(
            "els", "policy", "diff", "--adopted", bundle, "--regime", "be-2022")
        #expect(try same.text("verdict") == "same")
        try world.refuse(
            64, "els", "policy", "diff", "--adopted", bundle, saying: "--regime")
    }
}
