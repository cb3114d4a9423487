import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// What contradicts, what is cut off and what was pruned, told apart.
extension ProgramTests {
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
}
