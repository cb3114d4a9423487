import Keystore
import Mediation
import Records
import Synchronization

/// The keystore of a process that stops when it is about to make a change of a chain durable.
final class InterruptedSecrets: SecretStore {
    private let base: FileKeystore
    private let cut = Mutex(false)

    init(_ base: FileKeystore) { self.base = base }

    func interrupt() { cut.withLock { $0 = true } }

    func withChain<T>(
        _ id: ChainID, durably: Bool, _ body: (inout ChainSecrets) throws -> T
    ) throws -> T {
        guard !(durably && cut.withLock({ $0 })) else {
            throw SecretStoreError(.inputOutput, .chain)
        }
        return try base.withChain(id, durably: durably, body)
    }

    func vaultSecrets() throws(SecretStoreError) -> VaultSecrets { try base.vaultSecrets() }
    func create(_ secrets: VaultSecrets) throws(SecretStoreError) { try base.create(secrets) }
    func chain(_ id: ChainID) throws(SecretStoreError) -> ChainSecrets { try base.chain(id) }
    func create(_ secrets: ChainSecrets, for id: ChainID) throws(SecretStoreError) {
        try base.create(secrets, for: id)
    }
    func erase(_ id: ChainID) throws(SecretStoreError) { try base.erase(id) }
    func chains() throws(SecretStoreError) -> [ChainID] { try base.chains() }
    func head() throws(SecretStoreError) -> KeptHead? { try base.head() }
    func replace(head: KeptHead, durably: Bool) throws(SecretStoreError) {
        try base.replace(head: head, durably: durably)
    }
    func reset(head: KeptHead) throws(SecretStoreError) { try base.reset(head: head) }
}
