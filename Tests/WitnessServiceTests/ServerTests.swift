import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// The built witness as a server, and clients that were not written here: Go's x/mod and curl.
@Suite("A witness that serves", .serialized) struct ServerTests {
    private let witness: BuiltWitness
    private let log: SampleDirectory

    init() throws {
        witness = try BuiltWitness()
        log = try SampleDirectory(witness.folder.path("log"))
    }

    /// Starts it, and gives its URL.
    private func start(
        _ logs: SampleDirectory..., options: [String] = ["--listen", "127.0.0.1:0"]
    ) throws -> (server: RunningServer, url: String) {
        let logOptions = logs.flatMap { ["--log", $0.key.description] }
        let server = try RunningServer(
            BuiltWitness.path,
            ["serve"] + witness.keyOptions + ["--state", witness.folder.path("state")]
                + logOptions + options, readsErrors: true)
        let prefix = "listening on "
        try #require(server.firstLine.hasPrefix(prefix), "\(server.firstLine)")
        return (server, String(server.firstLine.dropFirst(prefix.count)))
    }

    /// What curl gets: the status, the type and the body.
    private func curl(
        _ url: String, post body: [UInt8]? = nil, options: [String] = []
    ) throws -> (status: String, type: String, body: [UInt8]) {
        var arguments = ["-q", "-s", "-w", "\n%{http_code} %{content_type}"] + options
        if body != nil { arguments += ["--data-binary", "@-", "-H", "Expect:"] }
        let ended = try Tool.run("curl", arguments + [url], input: body ?? [])
        let end = ended.output.lastIndex(of: 0x0a) ?? 0
        let words = String(decoding: ended.output.dropFirst(end + 1), as: UTF8.self)
            .split(separator: " ", maxSplits: 1).map(String.init)
        return (words.first ?? "", words.dropFirst().first ?? "", Array(ended.output.prefix(end)))
    }

    private func post(_ request: WitnessRequest, _ url: String) throws -> String {
        try curl(url + "/add-checkpoint", post: request.bytes).status
    }

    /// What Go's client gets for a directory, told the size that the witness has.
    private func goPost(
        _ url: String, _ log: SampleDirectory, old: Int
    ) throws -> (status: Int32, output: String) {
        try GoOracle.run(
            GoOracle.witness.get(),
            [
                "post", url, log.path, log.key.description, witness.vkey.description, String(old),
            ])
    }

    @Test(
        "Go's client gets cosignatures that Go verifies, and the refusals of the specification",
        .enabled(if: GoOracle.runs))
    func goClient() throws {
        let (server, url) = try start(log)
        try log.publish(0)
        #expect(try goPost(url, log, old: 0).output.hasPrefix("200 "))
        var size = 0
        for next in [1, 2, 255, 256, 257, 700, 700] {
            try log.publish(next)
            let answer = try goPost(url, log, old: size)
            #expect(answer.status == 0 && answer.output.hasPrefix("200 "), "\(next): \(answer)")
            size = next
        }
        let replay = try goPost(url, log, old: 0)
        #expect(replay.output == "409 text/x.tlog.size\n700\n", "\(replay)")
        try log.publish(257)
        #expect(try goPost(url, log, old: 700).output.hasPrefix("400 "))
        #expect(try goPost(url, log, old: 257).output == "409 text/x.tlog.size\n700\n")
        let other = try log.forked(from: 600, at: witness.folder.path("other"))
        for fork in [700, 900] {
            try other.publish(fork)
            #expect(try goPost(url, other, old: 700).output.hasPrefix("422 "), "\(fork)")
        }
        #expect(try witness.evidence(of: log).count == 2)
        let fork = try #require(try witness.evidence(of: log).first { $0.hasPrefix("fork-") })
        #expect(try witness.evidence(of: log, fork, "offered") == other.note(700).bytes)
        #expect(server.end(SIGTERM) == 0)
    }

    @Test("what is no request, is too large or is elsewhere is refused, and the witness goes on")
    func malformed() throws {
        let (server, url) = try start(log)
        #expect(try curl(url + "/add-checkpoint", post: Array("no request".utf8)).status == "400")
        #expect(try curl(url + "/add-checkpoint").status == "405")
        #expect(try curl(url + "/").status == "404")
        let large = [UInt8](repeating: 0x41, count: 1_200_000)
        #expect(try curl(url + "/add-checkpoint", post: large).status == "413")
        let huge = [UInt8](repeating: 0x41, count: 9_000_000)
        #expect(try curl(url + "/add-checkpoint", post: huge).status == "413")
        #expect(
            try curl(
                url + "/add-checkpoint", post: large,
                options: ["-H", "Transfer-Encoding: chunked"]
            ).status == "413")
        #expect(
            try curl(
                url + "/add-checkpoint", post: log.request(0, 9).bytes,
                options: ["-H", "Transfer-Encoding: chunked"]
            ).status == "200")
        // Two requests over one connection.
        let path = "/\(Checkpoint.directoryName(origin: log.origin))/checkpoint"
        let twice = try Tool.run(
            "curl", ["-q", "-s", "-w", "%{num_connects}", url + path, url + path])
        #expect(twice.text.hasSuffix("0"))
        #expect(try curl(url + path).body.starts(with: log.note(9).text))
        #expect(server.end(SIGINT) == 0)
        let said = try server.rest()
        #expect(said.hasSuffix("stopped\n") && !said.contains("vault"), "\(said)")
    }

    @Test("two logs that many submit at once are each cosigned without a step back")
    func parallel() async throws {
        let second = try SampleDirectory(
            witness.folder.path("second"), origin: "other.example/log", seed: 7)
        let (server, url) = try start(log, second)
        let logs = [log, second]
        // Every size from the one before; who comes too early is told so, and asks again.
        let ok = await withTaskGroup(of: Bool.self) { group in
            for log in logs {
                for size in 1...8 {
                    group.addTask { [self] in
                        for _ in 0..<400 {
                            let status = (try? post(log.request(size - 1, size), url)) ?? ""
                            if status != "409" { return status == "200" }
                        }
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(ok == 16)
        for log in logs {
            let path = "/\(Checkpoint.directoryName(origin: log.origin))/checkpoint"
            #expect(try curl(url + path).body.starts(with: log.note(8).text))
        }
        #expect(server.end(SIGTERM) == 0)
    }

    @Test("killed and started again, it remembers; meanwhile no other process is this witness")
    func restarted() throws {
        let (server, url) = try start(log)
        #expect(try post(log.request(0, 9), url) == "200")
        try log.publish(9)
        let busy = try witness.run(["cosign", log.path] + witness.options(log))
        #expect(busy.status == 75 && busy.errors.contains("another process"), "\(busy)")
        #expect(server.end(SIGKILL) == -SIGKILL)
        let (again, other) = try start(log)
        #expect(try post(log.request(0, 5), other) == "409")
        #expect(try post(log.request(9, 12), other) == "200")
        #expect(again.end(SIGTERM) == 0)
    }

    @Test(
        "on a Unix socket, with a prefix, it answers; what it left when it was killed is no hindrance"
    )
    func socket() throws {
        let socket = witness.folder.path("s")
        let options = ["--socket", socket, "--prefix", "/w1/"]
        let (server, url) = try start(log, options: options)
        #expect(url == "unix:\(socket)")
        let second = try witness.run(
            ["serve"] + witness.keyOptions + ["--state", witness.folder.path("state")]
                + ["--log", log.key.description] + options)
        #expect(second.status == 75, "\(second)")
        let through = ["--unix-socket", socket]
        #expect(
            try curl(
                "http://witness/w1/add-checkpoint", post: log.request(0, 9).bytes, options: through
            ).status == "200")
        #expect(try curl("http://witness/add-checkpoint", options: through).status == "404")
        #expect(server.end(SIGKILL) == -SIGKILL)
        let (again, _) = try start(log, options: options)
        #expect(
            try curl(
                "http://witness/w1/add-checkpoint", post: log.request(9, 9).bytes, options: through
            ).status == "200")
        #expect(again.end(SIGTERM) == 0)
        #expect(!FileManager.default.fileExists(atPath: socket))
    }

    @Test("an address that is taken or wrong, and a state that is missing or damaged, end it")
    func cannotServe() throws {
        let (server, url) = try start(log)
        let other = try BuiltWitness()
        let address = String(url.dropFirst("http://".count))
        let taken = try other.run(["serve"] + other.options(log) + ["--listen", address])
        #expect(taken.status == 69 && taken.errors.contains("cannot listen"), "\(taken)")
        #expect(server.end(SIGTERM) == 0)
        for wrong in ["8080", "localhost:8080", "127.0.0.1:70000", "::1:80"] {
            #expect(
                try other.run(["serve"] + other.options(log) + ["--listen", wrong]).status == 64)
        }
        let missing = try other.run(
            ["serve"] + other.keyOptions
                + ["--state", other.folder.path("none"), "--log", log.key.description])
        #expect(missing.status == 66, "\(missing)")
        try FileManager.default.createDirectory(
            atPath: other.stateFolder(of: log), withIntermediateDirectories: true)
        try Data("nothing\n".utf8).write(
            to: URL(filePath: other.stateFolder(of: log) + "/checkpoint"))
        let damaged = try other.run(
            ["serve"] + other.options(log) + ["--listen", "127.0.0.1:0"])
        #expect(damaged.status == 20, "\(damaged)")
    }
}
