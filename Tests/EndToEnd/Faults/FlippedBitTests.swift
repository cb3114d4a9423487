import Foundation
import TestSupport
import Testing

/// Single bits that change in files at rest.
@Suite("A bit that is flipped in a file", .serialized)
struct FlippedBitTests {
    /// Places of single bits, spread over a file and the same in every run.
    private static func places(in bytes: [UInt8], _ count: Int, seed: UInt64) -> [(Int, UInt8)] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            // One in each stretch, so that no part is left out.
            let stretch = bytes.count * number / count..<bytes.count * (number + 1) / count
            let place = stretch.isEmpty ? 0 : Int.random(in: stretch, using: &generator)
            return (place, 1 << UInt8.random(in: 0..<8, using: &generator))
        }
    }

    /// Runs `body` while a bit of a file is flipped.
    private static func flipping(
        _ path: String, at place: (Int, UInt8), _ body: (String) throws -> Void
    ) throws {
        let url = URL(filePath: path)
        let whole = try Data(contentsOf: url)
        func put(_ bytes: Data) throws {
            // In place, so that owner and mode stay.
            let handle = try FileHandle(forWritingTo: url)
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: bytes)
            try handle.close()
        }
        var changed = whole
        changed[place.0] ^= place.1
        try put(changed)
        defer { try? put(whole) }
        try body("\(url.lastPathComponent), byte \(place.0) of \(whole.count), bit \(place.1)")
    }

    @Test("of the keystore is noticed by what opens it")
    func keystore() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let chain = try MissingFileTests.dossierFile(world)
        let files = try world.storedFiles().map(\.path)
            .filter { $0.hasPrefix("vault-keystore/") && $0.hasSuffix(".sealed") }
        #expect(files.contains(chain) && files.count > 10)
        for (number, path) in files.enumerated() {
            let isLarge = !path.contains("/chains/") || path == chain
            let count = min(Rounds.scaled(isLarge ? 8 : 1), 200)
            let bytes = try Data(contentsOf: URL(filePath: world.folder.path(path)))
            for place in Self.places(in: Array(bytes), count, seed: UInt64(number)) {
                try Self.flipping(world.folder.path(path), at: place) { name in
                    let doctor = try world.attempt(nil, ["doctor"])
                    #expect(doctor.status == 20, "\(name): \(doctor)")
                    guard isLarge else { return }
                    let read = try world.attempt("els", Act.read.arguments(in: fault))
                    #expect([20, 69].contains(read.status), "\(name): \(read)")
                    #expect(read.output.isEmpty, "\(name): \(read)")
                }
            }
        }
        try world.run("els", Act.read.arguments(in: fault))
    }

    @Test("of the keystore's key is noticed, or it is the same key in a capital letter")
    func key() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let bytes = Array(try Data(contentsOf: URL(filePath: world.kek)))
        for place in Self.places(in: bytes, min(Rounds.scaled(12), 500), seed: 1) {
            try Self.flipping(world.kek, at: place) { name in
                let doctor = try world.attempt(nil, ["doctor"])
                let isCapital =
                    place.1 == 0x20 && (0x61...0x66).contains(bytes[place.0])
                #expect([20].contains(doctor.status) || isCapital, "\(name): \(doctor)")
            }
        }
    }

    @Test("of the published log is noticed by its verification")
    func published() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let log = world.folder.path("log")
        try world.run(nil, "log", "publish", log)
        try world.run("vera", "log", "verify", log)
        let walk = try #require(FileManager.default.enumerator(atPath: log))
        // A directory has no contents. The history is no part of the log: each of its notes is signed.
        let files = walk.compactMap { $0 as? String }.filter {
            $0 != "heads" && FileManager.default.contents(atPath: "\(log)/\($0)") != nil
        }
        #expect(files.count == 3, "\(files)")
        for (number, path) in files.enumerated() {
            let bytes = Array(try Data(contentsOf: URL(filePath: "\(log)/\(path)")))
            for place in Self.places(in: bytes, min(Rounds.scaled(8), 400), seed: UInt64(number)) {
                try Self.flipping("\(log)/\(path)", at: place) { name in
                    let verified = try world.attempt("vera", ["log", "verify", log])
                    #expect(verified.status == 20, "\(name): \(verified)")
                }
            }
        }
    }

    /// A page's free space and what no page uses hold nothing.
    @Test("of the database is noticed, or no row of it changed")
    func database() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let path = "\(world.vault)/records.sqlite"
        let dump = try Tool.run("sqlite3", ["file:\(path)?immutable=1", ".dump"])
        try #require(dump.status == 0 && dump.output.count > 10_000)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var noticed = 0
        let places = Self.places(in: bytes, min(Rounds.scaled(40), 2000), seed: 7)
        for place in places {
            try Self.flipping(path, at: place) { name in
                let doctor = try world.attempt(nil, ["doctor", "--deep"])
                guard doctor.status == 0 else {
                    #expect([20, 66, 69, 74].contains(doctor.status), "\(name): \(doctor)")
                    noticed += 1
                    return
                }
                let changed = try Tool.run("sqlite3", ["file:\(path)?immutable=1", ".dump"])
                #expect(changed.output == dump.output, "\(name) changed a row unnoticed")
            }
        }
        // Most of a database is rows; a search that notices nothing would prove nothing.
        #expect(noticed > places.count / 3, "\(noticed) of \(places.count)")
        try world.run("els", Act.read.arguments(in: fault))
    }
}
