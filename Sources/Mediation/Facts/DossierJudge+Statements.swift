internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import Reintegration

extension DossierJudge {
    /// Why a statement of the dossier may not be made, beyond its signer's authority.
    ///
    /// - Parameters:
    ///   - signed: The statement.
    ///   - isOpening: Whether it opens the dossier.
    ///   - manifests: The versions that are written in the same act.
    /// - Returns: `nil` when nothing speaks against it.
    /// - Throws: ``MediatorError/stale`` when it builds on another policy, or
    ///   ``MediatorError/malformed``.
    func refusal(
        of signed: SignedStatement, isOpening: Bool, adding manifests: [Manifest] = []
    ) throws -> Records.Refusal? {
        switch signed.statement.body {
        case .dossier(let opening):
            guard isOpening else { return Refusals.authority(.duplicate) }
            guard opening.policy == bundle else { throw MediatorError.stale }
            guard (opening.worker == nil) == process.regime.isCollective else {
                return Refusals.authority(.dossier)
            }
            let standing = Set(opening.grants.map(Self.shape))
            guard opening.parties.allSatisfy(hasStandingGrants),
                standing == inspectionGrants(of: opening)
            else { return Refusals.authority(.grants) }
            return nil
        case .party(let party):
            return hasStandingGrants(party) ? nil : Refusals.authority(.grants)
        case .consent(let consent):
            return refusal(of: consent, stated: signed.statement.time)
        case .regimeChange(let change): return try refusal(of: change)
        case .event(let event):
            return try refusal(of: event, by: signed, adding: manifests)
        default: return nil
        }
    }

    /// A grant without its identifier: what it gives to whom.
    private struct GrantShape: Hashable {
        let role: Role
        let holder: Holder
        let kinds: Set<SectionKind>
    }

    private static func shape(_ grant: Grant) -> GrantShape {
        GrantShape(role: grant.role, holder: grant.holder, kinds: grant.kinds)
    }

    /// Whether a party brings exactly the grants that the policy gives its roles without consent.
    private func hasStandingGrants(_ party: Party) -> Bool {
        let expected = policy.standingReaders().filter { party.roles.contains($0.role) }
            .map { GrantShape(role: $0.role, holder: party.holder, kinds: $0.kinds) }
        return party.grants.count == expected.count
            && Set(party.grants.map(Self.shape)) == Set(expected)
    }

    /// Another regime governs when the three dates of the file say so, and its policy's standing
    /// grants come with it.
    private func refusal(of change: RegimeChange) throws -> Records.Refusal? {
        let outcome = process.governing(among: try adoptedRegimes(), on: today)
        guard case .governs(let regime) = outcome, regime.name.text == change.regime,
            regime.name != process.regime.name
        else { return Refusals.regime(outcome, instead: change.regime) }
        let policy = try policy(for: change.regime)
        let expected = policy.standingReaders().flatMap { reader in
            holders(of: reader.role).compactMap { holder -> GrantShape? in
                let known = record.grants.filter {
                    $0.consent == nil && $0.grant.role == reader.role
                        && $0.grant.holder == holder
                }.reduce(into: Set<SectionKind>()) { $0.formUnion($1.grant.kinds) }
                let kinds = reader.kinds.subtracting(known)
                return kinds.isEmpty
                    ? nil : GrantShape(role: reader.role, holder: holder, kinds: kinds)
            }
        }
        guard change.grants.count == expected.count,
            Set(change.grants.map(Self.shape)) == Set(expected)
        else { return Refusals.authority(.grants) }
        return nil
    }

    /// The parties that have a role; an inspectorate is none and keeps the grants that it has.
    private func holders(of role: Role) -> Set<Holder> {
        Set(
            record.parties.filter {
                $0.party.roles.contains(role) && ($0.until.map { today < $0 } ?? true)
            }.map(\.party.holder))
    }

    /// The grants of an inspectorate, which has no relation until it opens a case.
    private func inspectionGrants(of opening: DossierOpening) -> Set<GrantShape> {
        let holders = Set(opening.grants.map(\.holder))
        return Set(
            policy.standingReaders().filter { $0.role.side == .inspection }.flatMap { reader in
                holders.map { GrantShape(role: reader.role, holder: $0, kinds: reader.kinds) }
            })
    }

    /// A statement fits the purpose that it names; a consent covers only what the floor lets its
    /// recipient have with one, and brings grants for exactly that.
    ///
    /// What a refusal without a purpose covers is nobody's to judge, and neither is a withdrawal.
    private func refusal(of consent: Consent, stated: Instant) -> Records.Refusal? {
        guard consent.nature.opens, let role = consent.role else {
            return unfit(consent, stated: stated)
        }
        for kind in consent.kinds {
            if let refusal = refusal(ofConsentTo: kind) { return refusal }
        }
        do {
            try Floor.checkConsentScope(
                role: role, kinds: consent.kinds, purposes: consent.purposes)
        } catch {
            return Refusals.floor(role.side == .employer ? .employerSide : .secrecy)
        }
        if let refusal = unfit(consent, stated: stated) { return refusal }
        let granted = consent.grants.reduce(into: Set<SectionKind>()) { $0.formUnion($1.kinds) }
        return granted == consent.kinds ? nil : Refusals.authority(.grants)
    }

    /// Why a statement does not fit the purpose that it names; `nil` when it does.
    private func unfit(_ consent: Consent, stated: Instant) -> Records.Refusal? {
        do throws(ConsentFault) {
            try consent.check(
                regime: record.regime, stated: stated,
                tolerance: Mediator.toleranceBehind, day: caller.day)
            return nil
        } catch {
            return Refusals.consent(error)
        }
    }

    /// Why the caller may not give a consent to a kind of section, or record one, for any purpose.
    private func refusal(ofConsentTo kind: SectionKind) -> Records.Refusal? {
        let action: Action =
            actor?.role == .worker || actor?.role == .legalRepresentative
            ? .manageConsent : .recordConsent
        let decisions = Purpose.allCases.filter { $0 != .emergency }.compactMap {
            decide(state(action, kind, for: $0, author: nil))
        }
        if decisions.contains(where: \.isPermitted) { return nil }
        return decisions.first.map(Refusals.decision) ?? noActor
    }

    private func refusal(
        of record: EventRecord, by signed: SignedStatement, adding manifests: [Manifest]
    ) throws -> Records.Refusal? {
        guard let event = try? ProcessEvent(decoding: record.encodedEvent),
            event.id == record.id, event.dossier == self.record.opening.id,
            let signature = signed.signatures.first, event.actor.member == signature.member
        else { throw MediatorError.malformed }
        guard isActor(event.actor) else { return Refusals.authority(.event) }
        guard actor != nil else { return noActor }
        let facts = try processFacts(adding: manifests)
        let verdict = process.evaluate(StepAttempt(event), today: today, facts: facts)
        return try verdict.refusal.map { Refusals.process($0) } ?? separation(of: event)
    }
}

/// Separation of duties between appointments of one person (F11).
enum SeparationCheck {
    /// Why a person may not be appointed beside the appointments that stand.
    static func refusal(of new: Appointment, beside held: [Appointment]) -> Records.Refusal? {
        conflict(of: new, beside: held).map(Refusals.separation)
    }

    /// The pair that an appointment would break beside others.
    static func conflict(of new: Appointment, beside held: [Appointment]) -> SeparationPair? {
        SeparationOfDuties.conflict(
            taking: capacity(of: new), with: held.filter { $0.id != new.id }.map(capacity))
    }

    /// Whom a service will serve nobody knows when it appoints: what is held there is held towards
    /// every employer, now and to come.
    private static func capacity(of appointment: Appointment) -> HeldCapacity {
        HeldCapacity(
            .role(appointment.role),
            employer: appointment.role.side == .employer ? appointment.organisation : nil)
    }
}
