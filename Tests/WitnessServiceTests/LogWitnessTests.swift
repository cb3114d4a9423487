import CommandSupport
import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog
import WitnessService

@Suite("A witness of one log") struct LogWitnessTests {
    private let folder: TemporaryDirectory
    private let log: SampleDirectory
    private let state: WitnessState

    init() throws {
        folder = try TemporaryDirectory()
        log = try SampleDirectory(folder.path("log"))
        state = WitnessState(path: folder.path("state"))
        try FileManager.default.createDirectory(
            atPath: state.path, withIntermediateDirectories: false)
    }

    private func witness(
        seed: UInt8 = 2, former: [VerifierKey] = []
    ) throws -> LogWitness {
        LogWitness(
            logKeys: [log.key],
            key: try WitnessKey(name: "witness.example/w1", key: TestKeys.key(seed)),
            formerKeys: former, state: state)
    }

    private func size(_ answer: LogWitness.Answer) -> UInt64? {
        guard case .cosigned(let record) = answer else { return nil }
        return record.checkpoint.head.size
    }

    private func refusal(_ answer: LogWitness.Answer) -> WitnessRefusal? {
        guard case .refused(let refusal, _, _) = answer else { return nil }
        return refusal
    }

    private func kept(_ answer: LogWitness.Answer) -> String? {
        guard case .refused(_, _, let kept) = answer else { return nil }
        return kept
    }

    private func file(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    @Test("what it answered is on the disk, as the note that it serves, with the log's own line")
    func remembers() throws {
        let witness = try witness()
        #expect(try witness.record() == nil)
        #expect(try size(witness.answer(log.request(0, 7), at: 100)) == 7)
        #expect(try size(witness.answer(log.request(7, 300), at: 200)) == 300)
        let note = try SignedNote(file(state.recordPath(of: log.origin)))
        let signed = try SignedCheckpoint(
            verifying: note.bytes, origin: log.origin, logKeys: [log.key],
            witnesses: [TestKeys.cosigner("witness.example/w1", 2)])
        #expect(signed.head.size == 300 && signed.cosignatures.map(\.time) == [200])
        // Another process would remember the same.
        #expect(
            try refusal(self.witness().answer(log.request(0, 7), at: 1)) == .conflict(size: 300))
    }

    @Test("an unchanged head is cosigned again for its time, and an empty log can be the first")
    func again() throws {
        let witness = try witness()
        #expect(try size(witness.answer(log.request(0, 0), at: 100)) == 0)
        #expect(try size(witness.answer(log.request(0, 9), at: 100)) == 9)
        guard case .cosigned(let record) = try witness.answer(log.request(9, 9), at: 500) else {
            Issue.record("it was not cosigned again")
            return
        }
        #expect(record.time == 500)
        #expect(try witness.record() == record)
    }

    @Test("of a fork, the request and both signed checkpoints are kept whole, and the record stays")
    func fork() throws {
        let witness = try witness()
        _ = try witness.answer(log.request(0, 20), at: 100)
        let record = try #require(try witness.record())
        let other = try log.forked(from: 5, at: folder.path("other"))
        for request in [
            try other.request(20, 20), try other.request(20, 40), try other.request(3, 20),
        ] {
            let answer = try witness.answer(request, at: 200)
            #expect(size(answer) == nil)
            let place = try #require(kept(answer), "\(answer)")
            #expect(try file(place + "/offered") == request.checkpoint.bytes)
            #expect(try file(place + "/cosigned") == record.note.bytes)
        }
        #expect(try witness.record() == record)
        // The log's own history still goes on.
        #expect(try size(witness.answer(log.request(20, 40), at: 300)) == 40)
    }

    @Test("a head that came with a wrong proof is evidence only until it is proved")
    func acquitted() throws {
        let witness = try witness()
        _ = try witness.answer(log.request(0, 20), at: 100)
        let unproved = WitnessRequest(oldSize: 20, proof: [], checkpoint: try log.note(40))
        let place = try #require(kept(witness.answer(unproved, at: 200)))
        #expect(place.contains("/unproved-"))
        #expect(try size(witness.answer(log.request(20, 40), at: 300)) == 40)
        #expect(!FileManager.default.fileExists(atPath: place))
    }

    @Test("the same checkpoint is kept once, and there is an end to what is kept")
    func limit() throws {
        let witness = try witness()
        _ = try witness.answer(log.request(0, 20), at: 100)
        func unproved(_ size: Int) throws -> WitnessRequest {
            WitnessRequest(oldSize: 20, proof: [], checkpoint: try log.note(size))
        }
        let first = try kept(witness.answer(unproved(21), at: 200))
        #expect(try kept(witness.answer(unproved(21), at: 200)) == first)
        for size in 22..<(21 + WitnessState.maximumEvidence) {
            #expect(try kept(witness.answer(unproved(size), at: 200)) != nil)
        }
        #expect(try kept(witness.answer(unproved(500), at: 200)) == nil)
        #expect(try kept(witness.answer(unproved(21), at: 200)) == first)
    }

    @Test("a record that was changed, or is another key's, is never taken for none")
    func damaged() throws {
        _ = try witness().answer(log.request(0, 20), at: 100)
        let path = state.recordPath(of: log.origin)
        let whole = try file(path)
        for bytes in [
            [], Array(whole.dropLast()), Array(whole.prefix(40)), try log.note(20).bytes,
            whole.enumerated().map { $0.offset == 26 ? $0.element ^ 1 : $0.element },
        ] {
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: CommandFailure.self) {
                try witness().answer(log.request(0, 20), at: 200)
            }
            #expect(try file(path) == bytes)
        }
        try Data(whole).write(to: URL(filePath: path))
        #expect(throws: CommandFailure.self) {
            try witness(seed: 3).answer(log.request(20, 40), at: 200)
        }
        let former = try TestKeys.cosigner("witness.example/w1", 2)
        #expect(
            try size(witness(seed: 3, former: [former]).answer(log.request(20, 40), at: 200)) == 40)
        #expect(try witness(seed: 3).record()?.checkpoint.head.size == 40)
    }

    @Test("one process has the state, and there is no state by accident")
    func lock() throws {
        let lock = try state.lock()
        #expect(throws: CommandFailure.self) { _ = try state.lock() }
        lock.release()
        _ = try state.lock()
        #expect(throws: CommandFailure.self) {
            _ = try WitnessState(path: folder.path("missing")).lock()
        }
    }
}
