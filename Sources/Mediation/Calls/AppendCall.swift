internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// Extends chains: all statements or none, each with its entry.
    func append(_ call: AppendStatements, _ caller: Caller) throws -> Reply {
        var ended: [Ending] = []
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            var scope = try StatementScope(
                call.statements, bringing: call.objects, caller: caller, transaction: transaction)
            if try transaction.isRepeatedPermit() {
                for signed in call.statements {
                    try transaction.record(
                        EntryDraft(stating: signed, by: caller, subject: scope.subject(of: signed)))
                }
                return .done([])
            }
            let worker = scope.worker(of: call.statements)
            if let refusal = try scope.refusal(of: call.statements, mediator: self) {
                return .refused(
                    try refuse(
                        refusal, by: caller, about: worker ?? scope.adoptedIn,
                        event: scope.isAdoption ? .policyAdopted : .denied, object: caller.hash,
                        in: &transaction))
            }
            for object in call.objects
            where try transaction.rows.object(Digest(hashing: object)) == nil {
                try transaction.rows.insert(object: object)
            }
            for signed in call.statements {
                ended += try store(signed, by: caller, scope: scope, in: &transaction)
            }
            return .done([])
        }
        try carryOut(ended)
        return reply(committed.value, to: caller, committed.standing)
    }

    /// Stores a statement that may be made: its chain's keys, the secrets of its grants, its entry,
    /// its row, and what finds it again.
    ///
    /// - Returns: What it ends at once.
    func store(
        _ signed: SignedStatement, by caller: Caller, scope: StatementScope,
        in transaction: inout VaultTransaction
    ) throws -> [Ending] {
        let chain = signed.statement.chain
        if signed.statement.previous == .empty { try transaction.begin(chain) }
        let grants = signed.statement.body.grants
        if !grants.isEmpty { try makeSecrets(for: grants, of: chain) }
        let subject = scope.subject(of: signed)
        let index = try transaction.record(
            EntryDraft(stating: signed, by: caller, subject: subject))
        try transaction.append(signed, logIndex: index)
        try makeFindable(signed, in: transaction)
        try notify(of: signed, at: index, by: caller, scope: scope, in: transaction)
        if case .decision(let decision) = signed.statement.body {
            return try begin(decision, stated: signed, at: index, by: caller, in: &transaction)
        }
        guard
            let ending = GrantEnding(
                signed, at: index, grants: { scope.grants(of: $0) }, now: caller.now)
        else { return [] }
        try transaction.rows.insert(try ending.row(key: try secrets.vaultSecrets().storageKey))
        return ending.cause == .withdrawn ? [.grants(ending)] : []
    }

    /// Begins what a decision about the log sets going.
    private func begin(
        _ decision: LogDecision, stated signed: SignedStatement, at index: UInt64,
        by caller: Caller, in transaction: inout VaultTransaction
    ) throws -> [Ending] {
        switch decision.measure {
        case .prune(let below):
            try LogPruning(below: below).run(in: transaction)
            return []
        case .erase(let worker):
            let place = FindingTag.Place(.worker, .member(worker))
            let erasure = SubjectErasure(
                id: signed.hash.bytes.prefixArray(16), worker: worker,
                dossiers: try transaction.rows.dossiers(
                    tag: FindingTag.holder(place, key: indexKey), key: indexKey),
                startedAt: index, due: caller.now)
            try transaction.rows.insert(try erasure.row(key: secrets.vaultSecrets().storageKey))
            return [.erasure(erasure)]
        case .unmask, .staffNames, .shield, .unshield: return []
        }
    }

    /// The secrets of new grants, durable before the statement that brings them.
    private func makeSecrets(for grants: [Grant], of chain: ChainID) throws {
        try secrets.withChain(chain, durably: true) { chainSecrets in
            for grant in grants {
                for kind in SectionKind.allCases where grant.kinds.contains(kind) {
                    // Secrets that a transaction left which did not come to its commit are kept.
                    _ = chainSecrets.add(
                        SecretBox(try .random(count: 32)), of: grant.id, kind: kind)
                }
            }
        }
    }

    /// Puts a dossier under the keyed tags of its holders.
    private func makeFindable(
        _ signed: SignedStatement, in transaction: borrowing VaultTransaction
    ) throws {
        guard let dossier = DossierID(signed.statement.chain.bytes),
            signed.statement.chain.kind == .dossier
        else { return }
        var holders = Set(signed.statement.body.grants.map { FindingTag.Place($0.role, $0.holder) })
        for party in signed.statement.body.parties {
            holders.formUnion(party.roles.map { FindingTag.Place($0, party.holder) })
        }
        for place in holders {
            let tag = FindingTag.holder(place, key: indexKey)
            try transaction.rows.insertIfNew(finding: tag, dossier: dossier, key: indexKey)
        }
    }
}

extension StatementBody {
    /// The grants that a statement brings.
    var grants: [Grant] {
        switch self {
        case .dossier(let body): body.parties.flatMap(\.grants) + body.grants
        case .party(let body): body.grants
        case .consent(let body): body.grants
        case .grants(let body): body.grants
        default: []
        }
    }

    /// The relations that a statement brings.
    var parties: [Party] {
        switch self {
        case .dossier(let body): body.parties
        case .party(let body): [body]
        default: []
        }
    }
}

extension [UInt8] {
    /// The first bytes.
    func prefixArray(_ count: Int) -> [UInt8] { Array(prefix(count)) }
}

/// The keyed tags under which dossiers are found: the mediator's HMAC over what is looked for.
enum FindingTag {
    /// A role of a holder.
    struct Place: Hashable {
        let role: Role
        let holder: Holder

        init(_ role: Role, _ holder: Holder) {
            self.role = role
            self.holder = holder
        }
    }

    /// The dossiers of a holder in a role.
    static func holder(_ place: Place, key: SecretBox) -> [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/finding-holder")
        encoder.append(word: place.role)
        encoder.append(record: place.holder)
        return HMACSHA256.authenticate(encoder.bytes, key: key.secret).bytes
    }

    /// The dossiers under a role's inner tag.
    static func value(_ inner: Digest, _ place: Place, key: SecretBox) -> [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/finding-value")
        encoder.append(word: place.role)
        encoder.append(record: place.holder)
        encoder.append(inner)
        return HMACSHA256.authenticate(encoder.bytes, key: key.secret).bytes
    }
}
