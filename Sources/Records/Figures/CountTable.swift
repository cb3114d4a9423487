/// How often something happened, and about how many workers, by two features.
///
/// A row or a column that never got a count is not in it.
package struct CountTable<
    Row: Hashable & Comparable & Sendable, Column: Hashable & Comparable & Sendable
>: Sendable {
    /// A count, and the workers whom it is about.
    private struct Count: Sendable {
        var events = 0
        var workers: Set<Int> = []

        mutating func add(_ worker: Int?) {
            events += 1
            if let worker { workers.insert(worker) }
        }
    }

    private struct Place: Hashable {
        let row: Row?
        let column: Column?
    }

    private var counts: [Place: Count] = [:]

    /// Starts with nothing.
    package init() {}

    /// Counts an event.
    ///
    /// - Parameters:
    ///   - row: The first feature.
    ///   - column: The second.
    ///   - worker: A number that stands for the worker; `nil` when it is about none.
    package mutating func add(_ row: Row, _ column: Column, worker: Int?) {
        for place in [
            Place(row: row, column: column), Place(row: row, column: nil),
            Place(row: nil, column: column), Place(row: nil, column: nil),
        ] {
            counts[place, default: Count()].add(worker)
        }
    }

    /// The rows, in their order.
    package var rows: [Row] { Set(counts.keys.compactMap(\.row)).sorted() }
    /// The columns, in their order.
    package var columns: [Column] { Set(counts.keys.compactMap(\.column)).sorted() }

    /// How often it happened; in all rows or columns where one is `nil`.
    package func events(_ row: Row?, _ column: Column?) -> Int {
        counts[Place(row: row, column: column)]?.events ?? 0
    }

    /// About how many workers; in all rows or columns where one is `nil`.
    package func workers(_ row: Row?, _ column: Column?) -> Int {
        counts[Place(row: row, column: column)]?.workers.count ?? 0
    }
}
