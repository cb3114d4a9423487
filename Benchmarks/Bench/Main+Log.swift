import Foundation
import TransparencyLog
import Yardstick

extension Main {
    /// Appending to a log, and verifying one from a store and from a published directory.
    static func log(_ directory: String, _ rounds: Int, _ report: Report) throws {
        try appends(Peers(directory), rounds, report)
        let small = try LogToVerify(entries: 1_000, directory + "/log-small")
        let large = try LogToVerify(entries: 100_000, directory + "/log-large")
        var fromStore = Comparison(
            "log: \(large.size) entries verified from the store, against scan and SHA-256")
        var fromDirectory = Comparison(
            "log: \(large.size) entries verified from a directory, against scan and SHA-256")
        var flat = Comparison(
            "log: verified from the store, per entry of \(large.size) against of \(small.size)")
        for _ in 0..<rounds {
            let ours = try large.verifyStore()
            fromStore.add(ours: ours, yardstick: large.scanStore())
            fromDirectory.add(
                ours: try large.verifyDirectory(), yardstick: large.scanDirectory())
            let few = try (0..<20).reduce(0) { time, _ in time + (try small.verifyStore()) }
            flat.add(
                ours: ours / Double(large.size), yardstick: few / Double(20 * small.size))
        }
        fromStore.report(report, .must(1 / 0.8))
        fromDirectory.report(report, .must(1 / 0.8))
        flat.report(report, .must(1.2))
    }

    /// Leaf hashes and nodes in memory, beside bare libcrypto, Go's x/mod and pymerkle.
    private static func appends(_ peers: Peers, _ rounds: Int, _ report: Report) throws {
        func append(_ count: Int, of size: Int) -> Double {
            let entry = [UInt8](repeating: 0x61, count: size)
            return seconds {
                var tree = TreeBuilder()
                for _ in 0..<count { _ = tree.append(entry) }
                precondition(tree.head.size == UInt64(count))
            }
        }
        let (count, size) = (100_000, 512)
        var bare = Comparison(
            "log: 100,000 entries of 512 bytes appended in memory, against hashing them on EVP")
        var go = Comparison("log: the same, against Go's x/mod sumdb/tlog")
        // It takes ten times as long; a tenth of the entries tell as much.
        var python = Comparison("log: the same for each entry, against pymerkle")
        for _ in 0..<rounds {
            let ours = append(count, of: size)
            bare.add(ours: ours, yardstick: yardstick_merkle(count, size))
            go.add(ours: ours, yardstick: try peers.tlog("append", count, size))
            python.add(
                ours: ours / Double(count),
                yardstick: try peers.merkle("append", count / 10, size) / Double(count / 10))
        }
        bare.report(report, .must(1 / 0.8))
        report.say("    \(Int(Double(count) / median(bare.ours))) a second; against one million")
        report.judge(
            "log: a million entries a second", ratio: median(bare.ours) / (Double(count) * 1e-6),
            .must(1))
        go.report(report, .must(1))
        python.report(report, .must(0.2))
        var growing = Comparison(
            "log: 100,000 entries appended, against a hundred times 1,000")
        for _ in 0..<rounds {
            growing.add(
                ours: append(100_000, of: size),
                yardstick: (0..<100).reduce(0) { time, _ in time + append(1_000, of: size) })
        }
        growing.report(report, .must(1.2))
    }
}

/// The peers' own programs, which `scripts/bench.sh` put into the directory.
struct Peers {
    private let directory: String

    init(_ directory: String) { self.directory = directory }

    /// What a peer failed with.
    struct Failure: Error {
        let peer: String
    }

    /// Seconds that Go's x/mod takes; see `Benchmarks/Peers/tlog.go`.
    func tlog(_ command: String, _ count: Int, _ second: Int) throws -> Double {
        try run("tlog", command, count, second)
    }

    /// Seconds that pymerkle takes; see `Benchmarks/Peers/merkle.py`.
    func merkle(_ command: String, _ count: Int, _ second: Int) throws -> Double {
        try run("merkle", command, count, second)
    }

    /// Seconds that a decision takes by `cedar` or `casbin`; see `Benchmarks/Peers/policies.py`.
    func policies(_ engine: String, _ file: String) throws -> Double {
        try run("policies", [engine, file])
    }

    private func run(
        _ peer: String, _ command: String, _ count: Int, _ second: Int
    ) throws -> Double {
        try run(peer, [command, "\(count)", "\(second)"])
    }

    private func run(_ peer: String, _ arguments: [String]) throws -> Double {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "\(directory)/\(peer)")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        guard process.terminationStatus == 0,
            let seconds = Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw Failure(peer: peer) }
        return seconds
    }
}
