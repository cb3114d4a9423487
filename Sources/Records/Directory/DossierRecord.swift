/// What the statements of a dossier's chain say together.
package struct DossierRecord: Sendable {
    /// A consent with what became of it, and the statement that shows it.
    package struct ConsentEntry: Hashable, Sendable {
        /// The consent.
        package let consent: Consent
        /// When it was withdrawn.
        package fileprivate(set) var withdrawn: Instant?
        /// The statement that shows it.
        package let reference: StatementReference
        /// The statement that withdraws it; `nil` while it is not.
        package fileprivate(set) var withdrawal: StatementReference?
    }

    /// A relation with its end.
    package struct PartyEntry: Hashable, Sendable {
        /// The relation.
        package let party: Party
        /// The first day on which it no longer stands.
        package fileprivate(set) var ended: CivilDate?
        /// The statement that shows it.
        package let reference: StatementReference

        /// The day after its last; `nil` for no end.
        package var until: CivilDate? { [party.until, ended].compactMap(\.self).min() }
    }

    /// A grant with the statement that brings it.
    package struct GrantEntry: Hashable, Sendable {
        /// The grant.
        package let grant: Grant
        /// The consent that it rests on; `nil` for a standing grant.
        package let consent: ConsentID?
        /// The statement that shows it.
        package let reference: StatementReference
    }

    /// The opening.
    package let opening: DossierOpening
    /// The name of the regime that governs now.
    package private(set) var regime: String
    /// The relations, oldest first.
    package private(set) var parties: [PartyEntry] = []
    /// The grants, oldest first.
    package private(set) var grants: [GrantEntry] = []
    /// The consents, oldest first.
    package private(set) var consents: [ConsentEntry] = []
    /// The events, oldest first.
    package private(set) var events: [EventRecord] = []

    /// Starts from the opening.
    ///
    /// - Throws: ``AuthorityError/chain`` for another kind of statement.
    package init(opening signed: SignedStatement) throws(AuthorityError) {
        guard case .dossier(let opening) = signed.statement.body,
            signed.statement.chain == .dossier(opening.id), signed.statement.previous == .empty
        else { throw .chain }
        self.opening = opening
        regime = opening.regime
        let reference = StatementReference(chain: signed.statement.chain, sequence: 0)
        for party in opening.parties { add(party, reference) }
        grants += opening.grants.map {
            GrantEntry(grant: $0, consent: nil, reference: reference)
        }
        guard Set(grants.map(\.grant.id)).count == grants.count else { throw .duplicate }
    }

    /// Takes in a later statement of the chain, whose authority was checked.
    ///
    /// - Throws: ``AuthorityError/chain`` or ``AuthorityError/duplicate``; nothing is then taken in.
    package mutating func apply(_ signed: SignedStatement) throws(AuthorityError) {
        guard signed.statement.chain == .dossier(opening.id) else { throw .chain }
        let reference = StatementReference(
            chain: signed.statement.chain, sequence: signed.statement.previous.length)
        switch signed.statement.body {
        case .party(let party):
            try checkNew(party.grants)
            add(party, reference)
        case .partyEnd(let end):
            let matches = parties.indices.filter {
                parties[$0].party.holder == end.holder && parties[$0].party.relation == end.relation
            }
            guard !matches.isEmpty else { throw .relation }
            for index in matches {
                parties[index].ended = [parties[index].ended, end.from].compactMap(\.self).min()
            }
        case .consent(let consent):
            guard !consents.contains(where: { $0.consent.id == consent.id }) else {
                throw .duplicate
            }
            try checkNew(consent.grants)
            consents.append(ConsentEntry(consent: consent, reference: reference))
            grants += consent.grants.map {
                GrantEntry(grant: $0, consent: consent.id, reference: reference)
            }
        case .consentWithdrawal(let withdrawal):
            guard let index = consents.firstIndex(where: { $0.consent.id == withdrawal.consent })
            else { throw .consent }
            guard consents[index].withdrawn == nil else { throw .duplicate }
            consents[index].withdrawn = signed.statement.time
            consents[index].withdrawal = reference
        case .grants(let list):
            try checkNew(list.grants)
            grants += list.grants.map {
                GrantEntry(grant: $0, consent: nil, reference: reference)
            }
        case .regimeChange(let change):
            try checkNew(change.grants)
            regime = change.regime
            grants += change.grants.map {
                GrantEntry(grant: $0, consent: nil, reference: reference)
            }
        case .event(let event):
            guard !events.contains(where: { $0.id == event.id }) else { throw .duplicate }
            events.append(event)
        default: throw .chain
        }
    }

    /// Everyone who is the worker, a party or the holder of a grant.
    package var holders: Set<Holder> {
        Set(parties.map(\.party.holder)).union(grants.map(\.grant.holder))
            .union([.organisation(opening.employer)])
            .union(opening.worker.map { [.member($0)] } ?? [])
    }

    /// The persons among the holders.
    package var members: Set<MemberID> {
        Set(
            holders.compactMap { holder in
                if case .member(let id) = holder { id } else { nil }
            })
    }

    /// The organisations among the holders.
    package var organisations: Set<OrganisationID> {
        Set(
            holders.compactMap { holder in
                if case .organisation(let id) = holder { id } else { nil }
            })
    }

    /// The occupational service of the dossier on a day.
    package func service(on day: CivilDate) -> OrganisationID? {
        organisation(.assigned, role: .occupationalPhysician, on: day)
    }

    /// The organisation that stands in a relation for a role on a day.
    package func organisation(
        _ relation: Relation, role: Role, on day: CivilDate
    ) -> OrganisationID? {
        for entry in parties.reversed() {
            guard entry.party.relation == relation, entry.party.roles.contains(role),
                entry.party.from <= day, entry.until.map({ day < $0 }) ?? true,
                case .organisation(let id) = entry.party.holder
            else { continue }
            return id
        }
        return nil
    }

    private mutating func add(_ party: Party, _ reference: StatementReference) {
        parties.append(PartyEntry(party: party, reference: reference))
        grants += party.grants.map {
            GrantEntry(grant: $0, consent: nil, reference: reference)
        }
    }

    private func checkNew(_ added: [Grant]) throws(AuthorityError) {
        let known = Set(grants.map(\.grant.id))
        guard Set(added.map(\.id)).count == added.count,
            added.allSatisfy({ !known.contains($0.id) })
        else { throw .duplicate }
    }
}
