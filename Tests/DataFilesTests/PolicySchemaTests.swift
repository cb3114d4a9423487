import AccessPolicy
import DataFiles
import Foundation
import Records
import TestSupport
import Testing

/// jsonschema and PyYAML as the judges of the schemas that editors use.
@Suite("JSON Schema of policies and cases") struct PolicySchemaTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "policies/access")
    private let schemas = PolicySchema(language: .en)

    private static func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }

    @Test(
        "every shipped policy and all its cases are valid, in two languages",
        .enabled(if: PythonOracle.runs))
    func shipped() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
            .filter { $0.hasSuffix(".yaml") }
        #expect(files.contains("be-2022.yaml") && files.contains("be-2022.cases.yaml"))
        for language in [Language.nl, .en] {
            let schemas = PolicySchema(language: language)
            let problems = try judge(
                files.map { file in
                    let isCases = file.hasSuffix(".cases.yaml")
                    let schema =
                        file == "bundle.yaml"
                        ? schemas.manifest : isCases ? schemas.cases : schemas.policy
                    return (schema, file, try Self.text(file))
                })
            for (file, problem) in zip(files, problems) { #expect(problem == nil, "\(file)") }
        }
    }

    @Test(
        "a broken policy is refused by the schema, and by the reader too",
        .enabled(if: PythonOracle.runs))
    func brokenPolicies() throws {
        let changes: [(String, String)] = [
            ("policy: sample", "policy: sam_ple"), ("vocabulary: 1\n", ""),
            ("vocabulary: 1", "vocabulary: 99"), ("vocabulary: 1", "vocabulary: 1\nowner: me"),
            ("rules:", "rule:"), ("id: S-1", "id: S 1"), ("permit: [worker]", "permit: [wrker]"),
            ("permit: [worker]", "permit: []"), ("permit: [worker]", "permit: worker"),
            ("permit: [worker]", "permit: [worker, worker]"),
            ("permit: [worker]", "permit: [worker]\n    forbid: [hr]"),
            ("    permit: [worker]\n", ""), ("to: [read]", "to: [reed]"),
            ("\"@all\"", "\"@everything\""), ("sections: [\"@all\", ", "sections: ["),
            ("for: [own-file]", "for: [fun]"), ("    for: [own-file]\n", ""),
            ("relation: [self]", "relation: [me]"), ("relation: [self]", "phase: [plan]"),
            ("relation: [self]", "relation: [self], glass: [off]"),
            ("duties: [log]", "duties: [receipt]"), ("    duties: [log]\n", ""),
            ("    law: a law", "    lawful: a law"), ("law: a law", "law: \"\""),
            ("en: a rule", "es: a rule"), ("en: a rule", "en: [a rule]"),
            ("forbid: [employer]", "duties: [log]\n    forbid: [employer]"),
        ]
        try refuseAll(Self.policy, changes, schemas.policy) { bytes in
            let file = try PolicyFile(bytes, file: "sample.yaml")
            _ = try file.compiled()
            // The reader leaves it to the proof that every permit is logged.
            do throws(DataFileError) {
                _ = try file.prove()
            } catch {
                guard !error.message.contains("floor/F10") else { throw error }
            }
        }
    }

    @Test(
        "a broken manifest is refused by the schema, and by the reader too",
        .enabled(if: PythonOracle.runs))
    func brokenManifests() throws {
        let changes: [(String, String)] = [
            ("bundle: kluis", "bundle: k_luis"), ("revision: 1", "revision: 0"),
            ("revision: 1", "revision: one"), ("revision: 1\n", ""),
            ("jurisdiction: BE", "jurisdiction: Kingdom of Belgium"),
            ("vocabulary: 1", "vocabulary: 99"), ("vocabulary: 1", "vocabulary: 1\nowner: me"),
            ("from: 2017-01-01", "from: 1 January"), ("from: 2017-01-01", "until: 2017-01-01"),
            ("[sample.yaml]", "[../sample.yaml]"), ("[sample.yaml]", "[.yaml]"),
            ("[sample.yaml]", "sample.yaml"), ("  sample: [", "  sam_ple: ["),
            ("valid:", "predecessor: abc\nvalid:"),
        ]
        try refuseAll(Self.manifest, changes, schemas.manifest) { bytes in
            _ = try BundleFile(bytes, file: "bundle.yaml") { name in
                name == "sample.yaml" ? Array(Self.policy.utf8) : nil
            }
        }
    }

    @Test(
        "broken cases are refused by the schema, and by the reader too",
        .enabled(if: PythonOracle.runs))
    func brokenCases() throws {
        let changes: [(String, String)] = [
            ("policy: sample\n", ""), ("cases:", "case:"), ("- name: the", "- title: the"),
            ("role: worker", "role: wrker"), ("role: worker", "role: []"),
            ("relation: self", "band: self"), ("consent: \"*\"", "consent: \"**\""),
            ("action: read", "action: reed"), ("[\"@all\"", "[\"@al\""),
            ("purpose: own-file", "purpose: \"\""), ("decision: permit", "decision: allow"),
            ("by: [S-1]", "by: S-1"), ("duties: [log]", "duties: [lock]"),
            (", purpose: own-file}", "}"),
        ]
        try refuseAll(Self.cases, changes, schemas.cases) { bytes in
            _ = try PolicyCasesFile(bytes, file: "sample.cases.yaml")
        }
    }

    private static let policy = """
        policy: sample
        vocabulary: 1
        rules:
          - id: S-1
            permit: [worker]
            to: [read]
            sections: ["@all", "-psychosocial-third"]
            for: [own-file]
            when: {relation: [self]}
            duties: [log]
            law: a law
            label: {nl: een regel, fr: une règle, de: eine Regel, en: a rule}
          - id: S-2
            forbid: [employer]
            to: [read]
            sections: ["@secret"]
            law: another law
            label: {nl: een regel, fr: une règle, de: eine Regel, en: another rule}

        """
    private static let manifest = """
        bundle: kluis
        revision: 1
        jurisdiction: BE
        vocabulary: 1
        valid: {from: 2017-01-01}
        policies:
          sample: [sample.yaml]

        """
    private static let cases = """
        policy: sample
        cases:
          - name: the worker reads
            given: {role: worker, relation: self, consent: "*", author: [own, other]}
            when: {action: read, section: ["@all", "-psychosocial-third"], purpose: own-file}
            then: {decision: permit, by: [S-1], duties: [log]}

        """

    @Test("the schema lists every word of every vocabulary")
    func vocabularies() {
        func check<Word: LabelledWord>(_: Word.Type) {
            for word in Word.allCases {
                #expect(schemas.policy.contains("\"const\": \"\(word.rawValue)\""))
                #expect(schemas.cases.contains("\"const\": \"\(word.rawValue)\""))
            }
        }
        check(Role.self)
        check(Action.self)
        check(SectionKind.self)
        check(Purpose.self)
        check(Relation.self)
        check(ConsentVerdict.self)
        check(Phase.self)
        check(Glass.self)
        check(Authorship.self)
        check(Duty.self)
    }

    /// Makes each change on its own; the judge and the reader must both refuse.
    private func refuseAll(
        _ text: String, _ changes: [(String, String)], _ schema: String,
        _ read: ([UInt8]) throws -> Void
    ) throws {
        try read(Array(text.utf8))
        #expect(try judge([(schema, "unbroken", text)]) == [nil])
        let broken = try changes.map { old, new in
            let place = try #require(text.range(of: old), "\(old)")
            return text.replacingCharacters(in: place, with: new)
        }
        let problems = try judge(
            zip(changes, broken).map { (schema, "\($0.0) → \($0.1)", $1) })
        for ((change, text), problem) in zip(zip(changes, broken), problems) {
            #expect(problem != nil, "\(change)")
            #expect(throws: DataFileError.self, "\(change)") { try read(Array(text.utf8)) }
        }
    }

    private func judge(_ files: [(schema: String, file: String, text: String)]) throws -> [String?]
    {
        let input = try JSONSerialization.data(
            withJSONObject: files.map { ["schema": $0.schema, "file": $0.file, "text": $0.text] })
        let result = try PythonOracle.run("validate-policy-files.py", [], input: [UInt8](input))
        #expect(result.status == 0, "\(result)")
        let answers = try JSONSerialization.jsonObject(with: Data(result.output)) as? [Any]
        return try #require(answers).map { $0 as? String }
    }
}
