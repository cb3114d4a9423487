extension DossierRecord {
    /// Checks the signatures of a statement of a dossier and that its signers may make it.
    ///
    /// Who may read or write a section is not judged here: that is the policy's.
    ///
    /// - Parameters:
    ///   - signed: The statement.
    ///   - record: The dossier before it; `nil` for its opening.
    ///   - directory: Members and organisations, as far as the statement names them.
    ///   - day: The civil day on which it is made.
    /// - Throws: ``AuthorityError``.
    package static func checkAuthority(
        of signed: SignedStatement, record: DossierRecord?, directory: Directory, day: CivilDate
    ) throws(AuthorityError) {
        try directory.checkSignatures(of: signed)
        guard signed.signatures.count == 1, let signature = signed.signatures.first else {
            throw .signature
        }
        let signer = Signer(
            member: signature.member,
            place: directory.actingRole(of: signature, at: signed.statement.time))
        guard signature.appointment == nil || signer.place != nil else { throw .signature }
        if case .dossier(let opening) = signed.statement.body {
            guard record == nil, signed.statement.chain == .dossier(opening.id) else {
                throw .duplicate
            }
            return try check(opening, by: signer, directory: directory)
        }
        guard let record, signed.statement.chain == .dossier(record.opening.id) else {
            throw .chain
        }
        switch signed.statement.body {
        case .party(let party):
            try record.check(party, by: signer, directory: directory, day: day)
        case .partyEnd(let end): try record.check(end, by: signer, day: day)
        case .consent(let consent): try record.check(consent, by: signer, day: day)
        case .consentWithdrawal(let withdrawal):
            try record.check(withdrawal, by: signer, day: day)
        case .grants(let list): try record.check(list, by: signer, day: day)
        case .regimeChange:
            guard
                signer.member == record.opening.worker || record.isEmployer(signer)
                    || record.isAssignedPhysician(signer, on: day)
            else { throw .dossier }
        case .event:
            guard signer.place != nil || signer.member == record.opening.worker else {
                throw .event
            }
        default: throw .chain
        }
    }

    /// Who signs, and in which role.
    private struct Signer {
        let member: MemberID
        let place: (role: Role, organisation: OrganisationID)?
    }

    private static func check(
        _ opening: DossierOpening, by signer: Signer, directory: Directory
    ) throws(AuthorityError) {
        guard directory.organisation(opening.employer)?.side == .employer else { throw .dossier }
        if let worker = opening.worker {
            guard directory.member(worker)?.isWorker == true else { throw .dossier }
        }
        let service = opening.parties.compactMap { party -> OrganisationID? in
            guard party.relation == .assigned, party.roles.contains(.occupationalPhysician),
                case .organisation(let id) = party.holder
            else { return nil }
            return id
        }
        let isEmployer =
            signer.place.map {
                [.employer, .hr].contains($0.role) && $0.organisation == opening.employer
            } ?? false
        let isService =
            signer.place.map {
                [.occupationalPhysician, .nurse].contains($0.role)
                    && service.contains($0.organisation)
            } ?? false
        // An employer's record of its own policy is its own to open.
        guard isEmployer || opening.worker != nil && (isService || signer.member == opening.worker)
        else { throw .dossier }
        for party in opening.parties { try checkSides(of: party, directory: directory) }
        for grant in opening.grants {
            guard case .organisation(let id) = grant.holder, grant.role.side == .inspection,
                directory.organisation(id)?.side == .inspection
            else { throw .grants }
        }
        guard
            opening.parties.allSatisfy({
                [.`self`, .ownWorker, .assigned].contains($0.relation)
            })
        else { throw .relation }
    }

    /// A role of a party stands on its organisation's side, and only the worker is `self`.
    private static func checkSides(
        of party: Party, directory: Directory
    ) throws(AuthorityError) {
        switch party.holder {
        case .organisation(let id):
            guard let side = directory.organisation(id)?.side else { throw .relation }
            guard party.roles.allSatisfy({ $0.side == side && !$0.isPersonal }) else {
                throw .side
            }
            // Another employer comes by the worker's mandate and is no employer of the worker's.
            let isOwnSide = side == .employer && party.roles != [.otherEmployer]
            guard (party.relation == .ownWorker) == isOwnSide else { throw .side }
        case .member(let id):
            guard directory.member(id) != nil else { throw .relation }
            guard party.roles.allSatisfy({ $0.isPersonal }) else { throw .side }
            guard (party.relation == .`self`) == (party.roles == [.worker]) else { throw .side }
        }
    }

    private func check(
        _ party: Party, by signer: Signer, directory: Directory, day: CivilDate
    ) throws(AuthorityError) {
        try Self.checkSides(of: party, directory: directory)
        // Nobody cares for, or is mandated by, an organisation.
        guard opening.worker != nil || party.relation == .assigned || party.relation == .competent
        else { throw .relation }
        switch party.relation {
        case .`self`, .none, .lapsed: throw .relation
        case .ownWorker:
            // Who works for the employer in an organisation of its own.
            guard isEmployer(signer), party.roles == [.socialSecretariat],
                party.holder != .organisation(opening.employer)
            else { throw .relation }
        case .care, .mandated:
            guard
                signer.member == opening.worker
                    || (party.relation == .care && isAssignedPhysician(signer, on: day))
            else { throw .relation }
        case .assigned:
            guard
                signer.member == opening.worker || isAssignedPhysician(signer, on: day)
                    || isEmployer(signer) && party.roles.allSatisfy({ $0 != .psychosocialAdviser })
            else { throw .relation }
        case .competent:
            guard let place = signer.place, place.role.side == .inspection,
                party.holder == .organisation(place.organisation)
            else { throw .relation }
        }
    }

    private func check(
        _ end: PartyEnd, by signer: Signer, day: CivilDate
    ) throws(AuthorityError) {
        let isOwn =
            end.holder == .member(signer.member)
            || signer.place.map { end.holder == .organisation($0.organisation) } ?? false
        guard isOwn || signer.member == opening.worker && end.relation != .ownWorker else {
            throw .relation
        }
    }

    private func check(
        _ consent: Consent, by signer: Signer, day: CivilDate
    ) throws(AuthorityError) {
        if consent.nature == .agreement {
            // The employer's side says what it wants itself, and for nobody else.
            guard consent.giver == signer.member, isEmployer(signer), consent.channel == .ownKey
            else { throw .consent }
            return
        }
        guard consent.giver == opening.worker else { throw .consent }
        if isWorkerSide(signer, on: day) {
            guard consent.channel == .ownKey else { throw .consent }
        } else {
            guard isAssignedPhysician(signer, on: day), consent.channel != .ownKey,
                !consent.evidence.isEmpty
            else { throw .consent }
        }
    }

    private func check(
        _ withdrawal: ConsentWithdrawal, by signer: Signer, day: CivilDate
    ) throws(AuthorityError) {
        let entry = consents.first { $0.consent.id == withdrawal.consent }
        guard let consent = entry?.consent else { throw .consent }
        let mayWithdraw =
            if consent.nature == .agreement {
                isEmployer(signer)
            } else {
                isWorkerSide(signer, on: day)
                    || isAssignedPhysician(signer, on: day) && !withdrawal.evidence.isEmpty
            }
        guard mayWithdraw else { throw .consent }
    }

    /// The worker in person, or a legal representative with a mandate (F2); the assigned physician
    /// only records with evidence.
    private func isWorkerSide(_ signer: Signer, on day: CivilDate) -> Bool {
        signer.member == opening.worker
            || parties.contains { entry in
                entry.party.relation == .mandated
                    && entry.party.roles.contains(.legalRepresentative)
                    && entry.party.holder == .member(signer.member) && entry.party.from <= day
                    && entry.until.map { day < $0 } ?? true
            }
    }

    private func check(
        _ list: GrantList, by signer: Signer, day: CivilDate
    ) throws(AuthorityError) {
        guard isAssignedPhysician(signer, on: day),
            list.grants.allSatisfy({
                $0.holder == .member(signer.member) && $0.kinds == [.medicalNotes]
                    && $0.role == signer.place?.role
            })
        else { throw .grants }
    }

    private func isAssignedPhysician(_ signer: Signer, on day: CivilDate) -> Bool {
        guard let place = signer.place, place.role == .occupationalPhysician else { return false }
        return service(on: day) == place.organisation
    }

    private func isEmployer(_ signer: Signer) -> Bool {
        guard let place = signer.place else { return false }
        return [.employer, .hr].contains(place.role) && place.organisation == opening.employer
    }
}
