import DataFiles
import Reintegration
import Testing

@Suite("Files that are imported") struct ImportTableTests {
    private func isColumn(_ column: ImportColumn) -> Bool {
        switch column {
        case .single(let name): ["reference", "worker", "note"].contains(name)
        case .step, .day, .setting: true
        case .field(_, let form, _): form == "plan"
        }
    }

    @Test("a column of a step is taken apart, and what only looks like one is none")
    func columns() throws {
        #expect(ImportColumn("step") == .step(1) && ImportColumn("step-2") == .step(2))
        #expect(ImportColumn("step-date") == .day(1) && ImportColumn("step-date-24") == .day(24))
        #expect(ImportColumn("identity.worker-name") == .single("identity.worker-name"))
        #expect(ImportColumn("step.set.measures") == .setting(1, "measures"))
        #expect(
            ImportColumn("section-3.plan.measures[12].kind")
                == .field(
                    .section(3), form: "plan", path: [.key("measures"), .entry(12), .key("kind")]))
        #expect(
            ImportColumn("step.plan.validity.from")
                == .field(.step(1), form: "plan", path: [.key("validity"), .key("from")]))
        for name in [
            "step.plan", "step.plan.", "step..x", "step.set.a.b", "step.plan.a[0]",
            "step.plan.a[x]",
            "step.plan.[1]", "step.plan.a[1", "step.plan.a[51]", "step.plan.a.b.c.d.e",
        ] {
            #expect(ImportColumn(name) == nil, "\(name)")
        }
        for name in ["step-1", "step-01", "step-25", "step--2", "steps", "step-x.plan.a"] {
            #expect(ImportColumn(name) == .single(name), "\(name)")
        }
    }

    /// What was filled in, in a form that tells every difference.
    private func told(_ value: RawFormValue) -> String {
        switch value.content {
        case .text(let text): "\(text)"
        case .list(let elements): "[\(elements.map(told).joined(separator: ","))]"
        case .mapping(let entries):
            "{\(entries.map { "\($0.key):\(told($0.value))" }.sorted().joined(separator: ","))}"
        }
    }

    private func told(_ table: ImportTable) -> [[String]] {
        table.rows.map { row in
            row.steps.map { step in
                let settings = step.settings.map { "\($0.name)=\($0.value.text)" }
                let forms = step.forms.map { "\($0.name)\(told($0.value))" }
                return ([step.name?.text ?? "-", step.day?.text ?? "-"] + settings + forms)
                    .joined(separator: " ")
            }
        }
    }

    @Test("steps with their forms are the same from columns and from objects")
    func steps() throws {
        let csv = ImportTable(
            csv: Array(
                """
                reference;step;step-date;step.set.measures;step.plan.kind;step.plan.days.from;\
                step.plan.list[2].a;step.plan.list[1].a;section.plan.kind;step-3
                1;deliver;1/2/2024;adapted-work;x;2024-01-01;second;first;"alone
                in two lines";
                2;;;;;;;;;other
                """.utf8), isColumn: isColumn)
        let json = ImportTable(
            json: Array(
                """
                [{"reference": "1", "steps": [
                   {"step": "deliver", "date": "1/2/2024", "set": {"measures": "adapted-work"},
                    "forms": {"plan": {"kind": "x", "days": {"from": "2024-01-01"},
                      "list": [{"a": "first"}, {"a": "second"}]}}},
                   {"forms": {"plan": {"kind": "alone\\nin two lines"}}}]},
                 {"reference": "2", "steps": [{"step": "other"}]}]
                """.utf8), file: "x.json", isColumn: isColumn)
        #expect(csv.problems.isEmpty && json.problems.isEmpty, "\(csv.problems) \(json.problems)")
        #expect(told(csv) == told(json))
        #expect(
            told(csv) == [
                [
                    "deliver 1/2/2024 measures=adapted-work "
                        + "plan{days:{from:2024-01-01},kind:x,list:[{a:first},{a:second}]}",
                    "- - plan{kind:alone\nin two lines}",
                ], ["other -"],
            ])
        #expect(csv.rows[0].steps.map(\.place) == ["step", "section"])
        #expect(json.rows[0].steps.map(\.place) == ["steps[1]", "steps[2]"])
    }

    @Test(
        "steps that are written otherwise are problems by line",
        arguments: [
            ("{\"steps\": 1}", "a list of steps"), ("{\"steps\": [\"secret\"]}", "no object"),
            ("{\"steps\": [{\"secret\": \"1\"}]}", "no such member"),
            ("{\"steps\": [{\"step\": [\"secret\"]}]}", "a text"),
            ("{\"steps\": [{\"forms\": \"secret\"}]}", "an object"),
            ("{\"steps\": [{\"set\": {\"a\": [\"secret\"]}}]}", "a text"),
            (
                "{\"steps\": [" + Array(repeating: "{}", count: 25).joined(separator: ",") + "]}",
                "24 steps at most"
            ),
        ])
    func wrongSteps(text: String, words: String) {
        let table = ImportTable(
            json: Array("[\n\(text)]".utf8), file: "x.json", isColumn: isColumn)
        #expect(
            table.problems.contains { $0.line == 2 && $0.message.contains(words) },
            "\(table.problems)")
        #expect(!"\(table.problems)".contains("secret"))
    }

    @Test("a field that is filled whole and in part is a problem")
    func crossed() {
        let table = ImportTable(
            csv: Array("step.plan.days;step.plan.days.from\n1;2\n".utf8), isColumn: isColumn)
        #expect(table.problems.map(\.column) == ["step.plan.days.from"])
    }

    @Test("CSV and JSON give the same rows")
    func same() throws {
        let csv = ImportTable(
            csv: Array("Worker; REFERENCE ;note\n wim ;17;\n\"an\";18;x\n".utf8),
            isColumn: isColumn)
        let json = ImportTable(
            json: Array(
                """
                [{"reference": "17", "worker": " wim "},
                 {"reference": 18, "worker": "an", "note": "x"}]
                """.utf8), file: "x.json", isColumn: isColumn)
        #expect(csv.problems.isEmpty && json.problems.isEmpty)
        func texts(_ table: ImportTable) -> [[String: String]] {
            table.rows.map { $0.cells.mapValues(\.text) }
        }
        #expect(texts(csv) == texts(json))
        #expect(
            texts(csv) == [
                ["worker": "wim", "reference": "17"],
                ["worker": "an", "reference": "18", "note": "x"],
            ])
        #expect(csv.rows.map(\.line) == [2, 3])
        #expect(json.rows.map(\.line) == [1, 2])
    }

    @Test(
        "what is wrong with a file is told by line, and never with what stands there",
        arguments: [
            ("reference;secret\n1;2\n", 1, "no column"), ("reference;reference\n1;2\n", 1, "twice"),
            ("reference;worker\nsecret\n", 2, "fields"), ("", 1, "heading"),
            ("reference\n", 1, "no rows"), ("reference;\"secret\n1;2", 1, "never closed"),
        ])
    func wrongCSV(text: String, line: Int, words: String) {
        let table = ImportTable(csv: Array(text.utf8), isColumn: isColumn)
        #expect(table.problems.contains { $0.line == line && $0.message.contains(words) })
        #expect(!"\(table.problems)".contains("secret"))
    }

    @Test(
        "and so of JSON",
        arguments: [
            ("{\"reference\": \"secret\"}", 1, "array"), ("[\"secret\"]", 1, "no object"),
            ("[{\"secret\": \"1\"}]", 1, "no column"),
            ("[{\"worker\": [\"secret\"]}]", 1, "a text"),
            ("[{\"worker\": \"secret}]", 1, "no JSON"), ("[]", 1, "no rows"),
            (
                "[{\"worker\": \"secret\"},\n{\"worker\": \"a\", \"worker\": \"secret\"}]", 2,
                "no JSON"
            ),
        ])
    func wrongJSON(text: String, line: Int, words: String) {
        let table = ImportTable(json: Array(text.utf8), file: "x.json", isColumn: isColumn)
        #expect(
            table.problems.contains { $0.line == line && $0.message.contains(words) },
            "\(table.problems)")
        #expect(!"\(table.problems)".contains("secret"))
    }
}
