extension Unicode.Scalar {
    /// Whether a place that shows texts should show this as an escape.
    ///
    /// Control characters could move the cursor, hide lines or change a window's title; characters
    /// that set the direction of writing, or that are not seen, could make a text read as another.
    package var isUnsafeToShow: Bool {
        switch value {
        case 0x00...0x1f, 0x7f...0x9f: true  // C0, DEL and C1
        case 0x061c, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2069: true  // direction, hidden
        case 0x2028, 0x2029, 0xfeff, 0xfff9...0xfffb: true
        case 0xe0000...0xe007f: true  // tags
        default: false
        }
    }
}

extension String {
    /// The text with what `isReplaced` names written as `\u{1b}`, so that it is seen and harmless; a
    /// line feed and a tab are written as `\n` and `\t`.
    package func showing(_ isReplaced: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: isReplaced) else { return self }
        var shown = ""
        for scalar in unicodeScalars {
            switch scalar {
            case _ where !isReplaced(scalar): shown.unicodeScalars.append(scalar)
            case "\n": shown += "\\n"
            case "\t": shown += "\\t"
            default: shown += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return shown
    }
}
