package import CryptoPrimitives

/// A right to read kinds of sections of one dossier, for one role of one holder.
///
/// Each kind of a grant has a secret of 32 bytes in the mediator's keystore; ending the grant is
/// deleting them.
package struct Grant: CanonicalRecord {
    package static let label = "vault/v1/grant"

    /// The grant.
    package let id: GrantID
    /// The role that reads.
    package let role: Role
    /// Who holds the role's key.
    package let holder: Holder
    /// The kinds that can be opened under it.
    package let kinds: Set<SectionKind>

    package init(id: GrantID, role: Role, holder: Holder, kinds: Set<SectionKind>) {
        self.id = id
        self.role = role
        self.holder = holder
        self.kinds = kinds
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(word: role)
        encoder.append(record: holder)
        encoder.append(words: kinds)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        role = try decoder.word()
        holder = try decoder.record()
        kinds = try decoder.words()
        guard role.holdsSectionKey, !kinds.isEmpty else { throw .invalidField }
    }
}

/// Grants that are added to a dossier; personal notes bring their author one.
package struct GrantList: CanonicalRecord {
    package static let label = "vault/v1/grants"

    /// The grants.
    package let grants: [Grant]

    package init(grants: [Grant]) { self.grants = grants }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(records: grants) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        grants = try decoder.records(limit: 64)
        guard !grants.isEmpty else { throw .invalidField }
    }
}

/// A holder's relation to the worker of a dossier, with the standing grants that it brings.
package struct Party: CanonicalRecord {
    package static let label = "vault/v1/party"

    /// Who stands in the relation.
    package let holder: Holder
    /// The relation; never `none` or `lapsed`.
    package let relation: Relation
    /// The roles of the holder that the relation reaches.
    package let roles: Set<Role>
    /// The first day.
    package let from: CivilDate
    /// The day after the last; `nil` for no end.
    package let until: CivilDate?
    /// Where the relation comes from, such as `employment contract`.
    package let source: String
    /// The standing grants.
    package let grants: [Grant]

    package init(
        holder: Holder, relation: Relation, roles: Set<Role>, from: CivilDate, until: CivilDate?,
        source: String, grants: [Grant]
    ) {
        self.holder = holder
        self.relation = relation
        self.roles = roles
        self.from = from
        self.until = until
        self.source = source
        self.grants = grants
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: holder)
        encoder.append(word: relation)
        encoder.append(words: roles)
        encoder.append(from)
        encoder.append(optional: until)
        encoder.append(source)
        encoder.append(records: grants)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        holder = try decoder.record()
        relation = try decoder.word()
        roles = try decoder.words()
        from = try decoder.civilDate()
        until = try decoder.optionalCivilDate()
        source = try decoder.string(limit: 200)
        grants = try decoder.records(limit: 64)
        let holder = holder
        let roles = roles
        guard relation != .none, relation != .lapsed, !roles.isEmpty,
            until.map({ $0 > from }) ?? true, !source.isEmpty,
            grants.allSatisfy({ $0.holder == holder && roles.contains($0.role) })
        else { throw .invalidField }
    }
}

/// The end of a party's relation.
package struct PartyEnd: CanonicalRecord {
    package static let label = "vault/v1/party-end"

    /// Whose relation ends.
    package let holder: Holder
    /// Which relation.
    package let relation: Relation
    /// The first day on which it no longer stands.
    package let from: CivilDate
    /// Why, such as `employment ended`.
    package let source: String

    package init(holder: Holder, relation: Relation, from: CivilDate, source: String) {
        self.holder = holder
        self.relation = relation
        self.from = from
        self.source = source
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: holder)
        encoder.append(word: relation)
        encoder.append(from)
        encoder.append(source)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        holder = try decoder.record()
        relation = try decoder.word()
        from = try decoder.civilDate()
        source = try decoder.string(limit: 200)
        guard relation != .none, relation != .lapsed, relation != .`self`, !source.isEmpty else {
            throw .invalidField
        }
    }
}

/// The opening of a dossier: one worker, one employer, one incapacity; or the record that an employer
/// keeps of its collective policy (Codex I.4-79), which is about no worker.
package struct DossierOpening: CanonicalRecord {
    package static let label = "vault/v1/dossier"

    /// The dossier.
    package let id: DossierID
    /// The worker; `nil` in an employer's collective record.
    package let worker: MemberID?
    /// The employer.
    package let employer: OrganisationID
    /// The name of the regime, such as `be-2022`.
    package let regime: String
    /// The policy bundle by which the standing grants were made.
    package let policy: Digest
    /// The worker where there is one, the employer, the occupational service, and who else is known
    /// from the start.
    package let parties: [Party]
    /// Standing grants of those who stand in no relation yet: the inspectorate.
    package let grants: [Grant]

    package init(
        id: DossierID, worker: MemberID?, employer: OrganisationID, regime: String, policy: Digest,
        parties: [Party], grants: [Grant]
    ) {
        self.id = id
        self.worker = worker
        self.employer = employer
        self.regime = regime
        self.policy = policy
        self.parties = parties
        self.grants = grants
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(optional: worker?.bytes)
        encoder.append(employer)
        encoder.append(regime)
        encoder.append(policy)
        encoder.append(records: parties)
        encoder.append(records: grants)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        worker = try decoder.optionalIdentifier()
        employer = try decoder.identifier()
        regime = try decoder.string(limit: 64)
        policy = try decoder.digest()
        parties = try decoder.records(limit: 32)
        grants = try decoder.records(limit: 64)
        let worker = worker
        let employer = employer
        let persons = parties.filter { $0.relation == .`self` }.map(\.holder)
        let employers = parties.filter { $0.relation == .ownWorker }.map(\.holder)
        guard persons == (worker.map { [.member($0)] } ?? []),
            employers == [.organisation(employer)]
        else { throw .invalidField }
    }
}

/// A dated step of a process, as the process module encodes it.
package struct EventRecord: CanonicalRecord {
    package static let label = "vault/v1/event-record"

    /// The event.
    package let id: EventID
    /// The canonical encoding of the step, its actor, its dates and what it rests on.
    package let encodedEvent: [UInt8]

    package init(id: EventID, encodedEvent: [UInt8]) {
        self.id = id
        self.encodedEvent = encodedEvent
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(encodedEvent)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        encodedEvent = try decoder.bytes()
        guard encodedEvent.count <= 16 << 10 else { throw .tooLarge }
    }
}
