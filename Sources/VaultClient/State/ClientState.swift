internal import CryptoPrimitives
internal import Records
internal import Sealing
internal import Synchronization
internal import TransparencyLog

/// What a client remembers of one vault, and for one member.
///
/// For the vault, in clear because it is public: the founding statement (its hash is the pinned
/// id), the last verified checkpoint (the log's signature is checked when it is read back), adopted
/// objects by hash, and evidence of conflicts. For the member, sealed under a key of the member: the
/// verified statements, the heads of sections, the copies of role keys. A changed bit anywhere
/// makes ``ClientError/damagedState(_:)``.
final class ClientState: Sendable {
    fileprivate struct Memory: Sendable {
        var member: MemberMemory?
        var positions: [StatementReference: Int] = [:]
        var isChanged = false
        var checkpoint: SignedCheckpoint?
        var checkpointIsRead = false
    }

    private let vault: Digest
    private let keys: any MemberKeys
    private let store: any ClientStateStore
    private let memory = Mutex(Memory())

    init(vault: Digest, keys: any MemberKeys, store: any ClientStateStore) {
        self.vault = vault
        self.keys = keys
        self.store = store
    }

    private func name(_ item: String) -> String { "\(vault.hex.prefix(16))-\(item)" }
    private var memberName: String { name("member-\(keys.member)") }

    // MARK: The vault's part

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

    // MARK: The member's part

    /// Reads the member's part once.
    private func open() throws {
        guard memory.withLock({ $0.member == nil }) else { return }
        var member = MemberMemory()
        if let sealed = try store.load(memberName) {
            do {
                let bytes = try RowSeal.open(
                    sealed, key: keys.stateKey(for: vault), table: MemberMemory.label,
                    keyColumns: [vault.bytes, keys.member.bytes])
                member = try MemberMemory(canonical: bytes, limit: MemberMemory.maximumSize)
            } catch is CryptoError {
                throw ClientError.damagedState(memberName)
            } catch is CanonicalEncodingError {
                throw ClientError.damagedState(memberName)
            }
        }
        let read = member
        memory.withLock { memory in
            memory.member = read
            memory.index()
        }
    }

    /// Writes the member's part, if it changed.
    func flush() throws {
        let bytes = memory.withLock { memory -> [UInt8]? in
            guard memory.isChanged, let member = memory.member else { return nil }
            return member.canonicalBytes
        }
        guard let bytes else { return }
        let sealed = try RowSeal.seal(
            bytes, key: keys.stateKey(for: vault), table: MemberMemory.label,
            keyColumns: [vault.bytes, keys.member.bytes])
        try store.save(sealed, as: memberName)
        memory.withLock { $0.isChanged = false }
    }

    /// The verified statements of some chains, or all, in the order of the log.
    func statements(of chains: Set<ChainID>?) throws -> [KnownStatement] {
        try statements { chains?.contains($0) ?? true }
    }

    /// The verified statements of the chains that are wanted, in the order of the log.
    func statements(where isWanted: (ChainID) -> Bool) throws -> [KnownStatement] {
        try open()
        return memory.withLock { memory in
            (memory.member?.statements ?? []).filter { isWanted($0.reference.chain) }
        }
    }

    /// The verified statement at a place.
    func statement(at reference: StatementReference) throws -> KnownStatement? {
        try open()
        return memory.withLock { memory in
            memory.positions[reference].flatMap { memory.member?.statements[$0] }
        }
    }

    /// Takes in verified statements.
    func add(_ statements: [KnownStatement]) throws {
        guard !statements.isEmpty else { return }
        try open()
        memory.withLock { memory in
            let new = statements.filter { memory.positions[$0.reference] == nil }
            guard !new.isEmpty else { return }
            memory.member?.statements += new
            memory.member?.statements.sort { $0.logIndex < $1.logIndex }
            memory.index()
            memory.isChanged = true
        }
    }

    /// The largest log index that a verified statement has; `nil` without statements.
    func lastLogIndex() throws -> UInt64? {
        try open()
        return memory.withLock { $0.member?.statements.last?.logIndex }
    }

    /// Checks that a section's head does not go back, and remembers it.
    ///
    /// - Parameters:
    ///   - section: The section.
    ///   - version: The version that is said to be the head.
    ///   - manifest: The hash of its manifest, if that was verified.
    ///   - logSize: The size of the log.
    /// - Throws: ``ClientError/sectionWentBack(seen:shown:)``; ``ClientError/unverified(_:)`` for
    ///   another manifest under a version that was seen.
    func see(
        section: SectionID, version: UInt64, manifest: Digest?, logSize: UInt64
    ) throws {
        try open()
        try memory.withLock { memory in
            guard var heads = memory.member?.heads else { return }
            if let position = heads.firstIndex(where: { $0.section == section }) {
                let seen = heads[position]
                guard version >= seen.version else {
                    throw ClientError.sectionWentBack(seen: seen.version, shown: version)
                }
                guard let manifest else { return }
                if version == seen.version {
                    guard manifest == seen.manifest else {
                        throw ClientError.unverified(.manifest)
                    }
                    return
                }
                heads.remove(at: position)
            }
            guard let manifest else { return }
            heads.append(
                SeenHead(
                    section: section, version: version, manifest: manifest, logSize: logSize))
            memory.member?.heads = heads
            memory.isChanged = true
        }
    }

    /// Remembers consents that were withdrawn.
    func see(withdrawn consents: some Collection<ConsentID>) throws {
        guard !consents.isEmpty else { return }
        try open()
        memory.withLock { memory in
            guard let known = memory.member?.withdrawn, !known.isSuperset(of: consents) else {
                return
            }
            memory.member?.withdrawn.formUnion(consents)
            memory.isChanged = true
        }
    }

    /// Whether a consent was seen to be withdrawn.
    func isWithdrawn(_ consent: ConsentID) throws -> Bool {
        try open()
        return memory.withLock { $0.member?.withdrawn.contains(consent) ?? false }
    }

    /// The copy of a role key.
    func keyCopy(where isWanted: (X25519.PublicKey) -> Bool) throws -> KnownKeyCopy? {
        try open()
        return memory.withLock { memory in
            memory.member?.keyCopies.first { isWanted($0.key) }
        }
    }

    /// Forgets a copy of a role key.
    func forget(keyCopyOf key: X25519.PublicKey) throws {
        try open()
        memory.withLock { memory in
            memory.member?.keyCopies.removeAll { $0.key == key }
            memory.isChanged = true
        }
        try flush()
    }

    /// Keeps a copy of a role key.
    func keep(keyCopy: KnownKeyCopy) throws {
        try open()
        memory.withLock { memory in
            memory.member?.keyCopies.removeAll { $0.key == keyCopy.key }
            memory.member?.keyCopies.append(keyCopy)
            memory.isChanged = true
        }
    }
}

extension ClientState.Memory {
    /// Works out where each statement stands.
    fileprivate mutating func index() {
        positions = [:]
        for (position, statement) in (member?.statements ?? []).enumerated() {
            positions[statement.reference] = position
        }
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
