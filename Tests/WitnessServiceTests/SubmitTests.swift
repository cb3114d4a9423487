import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// The built program submits to witnesses that were not written here (Go's x/mod).
@Suite("Submission to witnesses", .enabled(if: GoOracle.runs)) struct SubmitTests {
    private let folder: TemporaryDirectory
    private let log: SampleDirectory

    init() throws {
        folder = try TemporaryDirectory()
        log = try SampleDirectory(folder.path("log"))
    }

    /// A witness in Go.
    private struct GoWitness {
        let name: String
        let key: VerifierKey
        let url: String
        let server: RunningServer
    }

    private func start(
        _ name: String, _ seed: UInt8, fault: String? = nil, environment: [String: String] = [:]
    ) throws -> GoWitness {
        let key = try TestKeys.cosigner("witness.example/\(name)", seed)
        let digits = String(repeating: String(format: "%02x", Int(seed)), count: 32)
        let server = try RunningServer(
            GoOracle.witness.get().path,
            ["serve", key.name, digits, log.key.description] + (fault.map { [$0] } ?? []),
            environment: environment, readsErrors: false)
        let scheme = environment.isEmpty ? "http" : "https"
        return GoWitness(
            name: name, key: key, url: "\(scheme)://\(server.firstLine)", server: server)
    }

    private func policy(_ witnesses: [GoWitness], quorum: Int) throws -> String {
        let lines =
            ["log \(log.key)"] + witnesses.map { "witness \($0.name) \($0.key) \($0.url)" }
            + [
                "group people \(quorum) \(witnesses.map(\.name).joined(separator: " "))",
                "quorum people",
            ]
        let path = folder.path("policy")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    private func submit(
        _ policy: String, _ more: String..., environment: [String: String] = [:]
    ) throws -> BuiltWitness.Ended {
        try BuiltWitness.run(
            ["submit", log.path, "--policy", policy] + more, environment: environment, in: folder)
    }

    /// Who has cosigned the checkpoint, as Go sees it.
    private func cosigners(_ witnesses: [GoWitness]) throws -> [String] {
        let checked = try GoOracle.run(
            GoOracle.witness.get(),
            ["cosigners", log.path + "/checkpoint", log.key.description]
                + witnesses.map(\.key.description))
        try #require(checked.status == 0, "\(checked.output)")
        return checked.output.split(separator: "\n").dropFirst().map {
            String($0.split(separator: " ")[0].dropFirst("witness.example/".count))
        }
    }

    @Test("every head, the empty one too, gets the cosignatures of all, which Go verifies")
    func growth() throws {
        let witnesses = [try start("a", 10), try start("b", 11)]
        let policy = try policy(witnesses, quorum: 2)
        for size in [0, 1, 300, 300, 513] {
            try log.publish(size)
            let ended = try submit(policy, "--json")
            #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended)")
            #expect(try ended.json()["cosigners"] as? [String] == ["a", "b"])
            #expect(try cosigners(witnesses) == ["a", "b"])
            // The tree that readers see is still the log's own, and Go reads it.
            guard size > 0 else { continue }
            let checked = try GoOracle.run(
                GoOracle.program.get(), ["check", log.path, log.key.description])
            #expect(checked.status == 0, "\(checked.output)")
        }
        let history = try #require(
            HeadHistory(Array(Data(contentsOf: URL(filePath: log.path + "/heads")))))
        #expect(history.records.allSatisfy { $0.event == .cosigned && $0.note.lines.count == 3 })
        #expect(try history.records.map { try Checkpoint($0.note.text).head.size }.last == 513)
    }

    @Test("two of three are enough; one that comes back later is found where it stopped")
    func quorum() throws {
        var witnesses = [try start("a", 10), try start("b", 11), try start("c", 12)]
        var policy = try policy(witnesses, quorum: 2)
        try log.publish(40)
        #expect(try submit(policy).status == 0)
        try log.publish(90)
        // The third does not answer for a while.
        let third = witnesses[2]
        witnesses[2] = GoWitness(
            name: "c", key: third.key, url: "http://127.0.0.1:1", server: third.server)
        policy = try self.policy(witnesses, quorum: 2)
        let two = try submit(policy)
        #expect(two.status == 0 && two.errors.contains("warning: c: "), "\(two)")
        #expect(try cosigners(witnesses) == ["a", "b"])
        witnesses[2] = third
        policy = try self.policy(witnesses, quorum: 2)
        try log.publish(700)
        #expect(try submit(policy).status == 0)
        #expect(try cosigners(witnesses) == ["a", "b", "c"])
    }

    @Test(
        "without a quorum the checkpoint stays, what was collected is kept, and the next time counts"
    )
    func notEnough() throws {
        let first = try start("a", 10)
        let second = try start("b", 11)
        try log.publish(40)
        #expect(try submit(policy([first, second], quorum: 2)).status == 0)
        let checkpoint = try log.checkpoint()
        // As the publisher does: the new head is offered, the checkpoint stays.
        try log.publish(80)
        let offer = try log.checkpoint()
        let place = log.path + "/witness/\(Checkpoint.directoryName(origin: log.origin))/checkpoint"
        try Data(offer).write(to: URL(filePath: place))
        try Data(checkpoint).write(to: URL(filePath: log.path + "/checkpoint"))

        let down = GoWitness(
            name: "b", key: second.key, url: "http://127.0.0.1:1", server: second.server)
        let policy = try policy([first, down], quorum: 2)
        let ended = try submit(policy)
        #expect(ended.status == 69, "\(ended)")
        #expect(ended.output.contains("missing: group people needs 1 more of b"), "\(ended)")
        #expect(try log.checkpoint() == checkpoint)
        #expect(try SignedNote(log.offer()).lines.count == 2)
        // The first is gone now, and its line is there.
        let gone = GoWitness(
            name: "a", key: first.key, url: "http://127.0.0.1:1", server: first.server)
        let later = try submit(self.policy([gone, second], quorum: 2))
        #expect(later.status == 0, "\(later)")
        #expect(try cosigners([first, second]) == ["a", "b"])
        #expect(try log.checkpoint().starts(with: log.note(80).text))
    }

    @Test(
        "a witness that answers falsely is named, and nothing of its answer is taken",
        arguments: [
            ("other-key", 69, "no valid cosignature"), ("other-text", 69, "no valid cosignature"),
            ("huge", 69, "too large"), ("page", 69, "no valid cosignature"),
            ("loop", 69, "changed each time"), ("ahead", 20, "rolled back or forked"),
        ])
    func faults(fault: String, status: Int32, words: String) throws {
        let witness = try start("a", 10, fault: fault)
        try log.publish(40)
        let checkpoint = try log.checkpoint()
        let ended = try submit(policy([witness], quorum: 1))
        #expect(ended.status == status && ended.errors.contains(words), "\(ended)")
        #expect(try log.checkpoint() == checkpoint)
    }

    @Test("one that does not answer in time is given up")
    func silent() throws {
        let witness = try start("a", 10, fault: "silent")
        try log.publish(4)
        let ended = try submit(policy([witness], quorum: 1), "--timeout", "1")
        #expect(ended.status == 69 && ended.errors.contains("timed out"), "\(ended)")
    }

    @Test("a fork that the witness saw otherwise ends with 20, and is not published")
    func fork() throws {
        let witness = try start("a", 10)
        let policy = try policy([witness], quorum: 1)
        try log.publish(40)
        #expect(try submit(policy).status == 0)
        let checkpoint = try log.checkpoint()
        let other = try log.forked(from: 10, at: folder.path("other"))
        try other.publish(60)
        let ended = try BuiltWitness.run(
            ["submit", other.path, "--policy", policy], in: folder)
        #expect(ended.status == 20 && ended.errors.contains("(422)"), "\(ended)")
        // Somebody put an old copy of the whole directory there.
        #expect(try Tool.run("rm", ["-rf", log.path]).status == 0)
        try log.publish(30)
        let back = try submit(policy)
        #expect(back.status == 20 && back.errors.contains("rolled back"), "\(back)")
        #expect(try checkpoint != log.checkpoint())
    }

    @Test("over https the certificate must be one that the machine trusts")
    func certificates() throws {
        let certificate = folder.path("certificate.pem")
        let made = try Tool.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout", folder.path("tls.pem"), "-out", certificate, "-days", "2", "-subj",
                "/CN=witness", "-addext", "subjectAltName=IP:127.0.0.1",
            ])
        try #require(made.status == 0)
        let witness = try start(
            "a", 10,
            environment: ["TLS_CERTIFICATE": certificate, "TLS_KEY": folder.path("tls.pem")])
        let policy = try policy([witness], quorum: 1)
        try log.publish(4)
        let refused = try submit(policy)
        #expect(refused.status == 69 && refused.errors.contains("certificate"), "\(refused)")
        let ended = try submit(policy, environment: ["SSL_CERT_FILE": certificate])
        #expect(ended.status == 0, "\(ended)")
    }

    @Test("notes that witnesses over files have made are added, those of another head are not")
    func added() throws {
        let witness = try BuiltWitness()
        try log.publish(40)
        let policy = folder.path("policy")
        let text = "log \(log.key)\nwitness w1 \(witness.vkey)\nquorum w1\n"
        try Data(text.utf8).write(to: URL(filePath: policy))
        #expect(try submit(policy).status == 69)
        let note = folder.path("w1.note")
        #expect(
            try witness.run(["cosign", log.path, "--output", note] + witness.options(log)).status
                == 0)
        #expect(try submit(policy, "--add", note).status == 0)
        let signed = try SignedCheckpoint(
            verifying: log.checkpoint(), under: TrustPolicy(Array(text.utf8)))
        #expect(signed.head.size == 40)
        try log.publish(41)
        let late = try submit(policy, "--add", note)
        #expect(late.status == 65 && late.errors.contains("another head"), "\(late)")
        // In place, it needs no file.
        #expect(try witness.run(["cosign", log.path] + witness.options(log)).status == 0)
        #expect(try submit(policy).status == 0)
    }

    @Test("a policy that is wrong or of another log, and a directory without a log, are told apart")
    func refused() throws {
        try log.publish(4)
        let policy = folder.path("policy")
        for (text, status, words) in [
            ("quorum none", 65 as Int32, "line 1"), ("quorum none\n", 65, "does not list"),
        ] {
            try Data(text.utf8).write(to: URL(filePath: policy))
            let ended = try submit(policy)
            #expect(ended.status == status && ended.errors.contains(words), "\(ended)")
        }
        #expect(try submit(folder.path("none")).status == 66)
        let empty = try BuiltWitness.run(["submit", folder.path("empty")], in: folder)
        #expect(empty.status == 66)
        #expect(try submit(policy, "--timeout", "0").status == 64)
    }
}
