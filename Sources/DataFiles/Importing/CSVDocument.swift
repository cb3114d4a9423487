/// A file of separated values (RFC 4180), as spreadsheets write it.
///
/// UTF-8, with a byte order mark or without. The separator is the one that the first line uses: `;`
/// as Belgian spreadsheets write it, `,` or a tab; a first line `sep=;` names it. A field may stand
/// between `"`, and then holds separators, line ends and `""` for `"`. Lines end with LF, CRLF or
/// CR. A line without any field that is filled is left out.
///
/// No reader of others is used: of each problem the line has to be told, a quote that is never
/// closed must not swallow the rest of a file, and a row that is shorter or longer than the heading
/// is a problem.
package struct CSVDocument: Sendable {
    /// A field, without the quotes around it.
    package struct Field: Hashable, Sendable {
        /// What stands in it.
        package let text: String
        /// The line on which it begins, from 1.
        package let line: Int
        /// Its place in its row, from 1.
        package let column: Int
    }

    /// What is wrong with the file itself; it says nothing of what stands there.
    package struct Problem: Hashable, Sendable {
        /// The line, from 1.
        package let line: Int
        /// The place in the row, from 1; 0 for the whole row.
        package let column: Int
        /// What is wrong.
        package let message: String
    }

    /// The largest file, in bytes: 16 MiB.
    package static let maximumSize = 16 << 20
    /// The most fields of a row.
    package static let maximumFields = 256

    /// The separator.
    package private(set) var separator: Unicode.Scalar = ";"
    /// The rows that have as many fields as the first one, which stands before them.
    package private(set) var rows: [[Field]] = []
    /// What is wrong.
    package private(set) var problems: [Problem] = []

    /// Reads a file; a problem is kept, and the rows around it are read all the same.
    package init(_ bytes: [UInt8]) {
        guard bytes.count <= Self.maximumSize else {
            problems = [
                Problem(
                    line: 0, column: 0,
                    message: "the file has more than \(Self.maximumSize >> 20) MiB")
            ]
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = 1 + Self.validLines(of: bytes)
            problems = [
                Problem(
                    line: line, column: 0,
                    message: "this is not UTF-8; save it as CSV UTF-8")
            ]
            return
        }
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{feff}" { scalars.removeFirst() }
        var start = 0
        var line = 1
        if let named = Self.namedSeparator(scalars) {
            (separator, start, line) = (named.separator, named.end, 2)
        } else {
            separator = Self.separator(of: scalars)
        }
        var reader = CSVReader(scalars, from: start, line: line, separator: separator)
        reader.read()
        problems = reader.problems
        keep(reader.rows)
    }

    private mutating func keep(_ all: [[Field]]) {
        for row in all where row.contains(where: { !$0.text.isBlank }) {
            guard row.count <= Self.maximumFields else {
                problems.append(
                    Problem(
                        line: row[0].line, column: 0,
                        message: "a row has at most \(Self.maximumFields) fields"))
                continue
            }
            if let heading = rows.first, row.count != heading.count {
                problems.append(
                    Problem(
                        line: row[0].line, column: 0,
                        message: "the row has \(row.count) fields, the heading \(heading.count)"))
                continue
            }
            rows.append(row)
        }
        problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    /// How many lines stand before what is not UTF-8.
    private static func validLines(of bytes: [UInt8]) -> Int {
        var lines = 0
        for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            guard String(validating: line, as: UTF8.self) != nil else { return lines }
            lines += 1
        }
        return lines
    }

    /// A first line `sep=;`, and where the next begins.
    private static func namedSeparator(
        _ scalars: [Unicode.Scalar]
    ) -> (separator: Unicode.Scalar, end: Int)? {
        guard scalars.starts(with: "sep=".unicodeScalars), scalars.count > 4,
            [";", ",", "\t"].contains(scalars[4])
        else { return nil }
        switch scalars.dropFirst(5).first {
        case "\n": return (scalars[4], 6)
        case "\r": return (scalars[4], scalars.dropFirst(6).first == "\n" ? 7 : 6)
        default: return nil
        }
    }

    /// The separator that the first line has most often outside quotes; `;` when it has none.
    private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
        var counts: [Unicode.Scalar: Int] = [:]
        var isQuoted = false
        for scalar in scalars {
            if scalar == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if scalar == "\n" || scalar == "\r" { break }
            if [";", ",", "\t"].contains(scalar) { counts[scalar, default: 0] += 1 }
        }
        return [";", ",", "\t"].max { counts[$0, default: 0] < counts[$1, default: 0] }
            .flatMap { counts[$0, default: 0] > 0 ? $0 : nil } ?? ";"
    }
}

extension String {
    /// Whether nothing but white space stands there.
    var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
}

/// Goes through the characters once.
private struct CSVReader {
    private let scalars: [Unicode.Scalar]
    private let separator: Unicode.Scalar
    private var position: Int
    private var line: Int
    private var row: [CSVDocument.Field] = []
    private(set) var rows: [[CSVDocument.Field]] = []
    private(set) var problems: [CSVDocument.Problem] = []

    init(_ scalars: [Unicode.Scalar], from start: Int, line: Int, separator: Unicode.Scalar) {
        self.scalars = scalars
        self.separator = separator
        self.line = line
        position = start
    }

    mutating func read() {
        while position < scalars.count {
            field()
            guard position < scalars.count else { break }
            if scalars[position] == separator {
                position += 1
                // A separator at the very end begins one more field.
                if position == scalars.count { add("", at: line) }
            } else {
                lineEnd()
                endRow()
            }
        }
        endRow()
    }

    private mutating func endRow() {
        if !row.isEmpty { rows.append(row) }
        row = []
    }

    private mutating func add(_ text: String, at start: Int) {
        row.append(CSVDocument.Field(text: text, line: start, column: row.count + 1))
    }

    private mutating func report(_ line: Int, _ message: String) {
        problems.append(
            CSVDocument.Problem(line: line, column: row.count + 1, message: message))
    }

    private var isAtEnd: Bool {
        position >= scalars.count || scalars[position] == separator
            || scalars[position] == "\n" || scalars[position] == "\r"
    }

    private mutating func field() {
        guard position < scalars.count, scalars[position] == "\"" else {
            var text = String.UnicodeScalarView()
            while !isAtEnd {
                text.append(scalars[position])
                position += 1
            }
            return add(String(text), at: line)
        }
        quoted()
    }

    /// A field between quotes; one that is never closed ends with its line, so that the rest of the
    /// file is read.
    private mutating func quoted() {
        let (start, first) = (line, position)
        var text = String.UnicodeScalarView()
        position += 1
        while position < scalars.count {
            let scalar = scalars[position]
            if scalar == "\"" {
                guard position + 1 < scalars.count, scalars[position + 1] == "\"" else { break }
                text.append("\"")
                position += 2
            } else if scalar == "\n" || scalar == "\r" {
                text.append("\n")
                lineEnd()
            } else {
                text.append(scalar)
                position += 1
            }
        }
        guard position < scalars.count else {
            report(start, "the quote that begins here is never closed")
            (position, line) = (first, start)
            while position < scalars.count, scalars[position] != "\n", scalars[position] != "\r" {
                position += 1
            }
            return add("", at: start)
        }
        position += 1
        if !isAtEnd {
            report(line, "after a closing quote a separator or the end of the line is expected")
            while !isAtEnd { position += 1 }
        }
        add(String(text), at: start)
    }

    private mutating func lineEnd() {
        if scalars[position] == "\r", position + 1 < scalars.count, scalars[position + 1] == "\n" {
            position += 1
        }
        position += 1
        line += 1
    }
}
