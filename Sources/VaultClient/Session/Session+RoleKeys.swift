package import Records
internal import CryptoPrimitives
internal import Sealing

extension Session {
    /// Makes a new role key: publishes it with a second person's signature, and seals a copy of the
    /// private half for each member of the role.
    ///
    /// - Parameters:
    ///   - role: The role, which the session's appointment must be to.
    ///   - organisation: The organisation.
    ///   - cosigners: The second person: a registrar of the organisation or a founder.
    /// - Returns: The role key and the receipt of its statement.
    /// - Throws: ``ClientError``.
    @discardableResult
    package func makeRoleKey(
        _ role: Role, of organisation: OrganisationID, cosigners: [Signer]
    ) throws -> (roleKey: RoleKey, receipt: AppendReceipt) {
        _ = try learn([.organisation(organisation), .member(member)])
        let directory = try knownDirectory()
        let epoch = (directory.roleKey(role, of: organisation)?.roleKey.epoch ?? 0) + 1
        let key = try X25519.PrivateKey.generate()
        let roleKey = RoleKey(
            role: role, organisation: organisation, epoch: epoch, key: key.publicKey)
        let receipt = try append([.roleKey(roleKey)], cosigners: cosigners)
        var members = [member: keys.agreementKey]
        for entry in directory.appointments(to: role, in: organisation, at: now) {
            let id = entry.appointment.member
            members[id] = directory.member(id)?.agreementKey
        }
        let copies = try key.withSeed { (seed) throws(CryptoError) in
            try Self.copies(of: seed, key: key.publicKey, for: members)
        }
        try store(copies, of: key.publicKey)
        return (roleKey, receipt)
    }

    /// Seals the own copies of a role's keys, all epochs, for members who were appointed to it
    /// later.
    ///
    /// - Parameters:
    ///   - role: The role, which the session's appointment must be to.
    ///   - organisation: The organisation.
    ///   - others: The members; each must hold the role now.
    /// - Returns: How many epochs were shared.
    /// - Throws: ``ClientError/noRoleKey`` when the member has no copy to share.
    @discardableResult
    package func shareRoleKeys(
        _ role: Role, of organisation: OrganisationID, with others: [MemberID]
    ) throws -> Int {
        let directory = try learn(
            [.organisation(organisation)] + others.map { ChainID.member($0) })
        let holders = directory.appointments(to: role, in: organisation, at: now)
            .map(\.appointment.member)
        var members: [MemberID: X25519.PublicKey] = [:]
        for id in others {
            guard holders.contains(id), let member = directory.member(id) else {
                throw ClientError.unverified(.recipientKey)
            }
            members[id] = member.agreementKey
        }
        var count = 0
        for entry in directory.roleKeys(role, of: organisation) {
            let key = entry.roleKey.key
            guard case .copy(let sealed, _)? = try keyCopy(of: key) else { continue }
            let seed = try keys.openSealed(
                sealed, info: RoleKeySource.copyInfo, authenticating: key.bytes)
            try store(Self.copies(of: seed, key: key, for: members), of: key)
            count += 1
        }
        guard count > 0 else { throw ClientError.noRoleKey }
        return count
    }

    /// Where the private key is that opens a wrap.
    ///
    /// - Throws: ``ClientError/noRoleKey``.
    func roleKey(of wrap: WrapRecord) throws -> RoleKeySource {
        if wrap.recipientKey == Digest(hashing: keys.agreementKey.bytes) { return .own }
        let known = try memberState.keyCopy { Digest(hashing: $0.bytes) == wrap.recipientKey }
        if let known { return .copy(sealed: known.sealed, key: known.key) }
        guard let place = try place(),
            let entry = place.directory.roleKeys(wrap.role, of: place.organisation)
                .first(where: { Digest(hashing: $0.roleKey.key.bytes) == wrap.recipientKey }),
            let copy = try keyCopy(of: entry.roleKey.key)
        else { throw ClientError.noRoleKey }
        return copy
    }

    /// The keys of the acting role, newest first: the member's own for a role of one person.
    func actingRoleKeys() throws -> [RoleKeySource] {
        guard let place = try place(), !place.role.isPersonal else { return [.own] }
        var sources: [RoleKeySource] = []
        for entry in place.directory.roleKeys(place.role, of: place.organisation).reversed() {
            if let copy = try keyCopy(of: entry.roleKey.key) { sources.append(copy) }
        }
        guard !sources.isEmpty else { throw ClientError.noRoleKey }
        return sources
    }

    /// The caller's copy of a role key, kept or fetched; `nil` when there is none.
    private func keyCopy(of key: X25519.PublicKey) throws -> RoleKeySource? {
        if let known = try memberState.keyCopy(where: { $0 == key }) {
            return .copy(sealed: known.sealed, key: key)
        }
        let sealed = try ask(.fetchKeyCopy(FetchKeyCopy(key: key)))
            .decode(FetchKeyCopy.Answer.self).sealed
        guard sealed.count == 80 else { return nil }
        try memberState.keep(keyCopy: KnownKeyCopy(key: key, sealed: sealed))
        try memberState.flush()
        return .copy(sealed: sealed, key: key)
    }

    /// The role and organisation of the session's appointment, if it acts under one.
    ///
    /// Its chains are fetched anew, because a colleague may have made a new role key.
    private func place() throws -> (
        role: Role, organisation: OrganisationID, directory: Directory
    )? {
        guard let appointment else { return nil }
        let known = try facts(of: [.member(member)]).directory
            .appointment(appointment)?.appointment.organisation
        // The organisation's chain comes with an appointment that is new here.
        let directory = try learn(
            [.member(member)] + (known.map { [ChainID.organisation($0)] } ?? []))
        guard let entry = directory.appointment(appointment)?.appointment,
            entry.member == member
        else { throw ClientError.unverified(.evidence) }
        return (entry.role, entry.organisation, directory)
    }

    private func store(_ copies: [StoreKeyCopies.Copy], of key: X25519.PublicKey) throws {
        var rest = copies[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(256))
            rest = rest.dropFirst(256)
            _ = try ask(.storeKeyCopies(StoreKeyCopies(key: key, copies: batch)))
        }
        if let own = copies.first(where: { $0.member == member }) {
            try memberState.keep(keyCopy: KnownKeyCopy(key: key, sealed: own.sealed))
            try memberState.flush()
        }
    }

    private static func copies(
        of seed: borrowing SecretBytes, key: X25519.PublicKey,
        for members: [MemberID: X25519.PublicKey]
    ) throws(CryptoError) -> [StoreKeyCopies.Copy] {
        var copies: [StoreKeyCopies.Copy] = []
        for (member, agreementKey) in members.sorted(by: { $0.key < $1.key }) {
            let sealed = try HPKE.sealBase(
                seed, to: agreementKey, info: RoleKeySource.copyInfo,
                authenticating: key.bytes)
            copies.append(StoreKeyCopies.Copy(member: member, sealed: sealed.bytes))
        }
        return copies
    }
}
