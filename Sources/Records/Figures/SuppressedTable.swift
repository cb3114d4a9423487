/// A table of counts with its totals, in which no small cell can be read or worked out.
///
/// A cell that is about fewer than `threshold` workers, but not none, is hidden: how often a few
/// people's dossiers are opened tells about their health. With rows and columns that add up, one
/// hidden cell could be worked out from the others, so further cells are hidden with it:
/// **each hidden cell is a corner of a rectangle of hidden cells** (totals may be corners, the
/// grand total is none) along which one can be moved from corner to corner with all sums, and all
/// that is shown, unchanged, and no count below 1. So each hidden cell has two possible values at
/// least, whatever else is published of this table. Where no such rectangle exists the whole table
/// is withheld.
package struct SuppressedTable: Hashable, Sendable {
    /// The least number of workers that a cell is shown for, unless it is about none: 5.
    package static let usualThreshold = 5

    /// What is shown of a cell.
    package enum Cell: Hashable, Sendable {
        /// The count.
        case shown(Int)
        /// Nothing.
        case hidden
    }

    /// The cells by row and column; the last row and the last column are the totals.
    package let cells: [[Cell]]
    /// Whether nothing but the grand total could be shown.
    package let isWithheld: Bool

    /// Hides what must be hidden.
    ///
    /// - Parameters:
    ///   - table: The counts.
    ///   - threshold: The least number of workers of a shown cell.
    ///   - higher: A higher number that is wanted: what `threshold` alone hides stays hidden, so that
    ///     who asks with several numbers learns no more than with the lowest.
    package init<Row, Column>(
        _ table: CountTable<Row, Column>, threshold: Int = usualThreshold, raisedTo higher: Int = 0
    ) {
        let rows = table.rows.map(Optional.init) + [nil]
        let columns = table.columns.map(Optional.init) + [nil]
        let workers = rows.map { row in columns.map { table.workers(row, $0) } }
        var grid = Grid(values: rows.map { row in columns.map { table.events(row, $0) } })
        var isProtected = true
        for least in [threshold, max(threshold, higher)] where isProtected {
            grid.hide(workers.map { $0.map { (1..<max(least, 1)).contains($0) } })
            isProtected = grid.protect()
        }
        isWithheld = !isProtected
        let values = grid.values
        let hidden = grid.hidden
        let withheld = isWithheld
        cells = values.indices.map { row in
            values[row].indices.map { column in
                withheld || hidden[row][column] ? .hidden : .shown(values[row][column])
            }
        }
    }

    /// The total of everything.
    package var total: Cell { cells.last?.last ?? .shown(0) }
}

/// The working of ``SuppressedTable``: counts with a row and a column of totals at the end.
private struct Grid {
    let values: [[Int]]
    private(set) var hidden: [[Bool]]

    private struct Place: Hashable {
        let row: Int
        let column: Int
    }

    init(values: [[Int]]) {
        self.values = values
        hidden = values.map { $0.map { _ in false } }
    }

    /// Hides cells.
    mutating func hide(_ isSmall: [[Bool]]) {
        hidden = zip(hidden, isSmall).map { zip($0, $1).map { $0 || $1 } }
    }

    private var lastRow: Int { values.count - 1 }
    private var lastColumn: Int { values[0].count - 1 }

    /// Hides further cells until each hidden one is a corner of a rectangle that can move.
    ///
    /// - Returns: Whether that is possible.
    mutating func protect() -> Bool {
        guard !hidden[lastRow][lastColumn] else { return false }
        for row in values.indices {
            for column in values[row].indices where hidden[row][column] {
                guard let corners = cheapestRectangle(at: Place(row: row, column: column)) else {
                    return false
                }
                for corner in corners { hidden[corner.row][corner.column] = true }
            }
        }
        // A cell that was hidden behind the walk is a corner of the rectangle that hid it.
        return true
    }

    /// The rectangle at a cell that hides least beyond what is hidden already.
    private func cheapestRectangle(at place: Place) -> [Place]? {
        var best: (cost: Int, corners: [Place])?
        for row in values.indices where row != place.row {
            for column in values[row].indices where column != place.column {
                let corners = [
                    place, Place(row: place.row, column: column), Place(row: row, column: column),
                    Place(row: row, column: place.column),
                ]
                guard !corners.contains(Place(row: lastRow, column: lastColumn)), canMove(corners)
                else { continue }
                let cost = corners.reduce(0) { $0 + self.cost($1) }
                if cost < best?.cost ?? .max { best = (cost, corners) }
            }
        }
        return best?.corners
    }

    /// What is lost when a cell is hidden: its count, and more for a total, which people look for.
    private func cost(_ place: Place) -> Int {
        if hidden[place.row][place.column] { return 0 }
        let isTotal = place.row == lastRow || place.column == lastColumn
        return (values[place.row][place.column] + 1) * (isTotal ? 8 : 1)
    }

    /// Whether one can be moved round the corners, in either direction, so that every cell that
    /// gives has two and keeps one.
    ///
    /// In a total the signs turn: a row with its total on the other side adds up to nothing.
    private func canMove(_ corners: [Place]) -> Bool {
        let changes = corners.enumerated().map { offset, place in
            let isTotal = (place.row == lastRow) != (place.column == lastColumn)
            return (offset.isMultiple(of: 2) != isTotal) ? 1 : -1
        }
        return [1, -1].contains { direction in
            zip(corners, changes).allSatisfy { place, change in
                change == direction || values[place.row][place.column] >= 2
            }
        }
    }
}
