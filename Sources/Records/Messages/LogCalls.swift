package import CryptoPrimitives

/// A log entry with the proof that a checkpoint commits to it.
package struct EntryProof: CanonicalRecord {
    package static let label = "vault/v1/entry-proof"

    /// The position in the log, from 0.
    package let index: UInt64
    /// The leaf: one line of canonical JSON.
    package let leaf: [UInt8]
    /// The inclusion path under the checkpoint that comes with it (RFC 9162, section 2.1.3).
    package let path: [Digest]
    /// The sealed detail and the key of this one detail; `nil` when the caller may not see it.
    package let detail: DetailProof?

    package init(index: UInt64, leaf: [UInt8], path: [Digest], detail: DetailProof?) {
        self.index = index
        self.leaf = leaf
        self.path = path
        self.detail = detail
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(index)
        encoder.append(leaf)
        encoder.append(list: path.map(\.bytes))
        encoder.append(optional: detail?.canonicalBytes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        index = try decoder.integer()
        leaf = try decoder.bytes()
        guard leaf.count <= 1024 else { throw .tooLarge }
        var path: [Digest] = []
        for element in try decoder.list(limit: 63) {
            guard let digest = Digest(element) else { throw .invalidField }
            path.append(digest)
        }
        self.path = path
        if let detail = try decoder.optional() {
            self.detail = try DetailProof(canonical: detail)
        } else {
            detail = nil
        }
    }
}

/// The sealed detail of an entry with the key that opens this one detail only.
package struct DetailProof: CanonicalRecord {
    package static let label = "vault/v1/detail-proof"

    /// Nonce, key commitment and ciphertext; their hash is the leaf's field `d`.
    package let sealed: [UInt8]
    /// What opens this one detail: 32 bytes, extracted from the subject's key and the nonce.
    package let key: [UInt8]
    /// What opens the name of who acted in this one detail: 32 bytes, extracted from the actor's
    /// key; `nil` when the caller may not know the name, or nobody acted.
    package let actorKey: [UInt8]?

    package init(sealed: [UInt8], key: [UInt8], actorKey: [UInt8]?) {
        self.sealed = sealed
        self.key = key
        self.actorKey = actorKey
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(sealed)
        encoder.append(key)
        encoder.append(optional: actorKey)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        sealed = try decoder.bytes()
        guard sealed.count <= 4096 else { throw .tooLarge }
        key = try decoder.bytes(count: 32)
        actorKey = try decoder.optional()
        guard actorKey.map({ $0.count == 32 }) ?? true else { throw .invalidField }
    }
}

/// Asks for entries of the log.
package struct ReadLog: CanonicalRecord {
    package static let label = "vault/v1/read-log"

    /// Which entries.
    package enum Selection: String, CaseIterable, Hashable, Sendable {
        /// Those about the caller's own dossiers, with detail; for the worker.
        case mine
        /// A range, leaves only; for the auditor and the data protection officer.
        case range
        /// One entry, with its proof; with detail when it is about the caller.
        case entry
    }

    /// Which entries.
    package let selection: Selection
    /// The first index.
    package let from: UInt64
    /// How many at most; at most 4,096.
    package let count: UInt64

    package init(selection: Selection, from: UInt64, count: UInt64) {
        self.selection = selection
        self.from = from
        self.count = count
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: selection)
        encoder.append(from)
        encoder.append(count)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        selection = try decoder.word()
        from = try decoder.integer()
        count = try decoder.integer()
        guard count <= 4096 else { throw .invalidField }
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/log-entries"
        /// The entries, oldest first; ``Selection/range`` carries no paths.
        package let entries: [EntryProof]
        /// Where to go on; `nil` at the end.
        package let next: UInt64?

        package init(entries: [EntryProof], next: UInt64?) {
            self.entries = entries
            self.next = next
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: entries)
            encoder.append(optional: next.map(\.bigEndianBytes))
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            entries = try decoder.records(limit: 4096)
            next = try decoder.optionalInteger()
        }
    }
}
