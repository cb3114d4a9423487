internal import CryptoPrimitives
internal import Records
internal import Synchronization
internal import TransparencyLog

/// What a client remembers of one vault, whoever its member is.
///
/// It stands in clear because it is public: the founding statement (its hash is the pinned id), the
/// last verified checkpoint (the log's signature is checked when it is read back), adopted objects
/// by hash, and evidence of conflicts. A changed bit makes ``ClientError/damagedState(_:)``.
final class ClientState: Sendable {
    private struct Memory: Sendable {
        var checkpoint: SignedCheckpoint?
        var checkpointIsRead = false
    }

    private let vault: Digest
    private let store: any ClientStateStore
    private let memory = Mutex(Memory())

    init(vault: Digest, store: any ClientStateStore) {
        self.vault = vault
        self.store = store
    }

    private func name(_ item: String) -> String { "\(vault.hex.prefix(16))-\(item)" }

    /// The founding statement, if it was kept; its hash is the pinned id.
    func founding() throws -> SignedStatement? {
        let name = name("founding")
        guard let bytes = try store.load(name) else { return nil }
        guard let signed = try? SignedStatement(canonical: bytes), signed.hash == vault else {
            throw ClientError.damagedState(name)
        }
        return signed
    }

    /// Keeps the founding statement.
    func keep(founding signed: SignedStatement) throws {
        try store.save(signed.canonicalBytes, as: name("founding"))
    }

    /// An adopted object by hash.
    func object(_ hash: Digest) throws -> [UInt8]? {
        let name = name("object-\(hash.hex)")
        guard let bytes = try store.load(name) else { return nil }
        guard Digest(hashing: bytes) == hash else { throw ClientError.damagedState(name) }
        return bytes
    }

    /// Keeps an object whose hash was checked.
    func keep(object bytes: [UInt8], hash: Digest) throws {
        try store.save(bytes, as: name("object-\(hash.hex)"))
    }

    /// The last verified checkpoint.
    ///
    /// An empty one is what a power cut may leave: it is taken for none, which is no worse than an
    /// older one.
    func checkpoint(of founding: Founding) throws -> SignedCheckpoint? {
        let known = memory.withLock { $0.checkpointIsRead ? ($0.checkpoint, true) : (nil, false) }
        if known.1 { return known.0 }
        let name = name("checkpoint")
        var checkpoint: SignedCheckpoint?
        if let bytes = try store.load(name), !bytes.isEmpty {
            do {
                checkpoint = try SignedCheckpoint(verifying: bytes, of: founding)
            } catch {
                throw ClientError.damagedState(name)
            }
        }
        let read = checkpoint
        memory.withLock {
            $0.checkpoint = read
            $0.checkpointIsRead = true
        }
        return read
    }

    /// Keeps a checkpoint that extends the last one.
    func keep(checkpoint: SignedCheckpoint) throws {
        let isNew = memory.withLock { memory in
            defer {
                memory.checkpoint = checkpoint
                memory.checkpointIsRead = true
            }
            return memory.checkpoint?.head != checkpoint.head
        }
        if isNew {
            try store.saveWithoutFlush(checkpoint.note.bytes, as: name("checkpoint"))
        }
    }

    /// Keeps the evidence of a conflict under the hash of its bytes.
    func keep(conflict: LogConflict) throws {
        let bytes = conflict.canonicalBytes
        let digest = Digest(hashing: bytes).hex.prefix(16)
        try store.save(bytes, as: name("conflict-\(digest)"))
    }
}

extension SignedCheckpoint {
    /// Checks a note against the log that the founding statement names.
    init(verifying note: [UInt8], of founding: Founding) throws(NoteError) {
        try self.init(
            verifying: note, origin: founding.origin,
            logKeys: [VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)])
    }
}
