package import CryptoPrimitives
package import Records

/// Where a mediator keeps its secrets, apart from the record store and its backups.
///
/// **Order.** To create: the secret is durable here first, then the record store commits. To end:
/// the log entry, then the secret is removed here, then the rows go, then the done-entry. A chain's
/// head and high-water marks may lag behind the record store, never lead it.
///
/// **Turns.** ``withChain(_:durably:_:)``, ``replace(head:durably:)`` and the other changes exclude
/// each other across processes. A body must not call this store again, nor wait for a turn of the
/// record store. Inside a turn of the record store this store may be used.
package protocol SecretStore: AnyObject, Sendable {
    /// The mediator's own secrets.
    ///
    /// - Throws: ``SecretStoreError`` with the code `missing` before the vault is founded.
    func vaultSecrets() throws(SecretStoreError) -> VaultSecrets

    /// Keeps the mediator's own secrets, durably; `alreadyExists` when there are some.
    func create(_ secrets: VaultSecrets) throws(SecretStoreError)

    /// The secrets of a chain.
    ///
    /// - Throws: ``SecretStoreError`` with the code `missing` when it has none or was erased.
    func chain(_ id: ChainID) throws(SecretStoreError) -> ChainSecrets

    /// Keeps the secrets of a new chain, durably; `alreadyExists` when there are some.
    func create(_ secrets: ChainSecrets, for id: ChainID) throws(SecretStoreError)

    /// Reads, changes and keeps the secrets of a chain, with no change by another in between.
    ///
    /// When `body` throws or changes nothing, nothing is written. When it removes a grant's secret,
    /// the change is durable whatever `durably` says, and the file that held it is overwritten.
    ///
    /// - Parameters:
    ///   - id: A chain that has secrets.
    ///   - durably: Whether the change must survive a power cut once this returns.
    ///   - body: The change.
    /// - Returns: What `body` returns.
    /// - Throws: ``SecretStoreError``, or what `body` throws.
    func withChain<T>(
        _ id: ChainID, durably: Bool, _ body: (inout ChainSecrets) throws -> T
    ) throws -> T

    /// Ends a chain: overwrites and removes its secrets, durably. Nothing to remove is not an error.
    func erase(_ id: ChainID) throws(SecretStoreError)

    /// The chains that have secrets, in no order; the work grows with their number.
    func chains() throws(SecretStoreError) -> [ChainID]

    /// The last head of the log that was kept; `nil` before the first.
    func head() throws(SecretStoreError) -> KeptHead?

    /// Keeps a newer head; one that is not larger than the one that is kept changes nothing.
    ///
    /// - Parameters:
    ///   - head: The head of the log after a commit.
    ///   - durably: Whether it must survive a power cut; without, the last few may be lost.
    /// - Throws: ``SecretStoreError`` with the code `conflict` when a head of the same size with
    ///   another root is kept: the log was forked.
    func replace(head: KeptHead, durably: Bool) throws(SecretStoreError)

    /// Keeps a head whatever was kept before, durably: only when people accepted that the log
    /// was restored.
    func reset(head: KeptHead) throws(SecretStoreError)
}

extension SecretStore {
    /// The secret of a grant for a kind of section; `nil` when there is none or it was ended.
    package func grantSecret(
        _ grant: GrantID, kind: SectionKind, of chain: ChainID
    ) throws(SecretStoreError) -> SecretBox? {
        try self.chain(chain).secret(of: grant, kind: kind)
    }

    /// Ends grants: their secrets are gone, durably, when this returns.
    ///
    /// - Returns: How many secrets there were to remove.
    @discardableResult
    package func end(_ grants: Set<GrantID>, of chain: ChainID) throws -> Int {
        try withChain(chain, durably: true) { secrets in
            grants.reduce(0) { $0 + secrets.end($1) }
        }
    }
}

/// The mediator's own secrets.
package struct VaultSecrets: Sendable {
    /// The hash of the signed founding statement: the vault's id.
    package let vault: Digest
    /// Seed of the Ed25519 key that signs replies and receipts: 32 bytes.
    package let mediatorSeed: SecretBox
    /// Seed of the Ed25519 key that signs checkpoints: 32 bytes.
    package let logSeed: SecretBox
    /// Key of the outer HMAC of the search index and of other tags: 32 bytes.
    package let indexKey: SecretBox
    /// Key that seals what belongs to no chain, such as endings: 32 bytes.
    package let storageKey: SecretBox

    /// Joins the secrets, of 32 bytes each.
    package init(
        vault: Digest, mediatorSeed: SecretBox, logSeed: SecretBox, indexKey: SecretBox,
        storageKey: SecretBox
    ) {
        for box in [mediatorSeed, logSeed, indexKey, storageKey] {
            precondition(box.secret.count == 32, "a secret of the vault has 32 bytes")
        }
        self.vault = vault
        self.mediatorSeed = mediatorSeed
        self.logSeed = logSeed
        self.indexKey = indexKey
        self.storageKey = storageKey
    }
}

/// What the keystore holds of one chain: a dossier, a member, an organisation or the vault.
package struct ChainSecrets: Sendable {
    /// Key that seals the chain's statements, manifests and log details: 32 bytes.
    package let storageKey: SecretBox
    /// Key of the chain's tags in the log, as subject or actor: 32 bytes.
    package let tagKey: SecretBox
    /// The head of the chain as far as it was confirmed.
    package var head: ChainHead
    /// For each section, the last version that was confirmed.
    package var marks: [SectionID: HighWaterMark] = [:]
    /// The secrets of grants, one for a grant and a kind of section.
    package private(set) var grants: [GrantKey: SecretBox] = [:]
    /// Grants that ended: no secret is taken for them any more.
    package private(set) var ended: Set<GrantID> = []

    /// Starts a chain with keys of 32 bytes.
    package init(storageKey: SecretBox, tagKey: SecretBox, head: ChainHead = .empty) {
        precondition(
            storageKey.secret.count == 32 && tagKey.secret.count == 32,
            "a key of a chain has 32 bytes")
        self.storageKey = storageKey
        self.tagKey = tagKey
        self.head = head
    }

    /// The secret of a grant for a kind of section; `nil` when there is none or it was ended.
    package func secret(of grant: GrantID, kind: SectionKind) -> SecretBox? {
        grants[GrantKey(grant: grant, kind: kind)]
    }

    /// Adds a grant's secret of 32 bytes.
    ///
    /// - Returns: `false`, and nothing is changed, when there is one already or the grant ended.
    package mutating func add(_ secret: SecretBox, of grant: GrantID, kind: SectionKind) -> Bool {
        precondition(secret.secret.count == 32, "a grant's secret has 32 bytes")
        let key = GrantKey(grant: grant, kind: kind)
        guard grants[key] == nil, !ended.contains(grant) else { return false }
        grants[key] = secret
        return true
    }

    /// Removes all secrets of a grant and remembers that it ended.
    ///
    /// - Returns: How many secrets there were.
    package mutating func end(_ grant: GrantID) -> Int {
        let before = grants.count
        grants = grants.filter { $0.key.grant != grant }
        ended.insert(grant)
        return before - grants.count
    }
}

/// What a grant's secret is for: there is one for each kind of section.
package struct GrantKey: Hashable, Sendable {
    /// The grant.
    package let grant: GrantID
    /// The kind of section.
    package let kind: SectionKind

    /// Joins a grant and a kind.
    package init(grant: GrantID, kind: SectionKind) {
        self.grant = grant
        self.kind = kind
    }
}

/// The last version of a section that was confirmed; a store behind it was rolled back.
package struct HighWaterMark: Hashable, Sendable {
    /// The number of the version.
    package let version: UInt64
    /// The hash of its manifest.
    package let manifest: Digest

    /// Joins a version and its manifest's hash.
    package init(version: UInt64, manifest: Digest) {
        self.version = version
        self.manifest = manifest
    }
}

/// A signed head of the log, kept apart from the log.
package struct KeptHead: Hashable, Sendable {
    /// The number of entries.
    package let size: UInt64
    /// The root hash.
    package let root: Digest
    /// The signed note, as published.
    package let note: [UInt8]

    /// Joins a head and its note.
    package init(size: UInt64, root: Digest, note: [UInt8]) {
        self.size = size
        self.root = root
        self.note = note
    }
}

/// Why a secret store refuses or fails; it names the kind of file, never which one.
package struct SecretStoreError: Error, Hashable, Sendable {
    /// The kinds of file in a secret store.
    package enum File: String, Hashable, Sendable {
        case directory
        case key = "key-encryption key"
        case vault = "vault's secrets"
        case head = "last head of the log"
        case chain = "secrets of a chain"
    }

    /// What went wrong.
    package enum Code: String, Hashable, Sendable {
        /// There is no such file.
        case missing
        /// There is such a file; it was not changed.
        case alreadyExists
        /// The file ends before its end.
        case truncated
        /// The file was not made by a secret store.
        case foreign
        /// The file has a format that this version no longer reads.
        case olderFormat
        /// The file has a format of a later version.
        case newerFormat
        /// The file belongs in another place: two files were swapped.
        case misplaced
        /// The file is sealed under another key-encryption key.
        case otherKey
        /// The file was changed after it was sealed.
        case damaged
        /// Others may read or write the file.
        case exposed
        /// The user may not read or write the file.
        case notPermitted
        /// The file system does not allow writing.
        case readOnly
        /// No space is left.
        case full
        /// What is kept contradicts what should be kept.
        case conflict
        /// Reading, writing or flushing failed in another way.
        case inputOutput
        /// No random bytes, or no memory, for cryptography.
        case cryptography
    }

    /// What went wrong.
    package let code: Code
    /// With which kind of file.
    package let file: File

    /// Names a failure.
    package init(_ code: Code, _ file: File) {
        self.code = code
        self.file = file
    }
}

extension SecretStoreError: CustomStringConvertible {
    /// What happened and, where there is one, what helps.
    package var description: String {
        let name = "keystore, \(file.rawValue)"
        switch code {
        case .missing: return "\(name): not found"
        case .alreadyExists: return "\(name): exists already"
        case .truncated: return "\(name): the file is cut off; restore it from a backup"
        case .foreign: return "\(name): not a file of a keystore"
        case .olderFormat: return "\(name): written by a version that is too old"
        case .newerFormat: return "\(name): written by a later version; update the program"
        case .misplaced: return "\(name): the file belongs in another place"
        case .otherKey: return "\(name): sealed under another key-encryption key"
        case .damaged: return "\(name): the file was changed; restore it from a backup"
        case .exposed:
            let mode = file == .directory ? "700" : "600"
            return "\(name): other users can reach it; run `chmod \(mode)` on it"
        case .notPermitted: return "\(name): permission denied"
        case .readOnly: return "\(name): the file system is read-only"
        case .full: return "\(name): no space is left"
        case .conflict: return "\(name): another head of this size is kept; the log was forked"
        case .inputOutput: return "\(name): reading or writing failed"
        case .cryptography: return "\(name): the cryptographic library failed"
        }
    }
}
