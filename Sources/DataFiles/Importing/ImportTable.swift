/// An administration that is to be imported: rows of cells by the names of their columns
/// (docs/formats/import-file.md).
package struct ImportTable: Sendable {
    /// What stands in a cell.
    package struct Cell: Hashable, Sendable {
        /// The text, without white space at its ends.
        package let text: String
        /// The line, from 1.
        package let line: Int
    }

    /// A row.
    package struct Row: Sendable {
        /// The line on which it begins, from 1.
        package let line: Int
        /// The cells that are filled, by column.
        package let cells: [String: Cell]
    }

    /// What is wrong, without what stands there.
    package struct Problem: Hashable, Sendable, Comparable {
        /// The line, from 1; 0 for the file.
        package let line: Int
        /// The column; empty for the row.
        package let column: String
        /// What is wrong, and what to do.
        package let message: String

        /// Names a problem.
        package init(line: Int, column: String, message: String) {
            self.line = line
            self.column = column
            self.message = message
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// The most rows.
    package static let maximumRows = 100_000
    /// The most characters (Unicode scalars) of a cell.
    package static let maximumCell = 4_000

    /// The rows.
    package private(set) var rows: [Row] = []
    /// What is wrong with the file.
    package private(set) var problems: [Problem] = []

    /// Reads a file of separated values.
    ///
    /// - Parameters:
    ///   - csv: The whole file.
    ///   - isColumn: Whether a column of this name is known.
    package init(csv: [UInt8], isColumn: (String) -> Bool) {
        let document = CSVDocument(csv)
        problems = document.problems.map { problem in
            Problem(
                line: problem.line, column: problem.column == 0 ? "" : "\(problem.column)",
                message: problem.message)
        }
        guard let heading = document.rows.first else {
            if problems.isEmpty {
                problems = [Problem(line: 1, column: "", message: "the file has no heading")]
            }
            return
        }
        let columns = heading.map { Self.columnName($0.text) }
        var seen = Set<String>()
        for (field, column) in zip(heading, columns) {
            if column.isEmpty || !isColumn(column) {
                report(field.line, "\(field.column)", "no column has this name")
            } else if !seen.insert(column).inserted {
                report(field.line, column, "the column stands twice")
            }
        }
        for fields in document.rows.dropFirst() {
            add(line: fields[0].line, zip(columns, fields).map { ($0, $1.text, $1.line) })
        }
        finish()
    }

    /// Reads a JSON array of objects, whose members are the columns; numbers are taken as texts.
    ///
    /// - Parameters:
    ///   - json: The whole file.
    ///   - file: The name that errors give.
    ///   - isColumn: Whether a column of this name is known.
    package init(json: [UInt8], file: String, isColumn: (String) -> Bool) {
        let root: YAMLNode
        do throws(DataFileError) {
            root = try YAMLDocument(json, file: file, limit: CSVDocument.maximumSize).root
        } catch {
            // What the reader says may repeat what stands there; only the line is told.
            problems = [
                Problem(line: error.line, column: "", message: "this is no JSON that can be read")
            ]
            return
        }
        guard case .list(let elements) = root.content else {
            report(root.line, "", "the file is to be an array of objects")
            return
        }
        for element in elements {
            guard case .mapping(let entries) = element.content else {
                report(element.line, "", "the element is no object")
                continue
            }
            var cells: [(String, String, Int)] = []
            for entry in entries {
                guard isColumn(entry.key) else {
                    report(entry.line, "", "no column has the name of this member")
                    continue
                }
                guard case .text(let text) = entry.value.content else {
                    report(entry.line, entry.key, "a text is expected")
                    continue
                }
                cells.append((entry.key, text, entry.line))
            }
            add(line: element.line, cells)
        }
        finish()
    }

    private mutating func add(line: Int, _ cells: [(column: String, text: String, line: Int)]) {
        var kept: [String: Cell] = [:]
        for cell in cells where !cell.text.isBlank {
            guard cell.text.unicodeScalars.count <= Self.maximumCell else {
                report(
                    cell.line, cell.column,
                    "the cell holds more than \(Self.maximumCell) characters")
                continue
            }
            kept[cell.column] = Cell(text: cell.text.withoutSpaceAtEnds, line: cell.line)
        }
        rows.append(Row(line: line, cells: kept))
    }

    private mutating func finish() {
        if rows.isEmpty, problems.isEmpty { report(1, "", "the file has no rows") }
        if rows.count > Self.maximumRows {
            report(0, "", "a file has at most \(Self.maximumRows) rows: split it")
        }
        problems.sort()
    }

    private mutating func report(_ line: Int, _ column: String, _ message: String) {
        problems.append(Problem(line: line, column: column, message: message))
    }

    /// Lower case, without white space around it: what people type into a heading.
    private static func columnName(_ text: String) -> String {
        text.withoutSpaceAtEnds.lowercased()
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var withoutSpaceAtEnds: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
