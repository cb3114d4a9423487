import AccessAudit
import CryptoPrimitives
import Records
import Testing
import TransparencyLog

@Suite("Rows of the audit") struct AuditRowTests {
    @Test("a row that is sent is read back as it was")
    func roundTrip() throws {
        let facts = AccessFacts(
            explanations: [.assignment, .task], matches: [.coworker], daysSinceEnd: 31,
            isShielded: true, isDetailMissing: false)
        let entry = AuditEntry(
            index: 7, leafHash: Digest(hashing: [7]), line: Array("{}".utf8), facts: facts)
        let read = try AuditEntry(canonical: entry.canonicalBytes)
        #expect(read == entry)
        #expect(AuditRow(read) == nil, "its line is not one of the log's form")
    }
}
