import DataFiles
import Records
import Testing

@Suite("YAML data files") struct YAMLDocumentTests {
    private func read(_ text: String) throws(DataFileError) -> YAMLNode {
        try YAMLDocument(Array(text.utf8), file: "x.yaml").root
    }

    private func refusal(_ text: String) -> DataFileError? {
        do throws(DataFileError) {
            _ = try read(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "scalars stay the text that was written",
        arguments: [
            "no", "yes", "on", "12:30", "2026-01-01", "0x10", "1e3", "~", "null", "true", "1_000",
        ])
    func scalarsAreTexts(word: String) throws {
        let mapping = try read("key: \(word)").mapping(required: ["key"])
        #expect(try mapping.required("key").text() == word)
    }

    @Test(
        "hostile files are refused at their line",
        arguments: [
            ("a: &x [1]\nb: 2\n", 1, "anchor"), ("a: 1\nb: *x\n", 2, "alias"),
            ("a: 1\nb: [1, *x]\n", 2, "alias"), ("a: {k:*x}\n", 1, "alias"),
            ("a: 1\n? *x : 2\n", 2, "key of its own"), ("a: 1\r*x : 2\n", 1, "alias"),
            ("a: !!int 3\n", 1, "tag"), ("a: 1\nb: !custom {}\n", 2, "tag"),
            ("a: !<tag:yaml.org,2002:str> x\n", 1, "tag"),
            ("%YAML 1.1\n---\na: 1\n", 1, "directive"),
            ("a: {b: 1}\n<<: {c: 2}\n", 1, "merge"), ("a: 1\nb: 2\na: 3\n", 3, "duplicate key `a`"),
            ("a: 1\n---\nb: 2\n", 2, "another document"), ("[1, 2]: x\n", 1, "plain word"),
            ("a: [1\nb: 2\n", 2, "not YAML"), ("", 1, "empty"), ("a: \"\\x\"\n", 1, "not YAML"),
            ("a:\n\t- b\n", 2, "not YAML"),
        ])
    func hostileFiles(text: String, line: Int, word: String) throws {
        let error = try #require(refusal(text))
        #expect(error.file == "x.yaml")
        #expect(error.message.contains(word), "\(error)")
        #expect(error.line == line, "\(error)")
    }

    @Test(
        "a key that stands twice is refused in the line of the second, however it is written",
        arguments: [
            ("no: 1\nb: 2\nno: 3\n", 3), ("on: 1\n\n# on: 2\n\"on\": 3\n", 4),
            ("a:\n  - x: 1\n    y: 2\n    x: 3\n", 4), ("12:30: 1\n'12:30': 2\n", 2),
            ("b:\n  a: 1\n  aa: 2\na: 1\na: 2\n", 5), ("a: {b: 1, b: 2}\n", 1),
        ])
    func duplicateKeys(text: String, line: Int) throws {
        let error = try #require(refusal(text))
        #expect(error.message.hasPrefix("duplicate key"), "\(error)")
        #expect(error.line == line, "\(error)")
    }

    @Test(
        "keys stay the text that was written",
        arguments: [
            "no", "yes", "on", "off", "12:30", "2026-01-01", "2026-01-01T12:30:00Z", "0x10", "~",
            "null", "true", ".inf", "1_000",
        ])
    func keysAreTexts(word: String) throws {
        let entries = try read("\(word): value\n").entries()
        #expect(entries.map(\.key) == [word])
        #expect(try entries[0].value.text() == "value")
    }

    @Test(
        "where a word of a vocabulary is asked for, a truth value, a day and a time are refused",
        arguments: ["no", "on", "yes", "2026-01-01", "12:30", "~", "1"])
    func wordsAreNoValues(word: String) throws {
        let list = try read("a: 1\nroles: [\(word)]\n").mapping(required: ["a", "roles"])
        let error = #expect(throws: DataFileError.self) {
            try list.required("roles").words(of: Role.self, "role")
        }
        #expect(error?.line == 2 && error?.message == "unknown role `\(word)`")
    }

    @Test("a file of a million values is refused at its line, before they take memory")
    func parts() {
        let line = "a: [" + String(repeating: "x,", count: 1000) + "x]\n"
        let text = (0..<1100).map { "k\($0)" + line }.joined()
        let error = #expect(throws: DataFileError.self) {
            try YAMLDocument(Array(text.utf8), file: "x.yaml", limit: 12 << 20)
        }
        #expect(error?.message == "the file has too many parts")
        #expect(error.map { (1000...1100).contains($0.line) } == true)
    }

    @Test(
        "a hundred thousand levels are refused without a crash",
        arguments: ["[", "{a: ", "- ", "- [", "? "])
    func depth(opening: String) {
        #expect(refusal(String(repeating: opening, count: 50_000)) != nil)
    }

    @Test(
        "keys that are no words are refused before they are compared",
        arguments: [
            "? a\n: 1\n", "- ? a\n", "x: {? a : 1}\n", "x: [1, ? a]\n", "a: 1\n  ? b\n", "?\n",
            String(repeating: "- " + String(repeating: "? ", count: 900) + "a\n", count: 140),
        ])
    func keysOfTheirOwn(text: String) throws {
        #expect(try #require(refusal(text)).message.contains("key of its own"))
    }

    @Test("a question mark in prose is no key")
    func questions() throws {
        let mapping = try read("a: why ? because\nb: \"what?\"\nc: what? this\n")
            .mapping(required: ["a", "b", "c"])
        #expect(try mapping.required("a").text() == "why ? because")
        #expect(try mapping.required("c").text() == "what? this")
    }

    @Test("a long word is cut in an error, and a key that is a text is not repeated")
    func errorsAreShort() throws {
        let long = String(repeating: "x", count: 100_000)
        let root = try read("role: \(long)\n")
        let role = try root.mapping(required: ["role"]).required("role")
        let error = #expect(throws: DataFileError.self) { try role.word(of: Role.self, "role") }
        #expect(error?.message.count == DataFileError.maximumLength + 1)
        #expect(error?.hint == nil)
        let text = "\"Wim Voorbeeld is ziek\""
        #expect(refusal("\(text): 1\n\(text): 2\n")?.message == "duplicate key")
    }

    @Test(
        "what the compiled form cannot hold is refused at its line",
        arguments: [
            "revision: 1\nphrases: [{class: x, instead: \"\(String(repeating: "x", count: 4097))\"}]",
            "revision: 1\nallowed: [\(String(repeating: "abc, ", count: 4097))]",
        ])
    func compiledSizes(text: String) {
        let error = #expect(throws: DataFileError.self) {
            try LexiconFile(Array(text.utf8), file: "x.yaml")
        }
        #expect(error?.line == 2)
        #expect(error?.message.contains("than 4096") == true)
    }

    @Test("an ampersand, an asterisk and an exclamation mark in prose are no anchors")
    func prose() throws {
        let text = "a: \"R&D * 2 & 3 !\"\nb: \"*\"\nc: attention !\n"
        let mapping = try read(text).mapping(required: ["a", "b", "c"])
        #expect(try mapping.required("a").text() == "R&D * 2 & 3 !")
        #expect(try mapping.required("b").text() == "*")
        #expect(try mapping.required("c").text() == "attention !")
    }

    @Test("nesting of 16 is read and of 17 is refused")
    func nesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth - 1) + "x"
                + String(repeating: "]", count: depth - 1)
        }
        _ = try read(nested(16))
        #expect(refusal(nested(17))?.message == "nested deeper than 16")
        #expect(refusal(nested(5000)) != nil)
    }

    @Test("a file of 256 KiB is read and one byte more is refused")
    func size() throws {
        let text = "a: " + String(repeating: "x", count: YAMLDocument.maximumSize - 3)
        _ = try read(text)
        #expect(refusal(text + "x")?.line == 0)
    }

    @Test(
        "bytes that are not UTF-8 are refused at their line",
        arguments: [
            ([0x61, 0x3a, 0x20, 0xff, 0xfe], 1), ([0x61, 0x3a, 0x20, 0x31, 0x0a, 0x62, 0xc3], 2),
            ([0x0a, 0x0a, 0xed, 0xa0, 0x80, 0x0a], 3), ([0x0a, 0xc0, 0xaf], 2),
        ] as [([UInt8], Int)])
    func encoding(bytes: [UInt8], line: Int) {
        let error = #expect(throws: DataFileError.self) {
            try YAMLDocument(bytes, file: "x.yaml")
        }
        #expect(error?.message == "the file is not UTF-8" && error?.line == line, "\(error as Any)")
    }

    @Test("an unknown word names its line and the nearest word")
    func unknownWord() throws {
        let root = try read("a: 1\nroles:\n  - worker\n  - inspectr\n")
        let roles = try root.mapping(required: ["a", "roles"]).required("roles")
        do throws(DataFileError) {
            _ = try roles.words(of: Role.self, "role")
            Issue.record("the word was accepted")
        } catch {
            let expected = "x.yaml:4: unknown role `inspectr`; did you mean `inspector`?"
            #expect(error.description == expected)
        }
    }

    @Test("unknown and missing keys are refused")
    func keys() throws {
        let root = try read("name: x\nrevison: 3\n")
        do throws(DataFileError) {
            _ = try root.mapping(required: ["name"], optional: ["revision"])
            Issue.record("the key was accepted")
        } catch {
            #expect(
                error.description == "x.yaml:2: unknown key `revison`; did you mean `revision`?")
        }
        do throws(DataFileError) {
            _ = try read("name: x").mapping(required: ["name", "rules"])
            Issue.record("the key was not missed")
        } catch {
            #expect(error.message == "the key `rules` is missing")
        }
    }

    @Test("typed values refuse what they are not")
    func types() throws {
        let root = try read("n: 12\nbad: 1.5\nd: 2024-02-30\nb: yes\nl: [a, a]\ne: ''\n")
        let mapping = try root.mapping(required: ["n", "bad", "d", "b", "l", "e"])
        #expect(try mapping.required("n").integer(in: 0...12) == 12)
        #expect(throws: DataFileError.self) { try mapping.required("n").integer(in: 0...11) }
        #expect(throws: DataFileError.self) { try mapping.required("bad").integer(in: 0...9) }
        #expect(throws: DataFileError.self) { try mapping.required("d").date() }
        #expect(throws: DataFileError.self) { try mapping.required("b").boolean() }
        #expect(throws: DataFileError.self) { try mapping.required("l").text() }
        #expect(throws: DataFileError.self) { try mapping.required("n").list() }
        #expect(throws: DataFileError.self) { try mapping.required("e").text() }
        #expect(try mapping.required("l").texts() == ["a", "a"])
    }

    @Test("mutated files give an error or a document, never a crash", arguments: 0..<64)
    func mutations(seed: Int) {
        let base = Array("a: [1, {b: 'c', d: \"e\"}]\nf:\n  - g: |\n      h\n  - i\n# note\n".utf8)
        var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1
        func next() -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(truncatingIfNeeded: state >> 33)
        }
        for _ in 0..<64 {
            var bytes = base
            for _ in 0..<(1 + next() % 4) {
                switch next() % 3 {
                case 0: bytes[next() % bytes.count] ^= UInt8(1 << (next() % 8))
                case 1: bytes.insert(UInt8(next() % 256), at: next() % bytes.count)
                default: bytes.removeLast(min(bytes.count - 1, next() % 8))
                }
            }
            do throws(DataFileError) {
                _ = try YAMLDocument(bytes, file: "m.yaml")
            } catch {
                #expect(error.file == "m.yaml")
            }
        }
    }
}
