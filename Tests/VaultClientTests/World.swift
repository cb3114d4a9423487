import AccessPolicy
import CryptoPrimitives
import Records
import VaultClient

/// A founded vault with an employer, a service, an insurer, their people and one dossier.
struct World: Sendable {
    static let now = Instant(seconds: 1_780_000_000)
    static let today = now.utcDay

    /// One person with keys, and under which appointment the person acts.
    struct Person: Sendable {
        let keys: UnlockedKeys
        var appointment: AppointmentID?
        var state = MemoryStateStore()

        var id: MemberID { keys.member }
        var signer: Signer { Signer(keys, appointment: appointment) }

        init() throws {
            keys = UnlockedKeys(
                member: try World.identifier(),
                keys: MemberKeyFile.Keys(
                    signing: try Ed25519.PrivateKey.generate(),
                    agreement: try X25519.PrivateKey.generate()))
        }
    }

    private(set) var mediator: HonestMediator
    let vault: Digest
    private(set) var founder: Person
    private(set) var overseer: Person
    private(set) var worker: Person
    private(set) var physician: Person
    private(set) var nurse: Person
    private(set) var hr: Person
    private(set) var advising: Person
    private(set) var treating: Person
    let employer: OrganisationID
    let service: OrganisationID
    let insurer: OrganisationID
    let practice: OrganisationID
    let dossier: DossierID

    static func identifier<Subject>() throws -> Identifier<Subject> {
        Identifier(at: now, randomness: try Randomness.bytes(count: 10))
    }

    func session(
        _ person: Person, keys: (any MemberKeys)? = nil, now: Instant = World.now
    ) -> Session {
        Session(
            vault: vault, keys: keys ?? person.keys, appointment: person.appointment,
            transport: mediator, state: person.state, now: { now }, today: World.today)
    }

    /// Writes a section of a kind as the physician does.
    @discardableResult
    func write(
        _ kind: SectionKind = .medicalAssessment, _ text: String = "unfit for lifting",
        after target: SectionTarget = .new, by person: Person? = nil,
        role: Role = .occupationalPhysician, keys: (any MemberKeys)? = nil,
        in dossier: DossierID? = nil, now: Instant = World.now
    ) throws -> WriteReceipt {
        try session(person ?? physician, keys: keys, now: now).write(
            NewVersion(
                dossier: dossier ?? self.dossier, target: target, kind: kind,
                content: Array(text.utf8), purpose: .reintegration, role: role))
    }

    /// Opens a section as a reader does.
    func open(
        _ section: SectionID, by person: Person, version: UInt64 = 0, in dossier: DossierID? = nil
    ) throws -> OpenedSection {
        try session(person).open(
            dossier: dossier ?? self.dossier, section: .section(section), version: version,
            purpose: .reintegration)
    }

    /// How often a call was made so far.
    func count(of kind: Call.Kind) -> Int {
        mediator.withMemory { $0.calls.filter { $0 == kind }.count }
    }

    private static func session(
        _ person: Person, vault: Digest, _ transport: any Transport
    ) -> Session {
        Session(
            vault: vault, keys: person.keys, appointment: person.appointment,
            transport: transport, state: person.state, now: { now }, today: today)
    }

    private static let template = Result { try World(founding: ()) }

    /// A copy of one world that is founded once, with memories of its own.
    init() throws {
        self = try Self.template.get()
        mediator = mediator.copy()
        func forget(_ person: inout Person) { person.state = person.state.copy() }
        forget(&founder)
        forget(&overseer)
        forget(&worker)
        forget(&physician)
        forget(&nurse)
        forget(&hr)
        forget(&advising)
        forget(&treating)
    }

    /// Founds the vault and opens the dossier, all through the client.
    private init(founding _: Void) throws {
        let founder = try Person()
        let overseer = try Person()
        (mediator, vault) = try Self.found(founder, overseer)
        let founding = Self.session(founder, vault: vault, mediator)
        var organisations: [OrganisationID] = []
        for (side, name) in [
            (Side.employer, "Acme"), (.medical, "Service"), (.insurance, "Fund"),
            (.medical, "Practice"),
        ] {
            let id: OrganisationID = try Self.identifier()
            try founding.append(
                [
                    .organisation(
                        Organisation(id: id, side: side, name: name, number: ""))
                ], cosigners: [overseer.signer])
            organisations.append(id)
        }
        func member(_ role: Role, in organisation: OrganisationID, _ name: String) throws -> Person
        {
            var person = try Person()
            try founding.append(
                [.member(Self.statement(of: person, name))], cosigners: [person.signer])
            let appointment: AppointmentID = try Self.identifier()
            try founding.append(
                [
                    .appointment(
                        Appointment(
                            id: appointment, member: person.id, role: role,
                            organisation: organisation, from: Self.now.adding(seconds: -60),
                            until: nil))
                ], cosigners: [overseer.signer])
            person.appointment = appointment
            return person
        }
        (employer, service) = (organisations[0], organisations[1])
        (insurer, practice) = (organisations[2], organisations[3])
        physician = try member(.occupationalPhysician, in: service, "Physician")
        nurse = try member(.nurse, in: service, "Nurse")
        hr = try member(.hr, in: employer, "HR")
        advising = try member(.advisingPhysician, in: insurer, "Advising")
        treating = try member(.treatingPhysician, in: practice, "Treating")
        for (person, role, organisation) in [
            (physician, Role.occupationalPhysician, service), (nurse, .nurse, service),
            (hr, .hr, employer), (advising, .advisingPhysician, insurer),
        ] {
            try Self.session(person, vault: vault, mediator).makeRoleKey(
                role, of: organisation, cosigners: [founder.signer])
        }
        worker = try Person()
        try Self.session(physician, vault: vault, mediator).append(
            [.member(Self.statement(of: worker, "Worker", isWorker: true))],
            cosigners: [worker.signer, advising.signer])
        self.founder = founder
        self.overseer = overseer
        let opener = Self.session(hr, vault: vault, mediator)
        let opening = try opener.dossierOpening(
            worker: worker.id, employer: employer, regime: "be-2022",
            parties: Self.plans(worker.id, employer, service))
        try opener.append([.dossier(opening)])
        dossier = opening.id
    }

    /// Who stands in which relation from the start.
    var plans: [PartyPlan] { Self.plans(worker.id, employer, service) }

    private static func plans(
        _ worker: MemberID, _ employer: OrganisationID, _ service: OrganisationID
    ) -> [PartyPlan] {
        [
            PartyPlan(
                holder: .member(worker), relation: .`self`, roles: [.worker],
                from: today, source: "the dossier"),
            PartyPlan(
                holder: .organisation(employer), relation: .ownWorker,
                roles: [.hr], from: today, source: "employment contract"),
            PartyPlan(
                holder: .organisation(service), relation: .assigned,
                roles: [.occupationalPhysician, .nurse], from: today,
                source: "affiliation"),
        ]
    }

    private static func statement(
        of person: Person, _ name: String, isWorker: Bool = false
    ) -> Member {
        Member(
            id: person.id, name: name, signingKey: person.keys.signingKey,
            agreementKey: person.keys.agreementKey, isWorker: isWorker)
    }

    private static func found(
        _ founder: Person, _ overseer: Person
    ) throws -> (HonestMediator, Digest) {
        let logSeed = SecretBox(try .random(count: 32))
        let mediatorSeed = SecretBox(try .random(count: 32))
        let body = Founding(
            origin: "vault.example/test",
            logKey: try Ed25519.PrivateKey(seed: logSeed.secret).publicKey,
            mediatorKey: try Ed25519.PrivateKey(seed: mediatorSeed.secret).publicKey,
            leastLevel: .ownUser,
            founders: [(founder, false), (overseer, true)].map { person, isOversight in
                Founding.Founder(
                    member: person.id, signingKey: person.keys.signingKey,
                    agreementKey: person.keys.agreementKey, isOversight: isOversight)
            }, signaturesRequired: 2)
        let founding = try sign(.founding(body), after: .empty, [founder, overseer])
        let bundle = try TestPolicy.bundle()
        let adoption = try sign(
            .adoption(
                Adoption(
                    kind: .policy, name: "test", revision: 1, hash: bundle.manifest.hash,
                    floor: Floor.hash)), after: founding.head, [founder, overseer])
        let mediator = try HonestMediator(
            founding: founding, logSeed: logSeed, mediatorKey: mediatorSeed,
            adoptions: [(adoption, bundle.objects)])
        return (mediator, founding.hash)
    }

    static func sign(
        _ body: StatementBody, chain: ChainID = .vault, after head: ChainHead,
        _ people: [Person]
    ) throws -> SignedStatement {
        let statement = Statement(
            body, chain: chain, previous: head, time: now,
            nonce: try Randomness.bytes(count: 16))
        return SignedStatement(
            statement,
            signatures: try people.map {
                try $0.keys.sign(statement.canonicalBytes, appointment: $0.appointment)
            })
    }
}

/// A small policy: the worker reads everything, the service medical and functional content, the
/// employer what is not secret.
enum TestPolicy {
    /// The policy in a bundle, for the regime of the tests.
    static func bundle() throws -> PolicyBundle {
        guard let from = CivilDate("2020-01-01") else { throw Unexpected() }
        return PolicyBundle(
            name: "test", revision: 1, jurisdiction: "BE", validFrom: from, validUntil: nil,
            predecessor: nil, policies: [(try compiled(), [])], sources: [])
    }

    static func compiled() throws -> CompiledPolicy {
        let label = LocalizedText(nl: "regel", fr: "règle", de: "Regel", en: "rule")
        let open = SectionKind.allCases.filter { !$0.isSecret && $0 != .coachingEmployer }
        let forWorker = SectionKind.allCases.filter { Floor.givesWorker($0) }
        let medical: WordSet<SectionKind> = [
            .medicalAssessment, .consultation, .healthFile, .potentialQuestionnaire,
        ]
        return try CompiledPolicy(
            AccessRules(
                name: "be-2022",
                rules: [
                    PolicyRule(
                        id: "T1", effect: .permit, roles: [.worker], actions: [.read],
                        kinds: WordSet(forWorker), relations: [.`self`], law: "test",
                        label: label),
                    PolicyRule(
                        id: "T2", effect: .permit, roles: [.occupationalPhysician, .nurse],
                        actions: [.read], kinds: medical.union(WordSet(open)),
                        relations: [.assigned], law: "test", label: label),
                    PolicyRule(
                        id: "T3", effect: .permit, roles: [.hr], actions: [.read],
                        kinds: WordSet(open), relations: [.ownWorker], law: "test",
                        label: label),
                ]))
    }
}
