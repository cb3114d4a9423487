import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// A vault's log, published on a fixed clock and cosigned by a witness over files.
@Suite("Publishing to witnesses") struct WitnessTests {
    private let world: World
    private let directory: String
    private let log: VerifierKey

    init() throws {
        world = try World()
        directory = world.folder.path("log")
        let founding = try JSONObject(
            String(contentsOfFile: world.folder.path("founding.json"), encoding: .utf8))
        log = try VerifierKey(founding.text("logKey"))
    }

    /// The program beside `kluis`.
    private func witness(_ arguments: [String]) throws -> BuiltProgram.Ended {
        try BuiltProgram.run(
            arguments,
            of: URL(filePath: BuiltProgram.path).deletingLastPathComponent()
                .appending(path: "kluis-witness").path,
            under: [BuiltProgram.repository.path + "/scripts/at-time.sh", world.now],
            environment: [:], scratch: world.folder)
    }

    /// Makes a witness, and a policy that asks for it.
    private func makeWitness() throws -> (key: VerifierKey, policy: String) {
        let passphrase = world.folder.path("w.pass")
        try Data("a passphrase\n".utf8).write(to: URL(filePath: passphrase))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: passphrase)
        let made = try witness([
            "keygen", "witness.example/w1", "--key", world.folder.path("w.key"),
            "--passphrase-file", passphrase, "--json",
        ])
        try #require(made.status == 0, "\(made)")
        let key = try VerifierKey(JSONObject(made.output).text("vkey"))
        try FileManager.default.createDirectory(
            atPath: world.folder.path("state"), withIntermediateDirectories: false)
        let policy = try world.file(
            "trust.policy", "log \(log)\nwitness w1 \(key)\nquorum w1\n")
        return (key, policy)
    }

    private func cosign() throws -> BuiltProgram.Ended {
        try witness([
            "cosign", directory, "--key", world.folder.path("w.key"), "--passphrase-file",
            world.folder.path("w.pass"), "--state", world.folder.path("state"), "--log",
            log.description,
        ])
    }

    private func checkpoint() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: directory + "/checkpoint")))
    }

    private func history() throws -> [HeadHistory.Record] {
        let bytes = Array(try Data(contentsOf: URL(filePath: directory + "/heads")))
        return try #require(HeadHistory(bytes)).records
    }

    @Test("a head becomes the checkpoint when the witness has cosigned it, and Go reads the tree")
    func cosigned() throws {
        let (key, policy) = try makeWitness()
        let trust = try TrustPolicy(Array(Data(contentsOf: URL(filePath: policy))))
        let offered = try world.json(nil, "log", "publish", directory, "--policy", policy)
        #expect(offered["missing"] as? [String] == ["the witness w1 has not cosigned"])
        #expect(!FileManager.default.fileExists(atPath: directory + "/checkpoint"))
        #expect(try cosign().status == 0)
        // The policy stands in the directory now.
        #expect(try world.run(nil, "log", "publish", directory).hasPrefix("published "))
        let first = try SignedCheckpoint(verifying: checkpoint(), under: trust)
        #expect(first.cosignatures.map(\.key) == [key])
        #expect(
            try Data(contentsOf: URL(filePath: directory + "/policy"))
                == Data(contentsOf: URL(filePath: policy)))

        // The log grows; readers keep the head that was cosigned until the next one is.
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        try world.run(nil, "log", "publish", directory)
        #expect(try checkpoint() == first.note.bytes)
        #expect(
            try world.json(nil, "log", "verify", directory, "--vkey", log.description)
                .number("size") == Int(first.head.size))
        #expect(try cosign().status == 0)
        let submitted = try witness(["submit", directory])
        #expect(submitted.status == 0, "\(submitted)")
        let second = try SignedCheckpoint(verifying: checkpoint(), under: trust)
        #expect(second.head.size > first.head.size)
        try world.run(nil, "log", "verify", directory, "--vkey", log.description)
        if GoOracle.runs {
            let checked = try GoOracle.run(
                GoOracle.program.get(), ["check", directory, log.description])
            #expect(checked.status == 0, "\(checked.output)")
        }
        // Publishing an unchanged head loses no cosignature.
        #expect(try world.run(nil, "log", "publish", directory).hasPrefix("up to date"))
        #expect(try checkpoint() == second.note.bytes)
        let sizes = try history().map { try Checkpoint($0.note.text).head.size }
        #expect(sizes == [first, first, second, second].map(\.head.size))
    }

    @Test("on a fixed clock a log is published once an interval, also unchanged, and never between")
    func clock() throws {
        func publish() throws -> JSONObject {
            try world.json(nil, "log", "publish", directory, "--every", "1h")
        }
        func text() throws -> String { try publish().text("next") }
        world.at("2024-01-09", "10:07:00")
        #expect(try publish()["isEarly"] as? Bool == false)
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        world.at("2024-01-09", "10:40:00")
        let before = try checkpoint()
        let early = try publish()
        #expect(early["isEarly"] as? Bool == true)
        let next = try early.text("next")
        #expect(try checkpoint() == before)
        // The civil hour is one ahead of UTC; the minutes are the same.
        #expect(next.hasSuffix(":00:00Z"), "\(next)")
        world.at("2024-01-09", "11:01:00")
        let due = try publish()
        #expect(due["isEarly"] as? Bool == false)
        #expect(try checkpoint() != before)
        world.at("2024-01-09", "13:30:00")
        #expect(try publish()["isEarly"] as? Bool == false)
        #expect(try history().count == 3)
        #expect(try history().allSatisfy { $0.event == .published })
        #expect(try history()[1].note == history()[2].note)
        for wrong in ["0h", "7h", "1", "2d", "h", "-1h", "01h", "1s"] {
            try world.refuse(
                64, nil, "log", "publish", directory, "--every=\(wrong)", saying: "is no interval")
        }
        try world.refuse(64, nil, "log", "publish", directory, "--loop", saying: "--every")
    }

    @Test("a torn end of the history is mended, and anything else in it is not written over")
    func tornHistory() throws {
        try world.run(nil, "log", "publish", directory)
        let path = URL(filePath: directory + "/heads")
        let whole = try Data(contentsOf: path)
        try (whole + whole.prefix(100)).write(to: path)
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        try world.run(nil, "log", "publish", directory)
        #expect(try history().count == 2)
        try Data("nothing\n\n— x\n\n".utf8).write(to: path)
        try world.run("wim", "read", world.dossier, "medical-notes")
        try world.refuse(65, nil, "log", "publish", directory, saying: "no history")
    }

    @Test("a policy that does not list the log is refused before anything is written")
    func policy() throws {
        let policy = try world.file("trust.policy", "quorum none\n")
        try world.refuse(
            65, nil, "log", "publish", directory, "--policy", policy, saying: "does not list",
            "log \(log)")
        #expect(!FileManager.default.fileExists(atPath: directory))
        try world.refuse(
            65, nil, "log", "publish", directory, "--policy",
            try world.file("bad.policy", "quorum x\n"), saying: "line 1: no line above")
    }

    @Test("while one process writes the directory, another is told to try again")
    func locked() throws {
        try world.run(nil, "log", "publish", directory)
        let ended = try world.attempt(
            nil, ["log", "publish", directory], under: ["flock", directory])
        #expect(ended.status == 75 && ended.errors.contains("busy"), "\(ended)")
    }
}
