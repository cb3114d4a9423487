import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// A role that is handed over for a time: on whose behalf, within which limits, until when (F12).
@Suite("Delegation of a role") struct DelegationTests {
    private typealias Colleague = (person: TestVault.Person, appointment: AppointmentID)

    private let dossier: TestDossier
    private let substitute: Colleague
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        let person = try dossier.vault.member("Vervanger Voorbeeld")
        let appointment = try dossier.vault.appoint(
            person, .occupationalPhysician, dossier.service.id)
        substitute = (person, appointment)
        try dossier.write(
            .consultation, "gesprek", by: dossier.physicianSession, role: .occupationalPhysician)
        try dossier.physicianSession.shareRoleKeys(
            .occupationalPhysician, of: dossier.service.id, with: [person.id])
    }

    private var physician: Colleague { dossier.physician }
    private var acting: Session { vault.session(substitute.person, as: substitute.appointment) }

    private func delegation(
        from principal: MemberID? = nil, to delegate: MemberID? = nil,
        _ role: Role = .occupationalPhysician, days: Int64 = 14, dossiers: Set<DossierID> = [],
        starting: Int64 = 0
    ) -> Delegation {
        let from = vault.clock.now.adding(seconds: starting)
        return Delegation(
            id: vault.newID(), organisation: dossier.service.id, role: role,
            principal: principal ?? physician.person.id,
            delegate: delegate ?? substitute.person.id, from: from,
            until: from.adding(seconds: days * 86_400), dossiers: dossiers)
    }

    @discardableResult
    private func hand(
        over delegation: Delegation, by session: Session? = nil, with cosigners: [Signer] = []
    ) throws -> DelegationID {
        _ = try (session ?? dossier.physicianSession).append(
            [.delegation(delegation)], cosigners: cosigners)
        return delegation.id
    }

    private func end(_ delegation: DelegationID, by session: Session) throws {
        _ = try session.append([
            .delegationEnd(
                DelegationEnd(delegation: delegation, organisation: dossier.service.id))
        ])
    }

    /// For whom an entry says that its actor acted.
    private func principal(_ entry: VerifiedEntry) -> MemberID? {
        entry.actor?.responsible.flatMap { MemberID($0.bytes) }
    }

    private func read(_ session: Session? = nil) throws -> MemberID? {
        principal(try dossier.open(.consultation, by: session ?? acting).entry)
    }

    @Test("what the delegate does stands in the log with both names, until the term and no longer")
    func attribution() throws {
        #expect(try read() == nil)
        try hand(over: delegation())
        #expect(try read() == physician.person.id)
        let written = try dossier.write(
            .consultation, "vervolg", by: acting, role: .occupationalPhysician)
        #expect(written.entry.actor?.member.bytes == substitute.person.id.bytes)
        #expect(principal(written.entry) == physician.person.id)
        let versions = try refusal { try dossier.open(.plan, by: acting, for: .absenceControl) }
        #expect(versions.hasPrefix("floor/"))
        // The principal acts for nobody else meanwhile, and does not lose anything.
        #expect(try read(dossier.physicianSession) == nil)
        vault.clock.advance(days: 14, seconds: -1)
        #expect(try read() == physician.person.id)
        vault.clock.advance(seconds: 1)
        #expect(try read() == nil)
        #expect(vault.isFoundClean())
    }

    @Test("it ends at once when either of the two or a registrar ends it, and for nobody else")
    func ending() throws {
        let registrar = vault.session(
            dossier.service.registrar, as: dossier.service.registrarAppointment)
        for session in [dossier.physicianSession, acting, registrar] {
            let id = try hand(over: delegation())
            #expect(try read() == physician.person.id)
            #expect(
                try refusal { try end(id, by: dossier.hrSession) }
                    == AuthorityError.delegation.rawValue)
            try end(id, by: session)
            #expect(try read() == nil)
            #expect(try refusal { try end(id, by: session) } == "authority/duplicate")
        }
    }

    @Test(
        "it ends with the appointment of either", arguments: [true, false])
    func appointments(ofPrincipal: Bool) throws {
        let (person, appointment) = ofPrincipal ? physician : substitute
        try hand(over: delegation())
        #expect(try read() == physician.person.id)
        let registrar = vault.session(
            dossier.service.registrar, as: dossier.service.registrarAppointment)
        _ = try registrar.append([
            .appointmentEnd(
                AppointmentEnd(appointment: appointment, at: vault.clock.now), of: person.id)
        ])
        vault.clock.advance(seconds: 1)
        if ofPrincipal {
            #expect(try read() == nil)
        } else {
            #expect(try refusal { try read() } == "authority/appointment")
        }
    }

    @Test("it gives nothing: who does not hold the role, or holds it elsewhere, is refused")
    func ownLimits() throws {
        let nurse = try dossier.nurse()
        #expect(
            try refusal { try hand(over: delegation(to: nurse.member)) } == "floor/F12")
        let elsewhere = try vault.organisation(.medical, "Andere Dienst Voorbeeld")
        let (other, _) = try vault.colleague(
            .occupationalPhysician, in: elsewhere, "Arts Elders Voorbeeld")
        #expect(try refusal { try hand(over: delegation(to: other.id)) } == "floor/F12")
        #expect(
            try refusal { try hand(over: delegation(to: dossier.hr.person.id)) } == "floor/F12")
        #expect(
            try refusal {
                try hand(over: delegation(from: nurse.member, to: substitute.person.id, .nurse))
            } == AuthorityError.twoPersons.rawValue)
        #expect(
            try refusal { try hand(over: delegation(.nurse)) } == AuthorityError.delegation.rawValue
        )
        // The substitute still reads nothing that the own role does not read.
        try hand(over: delegation())
        try dossier.write(
            .medicalNotes, "notitie", by: dossier.physicianSession, role: .occupationalPhysician)
        _ = try refusal { try dossier.open(.medicalNotes, by: acting) }
    }

    @Test("it is handed no further, in whatever order and time the two are stated")
    func onward() throws {
        let third = try vault.member("Derde Voorbeeld")
        _ = try vault.appoint(third, .occupationalPhysician, dossier.service.id)
        let first = try hand(over: delegation(starting: 86_400))
        #expect(
            try refusal {
                try hand(over: delegation(from: substitute.person.id, to: third.id), by: acting)
            } == "floor/F12")
        // Before the first begins, the substitute may.
        let early = delegation(from: substitute.person.id, to: third.id, days: 1)
        try hand(over: early, by: acting)
        // The other way round: the delegate of the new one handed over in the same time.
        #expect(try refusal { try hand(over: delegation(days: 1)) } == "floor/F12")
        try end(first, by: acting)
        try end(early.id, by: acting)
        try hand(over: delegation(from: substitute.person.id, to: third.id), by: acting)
    }

    @Test("for someone who cannot sign two others do, never the delegate and never one alone")
    func substitution() throws {
        let registrar = vault.session(
            dossier.service.registrar, as: dossier.service.registrarAppointment)
        let founder = Signer(vault.founders[0].keys, appointment: nil)
        let own = Signer(substitute.person.keys, appointment: substitute.appointment)
        for cosigners in [[], [own]] {
            #expect(
                try refusal { try hand(over: delegation(), by: registrar, with: cosigners) }
                    == AuthorityError.twoPersons.rawValue)
        }
        #expect(
            try refusal { try hand(over: delegation(), by: acting) }
                == AuthorityError.twoPersons.rawValue)
        let employer = vault.session(
            dossier.employer.registrar, as: dossier.employer.registrarAppointment)
        #expect(
            try refusal { try hand(over: delegation(), by: employer, with: [founder]) }
                == AuthorityError.twoPersons.rawValue)
        try hand(over: delegation(), by: registrar, with: [founder])
        #expect(try read() == physician.person.id)
        // Both are told, and whoever stated it is not.
        for session in [acting, dossier.physicianSession] {
            #expect(try session.notices().contains { $0.reason == .roleHandedOver })
        }
    }

    @Test("a role of one person, and one without dossiers, is not handed over")
    func personalRoles() throws {
        let (other, _) = try vault.colleague(
            .treatingPhysician, in: dossier.practice, "Tweede Voorbeeld")
        func hand(_ role: Role, _ place: TestVault.Place, by session: Session, to: MemberID) throws
        {
            let from = vault.clock.now
            _ = try session.append([
                .delegation(
                    Delegation(
                        id: vault.newID(), organisation: place.id, role: role,
                        principal: session.member, delegate: to, from: from,
                        until: from.adding(seconds: 86_400), dossiers: []))
            ])
        }
        #expect(
            try refusal {
                try hand(
                    .treatingPhysician, dossier.practice, by: dossier.treatingSession, to: other.id)
            } == AuthorityError.personalRole.rawValue)
        let registrar = vault.session(
            dossier.service.registrar, as: dossier.service.registrarAppointment)
        #expect(
            try refusal {
                try hand(.registrar, dossier.service, by: registrar, to: other.id)
            } == AuthorityError.personalRole.rawValue)
    }

    @Test("of several, one that names the dossier counts, then the one that was stated last")
    func overlap() throws {
        let third = try vault.member("Derde Voorbeeld")
        let appointment = try vault.appoint(third, .occupationalPhysician, dossier.service.id)
        let thirdSession = vault.session(third, as: appointment)
        try hand(over: delegation(dossiers: [dossier.id]))
        // The third has nothing in this dossier, so that all of the third's are others.
        try hand(over: delegation(from: third.id), by: thirdSession)
        #expect(try read() == physician.person.id)
        let named = try hand(
            over: delegation(from: third.id, dossiers: [dossier.id]), by: thirdSession)
        #expect(try read() == third.id)
        try end(named, by: thirdSession)
        #expect(try read() == physician.person.id)
    }

    @Test("all dossiers are those in which the principal acts, and not those of others")
    func ownDossiers() throws {
        let third = try vault.member("Derde Voorbeeld")
        let appointment = try vault.appoint(third, .occupationalPhysician, dossier.service.id)
        let thirdSession = vault.session(third, as: appointment)
        try hand(over: delegation(from: third.id), by: thirdSession)
        #expect(try read() == nil)
        try dossier.write(.consultation, "derde", by: thirdSession, role: .occupationalPhysician)
        #expect(try read() == third.id)
    }

    @Test("who acts for whom is known in the organisation and to those who oversee")
    func privacy() throws {
        let id = try hand(over: delegation())
        let chain = ChainID.delegations(dossier.service.id)
        let overseers = try Overseers(vault)
        for session in [acting, try dossier.nurse(), overseers.auditing] {
            let known = try session.learn([chain]).delegations(of: dossier.service.id)
            #expect(known.map(\.delegation.id) == [id])
        }
        for session in [dossier.hrSession, dossier.workerSession, dossier.treatingSession] {
            #expect(try session.learn([chain]).delegations(of: dossier.service.id).isEmpty)
        }
    }

    @Test("one that goes back, lasts for more than a year or is over is not stated")
    func times() throws {
        #expect(
            try refusal { try hand(over: delegation(starting: -15 * 86_400)) }
                == AuthorityError.delegation.rawValue)
        #expect(
            try refusal { try hand(over: delegation(days: 1, starting: -2 * 86_400)) }
                == AuthorityError.delegation.rawValue)
        #expect(throws: ClientError.notStatable) { try hand(over: delegation(days: 400)) }
    }
}
