import AccessPolicy
import CryptoPrimitives
import Records
import Testing
import VaultClient

@Suite("Whom a key is sealed to") struct RecipientTests {
    /// Expects that a write fails before anything is committed.
    private func expectNoWrite(_ world: World, _ error: ClientError) {
        #expect(throws: error) { try world.write() }
        #expect(world.count(of: .commitWrite) == 0)
    }

    private func changed(
        _ recipient: Recipient, grant: Grant? = nil, epoch: UInt64? = nil,
        key: X25519.PublicKey? = nil
    ) -> Recipient {
        Recipient(
            grant: grant ?? recipient.grant, epoch: epoch ?? recipient.epoch,
            key: key ?? recipient.key, sealedShare: recipient.sealedShare,
            evidence: recipient.evidence)
    }

    @Test("the worker cannot be left out")
    func workerLeftOut() throws {
        let world = try World()
        world.mediator.lie { lies in
            lies.recipients = { $0.filter { $0.grant.role != .worker } }
        }
        expectNoWrite(world, .unverified(.workerLeftOut))
    }

    @Test("another person's key is not taken for a recipient's, nor another epoch")
    func otherKey() throws {
        let world = try World()
        let foreign = world.hr.keys.agreementKey
        world.mediator.lie { lies in
            lies.recipients = { $0.map { changed($0, key: foreign) } }
        }
        expectNoWrite(world, .unverified(.recipientKey))
        world.mediator.lie { lies in
            lies.recipients = { $0.map { changed($0, epoch: $0.epoch + 1) } }
        }
        expectNoWrite(world, .unverified(.recipientKey))
    }

    @Test("a grant that no statement brings is no basis, nor one that is named twice")
    func inventedGrant() throws {
        let world = try World()
        let id: GrantID = try World.identifier()
        world.mediator.lie { lies in
            lies.recipients = { recipients in
                recipients
                    + recipients.filter { $0.grant.role == .nurse }.map {
                        changed(
                            $0,
                            grant: Grant(
                                id: id, role: .nurse, holder: $0.grant.holder,
                                kinds: $0.grant.kinds))
                    }
            }
        }
        expectNoWrite(world, .unverified(.recipientBasis))
        world.mediator.lie { lies in lies.recipients = { $0 + $0 } }
        expectNoWrite(world, .unverified(.recipientBasis))
    }

    @Test("the employer's side gets no secret kind, whatever statements and mediator say")
    func employerAndSecret() throws {
        let world = try World()
        let opening = try opening(world) { plan, grants in
            guard plan.relation == .ownWorker else { return grants }
            return try grants.map {
                Grant(
                    id: try World.identifier(), role: $0.role, holder: $0.holder,
                    kinds: $0.kinds.union([.medicalAssessment]))
            }
        }
        try world.session(world.hr).append([.dossier(opening)])
        do {
            try world.write(in: opening.id)
            throw Unexpected()
        } catch ClientError.againstFloor(let rules) {
            #expect(rules.contains("floor/F1"))
        }
        #expect(world.count(of: .commitWrite) == 0)
    }

    @Test("a standing grant for a kind that takes consent is against the floor")
    func standingGrantWithoutConsent() throws {
        let world = try World()
        try world.session(world.worker).append(
            [
                .party(
                    Party(
                        holder: .member(world.treating.id), relation: .care,
                        roles: [.treatingPhysician], from: World.today, until: nil,
                        source: "said by the worker",
                        grants: [
                            Grant(
                                id: try World.identifier(), role: .treatingPhysician,
                                holder: .member(world.treating.id), kinds: [.medicalAssessment])
                        ]), in: world.dossier)
            ])
        do {
            try world.write()
            throw Unexpected()
        } catch ClientError.againstFloor(let rules) {
            #expect(rules.contains("floor/F6"))
        }
    }

    @Test("another role than the worker's cannot be given the worker's grant, nor another person")
    func falseWorker() throws {
        let world = try World()
        let opening = try opening(world) { plan, grants in
            guard plan.relation == .assigned else { return grants }
            return grants
        }
        // A physician's notes for somebody else than their author.
        try world.session(world.hr).append([.dossier(opening)])
        let grant = Grant(
            id: try World.identifier(), role: .occupationalPhysician,
            holder: .member(world.nurse.id), kinds: [.medicalNotes])
        try world.session(world.physician).append([.grants([grant], in: opening.id)])
        // DossierAuthority refuses such a list already: its holder is not its signer.
        #expect(throws: ClientError.unverified(.statement(.grants))) {
            try world.write(.medicalNotes, in: opening.id)
        }
    }

    private func consent(
        _ world: World, by session: Session, evidence: String = "", seconds: Int64 = 86_400
    ) throws -> Consent {
        try session.consent(
            giver: world.worker.id, role: .treatingPhysician,
            recipient: .member(world.treating.id), kinds: [.medicalAssessment],
            purposes: [.care], from: World.now, until: World.now.adding(seconds: seconds),
            channel: evidence.isEmpty ? .ownKey : .paper, evidence: evidence, language: .nl)
    }

    @Test(
        "with the worker's consent a later version is sealed to the recipient, an older disclosed")
    func consentOpens() throws {
        let world = try World()
        let first = try world.write()
        let session = world.session(world.worker)
        let consent = try consent(world, by: session)
        #expect(consent.grants.map(\.kinds) == [[.medicalAssessment]])
        try session.append([.consent(consent, in: world.dossier)])
        let section = first.manifest.section
        #expect(throws: ClientError.failed(.unknown)) {
            try world.open(section, by: world.treating)
        }
        let receipts = try world.session(world.physician).disclose(
            dossier: world.dossier, section: section, to: consent.grants.map(\.id),
            purpose: .reintegration)
        #expect(receipts.map(\.entries.count) == [3])
        #expect(
            try world.open(section, by: world.treating).content
                == Array("unfit for lifting".utf8))
        let second = try world.write(
            after: .after(section, version: 1, manifest: first.manifest.hash))
        #expect(second.recipients.contains { $0.role == .treatingPhysician })
    }

    @Test("the physician may record a consent with evidence, and not without")
    func recordedConsent() throws {
        let world = try World()
        let session = world.session(world.physician)
        try session.append(
            [.consent(consent(world, by: session, evidence: "signed paper"), in: world.dossier)])
        #expect(try world.write().recipients.contains { $0.role == .treatingPhysician })
        let other = try World()
        let second = other.session(other.physician)
        try second.append([.consent(consent(other, by: second), in: other.dossier)])
        expectNoWrite(other, .unverified(.statement(.consent)))
    }

    @Test("a consent that somebody else signed opens nothing")
    func forgedConsent() throws {
        let world = try World()
        let section = try world.write().manifest.section
        let session = world.session(world.nurse)
        let consent = try consent(world, by: session, evidence: "said so")
        try session.append([.consent(consent, in: world.dossier)])
        #expect(throws: ClientError.unverified(.statement(.consent))) { try world.write() }
        #expect(throws: ClientError.unverified(.statement(.consent))) {
            try world.session(world.physician).disclose(
                dossier: world.dossier, section: section, to: consent.grants.map(\.id),
                purpose: .reintegration)
        }
        #expect(world.count(of: .commitWrite) == 1)
        #expect(world.count(of: .commitWrap) == 0)
    }

    @Test("a consent that has run out opens nothing")
    func expiredConsent() throws {
        let world = try World()
        let session = world.session(world.worker)
        try session.append(
            [.consent(consent(world, by: session, seconds: 60), in: world.dossier)])
        do {
            try world.write(now: World.now.adding(seconds: 61))
            throw Unexpected()
        } catch ClientError.againstFloor(let rules) {
            #expect(rules.contains("floor/F6"))
        }
        #expect(world.count(of: .commitWrite) == 0)
    }

    @Test("a consent for the employer's side brings no grant for a secret kind")
    func consentForEmployer() throws {
        let world = try World()
        let consent = try world.session(world.worker).consent(
            giver: world.worker.id, role: .hr, recipient: .organisation(world.employer),
            kinds: [.medicalAssessment, .workerStatement], purposes: [.reintegration],
            from: World.now, until: World.now.adding(seconds: 60), language: .fr)
        #expect(consent.grants.map(\.kinds) == [[.workerStatement]])
    }

    @Test("pending wraps are completed by a reader")
    func pendingWraps() throws {
        let world = try World()
        let nurses = try world.session(world.nurse).show(world.dossier).parties
            .flatMap(\.grants).filter { $0.role == .nurse }.map(\.id)
        world.mediator.withMemory { $0.pendingGrants = Set(nurses) }
        let receipt = try world.write()
        #expect(receipt.pending == nurses)
        #expect(throws: ClientError.failed(.unknown)) {
            try world.open(receipt.manifest.section, by: world.nurse)
        }
        let done = try world.session(world.physician).completePendingWraps(
            world.dossier, purpose: .reintegration)
        #expect(done.map(\.grant) == nurses)
        #expect(
            try world.open(receipt.manifest.section, by: world.nurse).content
                == Array("unfit for lifting".utf8))
    }

    /// The opening of another dossier, with other grants.
    private func opening(
        _ world: World, _ change: (Party, [Grant]) throws -> [Grant]
    ) throws -> DossierOpening {
        let session = world.session(world.hr)
        let opening = try session.dossierOpening(
            worker: world.worker.id, employer: world.employer, regime: "be-2022",
            parties: world.plans)
        return DossierOpening(
            id: opening.id, worker: opening.worker, employer: opening.employer,
            regime: opening.regime, policy: opening.policy,
            parties: try opening.parties.map { party in
                Party(
                    holder: party.holder, relation: party.relation, roles: party.roles,
                    from: party.from, until: party.until, source: party.source,
                    grants: try change(party, party.grants))
            }, grants: opening.grants)
    }
}
