internal import CryptoPrimitives
internal import Records

/// What every command of a member needs: the vault's chain and the member's own, and the copies of
/// role keys.
struct MemberMemory: CanonicalRecord {
    static let label = "vault/v1/member-memory"
    /// The largest encoding of a file of the state, in bytes: 256 MiB.
    static let maximumSize = 256 << 20

    /// The statements, in the order of the log.
    let statements: [KnownStatement]
    /// The copies of role keys.
    var keyCopies: [KnownKeyCopy]

    init(statements: [KnownStatement] = [], keyCopies: [KnownKeyCopy] = []) {
        self.statements = statements
        self.keyCopies = keyCopies
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(records: statements)
        encoder.append(records: keyCopies)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        statements = try decoder.records(limit: 1 << 20)
        keyCopies = try decoder.records(limit: 1 << 16)
    }
}

/// The verified statements of one chain.
struct ChainMemory: CanonicalRecord {
    static let label = "vault/v1/chain-memory"

    /// The chain.
    let chain: ChainID
    /// The statements, in the order of the log.
    let statements: [KnownStatement]

    init(chain: ChainID, statements: [KnownStatement]) {
        self.chain = chain
        self.statements = statements
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: chain)
        encoder.append(records: statements)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        chain = try decoder.record()
        statements = try decoder.records(limit: 1 << 20)
        for statement in statements where statement.reference.chain != chain {
            throw .invalidField
        }
    }
}

/// What was seen of one share of the dossiers, and must not be taken back.
struct SeenMemory: CanonicalRecord {
    static let label = "vault/v1/seen-memory"

    /// The newest version of each section.
    var heads: [SectionID: SeenHead] = [:]
    /// Consents that were withdrawn, as the member stated it or was told; none comes back.
    var withdrawn: Set<ConsentID> = []

    init() {}

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(records: heads.values.sorted { $0.section < $1.section })
        encoder.append(list: withdrawn.sorted().map(\.bytes))
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        var section: SectionID?
        for head: SeenHead in try decoder.records(limit: 1 << 20) {
            guard section.map({ $0 < head.section }) ?? true else { throw .invalidField }
            heads[head.section] = head
            section = head.section
        }
        var consent: ConsentID?
        for element in try decoder.list(limit: 1 << 20) {
            guard let id = ConsentID(element), consent.map({ $0 < id }) ?? true else {
                throw .invalidField
            }
            consent = id
            withdrawn.insert(id)
        }
    }
}
