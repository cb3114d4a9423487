import Glibc

/// Seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let elapsed = ContinuousClock.now - start
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
}

/// The middle of a list of figures.
func median(_ figures: [Double]) -> Double { quantile(0.5, of: figures) }

/// The figure below which a share of a list lies.
func quantile(_ share: Double, of figures: [Double]) -> Double {
    let sorted = figures.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}

/// What a ratio of times is held to.
struct Bar {
    /// The largest ratio that holds.
    let limit: Double
    /// Whether the run fails when it does not hold; otherwise it is only said.
    let isMust: Bool

    /// A bar that must hold.
    static func must(_ limit: Double) -> Self { Self(limit: limit, isMust: true) }
    /// A bar that is aimed at.
    static func goal(_ limit: Double) -> Self { Self(limit: limit, isMust: false) }
}

/// What a run has found: every figure is printed at once, and those that miss are kept.
final class Report {
    private(set) var missed: [String] = []

    /// Prints a line.
    func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    /// Says on a terminal how far long work is.
    func progress(_ what: String, _ done: Int, of all: Int) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        let share = min(100, done * 100 / max(all, 1))
        let line = Array("\r\(what): \(share) %\(share == 100 ? "\n" : "")".utf8)
        _ = unsafe write(STDERR_FILENO, line, line.count)
    }

    /// Prints a ratio beside its bar.
    ///
    /// - Parameters:
    ///   - name: What was measured.
    ///   - ratio: Ours to the yardstick's; a smaller one is better.
    ///   - bar: What it is held to.
    func judge(_ name: String, ratio: Double, _ bar: Bar) {
        let holds = ratio <= bar.limit
        let kind = bar.isMust ? "must be" : "goal:"
        say(
            "    ratio \(rounded(ratio))   \(kind) at most \(rounded(bar.limit)): "
                + (holds ? "holds" : "MISSED"))
        if !holds && bar.isMust { missed.append(name) }
    }

    /// Keeps what failed outright.
    func fail(_ name: String) {
        say("    FAILED: \(name)")
        missed.append(name)
    }
}

/// A figure of ours beside its yardstick, measured in turn.
struct Comparison {
    let name: String
    /// Ours and the yardstick's, a pair a round.
    private(set) var pairs: [(ours: Double, yardstick: Double)] = []

    init(_ name: String) { self.name = name }

    /// Our times.
    var ours: [Double] { pairs.map(\.ours) }
    /// The yardstick's times.
    var yardstick: [Double] { pairs.map(\.yardstick) }

    mutating func add(ours: Double, yardstick: Double) {
        precondition(yardstick > 0, "the yardstick of \(name) did its work")
        pairs.append((ours, yardstick))
    }

    /// Prints the times of both, and the median of the ratio round by round beside the bar.
    func report(_ report: Report, _ bar: Bar) {
        report.say(name)
        report.say("    ours      \(Self.words(pairs.map(\.ours)))")
        report.say("    yardstick \(Self.words(pairs.map(\.yardstick)))")
        report.judge(name, ratio: median(pairs.map { $0.ours / $0.yardstick }), bar)
    }

    private static func words(_ times: [Double]) -> String {
        "p50 \(format(median(times)))   p99 \(format(quantile(0.99, of: times)))   "
            + "max \(format(times.max() ?? 0))   (\(times.count) rounds)"
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
