internal import AccessPolicy
internal import CryptoPrimitives
package import Records

/// Who stands in which relation to a worker, before grants are worked out.
package struct PartyPlan: Hashable, Sendable {
    /// Who stands in the relation.
    package var holder: Holder
    /// The relation.
    package var relation: Relation
    /// The roles that it reaches.
    package var roles: Set<Role>
    /// The first day.
    package var from: CivilDate
    /// The day after the last; `nil` for no end.
    package var until: CivilDate?
    /// Where the relation comes from, such as `employment contract`.
    package var source: String

    package init(
        holder: Holder, relation: Relation, roles: Set<Role>, from: CivilDate,
        until: CivilDate? = nil, source: String
    ) {
        self.holder = holder
        self.relation = relation
        self.roles = roles
        self.from = from
        self.until = until
        self.source = source
    }
}

extension Session {
    /// A new identifier of the session's time.
    package func newIdentifier<Subject>(
        _: Subject.Type = Subject.self
    ) throws -> Identifier<Subject> {
        Identifier(at: now, randomness: try Randomness.bytes(count: 10))
    }

    /// Prepares the opening of a dossier with the standing grants that the adopted policy gives.
    ///
    /// - Parameters:
    ///   - worker: The worker; `nil` for an employer's collective record.
    ///   - employer: The employer.
    ///   - regime: The regime, such as `be-2022`.
    ///   - parties: The worker's, the employer's and the service's relations and who else is known.
    ///   - inspectorate: The inspectorate, which gets plan and report whatever happens.
    /// - Returns: What is stated with ``append(_:cosigners:)``.
    /// - Throws: ``ClientError/notAdopted(_:)`` without a policy.
    package func dossierOpening(
        worker: MemberID?, employer: OrganisationID, regime: String, parties: [PartyPlan],
        inspectorate: OrganisationID? = nil
    ) throws -> DossierOpening {
        let readers = try policy(for: regime).standingReaders()
        var grants: [Grant] = []
        if let inspectorate {
            for role in [Role.inspector, .physicianInspector] {
                grants +=
                    try grant(
                        role, of: .organisation(inspectorate), among: readers
                    ).map { [$0] } ?? []
            }
        }
        return DossierOpening(
            id: try newIdentifier(), worker: worker, employer: employer, regime: regime,
            policy: try adoption(.policy).hash,
            parties: try parties.map { try party($0, among: readers) },
            grants: grants)
    }

    /// Prepares a relation with the standing grants that the policy of a dossier's regime gives.
    package func party(_ plan: PartyPlan, under regime: String) throws -> Party {
        try party(plan, among: policy(for: regime).standingReaders())
    }

    /// Prepares a change of regime with the standing grants that the policy of the new one adds.
    ///
    /// - Parameters:
    ///   - view: The dossier as it is shown.
    ///   - regime: The name of the regime that governs from now on.
    /// - Returns: The change, to be stated.
    /// - Throws: What the client says when the policy is not there.
    package func regimeChange(in view: DossierView, to regime: String) throws -> RegimeChange {
        let readers = try policy(for: regime).standingReaders()
        var grants: [Grant] = []
        for reader in readers {
            let holders = Set(
                view.parties.filter { party in
                    party.roles.contains(reader.role)
                        && (party.until.map { today < $0 } ?? true)
                }.map(\.holder))
            for holder in holders {
                let known = view.parties.filter { $0.holder == holder }.flatMap(\.grants)
                    .filter { $0.role == reader.role }
                    .reduce(into: Set<SectionKind>()) { $0.formUnion($1.kinds) }
                let kinds = reader.kinds.subtracting(known)
                if !kinds.isEmpty {
                    grants.append(
                        Grant(
                            id: try newIdentifier(), role: reader.role, holder: holder,
                            kinds: kinds))
                }
            }
        }
        return RegimeChange(regime: regime, grants: grants)
    }

    /// Prepares a consent with the grant that it brings.
    ///
    /// The grant reaches the kinds that the floor lets the role receive with an active consent and
    /// does not give it without one; what is for a step only brings none, and so do a refusal and an
    /// agreement. The version of the text is the current one.
    package func consent(
        giver: MemberID, nature: ConsentNature = .consent, role: Role?, recipient: Holder?,
        kinds: Set<SectionKind>, purposes: Set<Purpose>, process: ConsentPurpose? = nil,
        from: Instant, until: Instant?, channel: ConsentChannel = .ownKey, evidence: String = "",
        language: Language
    ) throws -> Consent {
        var grants: [Grant] = []
        if nature.opens, let role, let recipient {
            let granted = kinds.filter { Floor.mayReceive(role, $0, consent: .active) }
            if !granted.isEmpty {
                grants = [
                    Grant(id: try newIdentifier(), role: role, holder: recipient, kinds: granted)
                ]
            }
        }
        return Consent(
            id: try newIdentifier(), giver: giver, nature: nature, role: role,
            recipient: recipient, kinds: kinds, purposes: purposes, process: process, from: from,
            until: until, channel: channel, evidence: evidence, language: language,
            textVersion: process?.terms.textVersion ?? Consent.generalTextVersion, grants: grants)
    }

    /// Prepares the grant by which an author of personal notes opens the own notes.
    package func notesGrant(role: Role) throws -> Grant {
        Grant(
            id: try newIdentifier(), role: role, holder: .member(member), kinds: [.medicalNotes])
    }

    private typealias StandingReaders = [(role: Role, kinds: Set<SectionKind>)]

    private func party(
        _ plan: PartyPlan, among readers: StandingReaders
    ) throws -> Party {
        var grants: [Grant] = []
        for role in Role.allCases where plan.roles.contains(role) {
            if let grant = try grant(role, of: plan.holder, among: readers) { grants.append(grant) }
        }
        return Party(
            holder: plan.holder, relation: plan.relation, roles: plan.roles, from: plan.from,
            until: plan.until, source: plan.source, grants: grants)
    }

    /// The standing grant of a role.
    ///
    /// It reaches the kinds that some relation, phase and no consent could let the role read under
    /// the policy and the floor. Notes are sealed to their author by another grant.
    private func grant(
        _ role: Role, of holder: Holder, among readers: StandingReaders
    ) throws -> Grant? {
        guard let kinds = readers.first(where: { $0.role == role })?.kinds else { return nil }
        return Grant(id: try newIdentifier(), role: role, holder: holder, kinds: kinds)
    }
}
