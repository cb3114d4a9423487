internal import CryptoPrimitives
internal import Records
internal import Synchronization

/// What one member's client has verified and seen, sealed under a key of the member.
///
/// It is kept in many files, so that a command reads and writes only what it is about: one for what
/// every command needs, one for each other chain of which statements were verified, and 256 for what
/// was seen of sections and consents, each for a share of the dossiers. Each file stands alone: none
/// is needed to understand another, and what a lost one held is asked for, and verified, again. A
/// changed bit makes ``ClientError/damagedState(_:)``.
final class MemberState: Sendable {
    struct Memory: Sendable {
        var seal: StateSeal?
        var keyCopies: [KnownKeyCopy]?
        /// The statements of the chains that were read, by their place in the chain.
        var chains: [ChainID: [UInt64: KnownStatement]] = [:]
        var seen: [UInt8: SeenMemory] = [:]
        var changed: Set<StatePart> = []
    }

    private let vault: Digest
    private let keys: any MemberKeys
    private let store: any ClientStateStore
    let memory = Mutex(Memory())

    init(vault: Digest, keys: any MemberKeys, store: any ClientStateStore) {
        self.vault = vault
        self.keys = keys
        self.store = store
    }

    // MARK: Statements

    /// The verified statements of some chains, in the order of the log.
    func statements(of chains: Set<ChainID>) throws -> [KnownStatement] {
        for chain in chains { try read(chain) }
        return memory.withLock { memory in
            chains.flatMap { (memory.chains[$0] ?? [:]).values }
        }.sorted { $0.logIndex < $1.logIndex }
    }

    /// The chains of some kinds of which something is known; every file of those kinds is read.
    func knownChains(_ kinds: Set<ChainID.Kind>) throws -> Set<ChainID> {
        try readOwn()
        let seal = try seal()
        for kind in kinds.sorted(by: { $0.rawValue < $1.rawValue }) {
            for name in try store.names(startingWith: seal.prefix(of: kind)) {
                guard let sealed = try store.load(name) else { continue }
                let known: ChainMemory = try seal.open(sealed, named: name)
                guard seal.name(of: .chain(known.chain)) == name else {
                    throw ClientError.damagedState(name)
                }
                take(known.statements, of: known.chain)
            }
        }
        return memory.withLock { memory in
            Set(memory.chains.filter { kinds.contains($0.key.kind) && !$0.value.isEmpty }.keys)
        }
    }

    /// The verified statement at a place.
    func statement(at reference: StatementReference) throws -> KnownStatement? {
        try read(reference.chain)
        return memory.withLock { $0.chains[reference.chain]?[reference.sequence] }
    }

    /// Takes in verified statements.
    func add(_ statements: [KnownStatement]) throws {
        for chain in Set(statements.map(\.reference.chain)) { try read(chain) }
        memory.withLock { memory in
            for statement in statements {
                let (chain, sequence) = (statement.reference.chain, statement.reference.sequence)
                guard memory.chains[chain]?[sequence] == nil else { continue }
                memory.chains[chain, default: [:]][sequence] = statement
                memory.changed.insert(part(of: chain))
            }
        }
    }

    /// The largest log index that a verified statement has; `nil` without statements.
    ///
    /// Everything is read for it: it is asked only where no checkpoint is left.
    func lastLogIndex() throws -> UInt64? {
        let chains = try knownChains(Set(ChainID.Kind.allCases))
        return try statements(of: chains).last?.logIndex
    }

    // MARK: Copies of role keys

    /// The copy of a role key.
    func keyCopy(where isWanted: (X25519.PublicKey) -> Bool) throws -> KnownKeyCopy? {
        try readOwn()
        return memory.withLock { $0.keyCopies?.first { isWanted($0.key) } }
    }

    /// Forgets a copy of a role key.
    func forget(keyCopyOf key: X25519.PublicKey) throws {
        try readOwn()
        memory.withLock { memory in
            memory.keyCopies?.removeAll { $0.key == key }
            memory.changed.insert(.own)
        }
        try flush()
    }

    /// Keeps a copy of a role key.
    func keep(keyCopy: KnownKeyCopy) throws {
        try readOwn()
        memory.withLock { memory in
            memory.keyCopies?.removeAll { $0.key == keyCopy.key }
            memory.keyCopies?.append(keyCopy)
            memory.changed.insert(.own)
        }
    }

    // MARK: Files

    /// Reads what was seen of the share to which a dossier belongs, once; gives the share.
    func readSeen(of dossier: DossierID) throws -> UInt8 {
        let seal = try seal()
        let share = seal.share(of: dossier)
        guard memory.withLock({ $0.seen[share] == nil }) else { return share }
        let name = seal.name(of: .seen(share: share))
        let seen = try store.load(name).map { try seal.open($0, named: name) } ?? SeenMemory()
        memory.withLock { $0.seen[share] = $0.seen[share] ?? seen }
        return share
    }

    /// Writes the files whose content changed.
    ///
    /// Each is replaced as a whole; a crash between two of them loses what was new in the second,
    /// which is asked for again.
    func flush() throws {
        let changed = memory.withLock { $0.changed }
        guard !changed.isEmpty else { return }
        let seal = try seal()
        let files = changed.map { (part: $0, name: seal.name(of: $0)) }.sorted { $0.name < $1.name }
        for (part, name) in files {
            let content = memory.withLock { memory in self.content(of: part, in: memory) }
            try store.save(seal.seal(content, as: name), as: name)
            memory.withLock { _ = $0.changed.remove(part) }
        }
    }

    private func content(of part: StatePart, in memory: Memory) -> [UInt8] {
        func statements(_ chains: [ChainID]) -> [KnownStatement] {
            chains.flatMap { (memory.chains[$0] ?? [:]).values }
                .sorted { $0.logIndex < $1.logIndex }
        }
        return switch part {
        case .own:
            MemberMemory(
                statements: statements(ownChains), keyCopies: memory.keyCopies ?? []
            ).canonicalBytes
        case .chain(let chain):
            ChainMemory(chain: chain, statements: statements([chain])).canonicalBytes
        case .seen(let share): (memory.seen[share] ?? SeenMemory()).canonicalBytes
        }
    }

    private var ownChains: [ChainID] { [.vault, .member(keys.member)] }

    private func part(of chain: ChainID) -> StatePart {
        ownChains.contains(chain) ? .own : .chain(chain)
    }

    private func seal() throws -> StateSeal {
        if let seal = memory.withLock({ $0.seal }) { return seal }
        let seal = try StateSeal(vault: vault, keys: keys)
        memory.withLock { $0.seal = seal }
        return seal
    }

    /// Reads the statements of a chain, once.
    private func read(_ chain: ChainID) throws {
        guard memory.withLock({ $0.chains[chain] == nil }) else { return }
        guard case .chain = part(of: chain) else { return try readOwn() }
        let seal = try seal()
        let name = seal.name(of: .chain(chain))
        guard let sealed = try store.load(name) else { return take([], of: chain) }
        let known: ChainMemory = try seal.open(sealed, named: name)
        guard known.chain == chain else { throw ClientError.damagedState(name) }
        take(known.statements, of: chain)
    }

    /// Reads what every command needs, once.
    private func readOwn() throws {
        guard memory.withLock({ $0.keyCopies == nil }) else { return }
        let seal = try seal()
        let name = seal.name(of: .own)
        var own = MemberMemory()
        if let sealed = try store.load(name) {
            own = try seal.open(sealed, named: name)
        } else if try store.load(seal.formerName) != nil {
            throw ClientError.formerState(seal.formerName)
        }
        for chain in ownChains {
            take(own.statements.filter { $0.reference.chain == chain }, of: chain)
        }
        let keyCopies = own.keyCopies
        memory.withLock { $0.keyCopies = $0.keyCopies ?? keyCopies }
    }

    /// Takes in what a file holds of a chain, unless it was read before.
    private func take(_ statements: [KnownStatement], of chain: ChainID) {
        memory.withLock { memory in
            guard memory.chains[chain] == nil else { return }
            memory.chains[chain] = Dictionary(
                statements.map { ($0.reference.sequence, $0) },
                uniquingKeysWith: { first, _ in first })
        }
    }
}
