internal import CryptoPrimitives
internal import Records
internal import Sealing

/// A file of what one member's client remembers.
enum StatePart: Hashable, Sendable {
    /// What every command needs: the vault's chain, the member's own chain, the copies of role keys.
    case own
    /// The verified statements of another chain.
    case chain(ChainID)
    /// What was seen of one share of the dossiers.
    case seen(share: UInt8)
}

/// Names and seals the files of one member's state.
///
///     name key = HKDF-Expand-SHA256(state key, "vault/v1/client-state-name", 32)
///     digits   = the first 32 hexadecimal digits of HMAC-SHA256(name key, chain)
///
/// A name tells what kind of chain the file is about, and not which one: without the member's keys
/// the identifier of a dossier or a person does not lead to its file. Each file is sealed for its
/// name, so that none opens in the place of another.
final class StateSeal: Sendable {
    private static let table = "vault/v1/client-state"

    private let vault: Digest
    private let member: MemberID
    private let key: SecretBytes
    private let nameKey: SecretBytes

    /// Derives the keys.
    ///
    /// - Throws: What keeps the member's keys from deriving the state key.
    init(vault: Digest, keys: any MemberKeys) throws {
        self.vault = vault
        member = keys.member
        key = try keys.stateKey(for: vault)
        nameKey = try HKDF.expand(key, info: Array("vault/v1/client-state-name".utf8), count: 32)
    }

    /// The share of the dossiers to which one belongs: one of 256.
    func share(of dossier: DossierID) -> UInt8 { code(of: .dossier(dossier)).bytes[0] }

    /// What the names of the files of a kind of chain begin with.
    func prefix(of kind: ChainID.Kind) -> String { "\(beginning)\(kind.rawValue)-" }

    /// The name of a file.
    func name(of part: StatePart) -> String {
        switch part {
        case .own: "\(beginning)own"
        case .chain(let chain): prefix(of: chain.kind) + code(of: chain).hex.prefix(32)
        case .seen(let share): "\(beginning)seen-\([share].hex)"
        }
    }

    /// Seals a file's content.
    func seal(_ content: [UInt8], as name: String) throws(CryptoError) -> [UInt8] {
        try RowSeal.seal(content, key: key, table: Self.table, keyColumns: place(name))
    }

    /// Opens a file.
    ///
    /// - Throws: ``ClientError/damagedState(_:)``: other keys sealed it, for another place, or
    ///   something in it was changed.
    func open<Record: CanonicalRecord>(
        _ sealed: [UInt8], named name: String, as _: Record.Type = Record.self
    ) throws(ClientError) -> Record {
        do {
            return try Record(
                canonical: RowSeal.open(
                    sealed, key: key, table: Self.table, keyColumns: place(name)),
                limit: MemberMemory.maximumSize)
        } catch {
            throw .damagedState(name)
        }
    }

    /// The name that the one file had in which everything was kept before.
    var formerName: String { "\(vault.hex.prefix(16))-member-\(member)" }

    private var beginning: String { "\(vault.hex.prefix(16))-\(member)-" }

    private func code(of chain: ChainID) -> Digest {
        HMACSHA256.authenticate(chain.canonicalBytes, key: nameKey)
    }

    private func place(_ name: String) -> [[UInt8]] {
        [vault.bytes, member.bytes, Array(name.utf8)]
    }
}
