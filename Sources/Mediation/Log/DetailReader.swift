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
    func proof(of index: UInt64, key: SecretBox) throws -> DetailProof? {
        guard let row = try reading.detail(index) else { return nil }
        guard let sealed = SealedDetail(row.sealed) else { throw MediatorError.damaged }
        return DetailProof(
            sealed: row.sealed, key: try sealed.detailKey(subjectKey: key.secret).copied())
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
