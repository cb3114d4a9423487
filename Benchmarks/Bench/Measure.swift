import Glibc

/// Seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let elapsed = ContinuousClock.now - start
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
}

/// The middle of a list of figures.
func median(_ figures: [Double]) -> Double {
    let sorted = figures.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

/// A figure of ours beside its yardstick, measured in turn.
struct Comparison {
    let name: String
    let goal: String
    /// Ours and the yardstick's, a pair a round.
    private(set) var pairs: [(ours: Double, yardstick: Double)] = []

    init(_ name: String, goal: String) {
        self.name = name
        self.goal = goal
    }

    mutating func add(ours: Double, yardstick: Double) {
        pairs.append((ours, yardstick))
    }

    /// Prints the medians of the times of both, and of the ratio round by round.
    func report() {
        let ours = median(pairs.map(\.ours))
        let yardstick = median(pairs.map(\.yardstick))
        let ratio = median(pairs.map { $0.ours / $0.yardstick })
        print(
            "\(name)\n    ours \(format(ours))   yardstick \(format(yardstick))   "
                + "ratio \(rounded(ratio))   \(goal)")
    }
}

/// A time in a readable unit.
func format(_ seconds: Double) -> String {
    switch seconds {
    case 1...: "\(rounded(seconds)) s"
    case 1e-3...: "\(rounded(seconds * 1e3)) ms"
    default: "\(rounded(seconds * 1e6)) µs"
    }
}

/// Three figures behind the point at most.
func rounded(_ number: Double) -> String {
    let value = (number * 1000).rounded() / 1000
    return "\(value)"
}
