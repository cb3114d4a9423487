internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Sealing

/// A statement with the place and the log entry under which the store has it.
struct StoredStatement {
    /// The statement.
    let signed: SignedStatement
    /// The hash of its encoding.
    let hash: Digest
    /// Its place in its chain, from 0.
    let sequence: UInt64
    /// The index of its log entry.
    let logIndex: UInt64
    /// The head of the chain after it.
    let head: ChainHead
    /// The row as it is stored.
    let row: StatementRow
}

/// A chain as the store has it, found equal to what the keystore's head vouches for.
struct StoredChain {
    /// The chain.
    let id: ChainID
    /// The statements, oldest first.
    let statements: [StoredStatement]
    /// The head after the last of them.
    let head: ChainHead

    /// Which chain in which state.
    struct State: Hashable {
        let id: ChainID
        let head: ChainHead
        let logIndex: UInt64?
    }

    /// Which chain in which state: the same one holds the same statements.
    var state: State { State(id: id, head: head, logIndex: statements.last?.logIndex) }
}

/// Reads chains of statements and refuses what the keystore does not vouch for.
struct ChainReader {
    private let reading: any RecordReading
    private let secrets: any SecretStore
    /// What was verified before.
    let verified: VerifiedRows
    private let memo = Memo()

    /// What was read of one state; a chain that is asked for again is not opened again.
    private final class Memo {
        var chains: [ChainID: StoredChain] = [:]
        var secrets: [ChainID: ChainSecrets] = [:]
    }

    /// Reads one state of the store beside the keystore.
    ///
    /// - Parameters:
    ///   - reading: The state of the store.
    ///   - secrets: The keystore.
    ///   - verified: What was verified before, so that the same bytes are not opened again.
    init(
        _ reading: any RecordReading, secrets: any SecretStore,
        verified: VerifiedRows = VerifiedRows()
    ) {
        self.reading = reading
        self.secrets = secrets
        self.verified = verified
    }

    /// The secrets of a chain, as they were when this state was first asked for them.
    ///
    /// - Throws: ``SecretStoreError`` with the code `missing` when it has none.
    func secrets(of id: ChainID) throws(SecretStoreError) -> ChainSecrets {
        if let known = memo.secrets[id] { return known }
        let found = try secrets.chain(id)
        memo.secrets[id] = found
        return found
    }

    /// The secrets of a chain; `nil` when it has none.
    func existingSecrets(of id: ChainID) throws(SecretStoreError) -> ChainSecrets? {
        do {
            return try secrets(of: id)
        } catch  where error.code == .missing {
            return nil
        }
    }

    /// Reads a chain.
    ///
    /// Every row opens under the chain's own key and at its own place only, and every link is
    /// computed anew. A chain that is shorter than the keystore's head, or another one, was put
    /// back; one that is longer was extended by a transaction after which the keystore was not
    /// written any more, and its rows could have been sealed by nobody else.
    ///
    /// - Returns: `nil` when there is no such chain.
    /// - Throws: ``MediatorError/rolledBack`` or ``MediatorError/damaged``.
    func chain(_ id: ChainID) throws -> StoredChain? {
        if let known = memo.chains[id] { return known }
        guard let chainSecrets = try existingSecrets(of: id) else {
            guard try reading.lastStatement(of: id.bytes) == nil else {
                throw MediatorError.damaged
            }
            return nil
        }
        let vouched = chainSecrets.head
        let kept = verified.chain(id)?.statements ?? []
        var statements: [StoredStatement] = []
        var isVouched = vouched.length == 0
        for row in try reading.statements(of: id.bytes, after: nil, limit: Int.max) {
            let place = statements.count
            let statement =
                place < kept.count && kept[place].row == row
                ? kept[place]
                : try Self.verify(
                    row, of: id, key: chainSecrets.storageKey, after: statements.last?.head)
            // What was kept behind a row that changed stands on another head.
            guard statement.signed.statement.previous == statements.last?.head ?? .empty else {
                throw MediatorError.damaged
            }
            if statement.head.length == vouched.length {
                guard statement.head == vouched else { throw MediatorError.rolledBack }
                isVouched = true
            }
            statements.append(statement)
        }
        guard isVouched else { throw MediatorError.rolledBack }
        // A founding of the chain that did not come to its commit leaves secrets and no rows.
        guard let last = statements.last else { return nil }
        let chain = StoredChain(id: id, statements: statements, head: last.head)
        memo.chains[id] = chain
        verified.keep(chain)
        return chain
    }

    /// The hash of the bundle of policies in force; `nil` while the vault is founded.
    func bundleInForce() throws -> Digest? {
        try chain(.vault)?.statements.lazy.reversed().compactMap { statement in
            guard case .adoption(let adoption) = statement.signed.statement.body,
                adoption.kind == .policy
            else { return nil }
            return adoption.hash
        }.first
    }

    /// The directory of the vault, with the members and organisations that are asked for.
    ///
    /// - Parameters:
    ///   - members: The members whose keys and appointments are needed.
    ///   - organisations: The organisations whose admission, role keys and cases are needed.
    ///   - withOversight: Whether reviews of the log and decisions about it are needed.
    ///   - withDelegations: Whether the delegations of the organisations are needed.
    /// - Returns: What their statements say together.
    /// - Throws: ``MediatorError`` as ``chain(_:)``.
    func directory(
        members: Set<MemberID> = [], organisations: Set<OrganisationID> = [],
        withOversight: Bool = false, withDelegations: Bool = false
    ) throws -> Directory {
        guard let vault = try chain(.vault), let founding = vault.statements.first else {
            throw MediatorError.damaged
        }
        var chains = [vault]
        for id in organisations { chains += try chain(.organisation(id)).map { [$0] } ?? [] }
        if withDelegations {
            for id in organisations { chains += try chain(.delegations(id)).map { [$0] } ?? [] }
        }
        if withOversight { chains += try chain(.oversight).map { [$0] } ?? [] }
        for id in members { chains += try chain(.member(id)).map { [$0] } ?? [] }
        do throws(AuthorityError) {
            return try verified.directory(of: chains) { () throws(AuthorityError) in
                var directory = try Directory(vouched: founding.signed)
                let statements = chains.flatMap(\.statements)
                for statement in statements.sorted(by: { $0.logIndex < $1.logIndex }) {
                    guard statement.signed.statement.body.kind != .founding else { continue }
                    try directory.take(vouched: statement.signed, logIndex: statement.logIndex)
                }
                return directory
            }
        } catch {
            throw MediatorError.damaged
        }
    }

    /// A dossier.
    ///
    /// - Returns: `nil` when there is no such dossier.
    func dossier(_ id: DossierID) throws -> (record: DossierRecord, chain: StoredChain)? {
        guard let chain = try chain(.dossier(id)), let first = chain.statements.first else {
            return nil
        }
        do throws(AuthorityError) {
            let record = try verified.record(of: id, in: chain) { () throws(AuthorityError) in
                var record = try DossierRecord(opening: first.signed)
                for statement in chain.statements.dropFirst() { try record.apply(statement.signed) }
                return record
            }
            return (record, chain)
        } catch {
            throw MediatorError.damaged
        }
    }

    /// Opens a row and checks that it follows the statement before it.
    private static func verify(
        _ row: StatementRow, of id: ChainID, key: SecretBox, after previous: ChainHead?
    ) throws -> StoredStatement {
        let previous = previous ?? .empty
        let (signed, hash) = try open(row, of: id, key: key)
        guard row.sequence == previous.length, signed.statement.previous == previous,
            signed.statement.chain == id
        else { throw MediatorError.damaged }
        let head = previous.appending(hash)
        guard head.link == row.link else { throw MediatorError.damaged }
        return StoredStatement(
            signed: signed, hash: hash, sequence: row.sequence, logIndex: row.logIndex, head: head,
            row: row)
    }

    private static func open(
        _ row: StatementRow, of id: ChainID, key: SecretBox
    ) throws -> (SignedStatement, Digest) {
        do {
            let place = SealedRow.statement(
                chain: id.bytes, sequence: row.sequence, logIndex: row.logIndex)
            let bytes = try place.open(row.sealed, key: key)
            return (try SignedStatement(canonical: bytes), Digest(hashing: bytes))
        } catch {
            throw MediatorError.damaged
        }
    }
}
