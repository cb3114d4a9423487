import CryptoPrimitives
import Dispatch
import Foundation
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Synchronization
import TransparencyLog
import VaultClient
import VaultFixture
import Yardstick

extension Main {
    /// Durable entries: one by one beside plain inserts, and those of eight clients at once.
    static func durable(_ directory: String, _ rounds: Int, _ report: Report) throws {
        try entries(directory, rounds, report)
        try clients(rounds, report)
    }

    /// Entry, frontier, tiles and signed head, beside a plain insert of the same bytes and a
    /// signature.
    private static func entries(
        _ directory: String, _ rounds: Int, _ report: Report
    ) throws {
        let store = try SQLiteRecordStore(creating: directory + "/durable")
        let signer = try NoteSigner(name: "bench.invalid/log", key: .generate())
        let leaf = [UInt8](repeating: 0x61, count: 400)
        func append(_ count: Int) throws -> UInt64 {
            var size: UInt64 = 0
            for _ in 0..<count {
                try store.write { rows in
                    var log = try LogTransaction(rows)
                    try log.append(leaf)
                    size = try log.finish(signer: signer).head.size
                }
            }
            return size
        }
        guard let inserts = unsafe yardstick_inserts_begin(directory + "/inserts.sqlite") else {
            return report.fail("a database for the yardstick")
        }
        defer { unsafe yardstick_inserts_end(inserts) }
        // A full bundle and some, so that tiles are written on the way.
        _ = try append(300)
        let bytes = try store.read { rows in
            guard let state = try rows.logState() else { throw RecordStoreError.damaged }
            return leaf.count + (1 + state.frontier.count) * Digest.byteCount
                + state.checkpoint.count
        }
        _ = unsafe yardstick_inserts_commit(inserts, bytes, 300, 1)
        var one = Comparison(
            "durable entry with frontier, tiles and signed head, against a plain insert of the same "
                + "\(bytes) bytes and a signature (SQLite, WAL, FULL; 32 a round)")
        for _ in 0..<rounds {
            one.add(
                ours: try seconds { _ = try append(32) },
                yardstick: unsafe yardstick_inserts_commit(inserts, bytes, 32, 1))
        }
        one.report(report, .must(1.15))
        let ours = median(one.ours) / 32
        report.say("    an entry in \(format(ours)), \(Int(1 / ours)) a second one by one")
        try store.close()
    }

    /// Requests of eight clients at once, beside the same requests one by one.
    ///
    /// They are signed before: what is measured is the mediator, from a message to its answer.
    private static func clients(_ rounds: Int, _ report: Report) throws {
        let dossier = try BenchDossier()
        for _ in 0..<5 { try dossier.open() }
        // What a mediator does for an open besides its entry keeps both cores busy as it is.
        try clients(
            "opens of 4 KiB", dossier, rounds, report, .goal(1.0 / 3), dossier.openMessage)
        try clients(
            "reads of one entry of the log", dossier, rounds, report, .must(1.0 / 3),
            dossier.logMessage)
    }

    private static func clients(
        _ requests: String, _ dossier: BenchDossier, _ rounds: Int, _ report: Report, _ bar: Bar,
        _ message: (_ seen: UInt64) throws -> [UInt8]
    ) throws {
        let (clients, each) = (8, 16)
        var grouped = Comparison(
            "\(clients * each) \(requests) by eight clients of one mediator, against one by one")
        for _ in 0..<rounds {
            let size = try dossier.logSize
            let messages = try (0..<clients).map { _ in
                try (0..<each).map { _ in try message(size) }
            }
            let single = try (0..<clients * each).map { _ in try message(size) }
            grouped.add(
                ours: atOnce(messages, dossier.vault.mediator, report),
                yardstick: seconds {
                    for message in single { _ = dossier.vault.mediator.handle(message) }
                })
        }
        grouped.report(report, bar)
        let perSecond = { (times: [Double]) in Int(Double(clients * each) / median(times)) }
        report.say(
            "    \(perSecond(grouped.ours)) a second by eight, "
                + "\(perSecond(grouped.yardstick)) one by one")
    }

    /// How long it takes until each of some threads has its answers.
    private static func atOnce(
        _ messages: [[[UInt8]]], _ mediator: Mediator, _ report: Report
    ) -> Double {
        let start = DispatchSemaphore(value: 0)
        let group = DispatchGroup()
        let failed = Mutex(false)
        for own in messages {
            group.enter()
            Thread {
                start.wait()
                for message in own where !mediator.handle(message).isDone {
                    failed.withLock { $0 = true }
                }
                group.leave()
            }.start()
        }
        let time = seconds {
            for _ in messages { start.signal() }
            group.wait()
        }
        if failed.withLock({ $0 }) { report.fail("a client was refused") }
        return time
    }
}

extension [UInt8] {
    /// Whether an answer says that what was asked is done.
    fileprivate var isDone: Bool {
        guard let signed = try? SignedReply(canonical: self),
            let reply = try? Reply(canonical: signed.reply), case .done = reply.outcome
        else { return false }
        return true
    }
}
