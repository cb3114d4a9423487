package import CryptoPrimitives

/// Asks for entries of the log for those who oversee it: auditor, data protection officer, and
/// founders.
///
/// Tags in the answer are made for this series of pages only, so that the rows of two series cannot
/// be joined by them. Each page is itself an entry.
package struct ReadAudit: CanonicalRecord {
    package static let label = "vault/v1/read-audit"
    /// The largest page in entries: 2,048.
    package static let maximumCount: UInt64 = 2048

    /// For what the entries are read.
    package enum Use: String, CaseIterable, Hashable, Sendable {
        /// To look at; logged as reading the log.
        case view
        /// To judge by the rules of review; logged as reading the log.
        case review
        /// To carry out of the vault; logged as an export.
        case export
    }

    /// Which entries: one of the four views of NEN 7513 (the day is a period).
    package enum Selection: Hashable, Sendable {
        /// All of them; the day overview is this with a period of one day.
        case all
        /// Those about a worker.
        case subject(MemberID)
        /// Those of what a member did.
        case employee(MemberID)
        /// Those about a dossier.
        case dossier(DossierID)
    }

    /// For what.
    package let use: Use
    /// Which.
    package let selection: Selection
    /// Not what happened before; `nil` for no limit.
    package let from: Instant?
    /// Not what happened at or after; `nil` for no limit.
    package let until: Instant?
    /// The first index of the page.
    package let start: UInt64
    /// How many entries are looked at, at most; 1 to 2,048.
    package let count: UInt64
    /// The log index of the entry of the first page of the series; `nil` for the first page.
    package let series: UInt64?
    /// Why, in the reader's words: required for a subject and a dossier; at most 512 bytes.
    package let reason: String

    /// Takes what is asked.
    package init(
        use: Use, selection: Selection, from: Instant?, until: Instant?, start: UInt64,
        count: UInt64, series: UInt64?, reason: String
    ) {
        self.use = use
        self.selection = selection
        self.from = from
        self.until = until
        self.start = start
        self.count = count
        self.series = series
        self.reason = reason
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: use)
        encoder.append(word: selection.kind)
        encoder.append(optional: selection.subject)
        encoder.append(optional: from)
        encoder.append(optional: until)
        encoder.append(start)
        encoder.append(count)
        encoder.append(optional: series.map(\.bigEndianBytes))
        encoder.append(reason)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        use = try decoder.word()
        let kind: Selection.Kind = try decoder.word()
        guard let selection = Selection(kind: kind, subject: try decoder.optional()) else {
            throw .invalidField
        }
        self.selection = selection
        from = try decoder.optionalInstant()
        until = try decoder.optionalInstant()
        start = try decoder.integer()
        count = try decoder.integer()
        guard (1...Self.maximumCount).contains(count) else { throw .invalidField }
        series = try decoder.optionalInteger()
        reason = try decoder.string(limit: 512)
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/audit-entries"
        /// The entries, oldest first.
        package let entries: [AuditEntry]
        /// Where to go on; `nil` at the end.
        package let next: UInt64?
        /// The log index of the entry of the first page of this series.
        package let series: UInt64

        /// Takes a page.
        package init(entries: [AuditEntry], next: UInt64?, series: UInt64) {
            self.entries = entries
            self.next = next
            self.series = series
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: entries)
            encoder.append(optional: next.map(\.bigEndianBytes))
            encoder.append(series)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            entries = try decoder.records(limit: Int(ReadAudit.maximumCount))
            next = try decoder.optionalInteger()
            series = try decoder.integer()
        }
    }
}

extension ReadAudit.Selection {
    /// The name of a view.
    enum Kind: String {
        case all, subject, employee, dossier
    }

    var kind: Kind {
        switch self {
        case .all: .all
        case .subject: .subject
        case .employee: .employee
        case .dossier: .dossier
        }
    }

    var subject: [UInt8]? {
        switch self {
        case .all: nil
        case .subject(let id), .employee(let id): id.bytes
        case .dossier(let id): id.bytes
        }
    }

    init?(kind: Kind, subject: [UInt8]?) {
        switch (kind, subject) {
        case (.all, nil): self = .all
        case (.subject, let bytes?):
            guard let id = MemberID(bytes) else { return nil }
            self = .subject(id)
        case (.employee, let bytes?):
            guard let id = MemberID(bytes) else { return nil }
            self = .employee(id)
        case (.dossier, let bytes?):
            guard let id = DossierID(bytes) else { return nil }
            self = .dossier(id)
        default: return nil
        }
    }
}

/// An entry as those who oversee the log see it.
package struct AuditEntry: CanonicalRecord {
    package static let label = "vault/v1/audit-entry"

    /// The position in the log, from 0.
    package let index: UInt64
    /// The leaf hash of RFC 6962, section 2.1: with it and the index anyone can prove the row.
    package let leafHash: Digest
    /// The line of the log with the series' tags, without session and without the hashes of object
    /// and detail, which would tell two series' rows of one thing to be the same.
    package let line: [UInt8]
    /// What the vault knows of the access without telling of whom.
    package let facts: AccessFacts

    /// Takes an entry.
    package init(index: UInt64, leafHash: Digest, line: [UInt8], facts: AccessFacts) {
        self.index = index
        self.leafHash = leafHash
        self.line = line
        self.facts = facts
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(index)
        encoder.append(leafHash)
        encoder.append(line)
        encoder.append(record: facts)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        index = try decoder.integer()
        leafHash = try decoder.digest()
        line = try decoder.bytes()
        guard line.count <= 1024 else { throw .tooLarge }
        facts = try decoder.record()
    }
}

extension UInt64 {
    /// 8 bytes, big endian.
    package var bigEndianBytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - $0 * 8)) }
    }
}

extension CanonicalDecoder {
    /// Reads an optional number of 8 bytes, at most 2⁶³ - 1.
    mutating func optionalInteger() throws(CanonicalEncodingError) -> UInt64? {
        guard let field = try optional() else { return nil }
        let number = field.reduce(0) { $0 << 8 | UInt64($1) }
        guard field.count == 8, number <= UInt64(Int64.max) else { throw .invalidField }
        return number
    }
}
