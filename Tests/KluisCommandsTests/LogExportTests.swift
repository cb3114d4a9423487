import AccessAudit
import CryptoPrimitives
import KluisCommands
import Records
import Testing
import TransparencyLog

/// The export as a stream: pages in, pieces out, a file that appears whole.
@Suite("An export of the log") struct LogExportTests {
    /// So many entries, in pages of a size.
    private static func pages(of total: UInt64, size: UInt64 = 100) -> LogExport.Pages {
        { body in
            var start: UInt64 = 0
            while true {
                let end = min(start + size, total)
                let page = ReadAudit.Answer(
                    entries: try (start..<end).map { try entry($0) },
                    next: end < total ? end : nil, series: 77)
                guard try body(page), end < total else { return }
                start = end
            }
        }
    }

    private static func entry(_ index: UInt64) throws -> AuditEntry {
        let time = try #require(LogTime("2026-11-23T03:17:50Z"))
        let source = try #require(LogToken("mediator"))
        let entry = LogEntry(
            time: time, event: .logRead, outcome: .allowed, reason: .authority, source: source)
        return AuditEntry(
            index: index, leafHash: Digest(hashing: [UInt8(index & 255)]), line: try entry.line(),
            facts: .none)
    }

    @Test(
        "of several pages is what the rows are at once: one header, one footer",
        arguments: ExportFormat.allCases)
    func paging(format: ExportFormat) throws {
        var written: [UInt8] = []
        var seen: [UInt64] = []
        let summary = try LogExport(format, origin: "x/y", version: "1", pages: Self.pages(of: 250))
            .run(
                write: { written += $0 }, progress: { seen.append($0) })
        #expect(seen == [100, 200])
        #expect(summary.rows == 250 && summary.first == 0 && summary.last == 249)
        #expect(summary.series == 77 && summary.size == UInt64(written.count))
        #expect(summary.hash == Digest(hashing: written))
        // The same rows at once.
        var encoder = format.encoder(for: ExportSource(origin: "x/y", version: "1", series: 77))
        var whole = encoder.header()
        for index in 0..<UInt64(250) {
            let row = try #require(AuditRow(try Self.entry(index)))
            whole += encoder.encode(NamedRow(row))
        }
        #expect(written == whole + encoder.footer())
    }

    @Test("holds no more than a piece at a time, however many rows there are")
    func pieces() throws {
        var largest = 0
        var count = 0
        let summary = try LogExport(
            .syslog, origin: "x/y", version: "1", pages: Self.pages(of: 20_000, size: 2048)
        ).run(
            write: {
                largest = max(largest, $0.count)
                count += 1
            }, progress: { _ in })
        #expect(summary.size > 3_000_000 && count > 40)
        #expect(largest < 70_000)
    }

    @Test("of nothing is a right file of its format")
    func empty() throws {
        var written: [UInt8] = []
        let summary = try LogExport(
            .fhirBundle, origin: "x/y", version: "1", pages: Self.pages(of: 0)
        ).run(write: { written += $0 }, progress: { _ in })
        #expect(
            String(decoding: written, as: UTF8.self)
                == "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n")
        #expect(summary.rows == 0 && summary.first == nil && summary.series == 77)
    }

    @Test("stops at a row that is no entry of the log")
    func notAnEntry() {
        let error = #expect(throws: CommandFailure.self) {
            try LogExport(.csv, origin: "x/y", version: "1") { body in
                let entry = AuditEntry(
                    index: 0, leafHash: Digest(hashing: []), line: Array("{}".utf8), facts: .none)
                _ = try body(.init(entries: [entry], next: nil, series: 1))
            }.run(write: { _ in }, progress: { _ in })
        }
        #expect(error?.status == .verificationFailed)
    }

    @Test("appears as a private file, whole, and only where nothing was")
    func file() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/export.csv"
            let file = try NewFile(at: path)
            try file.write([1, 2])
            #expect(Files.status(path) == nil, "not before it is finished")
            try file.write([3])
            try file.finish()
            #expect(try Files.read(path) == [1, 2, 3])
            #expect(Files.status(path)?.mode == 0o600)
            #expect(try Files.names(in: directory) == ["export.csv"])
            #expect(throws: FileFailure(.exists, path: path, isWriting: true)) {
                _ = try NewFile(at: path)
            }
            // What appears while it is written stays as it is.
            let other = "\(directory)/other"
            #expect(throws: FileFailure(.exists, path: other, isWriting: true)) {
                let late = try NewFile(at: other)
                try late.write([9])
                try Files.write([7], to: other)
                try late.finish()
            }
            #expect(try Files.read(other) == [7])
            #expect(try Files.names(in: directory) == ["export.csv", "other"])
            // Who gives up leaves nothing.
            do { try NewFile(at: "\(directory)/given-up").write([1]) }
            #expect(try Files.names(in: directory) == ["export.csv", "other"])
        }
    }
}
