package import AccessPolicy
package import CryptoPrimitives
package import Records
internal import TransparencyLog

extension Session {
    // MARK: For commands

    /// Members, organisations, appointments and role keys as far as this client verified them: all
    /// that it has kept is read.
    package func knownDirectory() throws -> Directory {
        let kinds = Set(ChainID.Kind.allCases).subtracting([.dossier])
        return try facts(of: memberState.knownChains(kinds)).directory
    }

    /// What this client verified of some members and organisations, and of the organisations in
    /// which those members have appointments.
    ///
    /// - Parameter chains: Their chains; nothing is asked for.
    /// - Returns: The members and organisations, with the adoptions.
    /// - Throws: ``ClientError``.
    package func knownDirectory(of chains: Set<ChainID>) throws -> Directory {
        let directory = try facts(of: chains.union([.vault])).directory
        let places = chains.compactMap { MemberID($0) }.flatMap(directory.organisations(of:))
        guard !places.isEmpty else { return directory }
        let organisations = Set(places.map(ChainID.organisation))
        return try facts(of: chains.union(organisations).union([.vault])).directory
    }

    /// The organisations that this client verified.
    package func knownOrganisations() throws -> [Organisation] {
        try facts(of: memberState.knownChains([.organisation])).directory.allOrganisations
    }

    /// Fetches chains of members and organisations with all that they rest on, and verifies them.
    ///
    /// - Parameter chains: The chains; a dossier's chain gives its head only.
    /// - Returns: What this client now knows of them and of those on which they rest.
    /// - Throws: ``ClientError``.
    @discardableResult
    package func learn(_ chains: [ChainID]) throws -> Directory {
        _ = try fetchChains(chains)
        return try facts(of: chainsBelow(Set(chains))).directory
    }

    /// The newest adoption of a kind, verified in the vault's chain.
    ///
    /// - Throws: ``ClientError/notAdopted(_:)``.
    package func adoption(_ kind: Adoption.Kind, name: String? = nil) throws -> Adoption {
        let claimed = try greet().adoptions
            .last { $0.kind == kind && (name == nil || $0.name == name) }
        var known = try facts(of: [.vault]).directory.adoption(kind, name: name)
        if known != claimed {
            _ = try fetchChains([.vault])
            known = try facts(of: [.vault]).directory.adoption(kind, name: name)
        }
        guard let known else { throw ClientError.notAdopted(kind) }
        if let claimed, claimed.name == known.name, claimed.revision < known.revision {
            throw ClientError.unverified(.policyWentBack)
        }
        return known
    }

    /// The names under which something of a kind is adopted, in alphabetical order: those that the
    /// mediator tells, and those that this client knows.
    package func adoptedNames(_ kind: Adoption.Kind) throws -> [String] {
        let adoptions =
            try greet().adoptions + facts(of: [.vault]).directory.adoptions
        return Set(adoptions.filter { $0.kind == kind }.map(\.name)).sorted()
    }

    /// The names of the regimes that were adopted.
    package func adoptedRegimes() throws -> Set<String> {
        _ = try adoption(.policy)
        return Set(
            try facts(of: [.vault]).directory.adoptions.filter { $0.kind == .regime }.map(\.name))
    }

    /// Adopted bytes by their hash, from this client's store or the mediator.
    package func object(_ hash: Digest) throws -> [UInt8] {
        if let bytes = try state.object(hash) { return bytes }
        let bytes = try ask(.fetchObject(FetchObject(hash: hash)))
            .decode(FetchObject.Answer.self).bytes
        guard Digest(hashing: bytes) == hash else { throw ClientError.unverified(.object) }
        try state.keep(object: bytes, hash: hash)
        return bytes
    }

    /// The manifest of the bundle of policies in force.
    package func bundleManifest() throws -> BundleManifest {
        guard let manifest = try? BundleManifest(canonical: object(adoption(.policy).hash)) else {
            throw ClientError.unverified(.object)
        }
        return manifest
    }

    /// The policy in force for a regime, ready to decide.
    ///
    /// - Throws: ``ClientError/notAdopted(_:)`` when the bundle has no rules for it.
    package func policy(for regime: String) throws -> CompiledPolicy {
        guard let hash = try bundleManifest().entry(for: regime)?.policy else {
            throw ClientError.notAdopted(.policy)
        }
        guard let policy = try? CompiledPolicy(canonical: object(hash)), policy.hash == hash
        else { throw ClientError.unverified(.object) }
        return policy
    }

    /// The bundle of policies in force, with all its policies and cases.
    package func policyBundle() throws -> PolicyBundle {
        try PolicyBundle(adoption(.policy).hash) { try object($0) }
    }

    // MARK: For the session

    /// What is known of some chains.
    func facts(of chains: Set<ChainID>) throws -> Facts {
        try Facts(base: base(), known: memberState.statements(of: chains))
    }

    /// Chains with all on which they rest, as far as it is known here; the vault's is one of them.
    private func chainsBelow(_ chains: Set<ChainID>) throws -> Set<ChainID> {
        var all: Set<ChainID> = [.vault]
        var rest = chains
        while !rest.isEmpty {
            all.formUnion(rest)
            let statements = try memberState.statements(of: rest).map { known in
                guard let signed = try? SignedStatement(canonical: known.bytes) else {
                    throw ClientError.damagedState(KnownStatement.label)
                }
                return signed
            }
            rest = try dependencies(of: statements).subtracting(all)
        }
        return all
    }

    /// The heads of chains that are about to be extended.
    func heads(of chains: [ChainID]) throws -> [ChainID: ChainHead] {
        var heads: [ChainID: ChainHead] = [:]
        var statements: [LoggedStatement] = []
        for part in try fetchParts(Array(Set(chains)), into: &statements) {
            heads[part.chain] = part.head
        }
        return heads
    }

    /// Fetches whole chains and those that they rest on, and verifies them in the order of the log.
    func fetchChains(_ chains: [ChainID]) throws -> [ChainID: ChainHead] {
        var heads: [ChainID: ChainHead] = [:]
        var wanted = Set(chains)
        var new: [LoggedStatement] = []
        while !wanted.isEmpty {
            for part in try fetchParts(Array(wanted), into: &new) { heads[part.chain] = part.head }
            let unknown = try new.filter { try memberState.statement(at: $0.reference) == nil }
            wanted = try dependencies(of: unknown.map(\.statement)).subtracting(heads.keys)
            guard heads.count <= 1024 else { throw ClientError.unverified(.chain) }
        }
        try accept(new)
        return heads
    }

    /// Makes sure that statements on which an answer relies are known and verified.
    ///
    /// - Parameters:
    ///   - references: The statements.
    ///   - chains: The chains that matter; what they rest on was verified when it came.
    ///   - limit: The log index at which to stop.
    /// - Returns: What the chains say, as far as it is known.
    /// - Throws: ``ClientError``.
    func facts(
        relyingOn references: [StatementReference], about chains: Set<ChainID>,
        before limit: UInt64 = .max
    ) throws -> Facts {
        let founding = StatementReference(chain: .vault, sequence: 0)
        var missing: [StatementReference] = []
        for reference in Set(references) where reference != founding {
            if try memberState.statement(at: reference) == nil { missing.append(reference) }
        }
        if !missing.isEmpty { try fetchEvidence(missing) }
        return try Facts(base: base(), known: memberState.statements(of: chains), before: limit)
    }

    private func fetchEvidence(_ references: [StatementReference]) throws {
        var rest = references.sorted {
            ($0.chain.bytes.hex, $0.sequence) < ($1.chain.bytes.hex, $1.sequence)
        }[...]
        var statements: [LoggedStatement] = []
        while !rest.isEmpty {
            let batch = Array(rest.prefix(256))
            rest = rest.dropFirst(256)
            let answered = try ask(.fetchEvidence(FetchEvidence(references: batch)))
            let fetched = try answered.decode(FetchEvidence.Answer.self).statements
            guard Set(fetched.map(\.reference)) == Set(batch) else {
                throw ClientError.unverified(.evidence)
            }
            for statement in fetched { try statement.check(against: answered.checkpoint) }
            statements += fetched
        }
        do {
            try accept(statements)
        } catch ClientError.unverified(.statement) {
            // Perhaps they rest on statements that were not named: look at the whole chains.
            _ = try fetchChains(Array(dependencies(of: statements.map(\.statement))))
            try accept(statements)
        }
    }

    /// Verifies statements whose log entries were checked, and remembers them.
    func accept(_ statements: [LoggedStatement]) throws {
        let founding = try base().vault
        var new: [LoggedStatement] = []
        for statement in statements where statement.statement.hash != founding {
            let bytes = statement.statement.canonicalBytes
            if let known = try memberState.statement(at: statement.reference) {
                guard known.bytes == bytes else { throw ClientError.unverified(.chain) }
            } else if let twin = new.first(where: { $0.reference == statement.reference }) {
                guard twin.statement == statement.statement else {
                    throw ClientError.unverified(.chain)
                }
            } else {
                new.append(statement)
            }
        }
        guard !new.isEmpty else { return }
        let chains = try chainsBelow(
            dependencies(of: new.map(\.statement)).union(new.map(\.reference.chain)))
        _ = try Facts(base: base(), known: memberState.statements(of: chains), new: new)
        try memberState.add(
            new.map {
                KnownStatement(
                    reference: $0.reference, logIndex: $0.entry.index,
                    bytes: $0.statement.canonicalBytes)
            })
        try memberState.flush()
    }

    /// Fetches chains and checks that each hangs together from its first statement to its head.
    private func fetchParts(
        _ chains: [ChainID], into new: inout [LoggedStatement]
    ) throws -> [FetchChains.Part] {
        var rest = chains.sorted { $0.bytes.hex < $1.bytes.hex }[...]
        var parts: [FetchChains.Part] = []
        while !rest.isEmpty {
            let batch = Array(rest.prefix(64))
            rest = rest.dropFirst(64)
            let answered = try ask(.fetchChains(FetchChains(chains: batch)))
            let fetched = try answered.decode(FetchChains.Answer.self).parts
            guard fetched.map(\.chain) == batch else { throw ClientError.unverified(.message) }
            for part in fetched where part.chain.kind != .dossier {
                try check(part, against: answered.checkpoint)
                new += part.statements
            }
            parts += fetched
        }
        return parts
    }

    private func check(_ part: FetchChains.Part, against checkpoint: SignedCheckpoint) throws {
        var head = ChainHead.empty
        for statement in part.statements {
            let signed = statement.statement
            guard signed.statement.chain == part.chain, signed.statement.previous == head else {
                throw ClientError.unverified(.chain)
            }
            try statement.check(against: checkpoint)
            head = signed.head
        }
        guard head == part.head else { throw ClientError.unverified(.chain) }
        let known = try memberState.statements(of: [part.chain])
        guard known.allSatisfy({ $0.reference.sequence < head.length }) else {
            throw ClientError.unverified(.chain)
        }
    }

    /// The chains on which statements rest: their signers', and the organisations that they name.
    private func dependencies(of statements: [SignedStatement]) throws -> Set<ChainID> {
        let founders = Set(try founding().founders.map(\.member))
        var chains: Set<ChainID> = []
        for statement in statements {
            for signature in statement.signatures where !founders.contains(signature.member) {
                chains.insert(.member(signature.member))
            }
            switch statement.statement.body {
            case .appointment(let appointment):
                chains.insert(.organisation(appointment.organisation))
            case .inspectionCase(let inspection):
                chains.insert(.organisation(inspection.inspectorate))
            case .dossier(let opening):
                opening.worker.map { _ = chains.insert(.member($0)) }
                chains.insert(.organisation(opening.employer))
                for party in opening.parties { chains.insert(party.holder.chain) }
                for grant in opening.grants { chains.insert(grant.holder.chain) }
            case .party(let party): chains.insert(party.holder.chain)
            case .delegation(let delegation):
                chains.insert(.organisation(delegation.organisation))
                chains.insert(.member(delegation.principal))
                chains.insert(.member(delegation.delegate))
            default: break
            }
        }
        return chains
    }
}

extension LoggedStatement {
    /// Checks that the entry is in the log and is about this statement, and that the statement
    /// stands where it is said to stand.
    func check(against checkpoint: SignedCheckpoint) throws(ClientError) {
        let verified = try VerifiedEntry(verifying: entry, against: checkpoint)
        guard verified.entry.object == statement.hash, reference == statement.reference else {
            throw .unverified(.entry)
        }
    }
}

extension Holder {
    /// The chain that holds the holder's keys.
    package var chain: ChainID {
        switch self {
        case .organisation(let id): .organisation(id)
        case .member(let id): .member(id)
        }
    }
}
