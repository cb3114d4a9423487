/// A line of comma-separated values (RFC 4180), in UTF-8 and ended by CR LF.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it: one that begins,
/// after any number of apostrophes, with one of `= + - @`, tab, carriage return, line feed or the
/// full-width forms of the four signs. So the guard can be taken off again: a cell that begins with
/// an apostrophe and, after any more of them, one of those characters loses its first character;
/// every other cell is the text itself (`'s-Gravenhage` stays as it is).
package enum CSVLine {
    /// Writes a line.
    ///
    /// - Parameter cells: The texts; `nil` is an empty cell.
    /// - Returns: The line with its end.
    package static func encode(_ cells: [String?]) -> [UInt8] {
        var line: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(0x2c) }
            append(guarded(cell ?? ""), to: &line)
        }
        line.append(contentsOf: [0x0d, 0x0a])
        return line
    }

    /// The text with the guard.
    package static func guarded(_ text: String) -> String {
        let first = text.unicodeScalars.first { $0 != "'" }
        return first.map(startsFormula) == true ? "'" + text : text
    }

    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n": true
        case "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}": true
        default: false
        }
    }

    private static func append(_ cell: String, to line: inout [UInt8]) {
        let needsQuotes = cell.utf8.contains {
            $0 == 0x2c || $0 == 0x22 || $0 == 0x3b || $0 <= 0x20 || $0 == 0x27
        }
        guard needsQuotes else { return line.append(contentsOf: cell.utf8) }
        line.append(0x22)
        for byte in cell.utf8 {
            if byte == 0x22 { line.append(0x22) }
            line.append(byte)
        }
        line.append(0x22)
    }
}
