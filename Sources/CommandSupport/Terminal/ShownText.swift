/// Text from outside, made safe to show on a terminal.
///
/// Names, reasons and contents come from other people. Control characters could move the cursor,
/// hide lines or change the window's title, and characters that set the direction of writing could
/// make a text read as another one; both are shown as `\u{1b}` instead of being sent.
package enum ShownText {
    /// One line: line ends and tabs are shown as escapes too.
    package static func line(_ text: String) -> String { escape(text, keepingLines: false) }

    /// Several lines: line ends and tabs stay.
    package static func block(_ text: String) -> String { escape(text, keepingLines: true) }

    private static func escape(_ text: String, keepingLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            if keepingLines && (scalar == "\n" || scalar == "\t") || !isUnsafe(scalar) {
                shown.unicodeScalars.append(scalar)
            } else if scalar == "\n" {
                shown += "\\n"
            } else if scalar == "\t" {
                shown += "\\t"
            } else {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return shown
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f: true  // C0, DEL and C1
        case 0x061c, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2069: true  // direction, hidden
        case 0x2028, 0x2029, 0xfeff, 0xfff9...0xfffb: true
        case 0xe0000...0xe007f: true  // tags
        default: false
        }
    }

    /// How many columns a text takes on a terminal: none for a combining mark, two for a wide sign.
    package static func width(_ text: String) -> Int {
        text.reduce(0) { width, character in
            guard let scalar = character.unicodeScalars.first else { return width }
            switch scalar.value {
            case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
                0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff:
                return width + 2
            default: return width + 1
            }
        }
    }
}
