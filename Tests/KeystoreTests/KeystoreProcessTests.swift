import CryptoPrimitives
import Dispatch
import Foundation
import Keystore
import Mediation
import Records
import TestSupport
import Testing

@Suite("Several processes, crashes and new keys of a keystore", .serialized)
struct KeystoreProcessTests {
    private typealias Fixture = KeystoreFixture
    private let fixture: KeystoreFixture

    init() throws { fixture = try KeystoreFixture() }

    @Test("concurrent changes of 4 processes and 2 threads lose nothing")
    func concurrentChanges() async throws {
        let keystore = try fixture.create()
        try keystore.create(Fixture.chain, for: .vault)
        let (path, keyPath) = (fixture.path, fixture.keyPath)
        await withTaskGroup(of: Void.self) { group in
            for process in 0..<4 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [
                            path = path as String, keyPath = keyPath as String,
                            process = process as Int
                        ] in
                        let keystore = try FileKeystore(opening: path, keyPath: keyPath)
                        DispatchQueue.concurrentPerform(iterations: 2) { thread in
                            for round in 0..<50 {
                                let number = process * 1000 + thread * 100 + round
                                try? keystore.withChain(.vault, durably: round.isMultiple(of: 10)) {
                                    $0.marks[KeystoreFixture.identifier(number)] = HighWaterMark(
                                        version: UInt64(number), manifest: Digest(hashing: [1]))
                                }
                            }
                        }
                    }
                }
            }
        }
        let marks = try keystore.chain(.vault).marks
        #expect(marks.count == 400)
        for (section, mark) in marks {
            #expect(section == Fixture.identifier(Int(mark.version)))
        }
    }

    @Test("a process killed at any moment leaves whole files, none of the answered missing")
    func killedWriter() async throws {
        let keystore = try fixture.create()
        let dossier = Fixture.dossier(1)
        try keystore.create(Fixture.chain, for: dossier)
        let (path, keyPath) = (fixture.path, fixture.keyPath)
        let answers = fixture.directory.path("answers")
        for round in 0..<10 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    path = path as String, keyPath = keyPath as String,
                    answers = answers as String, round = round as Int
                ] in
                let keystore = try FileKeystore(opening: path, keyPath: keyPath)
                var count = 0
                while true {
                    let length = try keystore.withChain(KeystoreFixture.dossier(1), durably: true) {
                        secrets in
                        let length = secrets.head.length
                        let grant: GrantID = KeystoreFixture.identifier(Int(length))
                        _ = secrets.add(KeystoreFixture.box(1), of: grant, kind: .plan)
                        if length > 3 {
                            _ = secrets.end(KeystoreFixture.identifier(Int(length) - 3))
                        }
                        secrets.head = ChainHead(length: length + 1, link: secrets.head.link)
                        return length
                    }
                    try Data("\(length)".utf8).write(
                        to: URL(fileURLWithPath: answers), options: .atomic)
                    count += 1
                    if count == 2 { killSoon(round) }
                }
            }
            let keystore = try fixture.open()
            #expect(!FileManager.default.fileExists(atPath: path + "/pending.sealed"))
            let secrets = try keystore.chain(dossier)
            if let answered = try? String(contentsOfFile: answers, encoding: .utf8) {
                #expect(try #require(UInt64(answered)) < secrets.head.length)
            }
            #expect(secrets.grants.count <= 4)
        }
        #expect(try keystore.chain(dossier).head.length >= 20)
    }

    @Test("what a crash left before the renaming is wiped, and the old file stands")
    func leftover() throws {
        let keystore = try fixture.create()
        let dossier = Fixture.dossier(1)
        try keystore.create(Fixture.chain, for: dossier)
        let pending = fixture.path + "/pending.sealed"
        let second = fixture.directory.path("second")
        for reopen in [true, false] {
            let file = try fixture.read(fixture.file(of: dossier))
            try fixture.write(file, to: pending)
            try FileManager.default.linkItem(atPath: pending, toPath: second)
            if reopen {
                _ = try fixture.open()
            } else {
                try keystore.withChain(dossier, durably: false) {
                    _ = $0.end(Fixture.identifier(1))
                }
            }
            #expect(!FileManager.default.fileExists(atPath: pending))
            #expect(try fixture.read(second) == [UInt8](repeating: 0, count: file.count))
            try FileManager.default.removeItem(atPath: second)
            _ = try keystore.chain(dossier)
        }
    }

    @Test("after a change of key everything opens, and old copies do not")
    func rotation() throws {
        let keystore = try fixture.create()
        try keystore.create(Fixture.vault)
        try keystore.replace(head: Fixture.head(1), durably: true)
        for number in 0..<20 { try keystore.create(Fixture.chain, for: Fixture.dossier(number)) }
        let copy = try fixture.read(fixture.path + "/vault.sealed")
        let oldKey = try fixture.read(fixture.keyPath)
        let second = fixture.directory.path("second")
        try FileManager.default.linkItem(atPath: fixture.keyPath, toPath: second)
        #expect(try keystore.rotateKey() == 22)
        #expect(!keystore.isRotationUnfinished)
        #expect(try fixture.read(fixture.keyPath) != oldKey)
        #expect(try fixture.read(second) == [UInt8](repeating: 0, count: oldKey.count))
        for keystore in [keystore, try fixture.open()] {
            _ = try keystore.vaultSecrets()
            #expect(try keystore.head() == Fixture.head(1))
            for number in 0..<20 { _ = try keystore.chain(Fixture.dossier(number)) }
        }
        try fixture.write(copy, to: fixture.path + "/vault.sealed")
        #expect(throws: SecretStoreError(.otherKey, .vault)) { try keystore.vaultSecrets() }
    }

    @Test("a process that knew the old key reads and writes under the new one")
    func otherProcessDuringRotation() throws {
        let (one, other) = (try fixture.create(), try fixture.open())
        try one.create(Fixture.vault)
        _ = try other.vaultSecrets()
        try one.rotateKey()
        try other.create(Fixture.chain, for: Fixture.dossier(1))
        _ = try one.chain(Fixture.dossier(1))
        try one.rotateKey()
        _ = try other.vaultSecrets()
        try other.withChain(Fixture.dossier(1), durably: false) {
            _ = $0.end(Fixture.identifier(1))
        }
        #expect(try fixture.open().chain(Fixture.dossier(1)).ended.count == 1)
    }

    @Test("a change of key that is killed at any moment leaves everything openable")
    func killedRotation() async throws {
        let keystore = try fixture.create()
        try keystore.create(Fixture.vault)
        for number in 0..<10 { try keystore.create(Fixture.chain, for: Fixture.dossier(number)) }
        let (path, keyPath) = (fixture.path, fixture.keyPath)
        var unfinished = 0
        for round in 0..<12 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, keyPath = keyPath as String, round = round as Int] in
                let keystore = try FileKeystore(opening: path, keyPath: keyPath)
                killSoon(round * 3)
                while true { try keystore.rotateKey() }
            }
            for keystore in [keystore, try fixture.open()] {
                _ = try keystore.vaultSecrets()
                for number in 0..<10 { _ = try keystore.chain(Fixture.dossier(number)) }
            }
            if keystore.isRotationUnfinished { unfinished += 1 }
        }
        #expect(unfinished > 0)
        try keystore.rotateKey()
        #expect(!keystore.isRotationUnfinished)
        _ = try fixture.open().vaultSecrets()
    }

    @Test("a full file system leaves the old file")
    func full() throws {
        let point = fixture.directory.path("memory")
        try FileManager.default.createDirectory(atPath: point, withIntermediateDirectories: false)
        // SAFETY: the strings are lent for the length of each call.
        guard unsafe mount("tmpfs", point, "tmpfs", 0, "size=64k,mode=700") == 0 else {
            let isCI = ProcessInfo.processInfo.environment["CI"] != nil
            print("NOT RUN: a file system could not be mounted (errno \(errno)); run as root")
            #expect(!(isCI && geteuid() == 0), "under CI as root this test must run")
            return
        }
        defer { _ = unsafe umount2(point, Int32(MNT_DETACH)) }
        let keystore = try FileKeystore(creating: point + "/keys", keyPath: fixture.keyPath)
        try keystore.create(Fixture.chain, for: .vault)
        var added = 0
        #expect(throws: SecretStoreError(.full, .chain)) {
            while added < 2000 {
                try keystore.withChain(.vault, durably: true) { secrets in
                    for number in added..<added + 20 {
                        let grant: GrantID = Fixture.identifier(number)
                        _ = secrets.add(Fixture.box(1), of: grant, kind: .plan)
                    }
                }
                added += 20
            }
        }
        #expect(try keystore.chain(.vault).grants.count == added)
        #expect(added > 20)
        #expect(!FileManager.default.fileExists(atPath: point + "/keys/pending.sealed"))
    }
}

/// Ends this process as `kill -9` does, after up to 8 milliseconds that depend on `seed`.
private func killSoon(_ seed: Int) {
    let delay = DispatchTimeInterval.microseconds(seed * 7_919 % 8_000)
    DispatchQueue.global().asyncAfter(deadline: .now() + delay) { kill(getpid(), SIGKILL) }
}
