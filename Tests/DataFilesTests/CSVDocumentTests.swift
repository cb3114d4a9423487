import DataFiles
import Foundation
import TestSupport
import Testing

@Suite("Separated values") struct CSVDocumentTests {
    private func read(_ text: String) -> CSVDocument { CSVDocument(Array(text.utf8)) }

    private func texts(_ text: String) -> [[String]] {
        read(text).rows.map { $0.map(\.text) }
    }

    @Test(
        "what spreadsheets write is read",
        arguments: [
            ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
            ("a\tb\r1\t2", [["a", "b"], ["1", "2"]]),
            ("\u{feff}a;b\n1;2", [["a", "b"], ["1", "2"]]),
            ("sep=,\r\na,b\r\n1;x,2\r\n", [["a", "b"], ["1;x", "2"]]),
            ("a;b\n\"x;y\";\"one\r\ntwo\"\n", [["a", "b"], ["x;y", "one\ntwo"]]),
            ("a;b\n\"\";\"say \"\"hi\"\"\"\n", [["a", "b"], ["", "say \"hi\""]]),
            ("a;b\n\n;\n1;2\n \n", [["a", "b"], ["1", "2"]]),
            ("a;b\n1;5 \"inch\"\n", [["a", "b"], ["1", "5 \"inch\""]]),
            ("\"a,1\";b\n1;2,5\n", [["a,1", "b"], ["1", "2,5"]]),
            ("a\n1\n", [["a"], ["1"]]), ("a;b\n1;", [["a", "b"], ["1", ""]]), ("", []),
        ])
    func right(text: String, rows: [[String]]) {
        #expect(texts(text) == rows)
        #expect(read(text).problems.isEmpty)
    }

    @Test("each field knows its line, also behind fields of several lines")
    func lines() {
        let rows = read("a;b\n\"1\n2\";x\n\n3;\"4\n\n5\"\n6;7\n").rows
        #expect(rows.map { $0.map(\.line) } == [[1, 1], [2, 3], [5, 5], [8, 8]])
        #expect(rows.map { $0.map(\.column) } == Array(repeating: [1, 2], count: 4))
    }

    @Test(
        "a problem is told with its line, and the rows around it are read",
        arguments: [
            (
                "a;b\n1;\"never\n2;3\n", 2, 2, "never closed",
                [["a", "b"], ["1", ""], ["2", "3"]]
            ),
            (
                "a;b\n\"x\"y;2\n3;4\n", 2, 1, "closing quote",
                [["a", "b"], ["x", "2"], ["3", "4"]]
            ),
            ("a;b\n1\n2;3\n", 2, 0, "1 fields, the heading 2", [["a", "b"], ["2", "3"]]),
            ("a;b\n1;2\n2;3;4\n", 3, 0, "3 fields, the heading 2", [["a", "b"], ["1", "2"]]),
        ])
    func wrong(text: String, line: Int, column: Int, words: String, rows: [[String]]) throws {
        let document = read(text)
        let problem = try #require(document.problems.first)
        #expect(document.problems.count == 1)
        #expect(problem.line == line && problem.column == column)
        #expect(problem.message.contains(words))
        #expect(texts(text) == rows)
    }

    @Test("what is not UTF-8 is refused with its line, and so is a file that is too large")
    func notText() {
        let latin = Array("a;b\n1;2\nna".utf8) + [0xef] + Array("f;3\n".utf8)
        #expect(CSVDocument(latin).problems.map(\.line) == [3])
        #expect(CSVDocument(latin).rows.isEmpty)
        let large = [UInt8](repeating: 0x61, count: CSVDocument.maximumSize + 1)
        #expect(CSVDocument(large).problems.count == 1)
    }

    @Test("Python's csv module reads the same of random files", .enabled(if: PythonOracle.runs))
    func judged() throws {
        var generator = SeededGenerator(seed: 17)
        let pieces = [
            "a", "é", ";", ";", "\"", "\"\"", "\n", "\r\n", " ", ",", "1", "\";\"", "\"\n\"",
        ]
        let cases = (0..<Rounds.scaled(4000)).map { _ in
            "k;l\n"
                + (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                    pieces.randomElement(using: &generator) ?? ""
                }.joined()
        }
        let result = try PythonOracle.run(
            "read-csv.py", [";"], input: Array(cases.joined(separator: "\u{1e}").utf8))
        try #require(result.status == 0)
        let answers = try #require(
            JSONSerialization.jsonObject(with: Data(result.output)) as? [Any])
        try #require(answers.count == cases.count)
        var same = 0
        for (text, answer) in zip(cases, answers) {
            let document = read(text)
            let hasQuoteFault = document.problems.contains { !$0.message.contains("heading") }
            guard let rows = answer as? [[String]] else {
                #expect(hasQuoteFault, "\(text.debugDescription)")
                continue
            }
            #expect(!hasQuoteFault, "\(text.debugDescription)")
            let wanted = rows.filter { $0.count == 2 }
            #expect(document.rows.map { $0.map(\.text) } == wanted, "\(text.debugDescription)")
            same += 1
        }
        #expect(same > 1000 && same < cases.count)
    }
}
