internal import Records
package import TransparencyLog

/// Entries of the log that a member asked for.
package struct LogRows: Sendable {
    /// The entries, each proven to be in the log.
    package let entries: [VerifiedEntry]
    /// Where to go on; `nil` at the end.
    package let next: UInt64?
}

/// Leaves of the log without proofs of their own, as auditors read them in number.
package struct LogLeaves: Sendable {
    /// The index of the first.
    package let from: UInt64
    /// The leaves with what they say.
    package let entries: [(leaf: [UInt8], entry: LogEntry)]
    /// Where to go on; `nil` at the end.
    package let next: UInt64?
}

extension Session {
    /// The entries about the caller's own dossiers, with their details, each proven.
    ///
    /// - Parameters:
    ///   - index: The first index.
    ///   - count: How many at most; at most 4,096.
    /// - Returns: The entries, oldest first.
    /// - Throws: ``ClientError``.
    package func ownEntries(from index: UInt64 = 0, count: UInt64 = 1024) throws -> LogRows {
        try rows(.mine, from: index, count: count)
    }

    /// One entry with its proof; with its detail when it is about the caller.
    ///
    /// - Throws: ``ClientError/failed(_:)`` with ``Failure/unknown`` when there is none.
    package func entry(at index: UInt64) throws -> VerifiedEntry {
        let rows = try rows(.entry, from: index, count: 1)
        guard let entry = rows.entries.first else { throw ClientError.failed(.unknown) }
        guard entry.index == index, rows.entries.count == 1 else {
            throw ClientError.unverified(.entry)
        }
        return entry
    }

    /// A range of leaves, for the auditor and the data protection officer.
    ///
    /// They carry no proofs: who wants them proven publishes the log and checks it whole, or asks
    /// for ``entry(at:)``.
    package func leaves(from index: UInt64, count: UInt64) throws -> LogLeaves {
        let answer = try ask(
            .readLog(ReadLog(selection: .range, from: index, count: count))
        ).decode(ReadLog.Answer.self)
        var entries: [(leaf: [UInt8], entry: LogEntry)] = []
        for (offset, proof) in answer.entries.enumerated() {
            guard proof.index == index &+ UInt64(offset),
                let entry = try? LogEntry(line: proof.leaf)
            else { throw ClientError.unverified(.entry) }
            entries.append((proof.leaf, entry))
        }
        return LogLeaves(from: index, entries: entries, next: answer.next)
    }

    private func rows(
        _ selection: ReadLog.Selection, from index: UInt64, count: UInt64
    ) throws -> LogRows {
        let answered = try ask(
            .readLog(ReadLog(selection: selection, from: index, count: count)))
        let answer = try answered.decode(ReadLog.Answer.self)
        var last: UInt64?
        let entries = try answer.entries.map { proof in
            guard proof.index >= index, last.map({ $0 < proof.index }) ?? true else {
                throw ClientError.unverified(.entry)
            }
            last = proof.index
            return try VerifiedEntry(verifying: proof, against: answered.checkpoint)
        }
        return LogRows(entries: entries, next: answer.next)
    }
}
