import Foundation

extension Main {
    /// A log of `entries`: verified whole, and proofs from its tiles.
    static func large(
        _ directory: String, entries: Int, _ rounds: Int, _ report: Report
    ) throws {
        let large = try LargeLog(entries: entries, directory + "/large-log", report)
        let small = try LargeLog(entries: 1_000, directory + "/small-log", report)
        try proofs(of: large, besides: small, Peers(directory), report)
        try verification(of: large, min(rounds, 5), report)
        try large.remove()
        try small.remove()
    }

    /// Every entry, tile and hash, beside a scan with SHA-256.
    private static func verification(
        of log: LargeLog, _ rounds: Int, _ report: Report
    ) throws {
        let entries = "log: \(log.size) entries of \(LargeLog.entrySize) bytes in a store"
        var one = Comparison("\(entries), verified, against scan and SHA-256")
        var two = Comparison("\(entries), verified by two threads, against scan and SHA-256 by two")
        var scaling = Comparison("\(entries), verified by two threads, against one")
        for round in 0..<rounds {
            let single = try log.verify(threads: 1)
            one.add(ours: single, yardstick: log.scan(threads: 1))
            let double = try log.verify(threads: 2)
            two.add(ours: double, yardstick: log.scan(threads: 2))
            scaling.add(ours: double, yardstick: single)
            report.progress("verifying", round + 1, of: rounds)
        }
        one.report(report, .must(1 / 0.8))
        two.report(report, .must(1 / 0.8))
        scaling.report(report, .must(1 / 1.8))
    }

    /// Proofs from tiles in SQLite, beside a small log and the peers.
    private static func proofs(
        of large: LargeLog, besides small: LargeLog, _ peers: Peers, _ report: Report
    ) throws {
        let few = try small.prove(2_000)
        let many = try large.prove(2_000)
        for (kind, times, smaller) in [
            ("inclusion", many.inclusion, few.inclusion),
            ("consistency", many.consistency, few.consistency),
        ] {
            let name = "log: \(kind) proof from the tiles of \(large.size) entries"
            report.say(
                "\(name): p50 \(format(median(times)))   p99 \(format(quantile(0.99, of: times)))")
            report.say("    against 100 µs")
            report.judge(name, ratio: median(times) / 100e-6, .must(1))
            report.say("    of \(small.size) entries p50 \(format(median(smaller)))")
            report.judge(name + ", growth", ratio: median(times) / median(smaller), .must(3))
        }
        let path = many.pathBytes.max() ?? 0
        report.say("log: largest path \(path) bytes, against 800")
        report.judge("log: bytes of a path", ratio: Double(path) / 800, .must(1))
        let file = many.fileBytes.max() ?? 0
        report.say(
            "log: largest `.tlog-proof` with the signatures of the log and one witness, whose names "
                + "have 17 and 15 characters: \(file) bytes, against 1.4 KiB")
        report.judge("log: bytes of a proof", ratio: Double(file) / (1.4 * 1024), .must(1))
        let name = "log: check of an inclusion proof"
        report.say("\(name): p50 \(format(median(many.checking))), against 10 µs")
        report.judge(name, ratio: median(many.checking) / 10e-6, .must(1))
        try besidePeers(many, peers, report)
    }

    private static func besidePeers(
        _ proofs: Proofs, _ peers: Peers, _ report: Report
    ) throws {
        let ours = median(proofs.inclusion)
        let sqlite = try peers.merkle("prove-sqlite", 20_000, 40) / 40
        report.say(
            "    pymerkle from its tree in SQLite of 20,000 entries \(format(sqlite)) a proof")
        report.judge("log: proof against pymerkle's from SQLite", ratio: ours / sqlite, .goal(0.01))
        let memory = try peers.merkle("prove", 20_000, 1_000) / 1_000
        let go = try peers.tlog("prove", 1_000_000, 20_000) / 20_000
        let check = try peers.tlog("check", 1_000_000, 20_000) / 20_000
        report.say("    pymerkle in memory, of 20,000 entries \(format(memory)) a proof")
        report.say(
            "    Go's x/mod in memory, of 1,000,000 entries \(format(go)) a proof, "
                + "\(format(check)) a check")
    }
}
