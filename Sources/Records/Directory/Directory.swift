package import CryptoPrimitives

/// What the statements about members and organisations say together, as of a log index.
///
/// The mediator folds chains that its keystore's heads vouch for; a client folds statements whose
/// signatures and log entries it verified. Both by the same code, so that what a client accepts is
/// what the mediator had to check.
package struct Directory: Sendable {
    /// A member with keys and appointments.
    package struct MemberEntry: Hashable, Sendable {
        /// The member's name; empty for a founder without a member statement.
        package fileprivate(set) var name: String
        /// The key that signs.
        package fileprivate(set) var signingKey: Ed25519.PublicKey
        /// The key to which role keys, wraps of personal roles and notices are sealed.
        package fileprivate(set) var agreementKey: X25519.PublicKey
        /// Whether the member may be the worker of a dossier.
        package fileprivate(set) var isWorker: Bool
        /// The epoch of the keys.
        package fileprivate(set) var epoch: UInt64
        /// The statements that show it.
        package fileprivate(set) var reference: StatementReference
    }

    /// An appointment with its early end.
    package struct AppointmentEntry: Hashable, Sendable {
        /// The appointment.
        package let appointment: Appointment
        /// When it ended before its term.
        package fileprivate(set) var ended: Instant?
        /// The log index of its statement.
        package let logIndex: UInt64
        /// The statement that shows it.
        package let reference: StatementReference

        /// Whether it stands at a moment.
        package func isCurrent(at instant: Instant) -> Bool {
            guard appointment.from <= instant else { return false }
            let end = [appointment.until, ended].compactMap(\.self).min()
            return end.map { instant < $0 } ?? true
        }
    }

    /// A role key with the statement that shows it.
    package struct RoleKeyEntry: Hashable, Sendable {
        /// The key.
        package let roleKey: RoleKey
        /// The log index of its statement; the key is usable from there on.
        package let logIndex: UInt64
        /// The statement that shows it.
        package let reference: StatementReference
    }

    /// A role of an organisation.
    package struct RolePlace: Hashable, Sendable {
        let role: Role
        let organisation: OrganisationID
    }

    /// The founding statement's body.
    package let founding: Founding
    /// The vault's id: the hash of the signed founding statement.
    package let vault: Digest
    /// When it was founded.
    private let foundedAt: Instant
    /// The adoptions, oldest first.
    package private(set) var adoptions: [Adoption] = []
    /// The log index of the newest acceptance of the clock.
    package private(set) var clockAcceptedAt: UInt64?
    private(set) var members: [MemberID: MemberEntry] = [:]
    private(set) var appointments: [AppointmentID: AppointmentEntry] = [:]
    private(set) var organisations: [OrganisationID: (Organisation, StatementReference)] = [:]
    private(set) var roleKeys: [RolePlace: [RoleKeyEntry]] = [:]
    private(set) var cases: [OrganisationID: [(InspectionCase, StatementReference)]] = [:]
    /// The reviews of the log, oldest first, as far as the oversight chain was read.
    package private(set) var reviews: [ReviewEntry] = []
    /// The decisions about the log, oldest first, as far as the oversight chain was read.
    package private(set) var decisions: [DecisionEntry] = []
    /// The delegations, as far as their chains were read.
    private(set) var delegations: [DelegationID: DelegationEntry] = [:]
    private var seen: Set<Digest> = []

    /// Starts from the founding statement, whose signatures are verified.
    ///
    /// - Throws: ``AuthorityError/signature`` or ``AuthorityError/twoFounders``.
    package init(founding signed: SignedStatement) throws(AuthorityError) {
        try self.init(vouched: signed)
        try checkSignatures(of: signed)
        try checkFounders(Set(signed.signatures.map(\.member)))
        guard Set(signed.signatures.map(\.member)) == Set(founding.founders.map(\.member)) else {
            throw .twoFounders
        }
    }

    /// Starts from a founding statement whose signatures were checked before: the keystore's head
    /// of the vault's chain vouches for it, or its hash is the vault's pinned id.
    ///
    /// - Throws: ``AuthorityError/chain`` for another kind of statement.
    package init(vouched signed: SignedStatement) throws(AuthorityError) {
        guard case .founding(let founding) = signed.statement.body,
            signed.statement.chain == .vault, signed.statement.previous == .empty
        else { throw .chain }
        self.founding = founding
        foundedAt = signed.statement.time
        let hash = signed.hash
        vault = hash
        seen = [hash]
        let reference = StatementReference(chain: .vault, sequence: 0)
        for founder in founding.founders {
            members[founder.member] = MemberEntry(
                name: "", signingKey: founder.signingKey, agreementKey: founder.agreementKey,
                isWorker: false, epoch: 1, reference: reference)
        }
    }

    /// Whether the vault was founded by one person alone.
    package var isPracticeOfOne: Bool { founding.signaturesRequired == 1 }

    /// The newest adoption of a kind and name.
    package func adoption(_ kind: Adoption.Kind, name: String? = nil) -> Adoption? {
        adoptions.last { $0.kind == kind && (name == nil || $0.name == name) }
    }

    /// A member.
    package func member(_ id: MemberID) -> MemberEntry? { members[id] }

    /// An organisation.
    package func organisation(_ id: OrganisationID) -> Organisation? { organisations[id]?.0 }

    /// The organisations that are known here.
    package var allOrganisations: [Organisation] {
        organisations.values.map(\.0).sorted { $0.id < $1.id }
    }

    /// The members that are known here.
    package var allMembers: [(MemberID, MemberEntry)] {
        members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Where an organisation's admission stands.
    package func reference(of organisation: OrganisationID) -> StatementReference? {
        organisations[organisation]?.1
    }

    /// Whether a statement was made when the vault was founded, by the time that it names.
    package func isOfFounding(_ signed: SignedStatement) -> Bool {
        signed.statement.time == foundedAt
    }

    /// An appointment.
    package func appointment(_ id: AppointmentID) -> AppointmentEntry? { appointments[id] }

    /// The appointments of a member that stand at a moment.
    package func appointments(of member: MemberID, at instant: Instant) -> [AppointmentEntry] {
        appointments.values
            .filter { $0.appointment.member == member && $0.isCurrent(at: instant) }
            .sorted { $0.appointment.id < $1.appointment.id }
    }

    /// The appointments of a member that stand at any moment of a time, those to come included.
    ///
    /// - Parameters:
    ///   - member: Whose.
    ///   - from: The first moment.
    ///   - until: The moment after the last; `nil` for no end.
    /// - Returns: The appointments, by their identifiers.
    package func appointments(
        of member: MemberID, overlapping from: Instant, _ until: Instant?
    ) -> [AppointmentEntry] {
        appointments.values
            .filter { entry in
                let end = [entry.appointment.until, entry.ended].compactMap(\.self).min()
                return entry.appointment.member == member
                    && until.map { entry.appointment.from < $0 } ?? true
                    && end.map { from < $0 && entry.appointment.from < $0 } ?? true
            }
            .sorted { $0.appointment.id < $1.appointment.id }
    }

    /// The appointments to a role of an organisation that stand at a moment.
    package func appointments(
        to role: Role, in organisation: OrganisationID, at instant: Instant
    ) -> [AppointmentEntry] {
        appointments.values
            .filter {
                $0.appointment.role == role && $0.appointment.organisation == organisation
                    && $0.isCurrent(at: instant)
            }
            .sorted { $0.appointment.id < $1.appointment.id }
    }

    /// The organisations in which a member has or had an appointment.
    package func organisations(of member: MemberID) -> Set<OrganisationID> {
        Set(
            appointments.values.map(\.appointment).filter { $0.member == member }
                .map(\.organisation))
    }

    /// The newest role key of a role of an organisation.
    package func roleKey(_ role: Role, of organisation: OrganisationID) -> RoleKeyEntry? {
        roleKeys[RolePlace(role: role, organisation: organisation)]?.last
    }

    /// All epochs of a role key, oldest first.
    package func roleKeys(_ role: Role, of organisation: OrganisationID) -> [RoleKeyEntry] {
        roleKeys[RolePlace(role: role, organisation: organisation)] ?? []
    }

    /// The cases opened on an employer.
    package func cases(on employer: OrganisationID) -> [(InspectionCase, StatementReference)] {
        cases[employer] ?? []
    }

    /// Takes in a statement of the vault, an organisation or a member.
    ///
    /// - Parameters:
    ///   - signed: The statement; one that was taken in before is skipped.
    ///   - logIndex: The index of its log entry.
    /// - Throws: ``AuthorityError``; nothing is then taken in.
    package mutating func apply(
        _ signed: SignedStatement, logIndex: UInt64
    ) throws(AuthorityError) {
        let hash = signed.hash
        guard !seen.contains(hash) else { return }
        try checkSignatures(of: signed)
        try checkAuthority(of: signed)
        try take(vouched: signed, logIndex: logIndex)
        seen.insert(hash)
    }

    /// Takes in a statement whose signatures and authority were checked when it was appended: the
    /// keystore's head of its chain vouches for it.
    ///
    /// - Parameters:
    ///   - signed: The statement; each is taken in once.
    ///   - logIndex: The index of its log entry.
    /// - Throws: ``AuthorityError/chain`` for a statement of a dossier.
    package mutating func take(
        vouched signed: SignedStatement, logIndex: UInt64
    ) throws(AuthorityError) {
        let reference = StatementReference(
            chain: signed.statement.chain, sequence: signed.statement.previous.length)
        switch signed.statement.body {
        case .adoption(let adoption): adoptions.append(adoption)
        case .clockAcceptance: clockAcceptedAt = logIndex
        case .organisation(let organisation):
            organisations[organisation.id] = (organisation, reference)
        case .roleKey(let roleKey):
            let place = RolePlace(role: roleKey.role, organisation: roleKey.organisation)
            roleKeys[place, default: []].append(
                RoleKeyEntry(roleKey: roleKey, logIndex: logIndex, reference: reference))
        case .inspectionCase(let inspection):
            cases[inspection.employer, default: []].append((inspection, reference))
        case .member(let member):
            members[member.id] = MemberEntry(
                name: member.name, signingKey: member.signingKey,
                agreementKey: member.agreementKey, isWorker: member.isWorker, epoch: member.epoch,
                reference: reference)
        case .appointment(let appointment):
            appointments[appointment.id] = AppointmentEntry(
                appointment: appointment, ended: nil, logIndex: logIndex, reference: reference)
        case .appointmentEnd(let end):
            appointments[end.appointment]?.ended = end.at
        case .review(let review):
            reviews.append(try ReviewEntry(review, by: signed, logIndex: logIndex))
        case .decision(let decision):
            decisions.append(DecisionEntry(decision, by: signed, logIndex: logIndex))
        case .delegation(let delegation):
            delegations[delegation.id] = DelegationEntry(delegation, logIndex: logIndex)
        case .delegationEnd(let end):
            delegations[end.delegation]?.end(at: signed.statement.time)
        default: throw .chain
        }
    }
}
