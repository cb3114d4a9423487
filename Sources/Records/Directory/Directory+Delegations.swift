extension Directory {
    /// A delegation with its early end.
    package struct DelegationEntry: Hashable, Sendable {
        /// What was handed over.
        package let delegation: Delegation
        /// When it ended before its term.
        package private(set) var ended: Instant?
        /// The log index of its statement.
        package let logIndex: UInt64

        init(_ delegation: Delegation, logIndex: UInt64) {
            self.delegation = delegation
            self.logIndex = logIndex
        }

        mutating func end(at moment: Instant) { ended = ended ?? moment }

        /// The end: the term, or the moment at which it was ended before.
        package var until: Instant { min(delegation.until, ended ?? delegation.until) }

        /// Whether it stands at a moment, as far as its own statements say.
        package func isCurrent(at instant: Instant) -> Bool {
            delegation.from <= instant && instant < until
        }

        /// Whether it stands at any moment at which another one would.
        func overlaps(_ other: Delegation) -> Bool {
            delegation.from < other.until && other.from < until
        }
    }

    /// The delegations of an organisation, oldest first, as far as its delegation chain was read.
    package func delegations(of organisation: OrganisationID) -> [DelegationEntry] {
        delegations.values.filter { $0.delegation.organisation == organisation }
            .sorted { $0.logIndex < $1.logIndex }
    }

    /// The delegations under which a member acts for others at a moment.
    ///
    /// One ends with either appointment: both members hold the role in the organisation then. Those
    /// that name dossiers come first, and of each kind the one that was stated last.
    ///
    /// - Parameters:
    ///   - delegate: Who acts.
    ///   - role: In which role.
    ///   - organisation: For which organisation.
    ///   - instant: When.
    /// - Returns: The delegations, the one that counts first.
    package func delegations(
        to delegate: MemberID, role: Role, in organisation: OrganisationID, at instant: Instant
    ) -> [DelegationEntry] {
        func holdsRole(_ member: MemberID) -> Bool {
            appointments(of: member, at: instant).contains {
                $0.appointment.role == role && $0.appointment.organisation == organisation
            }
        }
        return delegations(of: organisation).reversed()
            .filter { entry in
                let delegation = entry.delegation
                return delegation.delegate == delegate && delegation.role == role
                    && entry.isCurrent(at: instant) && holdsRole(delegation.principal)
                    && holdsRole(delegate)
            }
            .sorted { !$0.delegation.dossiers.isEmpty && $1.delegation.dossiers.isEmpty }
    }

    /// Whether someone in a delegation's time would act for another who acts for a third.
    ///
    /// That is so when the principal is a delegate, and when the delegate has handed the role over.
    package func isOnward(_ new: Delegation) -> Bool {
        delegations(of: new.organisation).contains { entry in
            let old = entry.delegation
            return old.id != new.id && old.role == new.role && entry.overlaps(new)
                && (old.delegate == new.principal || old.principal == new.delegate)
        }
    }

    /// The roles of a member in an organisation at any moment of a time.
    package func roles(
        of member: MemberID, in organisation: OrganisationID, from: Instant, until: Instant
    ) -> Set<Role> {
        Set(
            appointments(of: member, overlapping: from, until).map(\.appointment)
                .filter { $0.organisation == organisation }.map(\.role))
    }

    /// Who hands over signs, under the appointment of the role; where the principal can't, a registrar
    /// and a second person sign, as for an appointment, and neither is the delegate.
    func checkDelegation(
        _ delegation: Delegation, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard signed.statement.chain == .delegations(delegation.organisation) else {
            throw .chain
        }
        guard delegations[delegation.id] == nil else { throw .duplicate }
        guard !delegation.role.isPersonal, delegation.role.holdsSectionKey else {
            throw .personalRole
        }
        let time = signed.statement.time
        guard delegation.from >= time.adding(seconds: -Self.longestSigning),
            delegation.until > time
        else { throw .delegation }
        func holdsRole(_ member: MemberID) -> Bool {
            roles(
                of: member, in: delegation.organisation, from: delegation.from,
                until: delegation.until
            ).contains(delegation.role)
        }
        guard holdsRole(delegation.principal) else { throw .delegation }
        let isOwn = signed.signatures.contains { signature in
            signature.member == delegation.principal
                && actingRole(of: signature, at: time).map {
                    $0.role == delegation.role && $0.organisation == delegation.organisation
                } ?? false
        }
        guard !isOwn else { return }
        try checkRegistrarAndSecond(
            signed.signatures.filter { $0.member != delegation.delegate },
            organisation: delegation.organisation, at: time)
    }

    /// Either of the two ends it, or a registrar of the organisation, or an overseeing founder.
    func checkDelegationEnd(
        _ end: DelegationEnd, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard signed.statement.chain == .delegations(end.organisation),
            let entry = delegations[end.delegation],
            entry.delegation.organisation == end.organisation
        else { throw .chain }
        guard entry.ended == nil else { throw .duplicate }
        let time = signed.statement.time
        guard
            signed.signatures.contains(where: { signature in
                [entry.delegation.principal, entry.delegation.delegate].contains(signature.member)
                    || isOverseer(signature.member)
                    || actingRole(of: signature, at: time).map {
                        $0.role == .registrar && $0.organisation == end.organisation
                    } ?? false
            })
        else { throw .delegation }
    }

    /// How long before its statement a delegation may begin, in seconds: 14 days.
    ///
    /// It is the time that the signers of a draft have. What was logged before the statement names
    /// nobody.
    private static let longestSigning: Int64 = 14 * 86_400
}
