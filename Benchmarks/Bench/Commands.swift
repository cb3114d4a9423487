import Dispatch
import Foundation
import Synchronization
import Yardstick

/// Whole commands, as one types them: `kluis read` beside `pass show`, `gpg -d` and `age -d`.
///
/// `scripts/bench.sh` made the vaults, keys and messages in the directory.
struct Commands {
    private let report: Report
    private let read: [String]
    private let readLarge: [String]
    private let age: [String]
    private let gpg: [String]
    private let pass: [String]

    init(_ directory: String, _ report: Report) throws {
        self.report = report
        read = try Self.read(directory + "/small")
        readLarge = try Self.read(directory + "/large")
        age = ["age", "-d", "-i", directory + "/age.key", directory + "/message.age"]
        gpg = ["gpg", "--batch", "--quiet", "-d", directory + "/message.gpg"]
        pass = ["pass", "show", "section"]
    }

    /// Measures all of them.
    func measure(_ rounds: Int) {
        let rounds = max(rounds, 31)
        var besidePass = Comparison(
            "cold `kluis read` of 4 KiB with the agent's key, against `pass show`")
        var besideGPG = Comparison(
            "cold `kluis read` of 4 KiB, against `gpg -d` of a signed message")
        var besideAge = Comparison("cold `kluis read` of 4 KiB, against `age -d`")
        var growing = Comparison(
            "cold `kluis read` with 100,000 section versions and entries, against 1,000")
        for command in [read, readLarge, age, gpg, pass] { _ = Self.time(command) }
        for _ in 0..<rounds {
            guard let ours = Self.time(read), let large = Self.time(readLarge),
                let age = Self.time(age),
                let gpg = Self.time(gpg), let pass = Self.time(pass)
            else { return report.fail("a command ended with an error") }
            besidePass.add(ours: ours, yardstick: pass)
            besideGPG.add(ours: ours, yardstick: gpg)
            besideAge.add(ours: ours, yardstick: age)
            growing.add(ours: large, yardstick: ours)
        }
        besidePass.report(report, .must(1))
        besideGPG.report(report, .goal(0.75))
        besideAge.report(report, .goal(1.8))
        growing.report(report, .must(1.2))
        concurrent(rounds)
    }

    /// Eight loops at once, in turn with eight of the yardstick.
    private func concurrent(_ rounds: Int) {
        let turns = 4
        var ours: [Double] = []
        var yardstick: [Double] = []
        let name = "eight loops of `kluis read` at once, worst against the worst of `age -d`"
        report.say(name)
        for _ in 0..<turns {
            let ages = loops(age, rounds / turns + 1)
            let reads = loops(read, rounds / turns + 1)
            guard let ages, let reads else { return report.fail(name) }
            yardstick += ages
            ours += reads
        }
        for (name, times) in [("ours     ", ours), ("yardstick", yardstick)] {
            report.say(
                "    \(name) p50 \(format(median(times)))   p99 \(format(quantile(0.99, of: times)))"
                    + "   max \(format(times.max() ?? 0))   (\(times.count) runs, none failed)")
        }
        report.judge(name, ratio: (ours.max() ?? 0) / (yardstick.max() ?? 1), .must(2.5))
    }

    /// The times of eight loops at once; `nil` when a run failed.
    private func loops(_ command: [String], _ rounds: Int) -> [Double]? {
        let times = Mutex<[Double?]>([])
        let group = DispatchGroup()
        for _ in 0..<8 {
            let thread = Thread {
                for _ in 0..<rounds {
                    let time = Self.time(command)
                    times.withLock { $0.append(time) }
                }
                group.leave()
            }
            group.enter()
            thread.start()
        }
        group.wait()
        let all = times.withLock { $0 }
        let good = all.compactMap(\.self)
        return good.count == all.count ? good : nil
    }

    /// The command that reads the section of a vault.
    fileprivate static func read(_ root: String) throws -> [String] {
        let kluis = ProcessInfo.processInfo.environment["KLUIS"] ?? "kluis"
        let number = try String(contentsOfFile: root + "/dossier", encoding: .utf8)
        return [
            kluis, "read", number.trimmingCharacters(in: .whitespacesAndNewlines),
            "consultation", "--as", "els", "--home", root + "/home", "--vault",
            root + "/vault",
        ]
    }

    /// How long a command takes; `nil` when it fails.
    static func time(_ command: [String]) -> Double? {
        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        let time = unsafe yardstick_run(&arguments)
        return time < 0 ? nil : time
    }
}

/// A cold command on a vault whose log has a million entries, beside one whose log has a thousand.
struct Opening {
    private let report: Report
    private let small: [String]
    private let million: [String]

    init(_ directory: String, _ report: Report) throws {
        self.report = report
        small = try Commands.read(directory + "/small")
        million = try Commands.read(directory + "/million")
    }

    func measure(_ rounds: Int) {
        var opening = Comparison(
            "cold `kluis read` with 1,000,000 entries in the log, against 1,000")
        for command in [small, million] { _ = Commands.time(command) }
        for round in 0..<max(rounds, 31) {
            // Who comes first in a round is not always the same.
            let first = round.isMultiple(of: 2)
            let one = Commands.time(first ? million : small)
            let other = Commands.time(first ? small : million)
            guard let one, let other else { return report.fail("a command ended with an error") }
            opening.add(ours: first ? one : other, yardstick: first ? other : one)
        }
        opening.report(report, .must(1.1))
    }
}
