import KluisCommands
import Testing

@Suite("Text from outside")
struct ShownTextTests {
    @Test("letters of every language stay as they are")
    func lettersStay() {
        let text = "Zoë Müller-Łukasz, 東京, naïve façade"
        #expect(ShownText.line(text) == text)
    }

    @Test(
        "what steers a terminal or hides text is shown as an escape",
        arguments: [
            ("\u{1b}[2J", "\\u{1b}[2J"), ("a\u{7}b", "a\\u{7}b"), ("\u{9b}31m", "\\u{9b}31m"),
            ("a\u{202e}cod", "a\\u{202e}cod"), ("x\u{200b}y", "x\\u{200b}y"),
            ("a\u{2028}b", "a\\u{2028}b"), ("one\ntwo\t", "one\\ntwo\\t"), ("\r", "\\u{d}"),
            ("\u{7f}", "\\u{7f}"), ("\u{e0041}", "\\u{e0041}"),
        ])
    func controlsAreEscaped(text: String, shown: String) {
        #expect(ShownText.line(text) == shown)
    }

    @Test("a block keeps line ends and tabs, and nothing else of the kind")
    func blocksKeepLines() {
        #expect(ShownText.block("a\n\tb\u{1b}") == "a\n\tb\\u{1b}")
    }

    @Test("a table lines up whatever the letters")
    func tableLinesUp() {
        var table = Table("NAME", "ROLE")
        table.add("Zoe\u{308}", "nurse")
        table.add("東", "worker")
        table.add("a\u{1b}", "x")
        #expect(
            table.lines == [
                "NAME     ROLE", "Zoe\u{308}      nurse", "東       worker", "a\\u{1b}  x",
            ])
    }
}
