import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// A stranger with `kluis-verify`, and `kluis log verify`, come to the same verdicts about a vault's
/// published log, with or without witnesses.
@Suite("The stranger's checker") struct StrangerTests {
    private let world: World
    private let directory: String
    private let key: String

    init() throws {
        world = try World()
        directory = world.folder.path("log")
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        try world.run(nil, "log", "publish", directory)
        let founding = try JSONObject(
            String(contentsOfFile: world.folder.path("founding.json"), encoding: .utf8))
        key = try founding.text("logKey")
    }

    private func stranger(_ arguments: [String]) throws -> BuiltProgram.Ended {
        try BuiltProgram.run(
            arguments, of: BuiltProgram.verifier, environment: [:], scratch: world.folder)
    }

    /// What a program said as JSON: its report, or its failure without what only a vault adds.
    private static func object(_ ended: BuiltProgram.Ended) throws -> [String: Any] {
        let text = ended.output.isEmpty ? ended.errors : ended.output
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        var members = object?["error"] as? [String: Any] ?? object ?? [:]
        members["rules"] = nil
        members["logEntry"] = nil
        return members
    }

    /// An object in one spelling, to compare.
    private static func text(_ object: [String: Any]) throws -> String {
        String(
            decoding: try JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys]), as: UTF8.self)
    }

    private func refuse(_ status: Int32, _ arguments: [String], saying words: String) throws {
        let ended = try world.attempt(nil, arguments)
        #expect(ended.status == status && ended.output.isEmpty, "\(ended)")
        #expect(ended.errors.contains(words), "\(ended)")
    }

    /// Both programs end alike, and say the same to people and to programs.
    private func checkAlike(
        _ theirs: [String], _ ours: [String], status: Int32, verdict: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let stranger = try stranger(theirs + ["--json"])
        let kluis = try world.attempt(nil, ["log", "verify"] + ours + ["--json"])
        #expect(
            stranger.status == status && kluis.status == status, "\(stranger)\n\(kluis)",
            sourceLocation: sourceLocation)
        let said = try Self.object(stranger)
        #expect(
            try Self.text(said) == Self.text(Self.object(kluis)),
            "\(stranger)\n\(kluis)", sourceLocation: sourceLocation)
        #expect(said["verdict"] as? String == verdict, sourceLocation: sourceLocation)
    }

    @Test(
        "both accept the directory, a proof and two checkpoints, and refuse alike what is changed")
    func sameVerdicts() throws {
        let vkey = ["--vkey", key]
        let older = world.folder.path("older.checkpoint")
        try FileManager.default.copyItem(atPath: directory + "/checkpoint", toPath: older)
        try world.run("wim", "read", world.dossier, "medical-notes")
        let size = try world.json(nil, "log", "publish", directory).number("size")
        let checkpoint = directory + "/checkpoint"
        let proof = world.folder.path("3.tlog-proof")
        try world.run(
            nil, ["log", "prove", "3", "--directory", directory, "--output", proof] + vkey)

        try checkAlike(["directory", directory] + vkey, [directory] + vkey, status: 0)
        try checkAlike(
            ["directory", directory, "--known", older] + vkey,
            [directory, "--known", older] + vkey, status: 0)
        try checkAlike(["proof", proof] + vkey, [proof] + vkey, status: 0)
        try checkAlike(
            ["checkpoint", checkpoint] + vkey, [checkpoint, "--checkpoint"] + vkey, status: 0)
        try checkAlike(
            ["consistency", older, checkpoint, "--directory", directory] + vkey,
            [checkpoint, "--older", older, "--directory", directory] + vkey, status: 0)
        let grown = world.folder.path("grown.proof")
        try world.run(
            nil,
            ["log", "prove", "--from", older, "--directory", directory, "--output", grown] + vkey)
        try checkAlike(
            ["consistency", older, grown] + vkey, [grown, "--older", older] + vkey, status: 0)

        try checkAlike(
            ["consistency", checkpoint, older] + vkey, [older, "--older", checkpoint] + vkey,
            status: 20, verdict: "rollback")
        try checkAlike(
            ["proof", checkpoint] + vkey, [checkpoint] + vkey, status: 20, verdict: "malformed")
        let otherKey = "other.example/log+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        try checkAlike(
            ["directory", directory, "--vkey", otherKey], [directory, "--vkey", otherKey],
            status: 66)
        let bundle = URL(filePath: "\(directory)/tile/entries/000.p/\(size)")
        var bytes = try Data(contentsOf: bundle)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: bundle)
        try checkAlike(
            ["directory", directory] + vkey, [directory] + vkey, status: 20, verdict: "altered")
        let found = try Self.object(stranger(["directory", directory, "--json"] + vkey))
        let entry = try #require(found["entry"] as? Int)
        try refuse(
            20, ["log", "prove", String(entry), "--directory", directory] + vkey,
            saying: "is not what was logged")
        try FileManager.default.removeItem(at: bundle)
        try checkAlike(
            ["directory", directory] + vkey, [directory] + vkey, status: 20, verdict: "missing")
    }

    @Test("a proof from the directory carries the lines of its witnesses")
    func witnessed() throws {
        let seed = SecretBytes(copying: [UInt8](repeating: 2, count: 32))
        let witness = try NoteSigner(
            name: "witness.example/w1", key: Ed25519.PrivateKey(seed: seed), type: .cosignature)
        let path = directory + "/checkpoint"
        let published = try Array(Data(contentsOf: URL(filePath: path)))
        let policy = try world.file(
            "trust.policy", "log \(key)\nwitness w1 \(witness.verifierKey)\nquorum w1\n")
        let arguments = ["log", "prove", "2", "--directory", directory, "--policy", policy]
        try refuse(20, arguments, saying: "too few witnesses")
        let trusted = LogTrust(key: try VerifierKey(key))
        let line = try witness.cosign(trusted.open(published), time: 1_700_000_000)
        let cosigned = try SignedNote(published).adding([line])
        try Data(cosigned.bytes).write(to: URL(filePath: path))

        let proof = world.folder.path("2.tlog-proof")
        try world.run(nil, arguments + ["--output", proof])
        let text = try String(contentsOfFile: proof, encoding: .utf8)
        #expect(text.hasSuffix("\n\n" + String(decoding: cosigned.bytes, as: UTF8.self)))
        try checkAlike(
            ["proof", proof, "--policy", policy], [proof, "--policy", policy], status: 0)
        try checkAlike(
            ["directory", directory, "--policy", policy], [directory, "--policy", policy],
            status: 0)
        if GoOracle.runs {
            let checked = try GoOracle.run(GoOracle.program.get(), ["proof", proof, key])
            #expect(checked.status == 0, "\(checked.output)")
        }
        try refuse(
            66, ["log", "prove", "99999", "--directory", directory, "--vkey", key],
            saying: "entries are published")
        try refuse(64, ["log", "prove"], saying: "--from")
        try refuse(64, ["log", "prove", "--from", path], saying: "--directory")
    }

    @Test("the auditor's own reading of the vault's log passes through what was known")
    func vaultPassesThroughKnown() throws {
        let known = directory + "/checkpoint"
        try world.run("wim", "read", world.dossier, "medical-notes")
        #expect(
            try world.json("vera", "log", "verify", "--known", known)["isValid"] as? Bool == true)
    }
}
