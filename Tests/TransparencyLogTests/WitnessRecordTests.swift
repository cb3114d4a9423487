import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("What a witness remembers")
struct WitnessRecordTests {
    private let tree = ReferenceTree(count: 40)
    private static let name = "witness.example/w1"

    private func signer(_ seed: UInt8 = 2) throws -> NoteSigner {
        try PublishedLog.signer(Self.name, seed: seed, type: .cosignature)
    }

    private func signed(_ size: Int, adding lines: [SignatureLine] = []) throws -> SignedCheckpoint
    {
        try SignedCheckpoint(
            verifying: PublishedLog.sign(tree.head(size)).adding(lines).bytes,
            origin: PublishedLog.origin, logKeys: [PublishedLog.logKey()])
    }

    private func record(
        _ size: Int, time: UInt64, after previous: WitnessRecord? = nil
    ) throws -> WitnessRecord {
        try WitnessRecord(
            cosigning: signed(size), logKeys: [PublishedLog.logKey()], by: signer(), time: time,
            after: previous)
    }

    /// The keys and the cosignature of the vector are those of access-log.md, section 2; the line
    /// was computed with Python's `cryptography` (Tests/Tools/witness).
    @Test("the vector of the seeds 1 and 2 at 1700000000 is cosigned byte for byte")
    func vector() throws {
        let checkpoint = try SignedCheckpoint(
            verifying: PublishedLog.sign(.empty).bytes, origin: PublishedLog.origin,
            logKeys: [PublishedLog.logKey()])
        let record = try WitnessRecord(
            cosigning: checkpoint, logKeys: [PublishedLog.logKey()], by: signer(),
            time: 1_700_000_000, after: nil)
        #expect(
            try signer().verifierKey.description
                == "witness.example/w1+df1c0a35+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU")
        #expect(String(decoding: record.answer, as: UTF8.self) == Self.vectorLine)
        #expect(record.note.bytes.suffix(record.answer.count) == record.answer[...])
    }

    private static let vectorLine =
        "\u{2014} witness.example/w1 3xwKNQAAAABlU/EA+hJMuz4nxF7a00jEV+jDLDM1275Sc0MAqAhjfCAdblefQhuQlZd8+6Ls7ITq4IABB3F7ekdrjvcyqMmVYL5yCQ==\n"

    @Test("a record is read back under the witness's key, and under one it had before")
    func readBack() throws {
        let record = try record(7, time: 5)
        let keys = [try signer().verifierKey]
        #expect(
            try WitnessRecord(reading: record.note.bytes, origin: PublishedLog.origin, keys: keys)
                == record)
        let later = [try signer(3).verifierKey] + keys
        #expect(
            try WitnessRecord(reading: record.note.bytes, origin: PublishedLog.origin, keys: later)
                == record)
    }

    @Test("a record of another log, another witness, or with one changed byte is refused")
    func refused() throws {
        let record = try record(7, time: 5)
        let key = try signer().verifierKey
        #expect(throws: NoteError.wrongOrigin) {
            try WitnessRecord(reading: record.note.bytes, origin: "other.example/log", keys: [key])
        }
        #expect(throws: NoteError.noKnownSignature) {
            try WitnessRecord(
                reading: record.note.bytes, origin: PublishedLog.origin,
                keys: [signer(3).verifierKey])
        }
        #expect(throws: NoteError.noKnownSignature) {
            try WitnessRecord(
                reading: signed(7).note.bytes, origin: PublishedLog.origin, keys: [key])
        }
        for position in record.note.text.indices {
            var bytes = record.note.bytes
            bytes[position] ^= 1
            #expect(
                (try? WitnessRecord(reading: bytes, origin: PublishedLog.origin, keys: [key]))
                    == nil
            )
        }
    }

    @Test("time never goes back, so that a later cosignature is never of a smaller tree")
    func time() throws {
        let first = try record(7, time: 1000)
        #expect(first.time == 1000)
        let second = try record(30, time: 900, after: first)
        #expect(second.time == 1000)
        #expect(try record(30, time: 1001, after: second).time == 1001)
    }

    @Test("lines of unknown keys are not kept: who sends a checkpoint cannot fill the record")
    func unknownLines() throws {
        let foreign = SignatureLine(
            name: "somebody.example", identifier: 7, signature: [UInt8](repeating: 1, count: 900))
        let record = try WitnessRecord(
            cosigning: signed(7, adding: [foreign]), logKeys: [PublishedLog.logKey()],
            by: signer(), time: 5, after: nil)
        #expect(record.note.lines.count == 2)
        #expect(!record.note.lines.contains(foreign))
    }

    @Test("the name of a log's directory is the hash of its origin")
    func directoryName() {
        // printf 'vault.example/access-log' | sha256sum
        #expect(Checkpoint.directoryName(origin: PublishedLog.origin) == Self.originHash)
    }

    private static let originHash =
        "198e15ba2485c895146a442c86bc002c38b3ed8f7e1602821a653affcada032d"
}

@Suite("Checkpoints that gather cosignatures")
struct CosignedCheckpointTests {
    private let tree = ReferenceTree(count: 8)
    private let keys: [VerifierKey]

    init() throws {
        keys = try [10, 11, 12].map {
            try PublishedLog.signer("w.example/\($0)", seed: $0, type: .cosignature).verifierKey
        }
    }

    private func signed(_ note: SignedNote) throws -> SignedCheckpoint {
        try SignedCheckpoint(
            verifying: note.bytes, origin: PublishedLog.origin, logKeys: [PublishedLog.logKey()],
            witnesses: keys)
    }

    private func line(_ seed: UInt8, time: UInt64, size: Int = 8) throws -> SignatureLine {
        try PublishedLog.signer("w.example/\(seed)", seed: seed, type: .cosignature)
            .cosign(signed(PublishedLog.sign(tree.head(size))), time: time)
    }

    @Test("the newest line of each witness is kept, and lines that nobody here knows stay")
    func newest() throws {
        let foreign = SignatureLine(name: "somebody.example", identifier: 7, signature: [1])
        let note = try PublishedLog.sign(tree.head(8)).adding([foreign, line(11, time: 5)])
        var gathered = CosignedCheckpoint(try signed(note), witnesses: keys)
        #expect(gathered.cosigners == [keys[1]])
        #expect(try gathered.add([line(10, time: 7), line(11, time: 4)]) == [keys[0]])
        #expect(try gathered.add([line(11, time: 9)]) == [keys[1]])
        #expect(gathered.time(of: keys[1]) == 9 && gathered.time(of: keys[2]) == nil)
        let result = try gathered.note()
        #expect(
            try result.lines == [
                note.lines[0], foreign, line(10, time: 7), line(11, time: 9),
            ])
        #expect(try signed(result).cosignatures.count == 2)
    }

    @Test("a line over another checkpoint, of an unknown key or with a changed bit is ignored")
    func ignored() throws {
        let start = CosignedCheckpoint(
            try signed(PublishedLog.sign(tree.head(8))), witnesses: keys)
        let good = try line(10, time: 7)
        var bytes = good.signature
        bytes[20] ^= 1
        let changed = SignatureLine(
            name: good.name, identifier: good.identifier, signature: bytes)
        for line in [try line(10, time: 7, size: 4), try line(13, time: 7), changed] {
            var gathered = start
            #expect(gathered.add([line]).isEmpty)
            #expect(gathered == start)
        }
    }

    @Test("an answer is lines and nothing else")
    func answers() throws {
        let one = try line(10, time: 7)
        let note = try PublishedLog.sign(tree.head(8)).adding([one])
        let text = note.bytes.drop { $0 != 0xe2 }
        #expect(SignatureLine.lines(Array(text)) == note.lines)
        for bad in ["", "\n", "x\n", String(decoding: text.dropLast(), as: UTF8.self)] {
            #expect(SignatureLine.lines(Array(bad.utf8)) == nil)
        }
        #expect(SignatureLine.lines(Array(text) + [0x0a]) == nil)
    }
}

@Suite("The history of published heads")
struct HeadHistoryTests {
    private let tree = ReferenceTree(count: 9)

    private func record(_ event: HeadHistory.Event, _ time: Int64, _ size: Int) throws
        -> HeadHistory.Record
    {
        try HeadHistory.Record(
            event, at: #require(LogTime(seconds: time)), PublishedLog.sign(tree.head(size)))
    }

    @Test("records are read back in order, and the file reads as text")
    func readBack() throws {
        let records = [
            try record(.published, 1_700_000_000, 3), try record(.cosigned, 1_700_000_060, 3),
            try record(.published, 1_700_003_600, 9),
        ]
        let bytes = records.flatMap(\.bytes)
        let history = try #require(HeadHistory(bytes))
        #expect(history.records == records && history.cutOff == 0)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasPrefix(
                "published 2023-11-14T22:13:20Z\nvault.example/access-log\n3\n"))
        #expect(HeadHistory([])?.records.isEmpty == true)
    }

    @Test("wherever a crash cut the last record off, those before it are read and it is counted")
    func cutOff() throws {
        let first = try record(.published, 1, 3)
        let second = try record(.published, 2, 9).bytes
        for length in 0..<second.count {
            let history = try #require(HeadHistory(first.bytes + second[..<length]))
            #expect(history.records == [first] && history.cutOff == length)
        }
    }

    @Test("from anywhere within the file, the last record is read")
    func ending() throws {
        let last = try record(.published, 2, 9)
        let bytes = try record(.published, 1, 3).bytes + last.bytes
        // A record is known by the blank line before it.
        for start in 0...(bytes.count - last.bytes.count - 2) {
            #expect(HeadHistory(Array(bytes[start...]), isWhole: false)?.records.last == last)
        }
    }

    @Test("what is no record between records is refused")
    func refused() throws {
        let good = try record(.published, 1, 3).bytes
        let text = String(decoding: good, as: UTF8.self)
        for bad in [
            text.replacing("published ", with: "Published "), text.replacing("Z\n", with: "\n"),
            text.replacing("\n3\n", with: "\n03\n"), "x" + text, "\n" + text,
        ] {
            #expect(HeadHistory(Array(bad.utf8) + good) == nil)
        }
    }
}
