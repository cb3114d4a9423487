package import CryptoPrimitives
internal import Records

/// Two signed checkpoints of one log that cannot both be honest: evidence for anybody.
///
/// Both notes carry the log's signature, so whoever holds this can show the fault without having
/// to be believed.
package struct LogConflict: CanonicalRecord {
    package static let label = "vault/v1/log-conflict"

    /// What is wrong.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The log shrank.
        case rollback
        /// Two histories were signed.
        case fork
    }

    /// What is wrong.
    package let kind: Kind
    /// The checkpoint that was verified earlier: a C2SP note.
    package let seen: [UInt8]
    /// The checkpoint that was shown now: a C2SP note.
    package let shown: [UInt8]
    /// The consistency proof that came with it.
    package let proof: [Digest]

    package init(kind: Kind, seen: [UInt8], shown: [UInt8], proof: [Digest]) {
        self.kind = kind
        self.seen = seen
        self.shown = shown
        self.proof = proof
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: kind)
        encoder.append(seen)
        encoder.append(shown)
        encoder.append(list: proof.map(\.bytes))
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        kind = try decoder.word()
        seen = try decoder.bytes()
        shown = try decoder.bytes()
        var proof: [Digest] = []
        for element in try decoder.list(limit: 128) {
            guard let digest = Digest(element) else { throw .invalidField }
            proof.append(digest)
        }
        self.proof = proof
    }
}
