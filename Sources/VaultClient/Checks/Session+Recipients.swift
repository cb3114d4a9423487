internal import AccessPolicy
internal import CryptoPrimitives
internal import Records

extension Session {
    /// Checks those to whom a version's key is about to be sealed, whatever the mediator says.
    ///
    /// Each key must be the registered one, each grant must stand in a verified statement of the
    /// dossier, and the floor must let the role receive the kind: without consent for a standing
    /// grant, with an active one for a grant that a consent brings. The worker may not be left out
    /// where F13 gives the worker.
    ///
    /// - Parameters:
    ///   - recipients: Those whom the mediator names.
    ///   - manifest: The version.
    ///   - isWhole: Whether these are all recipients of a new version.
    /// - Throws: ``ClientError/againstFloor(_:)``, ``ClientError/unverified(_:)``.
    func check(
        _ recipients: [Recipient], of manifest: Manifest, isWhole: Bool
    ) throws {
        let chain = ChainID.dossier(manifest.dossier)
        let facts = try facts(
            relyingOn: recipients.flatMap(\.evidence)
                + [StatementReference(chain: chain, sequence: 0)],
            about: Set(recipients.map(\.grant.holder.chain)).union([chain]))
        guard let dossier = facts.dossiers[manifest.dossier] else {
            throw ClientError.unverified(.recipientBasis)
        }
        guard Set(recipients.map(\.grant.id)).count == recipients.count else {
            throw ClientError.unverified(.recipientBasis)
        }
        for recipient in recipients {
            try checkKey(of: recipient, directory: facts.directory)
            let consent = try consentVerdict(of: recipient.grant, for: manifest, in: dossier)
            try checkFloor(recipient.grant, manifest, consent: consent)
        }
        let worker = dossier.opening.worker.map(Holder.member)
        guard recipients.allSatisfy({ $0.grant.role != .worker || $0.grant.holder == worker }),
            worker != nil || manifest.kind.isCollective
        else { throw ClientError.unverified(.recipientBasis) }
        if isWhole, worker != nil, Floor.givesWorker(manifest.kind) {
            guard recipients.contains(where: { $0.grant.role == .worker }) else {
                throw ClientError.unverified(.workerLeftOut)
            }
        }
    }

    /// The newest registered key of the holder, and no other.
    private func checkKey(of recipient: Recipient, directory: Directory) throws {
        let registered: (epoch: UInt64, key: X25519.PublicKey)?
        switch recipient.grant.holder {
        case .member(let id):
            registered = directory.member(id).map { ($0.epoch, $0.agreementKey) }
        case .organisation(let id):
            guard directory.organisation(id)?.side == recipient.grant.role.side,
                !recipient.grant.role.isPersonal
            else { throw ClientError.unverified(.recipientBasis) }
            registered = directory.roleKey(recipient.grant.role, of: id)
                .map { ($0.roleKey.epoch, $0.roleKey.key) }
        }
        guard let registered, registered.epoch == recipient.epoch,
            registered.key == recipient.key
        else { throw ClientError.unverified(.recipientKey) }
    }

    /// What the statement on which a grant rests says about consent: `none` for a standing grant.
    private func consentVerdict(
        of grant: Grant, for manifest: Manifest, in dossier: DossierRecord
    ) throws -> ConsentVerdict {
        guard let basis = dossier.grants.first(where: { $0.grant == grant }),
            grant.kinds.contains(manifest.kind)
        else { throw ClientError.unverified(.recipientBasis) }
        guard let id = basis.consent else { return .none }
        guard let entry = dossier.consents.first(where: { $0.consent.id == id }),
            entry.consent.isAbout(grant, manifest.kind), entry.consent.nature.opens
        else { throw ClientError.unverified(.recipientBasis) }
        let isRefused = dossier.consents.contains { other in
            other.consent.isRefusal && other.withdrawn == nil && other.consent.covers(now)
                && other.consent.refuses(grant, manifest.kind)
        }
        if isRefused { return .refused }
        if try entry.withdrawn != nil || memberState.isWithdrawn(id, in: dossier.opening.id) {
            return .withdrawn
        }
        guard entry.consent.covers(now) else {
            return entry.consent.from <= now ? .expired : .mismatch
        }
        return .active
    }

    private func checkFloor(
        _ grant: Grant, _ manifest: Manifest, consent: ConsentVerdict
    ) throws {
        let kind = manifest.kind
        let isAllowed =
            consent == .none
            ? Floor.mayRead(grant.role, kind) == .relation
            : Floor.mayReceive(grant.role, kind, consent: consent)
        guard isAllowed else {
            let state = AccessState(
                role: grant.role, action: .read, kind: kind, purpose: manifest.purpose,
                relation: grant.role == .worker ? .`self` : .assigned, consent: consent,
                phase: .assessment)
            throw ClientError.againstFloor(Floor.refusals(of: state).map(\.id))
        }
        if Floor.isForAuthorOnly(kind), grant.role != .worker {
            guard grant.holder == .member(manifest.author) else {
                throw ClientError.againstFloor([FloorRule.notes.id])
            }
        }
    }
}

extension Consent {
    /// Whether it speaks of a grant's role and holder and of a kind.
    fileprivate func isAbout(_ grant: Grant, _ kind: SectionKind) -> Bool {
        role == grant.role && recipient == grant.holder && kinds.contains(kind)
    }

    /// Whether it refuses a kind to a grant's holder: a person in whatever role, for some purpose.
    fileprivate func refuses(_ grant: Grant, _ kind: SectionKind) -> Bool {
        guard kinds.contains(kind) || kinds.isEmpty && process == nil else { return false }
        if case .member? = recipient { return recipient == grant.holder }
        return recipient.map { $0 == grant.holder } ?? true && role.map { $0 == grant.role } ?? true
    }
}
