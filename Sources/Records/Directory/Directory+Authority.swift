extension Directory {
    /// Checks that every signature of a statement is by a known member's key; a new member's own
    /// signature is checked against the key that the statement brings.
    package func checkSignatures(of signed: SignedStatement) throws(AuthorityError) {
        let bytes = signed.statement.canonicalBytes
        guard !signed.signatures.isEmpty else { throw .signature }
        for signature in signed.signatures {
            var key = members[signature.member]?.signingKey
            if case .member(let member) = signed.statement.body, member.id == signature.member {
                key = member.signingKey
            }
            guard let key, signature.isValid(for: bytes, key: key) else { throw .signature }
        }
    }

    /// The role in which a signature of a statement was given, if its appointment stood then.
    package func actingRole(
        of signature: MemberSignature, at instant: Instant
    ) -> (role: Role, organisation: OrganisationID)? {
        guard let id = signature.appointment, let entry = appointments[id],
            entry.appointment.member == signature.member, entry.isCurrent(at: instant)
        else { return nil }
        return (entry.appointment.role, entry.appointment.organisation)
    }

    func checkFounders(_ signers: Set<MemberID>) throws(AuthorityError) {
        let founders = founding.founders.filter { signers.contains($0.member) }
        guard UInt64(founders.count) >= founding.signaturesRequired,
            isPracticeOfOne || founders.contains(where: \.isOversight)
        else { throw .twoFounders }
    }

    func checkAuthority(of signed: SignedStatement) throws(AuthorityError) {
        let statement = signed.statement
        let signers = Set(signed.signatures.map(\.member))
        switch statement.body {
        case .adoption(let adoption):
            guard statement.chain == .vault else { throw .chain }
            try checkApproval(of: signed)
            // There is one bundle of policies at a time, whatever it is called.
            let name = adoption.kind == .policy ? nil : adoption.name
            if let last = self.adoption(adoption.kind, name: name) {
                guard adoption.revision > last.revision else { throw .adoption }
            }
        case .clockAcceptance:
            guard statement.chain == .vault else { throw .chain }
            try checkFounders(signers)
        case .organisation(let organisation):
            guard statement.chain == .organisation(organisation.id) else { throw .chain }
            guard organisations[organisation.id] == nil else { throw .duplicate }
            try checkFounders(signers)
        case .roleKey(let roleKey): try checkRoleKey(roleKey, signed)
        case .inspectionCase(let inspection): try checkCase(inspection, signed)
        case .member(let member): try checkMember(member, signed)
        case .appointment(let appointment): try checkAppointment(appointment, signed)
        case .appointmentEnd(let end): try checkAppointmentEnd(end, signed)
        case .review: try checkReview(signed)
        case .decision(let decision): try checkDecision(decision, signed)
        case .delegation(let delegation): try checkDelegation(delegation, signed)
        case .delegationEnd(let end): try checkDelegationEnd(end, signed)
        default: throw .chain
        }
    }

    private func checkMember(
        _ member: Member, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard signed.statement.chain == .member(member.id) else { throw .chain }
        let earlier = members[member.id]
        guard earlier.map({ member.epoch > $0.epoch }) ?? (member.epoch == 1) else {
            throw .duplicate
        }
        guard signed.signatures.contains(where: { $0.member == member.id }) else {
            throw .signature
        }
        let others = signed.signatures.filter { $0.member != member.id }
        let time = signed.statement.time
        if member.isWorker || earlier?.isWorker == true {
            let places = others.compactMap { actingRole(of: $0, at: time)?.organisation }
                .compactMap { organisations[$0]?.0 }
                .filter { $0.side != .employer && $0.side != .worker }
            guard Set(places.map(\.id)).count >= 2 else { throw .workerKey }
        } else if earlier != nil {
            try checkNewKey(of: member.id, others, at: time)
        } else {
            guard
                others.contains(where: { signature in
                    isFounder(signature.member)
                        || actingRole(of: signature, at: time)?.role == .registrar
                })
            else { throw .ownOrganisation }
        }
    }

    /// A new key takes over all that its holder may do: it takes a registrar of every organisation
    /// in which the member has an appointment, or the founders.
    ///
    /// The new key's own signature shows possession only, so it cannot stand for the old one.
    private func checkNewKey(
        of member: MemberID, _ signatures: [MemberSignature], at time: Instant
    ) throws(AuthorityError) {
        let places = Set(
            appointments(of: member, at: time).map(\.appointment.organisation))
        let registrars = signatures.compactMap { signature in
            actingRole(of: signature, at: time).flatMap {
                $0.role == .registrar ? $0.organisation : nil
            }
        }
        guard places.isEmpty || !places.isSubset(of: registrars) else { return }
        try checkFounders(Set(signatures.map(\.member)))
    }

    private func checkAppointment(
        _ appointment: Appointment, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard signed.statement.chain == .member(appointment.member) else { throw .chain }
        guard appointments[appointment.id] == nil else { throw .duplicate }
        guard members[appointment.member] != nil,
            let organisation = organisations[appointment.organisation]?.0
        else { throw .signature }
        if let side = appointment.role.side {
            guard side == organisation.side else { throw .side }
        }
        let others = signed.signatures.filter { $0.member != appointment.member }
        if appointment.role == .registrar {
            try checkFounders(Set(others.map(\.member)))
            return
        }
        try checkRegistrarAndSecond(
            others, organisation: appointment.organisation, at: signed.statement.time)
    }

    /// A registrar of the organisation, or an overseeing founder, and another person of the same
    /// kind or any founder.
    ///
    /// A practice of one needs the founder alone.
    func checkRegistrarAndSecond(
        _ signatures: [MemberSignature], organisation: OrganisationID, at time: Instant
    ) throws(AuthorityError) {
        let registrars = signatures.filter { signature in
            actingRole(of: signature, at: time).map {
                $0.role == .registrar && $0.organisation == organisation
            } ?? false
        }
        let founders = signatures.filter { isFounder($0.member) }
        let persons = Set(registrars.map(\.member)).union(founders.map(\.member))
        if isPracticeOfOne, !founders.isEmpty { return }
        guard persons.count >= 2 else { throw .twoPersons }
        guard !registrars.isEmpty || founders.contains(where: { isOverseer($0.member) }) else {
            throw .ownOrganisation
        }
    }

    private func checkAppointmentEnd(
        _ end: AppointmentEnd, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard let entry = appointments[end.appointment],
            signed.statement.chain == .member(entry.appointment.member)
        else { throw .chain }
        let time = signed.statement.time
        guard
            signed.signatures.contains(where: { signature in
                signature.member == entry.appointment.member || isOverseer(signature.member)
                    || actingRole(of: signature, at: time).map {
                        $0.role == .registrar && $0.organisation == entry.appointment.organisation
                    } ?? false
            })
        else { throw .ownOrganisation }
    }

    private func checkRoleKey(
        _ roleKey: RoleKey, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard signed.statement.chain == .organisation(roleKey.organisation) else { throw .chain }
        let place = RolePlace(role: roleKey.role, organisation: roleKey.organisation)
        let last = roleKeys[place]?.last?.roleKey.epoch ?? 0
        guard roleKey.epoch == last + 1 else { throw .duplicate }
        let time = signed.statement.time
        let makers = signed.signatures.filter { signature in
            actingRole(of: signature, at: time).map {
                $0.role == roleKey.role && $0.organisation == roleKey.organisation
            } ?? false
        }
        let seconds = signed.signatures.filter { signature in
            isFounder(signature.member)
                || actingRole(of: signature, at: time).map {
                    $0.role == .registrar && $0.organisation == roleKey.organisation
                } ?? false
        }
        let persons = Set(makers.map(\.member)).union(seconds.map(\.member))
        guard !makers.isEmpty, persons.count >= (isPracticeOfOne ? 1 : 2) else { throw .roleKey }
    }

    private func checkCase(
        _ inspection: InspectionCase, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard signed.statement.chain == .organisation(inspection.employer) else { throw .chain }
        guard organisations[inspection.employer]?.0.side == .employer else { throw .inspection }
        let time = signed.statement.time
        guard
            signed.signatures.contains(where: { signature in
                actingRole(of: signature, at: time).map {
                    $0.organisation == inspection.inspectorate
                        && ($0.role == .inspector || $0.role == .physicianInspector)
                } ?? false
            })
        else { throw .inspection }
    }

    /// Whether a member is a founder.
    package func isFounder(_ member: MemberID) -> Bool {
        founding.founders.contains { $0.member == member }
    }

    /// Whether a member is a founder who stands for oversight.
    package func isOverseer(_ member: MemberID) -> Bool {
        founding.founders.contains { $0.member == member && $0.isOversight }
    }
}
