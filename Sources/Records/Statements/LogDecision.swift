package import CryptoPrimitives

/// A decision of several approvers about the log itself: to name who acted, to erase, to prune.
///
/// It stands on the vault's oversight chain and takes as many founders as an admission does, one of
/// them from oversight, none of them the one whom it serves.
package struct LogDecision: CanonicalRecord {
    package static let label = "vault/v1/log-decision"
    /// The most entries in one decision: 256.
    package static let maximumEntries = 256

    /// What is decided.
    package enum Measure: Hashable, Sendable {
        /// An auditor or data protection officer learns who stands behind the tags of entries.
        case unmask(entries: [UInt64], reader: MemberID)
        /// A worker learns the names of staff in entries about the own dossier: only where that is
        /// essential to exercise rights, weighed against theirs (CJEU C-579/21, Pankki S).
        case staffNames(entries: [UInt64], worker: MemberID)
        /// A worker's dossiers, details and keys are destroyed (GDPR article 17; retention).
        case erase(worker: MemberID)
        /// Entries below an index are removed; the tree and all proofs stay.
        case prune(below: UInt64)
        /// Each access to a dossier is looked at from now on.
        case shield(DossierID)
        /// No longer so.
        case unshield(DossierID)
    }

    /// What is decided.
    package let measure: Measure
    /// Why, in the approvers' words: at most 500 bytes, never empty.
    package let reason: String
    /// From when on names are no longer given on the strength of it.
    package let expires: Instant

    /// Takes a decision.
    package init(_ measure: Measure, reason: String, expires: Instant) {
        self.measure = measure
        self.reason = reason
        self.expires = expires
    }

    /// The member whom it serves, and who may therefore not approve it.
    package var beneficiary: MemberID? {
        switch measure {
        case .unmask(_, let member), .staffNames(_, let member): member
        case .erase(let worker): worker
        case .prune, .shield, .unshield: nil
        }
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        let parts = measure.parts
        encoder.append(word: parts.word)
        encoder.append(list: parts.entries.map(\.bigEndianBytes))
        encoder.append(optional: parts.subject)
        encoder.append(reason)
        encoder.append(expires)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let word: Measure.Word = try decoder.word()
        let entries = try decoder.indices(limit: Self.maximumEntries)
        guard
            let measure = Measure(word: word, entries: entries, subject: try decoder.optional())
        else { throw .invalidField }
        self.measure = measure
        reason = try decoder.string(limit: 500)
        expires = try decoder.instant()
        guard !reason.isEmpty else { throw .invalidField }
    }
}

extension LogDecision.Measure {
    /// The name of a measure.
    package enum Word: String, CaseIterable, Hashable, Sendable {
        case unmask, erase, prune, shield, unshield
        case staffNames = "staff-names"
    }

    /// The name.
    package var word: Word { parts.word }

    fileprivate var parts: (word: Word, entries: [UInt64], subject: [UInt8]?) {
        switch self {
        case .unmask(let entries, let reader): (.unmask, entries, reader.bytes)
        case .staffNames(let entries, let worker): (.staffNames, entries, worker.bytes)
        case .erase(let worker): (.erase, [], worker.bytes)
        case .prune(let index): (.prune, [index], nil)
        case .shield(let dossier): (.shield, [], dossier.bytes)
        case .unshield(let dossier): (.unshield, [], dossier.bytes)
        }
    }

    fileprivate init?(word: Word, entries: [UInt64], subject: [UInt8]?) {
        switch word {
        case .unmask:
            guard !entries.isEmpty, let id = subject.flatMap(MemberID.init) else { return nil }
            self = .unmask(entries: entries, reader: id)
        case .staffNames:
            guard !entries.isEmpty, let id = subject.flatMap(MemberID.init) else { return nil }
            self = .staffNames(entries: entries, worker: id)
        case .erase:
            guard entries.isEmpty, let id = subject.flatMap(MemberID.init) else { return nil }
            self = .erase(worker: id)
        case .prune:
            guard entries.count == 1, subject == nil else { return nil }
            self = .prune(below: entries[0])
        case .shield, .unshield:
            guard entries.isEmpty, let id = subject.flatMap(DossierID.init) else { return nil }
            self = word == .shield ? .shield(id) : .unshield(id)
        }
    }
}
