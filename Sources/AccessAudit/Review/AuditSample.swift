package import CryptoPrimitives
package import Records
package import TransparencyLog

/// A month of UTC, such as `2026-03`; a sample is drawn for one.
package struct SampleMonth: Hashable, Sendable, CustomStringConvertible {
    /// The first moment.
    package let start: Instant
    /// The first moment after it.
    package let end: Instant
    /// The text form.
    package let description: String

    /// Reads `2026-03`; `nil` for anything else.
    package init?(_ text: String) {
        guard let first = CivilDate(text + "-01") else { return nil }
        start = Instant(seconds: Int64(first.daysSinceEpoch) * 86_400)
        end = Instant(seconds: Int64(first.adding(months: 1).daysSinceEpoch) * 86_400)
        description = text
    }
}

/// The random sample of a month (rule 16): workers whose entries a person looks through, although
/// no rule says so.
///
/// Nobody can choose it, and everybody can draw it again from the published log:
///
///     seed  = SHA-256(root || "vault/v1/audit-sample")
///     score = SHA-256(seed || leaf hash of the worker's first entry in the month)
///
/// where `root` is that of the month's last witnessed head. The workers are those with an entry in
/// the month (UTC) below the size of that head; the `n` with the smallest scores, read as numbers,
/// are drawn. Leaf hashes stand for workers because tags differ from reader to reader, while the
/// leaf hashes are the same for all. docs/formats/review-file.md has an example.
package struct AuditSample: Sendable {
    /// What the root is joined with, so that the seed serves no other purpose.
    package static let label = "vault/v1/audit-sample"

    /// The month.
    package let month: SampleMonth
    /// The head from which it is drawn.
    package let head: TreeHead
    private var first: [LogTag: Evidence] = [:]

    /// Begins a sample.
    package init(of month: SampleMonth, head: TreeHead) {
        self.month = month
        self.head = head
    }

    /// The seed.
    package var seed: Digest { Digest(hashing: head.root.bytes, Array(Self.label.utf8)) }

    /// Takes the next entry of the log, in its order.
    package mutating func observe(_ row: AuditRow) {
        observe(Evidence(index: row.index, leafHash: row.leafHash), row.entry)
    }

    /// Takes the next entry of the log, in its order.
    package mutating func observe(_ evidence: Evidence, _ entry: LogEntry) {
        let time = Instant(seconds: Int64(entry.time.seconds))
        guard let subject = entry.subject, evidence.index < head.size, month.start <= time,
            time < month.end, first[subject] == nil
        else { return }
        first[subject] = evidence
    }

    /// How many workers could have been drawn.
    package var population: Int { first.count }

    /// Draws.
    ///
    /// - Parameter count: How many; all when there are fewer.
    /// - Returns: The first entry in the month of each worker who is drawn, in the order of the
    ///   scores.
    package func draw(_ count: Int) -> [Evidence] {
        let seed = seed.bytes
        let scored = first.values.map { ($0, Digest(hashing: seed, $0.leafHash.bytes).bytes) }
        return scored.sorted { $0.1.lexicographicallyPrecedes($1.1) }.prefix(count).map(\.0)
    }
}
