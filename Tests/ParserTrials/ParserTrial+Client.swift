internal import CryptoPrimitives
internal import Records
internal import TestSupport
@testable internal import VaultClient

extension ParserTrial {
    static let sampleDraft = StatementDraft(
        vault: SampleRecords.vault, statements: Array(SampleRecords.statements.prefix(3)))

    private static let known = SampleRecords.statements.enumerated().map { index, statement in
        KnownStatement(
            reference: StatementReference(
                chain: .dossier(SampleRecords.dossier), sequence: UInt64(index)),
            logIndex: UInt64(index), bytes: statement.canonicalBytes)
    }

    private static let seen: SeenMemory = {
        var seen = SeenMemory()
        seen.heads[SampleRecords.section] = SeenHead(
            section: SampleRecords.section, version: 2, manifest: SampleRecords.hash, logSize: 12)
        seen.withdrawn = [SampleRecords.consent.id]
        return seen
    }()

    /// What a client keeps and hands over: drafts, evidence, what it has verified.
    package static let clientRecords = Self(
        "client-records",
        records: [
            sampleDraft,
            LogConflict(
                kind: .fork, seen: SampleLog.note, shown: SampleLog.note,
                proof: [SampleRecords.hash]),
            MemberMemory(
                statements: known,
                keyCopies: [
                    KnownKeyCopy(key: SampleRecords.agreementKey, sealed: SampleRecords.bytes(80))
                ]), ChainMemory(chain: .dossier(SampleRecords.dossier), statements: known), seen,
        ])
}
