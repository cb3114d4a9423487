import DataFiles
import Foundation
import Records
import Testing

@Suite("The retention file") struct RetentionFileTests {
    private func read(_ text: String) throws -> Retention {
        try RetentionFile(Array(text.utf8), file: "retention.yaml").retention
    }

    @Test("the shipped one is read, and its encoding is read back")
    func shipped() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "policies/retention.yaml")
        let retention = try RetentionFile(
            [UInt8](Data(contentsOf: file)), file: "retention.yaml"
        ).retention
        #expect(retention.logMonths == 60 && retention.dossierMonths == 180)
        #expect(try Retention(canonical: retention.canonicalBytes) == retention)
    }

    @Test(
        "a field that lacks, is unknown or out of range is refused with its line",
        arguments: [
            "retention: a\nrevision: 1\nlog-months: 60",
            "retention: a\nrevision: 1\nlog-months: 60\ndossier-months: 0",
            "retention: a\nrevision: 1\nlog-months: 1201\ndossier-months: 1",
            "retention: ''\nrevision: 1\nlog-months: 60\ndossier-months: 1",
            "retention: a\nrevision: 1\nlog-months: 60\ndossier-months: 1\nyears: 5",
        ])
    func refused(text: String) {
        #expect(throws: DataFileError.self) { try read(text) }
    }
}
