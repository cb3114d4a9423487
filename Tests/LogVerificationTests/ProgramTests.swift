import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

@Suite("kluis-verify") struct ProgramTests {
    private let folder: TemporaryDirectory
    private let log: SampleLog
    private let directory: String
    private let key: String

    init() throws {
        folder = try TemporaryDirectory()
        log = try SampleLog(size: 1000)
        directory = folder.path("log")
        try log.write(to: directory)
        key = try SampleLog.key().description
    }

    private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = folder.path(name)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private func accept(_ arguments: [String]) throws -> [String: Any] {
        let ended = try BuiltVerifier.run(arguments + ["--json"])
        #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended)")
        let json = try ended.json()
        #expect(json["isValid"] as? Bool == true, "\(ended)")
        return json
    }

    private func refuse(
        _ arguments: [String], status: Int32 = 20, verdict: String? = nil, saying: String = " "
    ) throws -> [String: Any] {
        let ended = try BuiltVerifier.run(arguments + ["--json"])
        #expect(ended.status == status && ended.output.isEmpty, "\(ended)")
        let json = try ended.json()
        #expect(json["exitStatus"] as? Int == Int(status), "\(ended)")
        #expect(json["verdict"] as? String == verdict, "\(ended)")
        #expect((json["message"] as? String ?? "").contains(saying), "\(ended)")
        let text = try BuiltVerifier.run(arguments)
        #expect(text.status == status && text.output.isEmpty, "\(text)")
        #expect(text.errors.hasPrefix("error: ") && text.errors.contains(saying), "\(text)")
        return json
    }

    @Test("a published directory verifies, with the key given or beside it")
    func directoryIsValid() throws {
        let json = try accept(["directory", directory, "--vkey", key])
        #expect(json["size"] as? Int == 1000 && json["entriesRead"] as? Int == 1000)
        #expect(json["root"] as? String == log.head(1000).root.hex)
        _ = try file("log.vkey", Array((key + "\n").utf8))
        let text = try BuiltVerifier.run(["directory", directory + "/"])
        #expect(
            text.status == 0
                && text.output.hasPrefix("the log vault.example/access-log verifies: 1000 entries"),
            "\(text)")
        _ = try accept(["directory", directory, "--jobs", "3"])
    }

    @Test("what is no log, no key or no option ends with its own status")
    func statuses() throws {
        _ = try refuse(["directory", directory], status: 64, saying: "whose signature")
        _ = try refuse(
            ["directory", directory + "-none", "--vkey", key], status: 66, saying: "there is no")
        _ = try refuse(
            ["directory", directory + "/checkpoint", "--vkey", key], status: 66,
            saying: "is no directory")
        _ = try refuse(
            ["directory", directory, "--vkey", directory + "/checkpoint"], status: 65,
            saying: "no key of a log")
        _ = try refuse(
            ["directory", directory, "--policy", directory + "/checkpoint"], status: 65,
            saying: "no trust policy")
        _ = try refuse(
            ["directory", directory, "--vkey", key, "--policy", "x"], status: 64,
            saying: "give one")
        _ = try refuse(["directory", directory, "--jobs", "0"], status: 64, saying: "1 or more")
        let empty = folder.path("empty")
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        _ = try refuse(
            ["directory", empty, "--vkey", key], verdict: "missing", saying: "`checkpoint`")
        let unknown = try BuiltVerifier.run(["directory", directory, "--nonsense"])
        #expect(unknown.status == 64 && unknown.errors.contains("--nonsense"), "\(unknown)")
        #expect(try BuiltVerifier.run(["--version"]).status == 0)
    }

    @Test("every command's help has two examples")
    func help() throws {
        for command in [[], ["directory"], ["proof"], ["consistency"], ["checkpoint"]] {
            let help = try BuiltVerifier.run(command + ["--help"])
            let examples = help.output.split(separator: "\n")
                .count { $0.hasPrefix("  kluis-verify ") }
            #expect(help.status == 0 && examples >= 2, "\(help)")
        }
    }

    @Test("a checkpoint counts when the policy's quorum has signed it")
    func policy() throws {
        let witnesses = try (2...4).map { try SampleLog.witness(UInt8($0)).verifierKey }
        let policy = try file(
            "trust.policy",
            Array(
                """
                log \(key)
                witness a \(witnesses[0])
                witness b \(witnesses[1])
                witness c \(witnesses[2])
                group two 2 a b c
                quorum two

                """.utf8))
        for (signers, isEnough) in [([], false), ([2], false), ([2, 4], true), ([2, 3, 4], true)]
            as [([UInt8], Bool)]
        {
            let note = try SampleLog.sign(log.head(1000), witnesses: signers)
            let checkpoint = try file("log/checkpoint", note.bytes)
            for arguments in [
                ["checkpoint", checkpoint, "--policy", policy],
                ["directory", directory, "--policy", policy],
            ] {
                guard isEnough else {
                    _ = try refuse(arguments, verdict: "untrusted", saying: "too few witnesses")
                    continue
                }
                let cosignatures = try accept(arguments)["cosignatures"] as? [[String: Any]]
                #expect(cosignatures?.count == signers.count)
                #expect(cosignatures?.first?["time"] as? Int == 1_700_000_000)
            }
            // The key alone asks no witness.
            _ = try accept(["checkpoint", checkpoint, "--vkey", key])
        }
        // A witness' line that is not valid refuses the checkpoint, whatever the others are.
        let whole = try SampleLog.sign(log.head(1000), witnesses: [2, 3, 4])
        let other = try SampleLog.sign(log.head(900), witnesses: [3])
        let mixed = try SignedNote(
            text: whole.text,
            lines: [whole.lines[0], whole.lines[1], whole.lines[3], other.lines[1]])
        _ = try refuse(
            ["checkpoint", file("mixed", mixed.bytes), "--policy", policy], verdict: "untrusted",
            saying: "is not valid")
    }

    @Test("a proof is checked with the entry in it or with one from elsewhere")
    func proof() throws {
        let files = log.files
        let tree = PublishedTree(size: 1000, read: { files[$0.path] })
        let signed = try LogTrust(key: SampleLog.key()).open(#require(files["checkpoint"]))
        let made = try tree.proof(of: 700, in: signed)
        let proof = try file("700.tlog-proof", made.bytes)
        let json = try accept(["proof", proof, "--vkey", key])
        #expect(json["index"] as? Int == 700)
        #expect(json["leaf"] as? String == String(decoding: log.entries[700], as: UTF8.self))
        let bare = try file(
            "bare.tlog-proof",
            LogProof(index: 700, path: made.path, checkpoint: made.checkpoint).bytes)
        _ = try refuse(["proof", bare, "--vkey", key], status: 65, saying: "does not carry")
        _ = try accept(
            ["proof", bare, "--vkey", key, "--entry", file("entry", log.entries[700])])
        _ = try refuse(
            ["proof", bare, "--vkey", key, "--entry", file("entry", log.entries[701])],
            verdict: "unproven", saying: "do not lead")
        // A checkpoint is never taken for a proof.
        _ = try refuse(
            ["proof", directory + "/checkpoint", "--vkey", key], verdict: "malformed",
            saying: "the form of a proof")
        let stranger = try SampleLog.signer(seed: 9).verifierKey.description
        _ = try refuse(
            ["proof", proof, "--vkey", stranger], verdict: "untrusted", saying: "has not signed")
    }

    @Test(
        "any two checkpoints of the log are consistent by its tiles",
        arguments: [
            (0, 1000), (100, 100), (100, 200), (300, 1000), (1000, 1000), (500, 900),
        ])
    func consistency(older: Int, newer: Int) throws {
        let old = try file("old", SampleLog.sign(log.head(older)).bytes)
        let new = try file("new", SampleLog.sign(log.head(newer)).bytes)
        let json = try accept(
            ["consistency", old, new, "--directory", directory, "--vkey", key])
        #expect(json["size"] as? Int == newer)
        #expect((json["older"] as? [String: Any])?["size"] as? Int == older)
        if older == newer || older == 0 {
            _ = try accept(["consistency", old, new, "--vkey", key])
        } else {
            _ = try refuse(
                ["consistency", old, new, "--vkey", key], status: 64, saying: "by the log's tiles")
        }
    }

    @Test("a fork of one size is told, and both signed notes are kept whole")
    func forkOfOneSize() throws {
        let other = try SampleLog(size: 1000, seed: 7)
        let honest = try SampleLog.sign(log.head(1000)).bytes
        let forged = try SampleLog.sign(other.head(1000)).bytes
        let evidence = folder.path("evidence")
        let found = try refuse(
            [
                "directory", directory, "--vkey", key, "--known", file("known", forged),
                "--evidence", evidence,
            ], verdict: "fork", saying: "two different logs of 1000 entries")
        #expect((found["known"] as? [String: Any])?["root"] as? String == other.head(1000).root.hex)
        let kept = try #require(found["evidence"] as? [String])
        #expect(kept.count == 2)
        let notes = try kept.map { try Data(contentsOf: URL(filePath: $0)) }
        #expect(Set(notes) == [Data(forged), Data(honest)])
        // The evidence convinces by itself.
        _ = try refuse(
            ["consistency", kept[0], kept[1], "--vkey", key], verdict: "fork",
            saying: "two different logs")
    }

    @Test("a log that does not extend an older one is a fork, and the proven root is kept")
    func forkOfTwoSizes() throws {
        let other = try SampleLog(size: 300, seed: 7)
        let older = try SampleLog.sign(other.head(300)).bytes
        let old = try file("old", older)
        for arguments in [
            ["directory", directory, "--known", old],
            ["consistency", old, directory + "/checkpoint", "--directory", directory],
        ] {
            let evidence = folder.path(arguments[0])
            let found = try refuse(
                arguments + ["--vkey", key, "--evidence", evidence], verdict: "fork",
                saying: "do not extend the 300")
            let kept = try #require(found["evidence"] as? [String])
            #expect(kept.count == 3)
            let prefix = try String(contentsOfFile: kept[2], encoding: .utf8)
            #expect(prefix.contains(Base64.encode(log.head(300).root.bytes)))
        }
    }

    @Test("a log must extend every head of a history that somebody kept")
    func history() throws {
        let time = try #require(LogTime("2026-11-24T10:00:00Z"))
        func history(_ heads: [TreeHead]) throws -> [UInt8] {
            try heads.flatMap {
                try HeadHistory.Record(.published, at: time, SampleLog.sign($0)).bytes
            }
        }
        let honest = [100, 200, 200, 700, 1000].map(log.head)
        let heads = try file("heads", history(honest))
        let json = try accept(["directory", directory, "--vkey", key, "--known", heads])
        #expect(
            (json["known"] as? [[String: Any]])?.compactMap { $0["size"] as? Int } == [
                100, 200, 700, 1000,
            ])
        let forged = try SampleLog(size: 300, seed: 7).head(300)
        let mixed = try file("mixed", history([log.head(100), forged, log.head(700)]))
        _ = try refuse(
            ["directory", directory, "--vkey", key, "--known", mixed], verdict: "fork",
            saying: "do not extend the 300")
        _ = try refuse(
            ["directory", directory, "--vkey", key, "--known", file("none", [])],
            verdict: "malformed", saying: "is refused")
    }

    @Test("a log that is smaller than it was is rolled back")
    func rollback() throws {
        let larger = try SampleLog(size: 1100)
        let known = try file("known", SampleLog.sign(larger.head(1100)).bytes)
        let evidence = folder.path("evidence")
        let found = try refuse(
            ["directory", directory, "--vkey", key, "--known", known, "--evidence", evidence],
            verdict: "rollback", saying: "1100 entries were signed before, now there are 1000")
        #expect((found["evidence"] as? [String])?.count == 2)
        _ = try refuse(
            ["consistency", known, directory + "/checkpoint", "--vkey", key], verdict: "rollback",
            saying: "rolled back")
        let old = try file("old", SampleLog.sign(log.head(500)).bytes)
        _ = try refuse(
            ["consistency", old, known, "--directory", directory, "--vkey", key],
            verdict: "rollback", saying: "now there are 1000")
    }

    @Test("a log that ends before its signed size is cut off, which is no missing file")
    func truncated() throws {
        for path in ["tile/entries/003.p/232", "tile/0/003.p/232"] {
            try FileManager.default.removeItem(atPath: "\(directory)/\(path)")
        }
        let found = try refuse(
            ["directory", directory, "--vkey", key], verdict: "truncated",
            saying: "signed over 1000 entries, and 768 are there")
        #expect(found["entry"] as? Int == 768)
        // What an older checkpoint published is still there.
        try write(
            ["tile/entries/003.p/32": EntryBundle(entries: Array(log.entries[768..<800])).bytes],
            to: directory)
        _ = try refuse(
            ["directory", directory, "--vkey", key], verdict: "truncated", saying: "800 are there")
        try log.write(to: directory)
        try FileManager.default.removeItem(atPath: directory + "/tile/entries/001")
        let missing = try refuse(
            ["directory", directory, "--vkey", key], verdict: "missing",
            saying: "`tile/entries/001` is missing")
        #expect(missing["file"] as? String == "tile/entries/001")
    }

    @Test("a pruned log verifies from its minimum index, and says what is gone")
    func pruned() throws {
        for name in ["tile/entries/000", "tile/entries/001"] {
            try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
        }
        _ = try refuse(["directory", directory, "--vkey", key], verdict: "missing")
        _ = try refuse(
            ["directory", directory, "--vkey", key, "--minimum-index", "511"], verdict: "missing")
        let json = try accept(["directory", directory, "--vkey", key, "--minimum-index", "512"])
        #expect(json["entriesRead"] as? Int == 488 && json["checkedFrom"] as? Int == 0)
        let text = try BuiltVerifier.run(
            ["directory", directory, "--vkey", key, "--minimum-index", "600"])
        #expect(text.output.contains("pruned: 512 entries below index 600 are gone"), "\(text)")
        // The specification lets full tiles go too.
        for name in ["tile/0/000", "tile/0/001"] {
            try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
        }
        let later = try accept(["directory", directory, "--vkey", key, "--minimum-index", "512"])
        #expect(later["entriesRead"] as? Int == 488 && later["checkedFrom"] as? Int == 512)
        let changed = "\(directory)/tile/entries/002"
        var bytes = try Data(contentsOf: URL(filePath: changed))
        bytes[40] ^= 1
        try bytes.write(to: URL(filePath: changed))
        _ = try refuse(
            ["directory", directory, "--vkey", key, "--minimum-index", "512"], verdict: "altered",
            saying: "`tile/entries/002`")
    }

    @Test("a consistency proof of a file shows the same as the tiles")
    func extensionProof() throws {
        let files = log.files
        let prefix = try PublishedTree(size: 1000, read: { files[$0.path] })
            .prefix(300, of: log.head(1000))
        let old = try file("old", SampleLog.sign(log.head(300)).bytes)
        let note = try SampleLog.sign(log.head(1000))
        let proof = WitnessRequest(oldSize: 300, proof: prefix.proof, checkpoint: note)
        _ = try accept(["consistency", old, file("proof", proof.bytes), "--vkey", key])
        let short = WitnessRequest(
            oldSize: 300, proof: prefix.proof.dropLast(), checkpoint: note)
        _ = try refuse(
            ["consistency", old, file("short", short.bytes), "--vkey", key], verdict: "unproven",
            saying: "does not show")
        let from = WitnessRequest(oldSize: 200, proof: prefix.proof, checkpoint: note)
        _ = try refuse(
            ["consistency", old, file("from", from.bytes), "--vkey", key], verdict: "unproven")
    }

    @Test("what was logged is shown so that it cannot move the cursor")
    func hostileEntries() throws {
        let hostile = try SampleLog(entries: [
            Array("\u{1b}[2J\u{202e}\"\\\u{0}é".utf8), [0xff, 0xfe],
        ])
        let files = hostile.files
        let tree = PublishedTree(size: 2, read: { files[$0.path] })
        let signed = try LogTrust(key: SampleLog.key()).open(#require(files["checkpoint"]))
        let proof = try file("0.tlog-proof", tree.proof(of: 0, in: signed).bytes)
        let shown = try BuiltVerifier.run(["proof", proof, "--vkey", key])
        #expect(shown.output.utf8.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) })
        #expect(
            try accept(["proof", proof, "--vkey", key])["leaf"] as? String
                == "\u{1b}[2J\u{202e}\"\\\u{0}é")
        let bytes = try file("1.tlog-proof", tree.proof(of: 1, in: signed).bytes)
        #expect(try accept(["proof", bytes, "--vkey", key])["leafBase64"] as? String == "//4=")
    }
}
