import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

@Suite("A witness over files") struct CosignTests {
    private let witness: BuiltWitness
    private let log: SampleDirectory

    init() throws {
        witness = try BuiltWitness()
        log = try SampleDirectory(witness.folder.path("log"))
    }

    private func cosign(
        _ log: SampleDirectory, _ more: String..., by other: BuiltWitness? = nil
    ) throws -> BuiltWitness.Ended {
        let witness = other ?? witness
        return try witness.run(["cosign", log.path] + witness.options(log) + more)
    }

    /// The times of the cosignatures of a note, by witness.
    private func times(_ note: [UInt8], _ witnesses: VerifierKey...) throws -> [UInt64?] {
        let signed = try SignedCheckpoint(
            verifying: note, origin: log.origin, logKeys: [log.key], witnesses: witnesses)
        return witnesses.map { key in signed.cosignatures.first { $0.key == key }?.time }
    }

    @Test("cosigns a published head beside it, and each larger one that the tiles prove")
    func growth() throws {
        for size in [0, 1, 255, 256, 300, 70_000 / 100] {
            try log.publish(size)
            let ended = try cosign(log, "--json")
            #expect(ended.status == 0, "\(ended)")
            #expect(try ended.json()["size"] as? Int == size)
            #expect(try times(log.offer(), witness.vkey).allSatisfy { $0 != nil })
            #expect(try log.offer().starts(with: log.note(size).bytes))
            #expect(try log.checkpoint() == log.note(size).bytes, "the publisher's own file")
        }
        #expect(try witness.evidence(of: log).isEmpty)
    }

    @Test("an unchanged head is cosigned again, and the lines of other witnesses stay")
    func fresh() throws {
        try log.publish(9)
        let second = try BuiltWitness("witness.example/w2", seed: 3)
        for witness in [witness, second, witness] {
            #expect(try cosign(log, by: witness).status == 0)
        }
        let note = try log.offer()
        #expect(try times(note, witness.vkey, second.vkey).allSatisfy { $0 != nil })
        #expect(try SignedNote(note).lines.count == 3)
    }

    @Test("a copy is cosigned into a file, and a checkpoint alone when it is new or unchanged")
    func elsewhere() throws {
        try log.publish(9)
        let output = witness.folder.path("w1.note")
        #expect(try cosign(log, "--output", output).status == 0)
        #expect(!FileManager.default.fileExists(atPath: log.path + "/witness"))
        let note = Array(try Data(contentsOf: URL(filePath: output)))
        #expect(try times(note, witness.vkey).allSatisfy { $0 != nil })
        #expect(try witness.run(["cosign", output] + witness.options(log)).status == 0)
        try Data(log.note(12).bytes).write(to: URL(filePath: output))
        let grown = try witness.run(["cosign", output] + witness.options(log))
        #expect(grown.status == 66 && grown.errors.contains("grown from 9 to 12"), "\(grown)")
    }

    @Test("a rollback and a fork are refused, and both signed checkpoints are kept whole")
    func evidence() throws {
        try log.publish(300)
        #expect(try cosign(log).status == 0)
        let record = Array(
            try Data(contentsOf: URL(filePath: witness.stateFolder(of: log) + "/checkpoint")))
        let other = try log.forked(from: 100, at: witness.folder.path("other"))
        let cases: [(SampleDirectory, Int, String, String)] = [
            (log, 200, "rollback-", "rolled back"), (other, 300, "fork-", "two histories"),
            (other, 400, "unproved-", "not proved to extend"),
        ]
        for (directory, size, kind, words) in cases {
            // Of a directory with two heads, the larger one counts.
            #expect(try Tool.run("rm", ["-rf", directory.path + "/witness"]).status == 0)
            try directory.publish(size)
            let ended = try cosign(directory)
            #expect(ended.status == 20 && ended.errors.contains(words), "\(ended)")
            let place = try #require(
                try witness.evidence(of: log).first { $0.hasPrefix(kind) }, "\(kind)")
            #expect(ended.errors.contains(place))
            #expect(
                try witness.evidence(of: log, place, "offered") == directory.note(size).bytes)
            #expect(try witness.evidence(of: log, place, "cosigned") == record)
        }
        #expect(
            try Array(Data(contentsOf: URL(filePath: witness.stateFolder(of: log) + "/checkpoint")))
                == record)
    }

    @Test("a tile that is missing or changed is no proof, and mended it is")
    func damagedTile() throws {
        try log.publish(300)
        #expect(try cosign(log).status == 0)
        try log.publish(600)
        let tile = URL(filePath: log.path + "/tile/0/001")
        let whole = try Data(contentsOf: tile)
        try FileManager.default.removeItem(at: tile)
        #expect(try cosign(log).status == 66)
        var bytes = whole
        bytes[44 * 32] ^= 1
        try bytes.write(to: tile)
        #expect(try cosign(log).status == 20)
        try Data(whole.dropLast()).write(to: tile)
        #expect(try cosign(log).status == 65)
        try whole.write(to: tile)
        #expect(try cosign(log).status == 0)
        #expect(try witness.evidence(of: log).isEmpty)
    }

    @Test("another log, no checkpoint, a foreign signature, a wrong passphrase: each is told apart")
    func refused() throws {
        let foreign = try SampleDirectory(
            witness.folder.path("foreign"), origin: "other.example/log")
        try foreign.publish(3)
        let unknown = try witness.run(["cosign", foreign.path] + witness.options(log))
        #expect(unknown.status == 77, "\(unknown)")
        try FileManager.default.createDirectory(
            atPath: log.path, withIntermediateDirectories: false)
        #expect(try cosign(log).status == 66)
        let forged = try SampleDirectory(log.path, seed: 9)
        try forged.publish(3)
        #expect(try cosign(log).status == 20)
        try log.publish(3)
        try Data("wrong\n".utf8).write(to: URL(filePath: witness.folder.path("w.pass")))
        #expect(try cosign(log).status == 77)
        #expect(
            try witness.run(
                [
                    "cosign", log.path, "--key", witness.folder.path("w.key"), "--state", "x",
                    "--log",
                    log.key.description, "--no-input",
                ]
            ).status == 78)
    }

    /// Where the witness is killed, and what then remains possible: never two histories.
    @Test("killed before any of its system calls, it never lets two histories out")
    func killed() throws {
        guard try Tool.run("which", ["strace"]).status == 0 else {
            #expect(ProcessInfo.processInfo.environment["CI"] != "true", "strace is not installed")
            print("*** KILLS OF THE WITNESS NOT TRIED: install strace ***")
            return
        }
        try log.publish(20)
        #expect(try cosign(log).status == 0)
        let other = try log.forked(from: 25, at: witness.folder.path("other"))
        try log.publish(40)
        try other.publish(40)
        let output = witness.folder.path("out.note")
        let trace = witness.folder.path("trace")
        let calls = "openat,write,fsync,rename,mkdir,unlink,flock,close"
        let arguments = ["cosign", log.path] + witness.options(log) + ["--output", output]
        let saved = witness.folder.path("saved")
        #expect(try Tool.run("cp", ["-a", witness.folder.path("state"), saved]).status == 0)
        func restore() throws {
            #expect(try Tool.run("rm", ["-rf", witness.folder.path("state"), output]).status == 0)
            #expect(
                try Tool.run("cp", ["-a", saved, witness.folder.path("state")]).status == 0)
        }
        let clean = try witness.run(
            arguments, under: ["strace", "-f", "-o", trace, "-e", "trace=\(calls)"])
        #expect(clean.status == 0, "\(clean)")
        let text = try String(contentsOfFile: trace, encoding: .utf8)
        let counts = calls.split(separator: ",").map { name in
            (String(name), text.components(separatedBy: " \(name)(").count - 1)
        }
        #expect(counts.first { $0.0 == "fsync" }?.1 ?? 0 >= 2, "\(text)")
        var kills = 0
        var outcomes: Set<String> = []
        for (name, count) in counts {
            // Of what comes often, opening libraries mostly, the last ones matter.
            for occurrence in max(1, count - 13)..<(count + 1) {
                try restore()
                let ended = try witness.run(
                    arguments,
                    under: [
                        "strace", "-f", "-o", trace, "-e", "trace=\(name)", "-e",
                        "inject=\(name):signal=KILL:when=\(occurrence)",
                    ])
                guard ended.status == -SIGKILL else { continue }
                kills += 1
                let isOut = FileManager.default.fileExists(atPath: output)
                // The other history is offered next.
                let fork = try cosign(other)
                outcomes.insert("\(isOut) \(fork.status)")
                #expect([0, 20].contains(fork.status), "\(fork)")
                #expect(!isOut || fork.status == 20, "\(name) \(occurrence): \(fork)")
                let own = try cosign(log)
                #expect(own.status == (fork.status == 0 ? 20 : 0), "\(name) \(occurrence): \(own)")
            }
        }
        #expect(kills >= 20)
        // Killed before it was remembered, after, and after the note was out.
        #expect(outcomes.isSuperset(of: ["false 0", "false 20", "true 20"]), "\(outcomes)")
    }
}
