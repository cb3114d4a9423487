internal import CryptoPrimitives
internal import Mediation
internal import Records

/// Which file of a keystore: bound into the seal, so that a file opens in its own place only.
enum SealedName: Hashable {
    case vault
    case head
    case chain(ChainID)

    /// The kind of file, for errors.
    var file: SecretStoreError.File {
        switch self {
        case .vault: .vault
        case .head: .head
        case .chain: .chain
        }
    }

    /// The path within the directory.
    var path: String {
        switch self {
        case .vault: "vault.sealed"
        case .head: "head.sealed"
        // Identifiers begin with the time of making; their last byte is random.
        case .chain(let id): "\(folder)/\(id.bytes.hex).sealed"
        }
    }

    /// The folder within the directory; empty for the directory itself.
    var folder: String {
        guard case .chain(let id) = self else { return "" }
        return "chains/\(Array(id.bytes.suffix(1)).hex)"
    }

    /// 18 bytes: kind of file, kind of chain, identifier; zeros where there is none.
    var bytes: [UInt8] {
        switch self {
        case .vault: [1, 0] + [UInt8](repeating: 0, count: 16)
        case .head: [2, 0] + [UInt8](repeating: 0, count: 16)
        case .chain(let id): [3, Self.number(of: id.kind)] + id.bytes
        }
    }

    /// Reads ``bytes``; `nil` when they name no file.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 18 else { return nil }
        let id = Array(bytes.dropFirst(2))
        switch bytes[0] {
        case 1: self = .vault
        case 2: self = .head
        case 3:
            guard
                let kind = ChainID.Kind.allCases.first(where: { Self.number(of: $0) == bytes[1] }),
                let chain = Self.chain(kind, id)
            else { return nil }
            self = .chain(chain)
        default: return nil
        }
        guard self.bytes == bytes else { return nil }
    }

    private static func chain(_ kind: ChainID.Kind, _ bytes: [UInt8]) -> ChainID? {
        switch kind {
        case .vault: .vault
        case .organisation: OrganisationID(bytes).map(ChainID.organisation)
        case .member: MemberID(bytes).map(ChainID.member)
        case .dossier: DossierID(bytes).map(ChainID.dossier)
        case .oversight: .oversight
        case .delegations:
            OrganisationID(bytes.map { ~$0 }).map(ChainID.delegations)
        }
    }

    private static func number(of kind: ChainID.Kind) -> UInt8 {
        switch kind {
        case .vault: 1
        case .organisation: 2
        case .member: 3
        case .dossier: 4
        case .oversight: 5
        case .delegations: 6
        }
    }
}
