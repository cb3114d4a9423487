import CryptoPrimitives
import Foundation
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import WitnessService

@Suite("A witness over HTTP, without the HTTP") struct WitnessResponderTests {
    private let folder: TemporaryDirectory
    private let log: SampleDirectory
    private let responder: WitnessResponder
    private let notes = Notes()

    private final class Notes: Sendable {
        let lines = Mutex<[String]>([])
    }

    init() throws {
        folder = try TemporaryDirectory()
        log = try SampleDirectory(folder.path("log"))
        let notes = notes
        responder = WitnessResponder(
            [
                LogWitness(
                    logKeys: [log.key],
                    key: try WitnessKey(name: "witness.example/w1", key: TestKeys.key(2)),
                    formerKeys: [], state: WitnessState(path: folder.path))
            ], prefix: "/w1", now: { 1_700_000_000 },
            note: { line in notes.lines.withLock { $0.append(line) } })
    }

    private func post(_ body: [UInt8]?) async -> WitnessResponder.Response {
        await responder.respond(method: "POST", path: "/w1/add-checkpoint", body: body)
    }

    private func post(_ request: WitnessRequest) async -> WitnessResponder.Response {
        await post(request.bytes)
    }

    private func get(_ path: String, method: String = "GET") async -> WitnessResponder.Response {
        await responder.respond(method: method, path: path, body: [])
    }

    private var path: String { "/w1/\(Checkpoint.directoryName(origin: log.origin))/checkpoint" }

    @Test("each answer has the status, the type and the body of the specification")
    func answers() async throws {
        #expect(await get(path).status == 404)
        let first = try await post(log.request(0, 7))
        #expect(first.status == 200)
        let line = try #require(SignatureLine.lines(first.body)?.first)
        let signed = try SignedCheckpoint(
            verifying: log.note(7).bytes, origin: log.origin, logKeys: [log.key])
        let key = try TestKeys.cosigner("witness.example/w1", 2)
        #expect(signed.time(of: line, by: key) == 1_700_000_000)
        let served = await get(path)
        #expect(served.status == 200)
        #expect(try served.body == log.note(7).adding([line]).bytes)

        let conflict = try await post(log.request(0, 30))
        #expect(conflict.status == 409 && conflict.contentType == "text/x.tlog.size")
        #expect(conflict.body == Array("7\n".utf8))
        #expect(try await post(log.request(7, 30)).status == 200)
        let other = try log.forked(from: 3, at: folder.path("other"))
        #expect(try await post(other.request(30, 30)).status == 422)
        #expect(try await post(other.request(30, 50)).status == 422)
        let back = WitnessRequest(oldSize: 30, proof: [], checkpoint: try log.note(7))
        #expect(await post(back).status == 400)
        let foreign = try SampleDirectory(folder.path("f"), origin: "other.example/log")
        #expect(try await post(foreign.request(0, 7)).status == 404)
        let unsigned = try SampleDirectory(folder.path("f"), seed: 9)
        #expect(try await post(unsigned.request(30, 50)).status == 403)
        #expect(try await post(log.request(30, 30)).status == 200)
    }

    @Test("what is no request is 400, what is too large 413, and nothing of it is remembered")
    func malformed() async throws {
        let checkpoint = String(decoding: try log.note(7).bytes, as: UTF8.self)
        let hash = Base64.encode(try log.proof(1, 7)[0].bytes)
        for text in [
            "", "\n", "old 0\n", "old 0\n\n", "old 00\n\n\(checkpoint)", "old 8\n\n\(checkpoint)",
            "old 0\n" + String(repeating: hash + "\n", count: 64) + "\n" + checkpoint,
            "old 0\n\(hash)x\n\n\(checkpoint)", "old 0\r\n\r\n\(checkpoint)", checkpoint,
        ] {
            #expect(await post(Array(text.utf8)).status == 400, "\(text.prefix(40))")
        }
        // 63 lines have the form; they prove nothing about an empty tree.
        let long = "old 0\n" + String(repeating: hash + "\n", count: 63) + "\n" + checkpoint
        #expect(await post(Array(long.utf8)).status == 422)
        #expect(await post(nil).status == 413)
        #expect(await get(path).status == 404)
    }

    @Test("an empty log has the root of the empty tree, and no other")
    func empty() async throws {
        let text = Array(
            "\(log.origin)\n0\n\(Base64.encode([UInt8](repeating: 0, count: 32)))\n".utf8)
        let key = try NoteSigner(name: log.origin, key: TestKeys.key(1))
        let wrong = WitnessRequest(
            oldSize: 0, proof: [], checkpoint: try SignedNote(text: text, lines: [key.sign(text)]))
        #expect(await post(wrong).status == 422)
        #expect(try await post(log.request(0, 0)).status == 200)
        #expect(try await post(log.request(0, 0)).status == 200)
        #expect(try await post(log.request(0, 3)).status == 200)
    }

    @Test("only the two paths are there, each for its method")
    func paths() async throws {
        for path in [
            "/add-checkpoint", "/w1", "/w1/", "/w1/add-checkpoint/", "/w2/add-checkpoint",
            "/w1/\(String(repeating: "0", count: 64))/checkpoint", path + "/", "/w1/../checkpoint",
            "/w1/" + log.origin + "/checkpoint",
        ] {
            #expect(await get(path).status == 404, "\(path)")
        }
        #expect(await get("/w1/add-checkpoint").status == 405)
        #expect(await get(path, method: "POST").status == 405)
    }

    @Test("what is said on the way names neither log nor witness")
    func silence() async throws {
        _ = try await post(log.request(0, 7))
        _ = try await post(log.forked(from: 3, at: "x").request(7, 7))
        _ = await get(path)
        let said = notes.lines.withLock { $0.joined(separator: "\n") }
        #expect(said.contains("add-checkpoint: 200") && said.contains("evidence (fork) was kept"))
        for word in ["vault", "access-log", Checkpoint.directoryName(origin: log.origin)] {
            #expect(!said.contains(word))
        }
    }

    @Test("of many that ask at once, each size is cosigned once and no step back is taken")
    func parallel() async throws {
        let requests = try (1...24).map { try log.request($0 - 1, $0) }
        let sizes = await withTaskGroup(of: Bool.self) { group in
            // Each asks again until its turn has come: as long as it conflicts, others go on.
            for request in requests {
                group.addTask {
                    for _ in 0..<10_000 {
                        let response = await post(request)
                        if response.status == 200 { return true }
                        if response.status != 409 { return false }
                        await Task.yield()
                    }
                    return false
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(sizes == 24)
        let served = await get(path)
        #expect(try Checkpoint(SignedNote(served.body).text).head.size == 24)
    }
}
