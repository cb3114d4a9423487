import CryptoPrimitives
import LogVerification
import Synchronization
import Testing
import TransparencyLog

/// The files of a log in memory, lent to each thread.
struct FilesInMemory: LogSource {
    let files: [String: [UInt8]]

    func withReader(_ body: (@escaping LogFileReading) throws -> Void) throws {
        try body { files[$0.path] }
    }
}

@Suite("Verification on several threads") struct ParallelVerificationTests {
    private static let size = 70_000
    private static let log = Result { try SampleLog(size: size) }

    private func verifier(known: [TreeHead] = []) throws -> DirectoryVerifier {
        DirectoryVerifier(trust: LogTrust(key: try SampleLog.key()), knownHeads: known)
    }

    @Test("it proves what one thread proves", arguments: [1, 2, 5])
    func agrees(threads: Int) throws {
        let log = try Self.log.get()
        let verified = try ParallelVerification(verifier(known: [log.head(1000)]), threads: threads)
            .verify(FilesInMemory(files: log.files))
        #expect(verified.checkpoint.head == log.head(Self.size))
        #expect(verified.entriesRead == UInt64(Self.size) && verified.start == 0)
    }

    @Test(
        "what is altered is named as one thread names it",
        arguments: [
            "tile/entries/001", "tile/entries/200", "tile/entries/273.p/112", "tile/0/000",
            "tile/0/272", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
        ])
    func refuses(path: String) throws {
        var files = try Self.log.get().files
        let verifier = try verifier()
        // In the last third of the file, and, in a bundle, within an entry.
        let position = try #require(files[path]).count * 2 / 3
        files[path]?[position] ^= 1
        let changed = files
        let expected = try #require(throws: DirectoryError.self) {
            try verifier.verify(read: { changed[$0.path] })
        }
        #expect(throws: expected) {
            try ParallelVerification(verifier, threads: 4).verify(FilesInMemory(files: changed))
        }
        files[path] = nil
        let lacking = files
        let missing = try #require(throws: DirectoryError.self) {
            try verifier.verify(read: { lacking[$0.path] })
        }
        #expect(throws: missing) {
            try ParallelVerification(verifier, threads: 4).verify(FilesInMemory(files: lacking))
        }
    }

    @Test("of several things that are wrong the first is named")
    func first() throws {
        var files = try Self.log.get().files
        for path in ["tile/entries/020", "tile/entries/130", "tile/entries/260"] {
            files[path] = nil
        }
        let lacking = files
        for _ in 0..<20 {
            #expect(throws: DirectoryError.missing(.bundle(BundleCoordinate(index: 20)))) {
                try ParallelVerification(verifier(), threads: 4)
                    .verify(FilesInMemory(files: lacking))
            }
        }
    }

    @Test("it stops when it is told to, and goes on from what was stored")
    func resumes() throws {
        let log = try Self.log.get()
        let stored = Mutex<VerificationProgress?>(nil)
        let verification = ParallelVerification(try verifier(), threads: 2)
        #expect(throws: ParallelVerification.Stopped(size: 32_768)) {
            try verification.verify(
                FilesInMemory(files: log.files),
                observer: .init(
                    store: { progress in stored.withLock { $0 = progress } },
                    shouldStop: { stored.withLock { $0?.frontier.size == 32_768 } }))
        }
        let progress = try #require(stored.withLock { $0 })
        let read = try #require(VerificationProgress(progress.bytes))
        #expect(read == progress)
        // What is behind is not read again.
        var files = log.files
        for number in 0..<128 {
            files[BundleCoordinate(index: UInt64(number)).path] = nil
        }
        let verified = try verification.verify(FilesInMemory(files: files), after: read)
        #expect(verified.start == 32_768 && verified.entriesRead == UInt64(Self.size))
        // What is ahead is.
        files["tile/entries/150"]?[40] ^= 1
        let changed = files
        #expect(throws: DirectoryError.self) {
            try verification.verify(FilesInMemory(files: changed), after: read)
        }
    }

    @Test("what was stored of another log is passed over, and everything is read")
    func foreignProgress() throws {
        let log = try Self.log.get()
        let other = try SampleLog(size: 1024, seed: 9)
        let stored = Mutex<VerificationProgress?>(nil)
        let verification = ParallelVerification(try verifier(), threads: 2)
        _ = try verification.verify(
            FilesInMemory(files: other.files),
            observer: .init(store: { progress in stored.withLock { $0 = progress } }))
        let progress = try #require(stored.withLock { $0 })
        #expect(progress.frontier.size == 1024)
        let verified = try verification.verify(FilesInMemory(files: log.files), after: progress)
        #expect(verified.start == 0 && verified.entriesRead == UInt64(Self.size))
    }

    @Test("a source that fails ends the verification with its own error")
    func brokenSource() throws {
        struct Broken: LogSource, Error {
            func withReader(_ body: (@escaping LogFileReading) throws -> Void) throws {
                throw self
            }
        }
        #expect(throws: Broken.self) {
            try ParallelVerification(verifier(), threads: 2).verify(Broken())
        }
    }
}
