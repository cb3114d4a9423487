import AccessAudit
import CryptoPrimitives
import Records
import TestSupport
import Testing
import TransparencyLog

@Suite("The random sample") struct AuditSampleTests {
    /// Entries of March 2026 and around it, about workers who come back.
    private func rows(_ count: Int) -> [AuditRow] {
        var log = ReviewScenario()
        for index in 0..<count {
            let month = index < 5 ? "02" : index >= count - 5 ? "04" : "03"
            let day = month == "03" ? 1 + index * 30 / count : 28
            log.add(
                "2026-\(month)-\(day < 10 ? "0" : "")\(day) 10:00",
                about: index.isMultiple(of: 7) ? nil : (index * index) % 97)
        }
        return log.rows
    }

    private func sample(_ rows: [AuditRow], size: UInt64) throws -> AuditSample {
        let month = try #require(SampleMonth("2026-03"))
        var sample = AuditSample(
            of: month, head: TreeHead(size: size, root: Digest(hashing: Array("root".utf8))))
        for row in rows { sample.observe(row) }
        return sample
    }

    @Test("another implementation draws the same from the same leaves", arguments: [1, 20, 500])
    func peer(count: Int) throws {
        let rows = rows(300)
        let lines = rows.map { row in
            let subject = row.entry.subject?.description ?? "-"
            return "\(row.index) \(row.leafHash.hex) \(row.entry.time) \(subject)"
        }
        let program = """
            import hashlib, sys
            root, month, size, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
            seed = hashlib.sha256(bytes.fromhex(root) + b"vault/v1/audit-sample").digest()
            first = {}
            for line in sys.stdin:
                index, leaf, time, subject = line.split()
                if subject != "-" and time.startswith(month) and int(index) < size:
                    first.setdefault(subject, (int(index), leaf))
            scored = sorted(
                (hashlib.sha256(seed + bytes.fromhex(leaf)).digest(), index)
                for index, leaf in first.values())
            print(len(first), *[index for _, index in scored[:count]])
            """
        let sample = try sample(rows, size: 290)
        let result = try Tool.run(
            "python3",
            ["-c", program, sample.head.root.hex, "2026-03", "290", String(count)],
            input: Array(lines.joined(separator: "\n").utf8))
        try #require(result.status == 0)
        let drawn = sample.draw(count).map { String($0.index) }
        let expected = ([String(sample.population)] + drawn).joined(separator: " ")
        #expect(result.text == expected + "\n")
    }

    @Test("the order of the scores does not follow the tags")
    func tagsDoNotMatter() throws {
        let rows = rows(200)
        let masked = rows.map { row in
            var entry = row.entry
            entry.subject = entry.subject.flatMap {
                LogTag(Array(Digest(hashing: $0.bytes).bytes[..<16]).hex)
            }
            return AuditRow(
                index: row.index, leafHash: row.leafHash, entry: entry, facts: row.facts)
        }
        #expect(try sample(rows, size: 200).draw(20) == sample(masked, size: 200).draw(20))
    }

    @Test("another root, month or size draws another sample")
    func otherSeed() throws {
        let rows = rows(300)
        let drawn = try sample(rows, size: 300).draw(10)
        #expect(try sample(rows, size: 40).draw(10) != drawn)
        let month = try #require(SampleMonth("2026-03"))
        var other = AuditSample(
            of: month, head: TreeHead(size: 300, root: Digest(hashing: Array("other".utf8))))
        for row in rows { other.observe(row) }
        #expect(other.draw(10) != drawn)
        #expect(other.seed != (try sample(rows, size: 300).seed))
    }

    @Test("the example of the documentation")
    func example() throws {
        let root = try #require(
            [UInt8](hex: String(repeating: "11", count: 32)).flatMap { Digest($0) })
        let month = try #require(SampleMonth("2026-03"))
        var sample = AuditSample(of: month, head: TreeHead(size: 4, root: root))
        var log = ReviewScenario()
        for (index, worker) in [1, 2, 1, 3].enumerated() {
            log.add("2026-03-0\(index + 1) 10:00", about: worker)
        }
        for (row, byte) in zip(log.rows, [0xa0, 0xb0, 0xc0, 0xd0] as [UInt8]) {
            let leaf = try #require(Digest([UInt8](repeating: byte, count: 32)))
            sample.observe(Evidence(index: row.index, leafHash: leaf), row.entry)
        }
        #expect(
            sample.seed.hex == "11ca3e0480dd96cf7b5f202d58a8577934e7d4290709ef9775c032e23162aaf7")
        #expect(sample.draw(2).map(\.index) == [3, 1])
    }

    @Test(
        "a month is written one way", arguments: ["2026-3", "2026-13", "26-03", "2026-03-01", ""])
    func months(text: String) throws {
        #expect(SampleMonth(text) == nil)
        let december = try #require(SampleMonth("2026-12"))
        #expect(december.start.rfc3339 == "2026-12-01T00:00:00Z")
        #expect(december.end.rfc3339 == "2027-01-01T00:00:00Z")
    }
}
