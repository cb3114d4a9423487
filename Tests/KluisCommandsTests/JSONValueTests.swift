import KluisCommands
import Testing

@Suite("JSON output")
struct JSONValueTests {
    @Test("values are written as RFC 8259 has them")
    func values() {
        let value = JSONValue.object([
            ("a", .integer(-1)), ("b", .array([.bool(true), .null])), ("c", .object([])),
            ("d", .string("x\"\\\n")),
        ])
        #expect(value.compactText == #"{"a":-1,"b":[true,null],"c":{},"d":"x\"\\\n"}"#)
        #expect(
            value.text == """
                {
                  "a": -1,
                  "b": [
                    true,
                    null
                  ],
                  "c": {},
                  "d": "x\\"\\\\\\n"
                }
                """)
    }

    @Test("a control character is escaped as UTF-16 units, also beyond the first plane")
    func controls() {
        #expect(JSONValue.string("\u{1b}é").compactText == #""\u001bé""#)
        #expect(JSONValue.string("\u{e0041}").compactText == #""\udb40\udc41""#)
    }
}
