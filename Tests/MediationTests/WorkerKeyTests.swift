import Records
import Testing
import VaultClient
import VaultFixture

@Suite("Keys that only others may vouch for") struct WorkerKeyTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws { dossier = try TestDossier(TestVault()) }

    private typealias Person = (person: TestVault.Person, appointment: AppointmentID)

    private func signer(_ person: Person) -> Signer {
        Signer(person.person.keys, appointment: person.appointment)
    }

    private func registrar(_ place: TestVault.Place) -> Person {
        (place.registrar, place.registrarAppointment)
    }

    /// Tries to register keys for a member, and gives the rule that refuses.
    private func enrol(
        _ id: MemberID, isWorker: Bool = true, epoch: UInt64 = 1, by first: Person,
        and others: [Person]
    ) throws -> String {
        let size = try vault.logSize
        let keys = try TestVault.Person(id: id)
        let rule = try refusal {
            try vault.session(first.person, as: first.appointment).append(
                [
                    .member(
                        Member(
                            id: id, name: "Indringer Voorbeeld",
                            signingKey: keys.keys.signingKey,
                            agreementKey: keys.keys.agreementKey, isWorker: isWorker, epoch: epoch)
                    )
                ], cosigners: [Signer(keys.keys, appointment: nil)] + others.map(signer))
        }
        #expect(try vault.logSize == size + 1, "the refusal is the only entry")
        return rule
    }

    @Test("the employer's side enrols no worker: not alone, not together, not as one of two")
    func employerSide() throws {
        let hr: Person = dossier.hr
        let registrar = registrar(dossier.employer)
        let (person, appointment) = try vault.colleague(
            .employer, in: dossier.employer, "Werkgever Voorbeeld")
        let rival = try vault.organisation(.employer, "Andere Voorbeeld NV")
        let physician: Person = dossier.physician
        let tries: [(Person, [Person])] = [
            (registrar, []), (hr, []), (registrar, [hr]), (hr, [(person, appointment)]),
            (registrar, [self.registrar(rival)]), (hr, [physician]), (registrar, [physician]),
            (physician, [self.registrar(rival)]),
        ]
        for (first, others) in tries {
            #expect(
                try enrol(vault.newID(), by: first, and: others)
                    == AuthorityError.workerKey.rawValue)
        }
    }

    @Test("two of one organisation do not enrol a worker either")
    func oneOrganisation() throws {
        let (person, appointment) = try vault.colleague(
            .nurse, in: dossier.service, "Verpleging Voorbeeld")
        #expect(
            try enrol(vault.newID(), by: dossier.physician, and: [(person, appointment)])
                == AuthorityError.workerKey.rawValue)
    }

    @Test("a worker's key is not renewed by the employer, nor by calling the worker no worker")
    func renewal() throws {
        let worker = dossier.worker.id
        for isWorker in [true, false] {
            #expect(
                try enrol(
                    worker, isWorker: isWorker, epoch: 2, by: registrar(dossier.employer),
                    and: [dossier.hr]) == AuthorityError.workerKey.rawValue)
        }
        #expect(
            try dossier.workerSession.learn([.member(worker)]).member(worker)?.epoch == 1)
    }

    @Test("whom the employer registers as a member is the worker of no dossier")
    func memberAsWorker() throws {
        let impostor = try TestVault.Person(vault)
        _ = try vault.session(
            dossier.employer.registrar, as: dossier.employer.registrarAppointment
        ).append(
            [
                .member(
                    Member(
                        id: impostor.id, name: "Indringer Voorbeeld",
                        signingKey: impostor.keys.signingKey,
                        agreementKey: impostor.keys.agreementKey, isWorker: false))
            ], cosigners: [Signer(impostor.keys, appointment: nil)])
        let session = dossier.hrSession
        let today = vault.clock.today
        let rule = try refusal {
            let opening = try session.dossierOpening(
                worker: impostor.id, employer: dossier.employer.id, regime: "be-2022",
                parties: [
                    PartyPlan(
                        holder: .member(impostor.id), relation: .`self`, roles: [.worker],
                        from: today, source: "worker"),
                    PartyPlan(
                        holder: .organisation(dossier.employer.id), relation: .ownWorker,
                        roles: [.employer, .hr, .lineManager], from: today, source: "contract"),
                ], inspectorate: dossier.inspectorate.id)
            return try session.append([.dossier(opening)])
        }
        #expect(rule == AuthorityError.dossier.rawValue)
    }

    @Test("a registrar of another organisation does not renew a member's key")
    func otherRegistrar() throws {
        let physician = dossier.physician.person.id
        let other = registrar(dossier.employer)
        #expect(
            try enrol(physician, isWorker: false, epoch: 2, by: other, and: [])
                == AuthorityError.twoFounders.rawValue)
        #expect(
            try enrol(
                physician, isWorker: false, epoch: 2, by: other,
                and: [registrar(dossier.practice)]) == AuthorityError.twoFounders.rawValue)
        #expect(
            try dossier.workerSession.learn([.member(physician)]).member(physician)?.epoch == 1)
    }

    @Test("the registrar of the own organisation renews a member's key")
    func ownRegistrar() throws {
        let physician = dossier.physician.person.id
        let keys = try TestVault.Person(id: physician)
        let own = registrar(dossier.service)
        _ = try vault.session(own.person, as: own.appointment).append(
            [
                .member(
                    Member(
                        id: physician, name: "Arts Voorbeeld", signingKey: keys.keys.signingKey,
                        agreementKey: keys.keys.agreementKey, isWorker: false, epoch: 2))
            ], cosigners: [Signer(keys.keys, appointment: nil)])
        #expect(
            try dossier.workerSession.learn([.member(physician)]).member(physician)?.epoch == 2)
    }

    @Test("a registrar appoints nobody to a role of another organisation, nor alone")
    func appointments() throws {
        let stranger = try vault.member("Vreemd Voorbeeld")
        let own = registrar(dossier.employer)
        for (place, role, expected) in [
            (dossier.service, Role.occupationalPhysician, AuthorityError.twoPersons),
            (dossier.employer, .hr, .twoPersons), (dossier.employer, .nurse, .side),
        ] {
            let rule = try refusal {
                try vault.session(own.person, as: own.appointment).append([
                    .appointment(
                        Appointment(
                            id: vault.newID(), member: stranger.id, role: role,
                            organisation: place.id, from: vault.clock.now, until: nil))
                ])
            }
            #expect(rule == expected.rawValue)
        }
    }
}
