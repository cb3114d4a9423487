internal import CryptoPrimitives

/// Text from outside, made safe to show on a terminal.
///
/// Names, reasons and contents come from other people. Control characters could move the cursor,
/// hide lines or change the window's title, and characters that set the direction of writing could
/// make a text read as another one; both are shown as `\u{1b}` instead of being sent.
package enum ShownText {
    /// One line: line ends and tabs are shown as escapes too.
    package static func line(_ text: String) -> String { text.showing(\.isUnsafeToShow) }

    /// Several lines: line ends and tabs stay.
    package static func block(_ text: String) -> String {
        text.showing { $0.isUnsafeToShow && $0 != "\n" && $0 != "\t" }
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
