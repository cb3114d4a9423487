internal import DataFiles
internal import TestSupport

extension ParserTrial {
    /// Files of separated values.
    package static let csvFiles = Self(
        "csv-file", .text,
        samples: [
            Array("a;b\n1;\"x;y\"\n\"l1\nl2\";\"q\"\"q\"\n".utf8),
            Array("\u{feff}sep=,\r\na,b\r\n1,2\r\n".utf8), Array("a\tb\r1\t2\r".utf8),
        ]
    ) { (input) -> Reading? in
        let document = CSVDocument(input)
        guard document.problems.isEmpty else { return nil }
        let lines = document.rows.flatMap { $0.map(\.line) }
        guard lines == lines.sorted() else { return .contradiction("lines run backwards") }
        // Written with every field in quotes, it reads the same.
        let separator = String(document.separator)
        let written = document.rows.map { row in
            row.map { "\"" + $0.text.replacing("\"", with: "\"\"") + "\"" }
                .joined(separator: separator) + "\n"
        }.joined()
        let again = CSVDocument(Array("sep=\(separator)\n\(written)".utf8))
        let texts = document.rows.map { $0.map(\.text) }
        return again.rows.map { $0.map(\.text) } == texts && again.problems.isEmpty
            ? .free : .contradiction("it reads otherwise when it is written again")
    }

    /// Rows of an import, as JSON.
    package static let importedJSON = Self(
        "import-json", .text,
        samples: [
            Array(#"[{"reference": "17", "worker": "wim"}, {"reference": 18}]"#.utf8),
            Array(
                #"[{"steps": [{"step": "a", "date": "1/2/2024", "set": {"b": "c"}, "forms": {"d": {"e": [1]}}}]}]"#
                    .utf8),
            Array(#"[{"step-2.plan.a[1].b": "c", "section.d.e": "f", "step-date": "g"}]"#.utf8),
        ]
    ) { (input) -> Reading? in
        let table = ImportTable(json: input, file: "x.json") { _ in true }
        guard table.problems.isEmpty else { return nil }
        let isWhole = table.rows.allSatisfy { row in
            row.line > 0 && row.cells.values.allSatisfy { !$0.text.isEmpty && $0.line > 0 }
                && row.steps.allSatisfy { $0.line > 0 && !$0.place.isEmpty }
        }
        return isWhole ? .free : .contradiction("a row or a cell without a line or a text")
    }
}
