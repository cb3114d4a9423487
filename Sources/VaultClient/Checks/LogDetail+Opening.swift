internal import CryptoPrimitives
internal import Records
internal import TransparencyLog

extension LogDetail {
    /// Opens a detail that belongs to an entry, with the key of this detail only.
    ///
    /// - Throws: ``ClientError/unverified(_:)``: the detail is not the one that the entry names, or
    ///   the key is not the one to which it commits.
    init(opening proof: DetailProof, of entry: LogEntry) throws(ClientError) {
        var key = proof.key
        do {
            guard let sealed = SealedDetail(proof.sealed) else { throw EntryError.damagedDetail }
            self = try sealed.open(for: entry, detailKey: SecretBytes(moving: &key))
        } catch { throw .unverified(.detail) }
    }

    /// Who acted, with the key of this name only; `nil` without a key.
    ///
    /// - Throws: ``ClientError/unverified(_:)``: the key is not the one to which the name commits.
    func openActor(_ proof: DetailProof) throws(ClientError) -> LogActor? {
        guard var key = proof.actorKey else { return nil }
        do {
            guard let actor else { throw EntryError.damagedDetail }
            return try actor.open(actorKey: SecretBytes(moving: &key))
        } catch { throw .unverified(.detail) }
    }
}
