internal import Foundation
internal import Records
internal import Reintegration
internal import Testing

@Suite("The page of the process") struct ProcessPageTests {
    /// A row of a table of rules: its number, and what its last cell names.
    private struct Row {
        let rule: String
        let tests: String
    }

    private static func rows() throws -> [Row] {
        let text = String(decoding: try Shipped.bytes("../docs/process.md"), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard line.hasPrefix("| "), cells.count == 6, RuleID(cells[0]) != nil else {
                return nil
            }
            return Row(rule: cells[0], tests: cells[5])
        }
    }

    @Test("every rule of every regime has one row")
    func everyRule() throws {
        let rows = try Self.rows().map(\.rule)
        #expect(Set(rows).count == rows.count)
        for regime in try Shipped.allRegimes() {
            var rules = Set(regime.steps.map(\.reference.rule))
            rules.formUnion(regime.steps.flatMap { $0.guards.map(\.reference.rule) })
            rules.formUnion(regime.deadlines.map(\.reference.rule))
            rules.formUnion(regime.lapses.map(\.reference.rule))
            rules.insert(regime.applies.reference.rule)
            for rule in rules { #expect(rows.contains(rule.text), "\(regime.name): \(rule)") }
        }
    }

    @Test("every rule of the sources has a row")
    func everySource() throws {
        func numbered(_ prefix: String, _ range: ClosedRange<Int>) -> [String] {
            range.map { "\(prefix)-\($0 < 10 ? "0" : "")\($0)" }
        }
        let rows = Set(try Self.rows().map(\.rule))
        let rules =
            numbered("R17", 1...19) + numbered("R22", 1...24) + numbered("COL", 1...17)
            + numbered("R26", 1...11) + numbered("NL", 1...18) + numbered("COA", 1...9)
            + numbered("ACT", 1...17)
            + ["COA-NL", "SAN-17", "SAN-23", "SAN-26W", "SAN-26E", "SAN-ART", "SAN-NL"]
            + ["FMM-17", "FMM-22", "FMM-26", "FMM-S1", "FMM-S2", "FMM-S3", "FMM-S4", "FMM-X"]
        #expect(rules.filter { !rows.contains($0) } == [])
    }

    @Test("every row names a test that is there, one of them through a vault, or says outside")
    func everyTest() throws {
        let sources = try Self.testSources()
        for row in try Self.rows() where row.tests != "outside" {
            let names = Self.names(in: row.tests)
            #expect(!names.isEmpty, "\(row.rule)")
            for name in names {
                let suite = try #require(sources[name.suite], "\(row.rule): \(name.suite)")
                guard let function = name.function else { continue }
                #expect(suite.contains("func \(function)("), "\(row.rule): \(function)")
            }
            let vault = ["ProcessStories", "FigureTests", "WholeFlowTests", "DelegationTests"]
            let isPure = ["R22-06"].contains(row.rule)
            #expect(
                isPure || names.contains { vault.contains($0.suite) || $0.suite.hasSuffix("Story") }
                    || row.tests.contains("the cases of"), "\(row.rule)")
        }
    }

    /// `Suite.function`, and `.function` of the suite before it.
    private static func names(in cell: String) -> [(suite: String, function: String?)] {
        var names: [(suite: String, function: String?)] = []
        for (index, quoted) in cell.split(separator: "`").enumerated() {
            guard cell.hasPrefix("`") ? index.isMultiple(of: 2) : !index.isMultiple(of: 2) else {
                continue
            }
            let parts = quoted.split(separator: ".", omittingEmptySubsequences: false)
                .map(String.init)
            if parts.count == 2, parts[0].isEmpty, let last = names.last {
                names.append((last.suite, parts[1]))
            } else if parts[0].hasSuffix("Tests") || parts[0].hasSuffix("Stories")
                || parts[0].hasSuffix("Story")
            {
                names.append((parts[0], parts.count > 1 ? parts[1] : nil))
            }
        }
        return names
    }

    /// The text of the files of each suite, by the suite's name.
    private static func testSources() throws -> [String: String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path())
        var sources: [String: String] = [:]
        for path in paths where path.hasSuffix(".swift") {
            let text = String(
                decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
            let stem = URL(filePath: path).deletingPathExtension().lastPathComponent
            // A suite can go on in `Suite+Part.swift`.
            sources[String(stem.split(separator: "+")[0]), default: ""] += text
        }
        return sources
    }
}
