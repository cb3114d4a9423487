package import CryptoPrimitives

/// What a reviewer found: a verdict on entries of the log, or the sign-off of a period.
///
/// Logs that are made and not reviewed protect nobody (AP, HagaZiekenhuis, decision of 18 June
/// 2019), so each review is a statement of its own, on the vault's oversight chain.
package struct Review: CanonicalRecord {
    package static let label = "vault/v1/review"
    /// The most entries in one review: 256.
    package static let maximumEntries = 256

    /// What is reviewed.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// An alert of a rule.
        case alert
        /// A use of the emergency procedure.
        case emergency
        /// A dossier or entry of the random sample.
        case sample
        /// A period as a whole: that its alerts, emergencies and samples were looked at.
        case signOff = "sign-off"
    }

    /// How it ends.
    package enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// There was a good reason.
        case justified
        /// There was none: a breach, to be followed up.
        case unjustified
        /// It cannot be told.
        case undetermined
    }

    /// What is reviewed.
    package let kind: Kind
    /// How it ends.
    package let verdict: Verdict
    /// The rule that alerted, 1 to 16 of the review file; `nil` when none did.
    package let rule: UInt64?
    /// The indices of the entries, rising; for a sign-off empty.
    package let entries: [UInt64]
    /// The first moment of the period; for a sign-off required.
    package let from: Instant?
    /// The first moment after the period; for a sign-off required.
    package let until: Instant?
    /// The hash of the review file whose thresholds were used.
    package let configuration: Digest
    /// For a sample: the root from which it was drawn.
    package let seed: Digest?
    /// Why, in the reviewer's words: at most 500 bytes, never empty.
    package let remark: String

    /// Takes what a reviewer found.
    package init(
        kind: Kind, verdict: Verdict, rule: UInt64?, entries: [UInt64], from: Instant?,
        until: Instant?, configuration: Digest, seed: Digest?, remark: String
    ) {
        self.kind = kind
        self.verdict = verdict
        self.rule = rule
        self.entries = entries
        self.from = from
        self.until = until
        self.configuration = configuration
        self.seed = seed
        self.remark = remark
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: kind)
        encoder.append(word: verdict)
        encoder.append(optional: rule.map(\.bigEndianBytes))
        encoder.append(list: entries.map(\.bigEndianBytes))
        encoder.append(optional: from)
        encoder.append(optional: until)
        encoder.append(configuration)
        encoder.append(optional: seed?.bytes)
        encoder.append(remark)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        kind = try decoder.word()
        verdict = try decoder.word()
        rule = try decoder.optionalInteger()
        entries = try decoder.indices(limit: Self.maximumEntries)
        from = try decoder.optionalInstant()
        until = try decoder.optionalInstant()
        configuration = try decoder.digest()
        seed = try decoder.optionalDigest()
        remark = try decoder.string(limit: 500)
        guard !remark.isEmpty, rule.map({ (1...16).contains($0) }) ?? true,
            entries.isEmpty == (kind == .signOff)
        else { throw .invalidField }
        if kind == .signOff {
            guard let from, let until, from < until else { throw .invalidField }
        }
    }
}

extension CanonicalDecoder {
    /// Reads positions in the log, rising.
    package mutating func indices(limit: Int) throws(CanonicalEncodingError) -> [UInt64] {
        var indices: [UInt64] = []
        for field in try list(limit: limit) {
            let index = field.reduce(0) { $0 << 8 | UInt64($1) }
            guard field.count == 8, index <= UInt64(Int64.max),
                indices.last.map({ $0 < index }) ?? true
            else { throw .invalidField }
            indices.append(index)
        }
        return indices
    }

    /// Reads an optional hash.
    package mutating func optionalDigest() throws(CanonicalEncodingError) -> Digest? {
        guard let field = try optional() else { return nil }
        guard let digest = Digest(field) else { throw .invalidField }
        return digest
    }
}
