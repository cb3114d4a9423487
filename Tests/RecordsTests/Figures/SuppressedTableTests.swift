import Records
import TestSupport
import Testing

@Suite("Small cells") struct SuppressedTableTests {
    /// A table whose cells have the given counts, each about the given number of workers; workers
    /// of different rows are different, those of a row's cells are the same.
    private func table(_ cells: [[(events: Int, workers: Int)]]) -> CountTable<Int, Int> {
        var table = CountTable<Int, Int>()
        for (row, columns) in cells.enumerated() {
            for (column, cell) in columns.enumerated() {
                for event in 0..<cell.events {
                    table.add(row, column, worker: row * 1000 + event % max(cell.workers, 1))
                }
            }
        }
        return table
    }

    @Test("what is about five workers is shown, what is about four is not")
    func threshold() {
        let shown = SuppressedTable(table([[(9, 5), (8, 5)], [(7, 5), (6, 6)]]))
        #expect(
            shown.cells == [
                [.shown(9), .shown(8), .shown(17)], [.shown(7), .shown(6), .shown(13)],
                [.shown(16), .shown(14), .shown(30)],
            ])
        let hidden = SuppressedTable(table([[(9, 4), (8, 5)], [(7, 5), (6, 6)]]))
        #expect(
            hidden.cells == [
                [.hidden, .hidden, .shown(17)], [.hidden, .hidden, .shown(13)],
                [.shown(16), .shown(14), .shown(30)],
            ])
    }

    @Test("cells about nobody tell nothing, and an empty table shows nothing but zero")
    func zeros() {
        let table = SuppressedTable(table([[(9, 5), (0, 0)], [(0, 0), (6, 6)]]))
        #expect(table.cells[0][1] == .shown(0) && table.cells[1][0] == .shown(0))
        let empty = SuppressedTable(CountTable<Int, Int>())
        #expect(empty.cells == [[.shown(0)]] && empty.total == .shown(0))
    }

    @Test("where hiding more does not help, the table is withheld")
    func withheld() {
        let few = SuppressedTable(table([[(3, 2), (1, 1)]]))
        #expect(few.isWithheld && few.cells.allSatisfy { $0.allSatisfy { $0 == .hidden } })
    }

    @Test("in one row the smallest other cell goes with a small one")
    func series() {
        let series = SuppressedTable(table([[(30, 9), (2, 1), (40, 9), (12, 6)]]))
        #expect(
            series.cells[0]
                == [.shown(30), .hidden, .shown(40), .hidden, .shown(84)])
    }

    @Test(
        "no hidden cell can be worked out, from anything that is shown",
        arguments: 0..<60 as Range<UInt64>)
    func nothingCanBeWorkedOut(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func number(_ limit: Int) -> Int { Int(generator.next() % UInt64(limit)) }
        for _ in 0..<3 {
            let (rows, columns) = (1 + number(3), 1 + number(3))
            let counts = (0..<rows).map { _ in
                (0..<columns).map { _ in
                    let events = number(3) == 0 ? 0 : 1 + number(4) * number(4)
                    return (events: events, workers: min(events, 1 + number(7)))
                }
            }
            let table = table(counts)
            let suppressed = SuppressedTable(table, threshold: 3)
            if suppressed.isWithheld { continue }
            checkSums(suppressed, table)
            #expect(determined(suppressed, table) == [], "\(suppressed.cells)")
        }
    }

    @Test(
        "a higher threshold shows nothing that the lower one hides",
        arguments: 0..<40 as Range<UInt64>)
    func raised(seed: UInt64) {
        var generator = SeededGenerator(seed: 1000 + seed)
        func number(_ limit: Int) -> Int { Int(generator.next() % UInt64(limit)) }
        let counts = (0..<3).map { _ in
            (0..<4).map { _ in
                let events = number(3) == 0 ? 0 : 1 + number(20)
                return (events: events, workers: min(events, 1 + number(12)))
            }
        }
        let table = table(counts)
        let usual = SuppressedTable(table, threshold: 3)
        let raised = SuppressedTable(table, threshold: 3, raisedTo: 7)
        for (row, cells) in zip(usual.cells, raised.cells) {
            for (cell, higher) in zip(row, cells) where cell == .hidden {
                #expect(higher == .hidden)
            }
        }
        let rows = table.rows.map(Optional.init) + [nil]
        let columns = table.columns.map(Optional.init) + [nil]
        for (row, cells) in zip(rows, raised.cells) {
            for (column, cell) in zip(columns, cells) where cell != .hidden {
                #expect(!(1..<7).contains(table.workers(row, column)))
            }
        }
    }

    /// What is shown is right, and what is small is hidden.
    private func checkSums(_ suppressed: SuppressedTable, _ table: CountTable<Int, Int>) {
        let rows = table.rows.map(Optional.init) + [nil]
        let columns = table.columns.map(Optional.init) + [nil]
        for (row, cells) in zip(rows, suppressed.cells) {
            for (column, cell) in zip(columns, cells) {
                if case .shown(let count) = cell {
                    #expect(count == table.events(row, column))
                    #expect(!(1..<3).contains(table.workers(row, column)))
                }
            }
        }
    }

    /// The hidden cells that have one value only in all fillings with counts from 1 that fit what
    /// is shown.
    ///
    /// Tries every filling whose inner cells differ from the truth by one at most, as no algorithm
    /// would: where any other filling fits, one of those does (the sums form a transport problem,
    /// whose steps are whole).
    private func determined(
        _ suppressed: SuppressedTable, _ table: CountTable<Int, Int>
    ) -> [String] {
        let rows = table.rows.map(Optional.init) + [nil]
        let columns = table.columns.map(Optional.init) + [nil]
        let truth = rows.map { row in columns.map { table.events(row, $0) } }
        let (lastRow, lastColumn) = (rows.count - 1, columns.count - 1)
        let hidden = suppressed.cells.map { $0.map { $0 == .hidden } }
        let free = (0..<lastRow).flatMap { row in
            (0..<lastColumn).filter { hidden[row][$0] }.map { (row, $0) }
        }
        var varies = hidden.map { $0.map { _ in false } }
        var combinations = 1
        for _ in free { combinations *= 3 }
        for combination in 0..<combinations {
            var change = hidden.map { $0.map { _ in 0 } }
            var rest = combination
            for (row, column) in free {
                let step = rest % 3 - 1
                rest /= 3
                for (r, c) in [
                    (row, column), (row, lastColumn), (lastRow, column), (lastRow, lastColumn),
                ] {
                    change[r][c] += step
                }
            }
            let fits = truth.indices.allSatisfy { row in
                truth[row].indices.allSatisfy { column in
                    let step = change[row][column]
                    return step == 0 || hidden[row][column] && truth[row][column] + step >= 1
                }
            }
            guard fits else { continue }
            for row in truth.indices {
                for column in truth[row].indices where change[row][column] != 0 {
                    varies[row][column] = true
                }
            }
        }
        return truth.indices.flatMap { row in
            truth[row].indices.filter { hidden[row][$0] && !varies[row][$0] }
                .map { "row \(row), column \($0)" }
        }
    }
}
