internal import CryptoPrimitives
package import Records
internal import TransparencyLog

/// What shows others that a statement was made: the statement, and the proof of its log entry.
package struct StatementReceipt: Sendable {
    /// The signed statement; the entry's field `h` is the SHA-256 of its canonical bytes.
    package let statement: SignedStatement
    /// The entry, verified.
    package let entry: VerifiedEntry

    /// Joins a statement and the entry that holds its hash.
    ///
    /// - Throws: ``ClientError/unverified(_:)`` when the entry is about something else.
    package init(_ statement: SignedStatement, entry: VerifiedEntry) throws(ClientError) {
        guard entry.entry.object == statement.hash else { throw .unverified(.entry) }
        self.statement = statement
        self.entry = entry
    }
}

extension AppendReceipt {
    /// The receipt of each statement.
    package func receipts() throws(ClientError) -> [StatementReceipt] {
        var receipts: [StatementReceipt] = []
        for (statement, entry) in zip(statements, entries) {
            receipts.append(try StatementReceipt(statement, entry: entry))
        }
        return receipts
    }
}

extension Session {
    /// The receipt of a statement that was made before.
    ///
    /// The log entry is verified, and that it holds the statement's hash: a receipt shows that the
    /// statement was made, as it was made.
    ///
    /// - Throws: ``ClientError``; ``Failure/unknown`` for a statement that is not the caller's to see.
    package func receipt(of reference: StatementReference) throws -> StatementReceipt {
        let answered = try ask(.fetchEvidence(FetchEvidence(references: [reference])))
        let logged = try answered.decode(FetchEvidence.Answer.self).statements
        guard let logged = logged.first, logged.reference == reference else {
            throw ClientError.unverified(.evidence)
        }
        try logged.check(against: answered.checkpoint)
        return try StatementReceipt(
            logged.statement,
            entry: VerifiedEntry(verifying: logged.entry, against: answered.checkpoint))
    }
}
