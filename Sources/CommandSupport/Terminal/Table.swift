/// Rows in columns, for people.
package struct Table: Sendable {
    private let heading: [String]
    private var rows: [[String]] = []

    /// Starts a table with its heading.
    package init(_ heading: String...) { self.heading = heading }

    /// Adds a row; its texts are shown escaped.
    package mutating func add(_ cells: String...) {
        precondition(cells.count == heading.count, "a row has a cell for each column")
        rows.append(cells.map(ShownText.line))
    }

    /// Whether there is no row.
    package var isEmpty: Bool { rows.isEmpty }

    /// The lines: two spaces between columns, none at the end of a line.
    package var lines: [String] {
        let all = [heading] + rows
        let widths = heading.indices.map { column in
            all.map { ShownText.width($0[column]) }.max() ?? 0
        }
        return all.map { row in
            var line = ""
            for (cell, width) in zip(row, widths) {
                line += cell + String(repeating: " ", count: width - ShownText.width(cell) + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
