internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// Reads the sealed details of entries, for whoever may see them.
struct DetailReader {
    private let reading: any RecordReading

    /// Reads one state of the store.
    init(_ reading: any RecordReading) { self.reading = reading }

    /// The detail of an entry with what opens this one alone; `nil` when it was erased.
    ///
    /// - Parameters:
    ///   - entry: What the entry says.
    ///   - index: Its place.
    ///   - key: The subject's key.
    ///   - actorKey: The key of the one who acted, where the name may be known.
    /// - Returns: The keys of the detail and, where it has one, of the name.
    /// - Throws: ``MediatorError/damaged``.
    func proof(
        of entry: LogEntry, at index: UInt64, key: SecretBox, actorKey: SecretBox?
    ) throws -> DetailProof? {
        guard let row = try reading.detail(index) else { return nil }
        guard let sealed = SealedDetail(row.sealed) else { throw MediatorError.damaged }
        let detailKey = try sealed.detailKey(subjectKey: key.secret)
        var nameKey: [UInt8]?
        if let actorKey {
            guard let detail = try? sealed.open(for: entry, detailKey: detailKey) else {
                throw MediatorError.damaged
            }
            nameKey = try detail.actor?.actorKey(from: actorKey.secret).copied()
        }
        return DetailProof(sealed: row.sealed, key: detailKey.copied(), actorKey: nameKey)
    }

    /// What the detail of an entry says; `nil` when it was erased.
    func detail(of entry: LogEntry, at index: UInt64, key: SecretBox) throws -> LogDetail? {
        guard let row = try reading.detail(index) else { return nil }
        guard let sealed = SealedDetail(row.sealed),
            let detail = try? sealed.open(for: entry, key: key.secret)
        else { throw MediatorError.damaged }
        return detail
    }
}

extension LogToken {
    /// The mediator, as the source of entries.
    static let mediator: Self = {
        guard let token = Self("mediator") else { preconditionFailure("a valid token") }
        return token
    }()
}

extension SecretBytes {
    /// The bytes, for a message that carries them to whoever may have them.
    borrowing func copied() -> [UInt8] {
        withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }
}
