internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog

extension Session {
    /// Checks that a manifest is signed by its author, who held at the write a role that the floor
    /// lets write this kind.
    ///
    /// Judged by what the log held before the write: a key or an appointment of later is none.
    ///
    /// - Parameters:
    ///   - signed: The manifest.
    ///   - write: The entry of its write.
    ///   - evidence: The statements that the mediator names for it.
    /// - Returns: The key that signed.
    /// - Throws: ``ClientError/unverified(_:)``.
    func checkAuthor(
        of signed: SignedManifest, write: VerifiedEntry, evidence: [StatementReference]
    ) throws -> Ed25519.PublicKey {
        let manifest = signed.manifest
        var evidence = evidence
        var chains: Set<ChainID> = [.member(manifest.author)]
        if manifest.role == .worker {
            let chain = ChainID.dossier(manifest.dossier)
            evidence.append(StatementReference(chain: chain, sequence: 0))
            chains.insert(chain)
        }
        let facts = try facts(relyingOn: evidence, about: chains, before: write.index)
        guard let author = facts.directory.member(manifest.author),
            manifest.authorKey == Digest(hashing: author.signingKey.bytes),
            signed.signature.isValid(for: manifest.canonicalBytes, key: author.signingKey)
        else { throw ClientError.unverified(.manifest) }
        guard Floor.mayWrite(manifest.role, manifest.kind) else {
            throw ClientError.unverified(.author)
        }
        if let id = manifest.appointment {
            let time = Instant(seconds: Int64(write.entry.time.seconds))
            guard let entry = facts.directory.appointment(id),
                entry.appointment.member == manifest.author,
                entry.appointment.role == manifest.role, entry.isCurrent(at: time)
            else { throw ClientError.unverified(.author) }
        } else {
            guard manifest.role == .worker,
                facts.dossiers[manifest.dossier]?.opening.worker == manifest.author
            else { throw ClientError.unverified(.author) }
        }
        return author.signingKey
    }

    /// Checks that a wrap is one of a version, signed by a member.
    ///
    /// Who wraps need not be believed further: a wrong data key does not open what the author
    /// committed to.
    ///
    /// - Parameters:
    ///   - signed: The wrap.
    ///   - manifest: The manifest of the version.
    ///   - authorKey: The key with which the author signed it.
    ///   - evidence: The statements that the mediator names for it.
    /// - Throws: ``ClientError/unverified(_:)``.
    func checkWrap(
        _ signed: SignedWrap, of manifest: SignedManifest, authorKey: Ed25519.PublicKey,
        evidence: [StatementReference]
    ) throws {
        let wrap = signed.wrap
        let expected = manifest.manifest
        guard wrap.manifest == expected.hash, wrap.dossier == expected.dossier,
            wrap.section == expected.section, wrap.version == expected.version
        else { throw ClientError.unverified(.wrap) }
        let bytes = wrap.canonicalBytes
        if wrap.wrapper == expected.author, signed.signature.isValid(for: bytes, key: authorKey) {
            return
        }
        let facts = try facts(relyingOn: evidence, about: [.member(wrap.wrapper)])
        if let wrapper = facts.directory.member(wrap.wrapper),
            signed.signature.isValid(for: bytes, key: wrapper.signingKey)
        {
            return
        }
        let earlier = try signingKeys(of: wrap.wrapper)
        guard earlier.contains(where: { signed.signature.isValid(for: bytes, key: $0) }) else {
            throw ClientError.unverified(.wrap)
        }
    }

    /// All keys with which a member has signed, as far as it is known here.
    private func signingKeys(of member: MemberID) throws -> [Ed25519.PublicKey] {
        let founder = try founding().founders.first { $0.member == member }?.signingKey
        let statements = try memberState.statements(of: [.member(member)])
        return (founder.map { [$0] } ?? [])
            + statements.compactMap { known in
                guard let signed = try? SignedStatement(canonical: known.bytes),
                    case .member(let body) = signed.statement.body
                else { return nil }
                return body.signingKey
            }
    }
}
