internal import AccessPolicy
internal import CryptoPrimitives
package import Records
package import Reintegration
package import VaultClient

/// A dossier of any regime, with everyone who can take a step in it, whoever is asked for first.
///
/// Persons join when their role is first needed: their organisation is admitted, they are appointed,
/// and they become a party of the dossier in the relation that the regime asks for.
package final class Cast {
    package let vault: TestVault
    package let regime: Regime
    package let worker: TestVault.Person
    package let id: DossierID
    private let employer: TestVault.Place
    private var places: [Side: TestVault.Place] = [:]
    private var people: [Role: (TestVault.Person, AppointmentID)] = [:]
    private let policy: CompiledPolicy
    private let notesRules: Bool
    /// The rules that played a part: of steps that were taken, of refusals, of deadlines and lapses
    /// that were seen.
    package private(set) var exercised: Set<RuleID> = []
    /// Steps after which somebody was shown another state than the worker, with the role.
    package private(set) var disagreements: [String] = []

    /// Opens a dossier; time begins on the vault's day.
    package init(_ vault: TestVault, _ regime: RegimeName) throws {
        self.vault = vault
        self.regime = try TestVault.regime(regime)
        notesRules = true
        employer = try vault.organisation(.employer, "Voorbeeld NV")
        let service = try vault.organisation(.medical, "Arbeidsdienst Voorbeeld")
        let fund = try vault.organisation(.insurance, "Verzekering Voorbeeld")
        let inspectorate = try vault.organisation(.inspection, "Inspectie Voorbeeld")
        places = [
            .employer: employer, .medical: service, .insurance: fund, .inspection: inspectorate,
        ]
        let hr = try vault.colleague(.hr, in: employer, "Personeelsdienst Voorbeeld")
        let physician = try vault.colleague(.occupationalPhysician, in: service, "Arts Voorbeeld")
        let insurer: Role =
            self.regime.applies.jurisdiction == .belgium
            ? .advisingPhysician : .insurancePhysician
        let adviser = try vault.colleague(insurer, in: fund, "Verzekeringsarts Voorbeeld")
        people = [.hr: hr, .occupationalPhysician: physician, insurer: adviser]
        worker = try vault.worker("Werknemer Voorbeeld", by: physician, and: adviser)
        (policy, id) = try Self.open(
            self.regime, in: vault, worker, hr: hr, at: places, employer: employer)
    }

    private init(
        _ other: Cast, _ regime: RegimeName, worker: TestVault.Person, notesRules: Bool
    ) throws {
        vault = other.vault
        self.regime = try TestVault.regime(regime)
        self.worker = worker
        self.notesRules = notesRules
        employer = other.employer
        places = other.places
        people = other.people
        guard let hr = people[.hr] else { throw CancellationError() }
        (policy, id) = try Self.open(
            self.regime, in: vault, worker, hr: hr, at: places, employer: employer)
    }

    /// Another dossier of the same worker at the same employer.
    package func sibling(_ regime: RegimeName) throws -> Cast {
        try Cast(self, regime, worker: worker, notesRules: true)
    }

    /// A dossier of another worker at the same employer, with the same people around it; the rules
    /// that its steps exercise are not noted.
    package func colleague(_ regime: RegimeName) throws -> Cast {
        guard let physician = people[.occupationalPhysician],
            let adviser = people[.advisingPhysician] ?? people[.insurancePhysician]
        else { throw CancellationError() }
        return try Cast(
            self, regime,
            worker: vault.worker("Werknemer Voorbeeld", by: physician, and: adviser),
            notesRules: false)
    }

    private init(changing other: Cast, to regime: RegimeName) throws {
        vault = other.vault
        self.regime = try TestVault.regime(regime)
        worker = other.worker
        employer = other.employer
        places = other.places
        people = other.people
        id = other.id
        notesRules = other.notesRules
        policy = try other.vault.policy(for: regime, as: other.session(.hr))
        exercised = other.exercised
        disagreements = other.disagreements
    }

    /// The same dossier under another regime, to which human resources put it.
    package func changed(to regime: RegimeName) throws -> Cast {
        let session = try session(.hr)
        let change = try session.regimeChange(in: session.show(id), to: regime.text)
        _ = try session.append([.regimeChange(change, in: id)])
        return try Cast(changing: self, to: regime)
    }

    private static func open(
        _ regime: Regime, in vault: TestVault, _ worker: TestVault.Person,
        hr: (TestVault.Person, AppointmentID), at places: [Side: TestVault.Place],
        employer: TestVault.Place
    ) throws -> (CompiledPolicy, DossierID) {
        let session = vault.session(hr.0, as: hr.1)
        let today = vault.clock.today
        func party(_ side: Side, _ relation: Relation, _ source: String) -> PartyPlan? {
            let roles = regime.relations.filter {
                $0.key.side == side && $0.value.contains(relation) && !$0.key.isPersonal
            }.map(\.key)
            guard let place = places[side], !roles.isEmpty else { return nil }
            return PartyPlan(
                holder: .organisation(place.id), relation: relation, roles: Set(roles),
                from: today, source: source)
        }
        let persons = [
            PartyPlan(
                holder: .member(worker.id), relation: .`self`, roles: [.worker], from: today,
                source: "worker")
        ]
        let opening = try session.dossierOpening(
            worker: regime.isCollective ? nil : worker.id, employer: employer.id,
            regime: regime.name.text,
            parties: (regime.isCollective ? [] : persons)
                + [
                    party(.employer, .ownWorker, "employment contract"),
                    party(.medical, .assigned, "affiliation"),
                    party(.insurance, .assigned, "insurance"),
                ].compactMap(\.self), inspectorate: places[.inspection]?.id ?? employer.id)
        _ = try session.append([.dossier(opening)])
        return (try vault.policy(for: regime.name, as: session), opening.id)
    }

    /// The session of a role.
    package func session(_ role: Role) throws -> Session {
        if role == .worker { return vault.session(worker) }
        let known = try people[role] ?? join(role)
        return vault.session(known.0, as: known.1)
    }

    private func join(
        _ role: Role
    ) throws -> (TestVault.Person, AppointmentID) {
        let side = role.side ?? .support
        let place = try places[side] ?? vault.organisation(side, "\(side) Voorbeeld")
        places[side] = place
        let joined = try vault.colleague(role, in: place, "\(role.rawValue) Voorbeeld")
        people[role] = joined
        if side == .inspection {
            _ = try vault.session(joined.0, as: joined.1).append([
                .inspectionCase(
                    InspectionCase(
                        inspectorate: place.id, employer: employer.id, from: vault.clock.today,
                        until: nil, reason: "voorbeeld"))
            ])
        }
        if role.isPersonal || side == .support {
            let relations = regime.relations[role] ?? []
            let relation = relations.first { $0 == .mandated } ?? relations.first ?? .mandated
            let holder: Holder =
                role.isPersonal ? .member(joined.0.id) : .organisation(place.id)
            let party = try vault.session(worker).party(
                PartyPlan(
                    holder: holder, relation: relation, roles: [role],
                    from: vault.clock.today, source: "worker"), under: regime.name.text)
            _ = try vault.session(worker).append([.party(party, in: id)])
        }
        return joined
    }

    /// The holder of a role's rights in the dossier.
    package func holder(of role: Role) throws -> Holder {
        if role == .worker { return .member(worker.id) }
        let known = try people[role] ?? join(role)
        if role.isPersonal { return .member(known.0.id) }
        guard let place = places[role.side ?? .support] else { throw CancellationError() }
        return .organisation(place.id)
    }

    /// The worker says something about a purpose of the process to a role.
    @discardableResult
    package func consent(
        _ purpose: ConsentPurpose, to role: Role, days: Int = 90
    ) throws -> ConsentID {
        let terms = purpose.terms
        return try state(
            nature: terms.nature, to: role, kinds: terms.kinds, purposes: terms.purposes,
            process: purpose, days: days)
    }

    /// The worker lets a role do something with kinds of sections.
    @discardableResult
    package func consent(
        to role: Role, _ kinds: Set<SectionKind>, _ purposes: Set<Purpose>, days: Int = 90
    ) throws -> ConsentID {
        try state(
            nature: .consent, to: role, kinds: kinds, purposes: purposes, process: nil, days: days)
    }

    private func state(
        nature: ConsentNature, to role: Role, kinds: Set<SectionKind>, purposes: Set<Purpose>,
        process: ConsentPurpose?, days: Int, by giver: Role = .worker
    ) throws -> ConsentID {
        let session = try session(giver)
        let now = vault.clock.now
        let consent = try session.consent(
            giver: session.member, nature: nature, role: role, recipient: holder(of: role),
            kinds: kinds, purposes: purposes, process: process, from: now,
            until: now.adding(seconds: Int64(days) * 86_400), language: .nl)
        _ = try session.append([.consent(consent, in: id)])
        return consent.id
    }

    /// The employer's side agrees to a purpose that needs both.
    package func agree(_ purpose: ConsentPurpose, to role: Role) throws {
        _ = try state(
            nature: .agreement, to: role, kinds: [], purposes: purpose.terms.purposes,
            process: purpose, days: 90, by: .hr)
    }

    /// Takes a step through the mediator, with the sections that it writes.
    ///
    /// - Parameters:
    ///   - name: The step.
    ///   - role: Who takes it.
    ///   - day: The day of the step, to which the vault's clock moves when it is later.
    ///   - parameters: What it says beside.
    ///   - isComplete: Whether its forms are filled in.
    ///   - extra: Optional sections that are written with it.
    /// - Throws: What the client says of a refusal, or ``UnknownStep``.
    package func play(
        _ name: StepName, by role: Role, on day: CivilDate,
        _ parameters: [StepParameter: ParameterValue] = [:], isComplete: Bool = true,
        writing extra: [SectionKind] = []
    ) throws {
        if day > vault.clock.today { vault.clock.move(to: day.description) }
        guard let step = regime.step(name) else { throw UnknownStep(name: name) }
        let session = try session(role)
        if notesRules { noteGuards(of: step, at: day) }
        let written = step.artefacts.filter { $0.isRequired || extra.contains($0.kind) }
        func version(_ artefact: Artefact) -> NewVersion {
            NewVersion(
                dossier: id, target: .new, kind: artefact.kind, content: Array("voorbeeld".utf8),
                purpose: purpose(of: role, writing: artefact.kind),
                role: role, form: artefact.form.text, isComplete: isComplete, step: name.text,
                namesThirdParties: false)
        }
        var hashes: [Digest] = []
        for artefact in written.dropLast() {
            hashes.append(try session.write(version(artefact)).manifest.hash)
        }
        guard let values = StepParameters(parameters) else { throw UnknownStep(name: name) }
        let event: EventID = try session.newIdentifier()
        func record(_ hashes: [Digest]) throws -> EventRecord {
            EventRecord(
                id: event,
                encodedEvent: ProcessEvent(
                    id: event, dossier: id, step: name,
                    actor: ProcessEvent.Actor(
                        member: session.member, role: role,
                        organisation: role == .worker ? nil : organisation(of: role)),
                    occurredOn: day, recordedAt: vault.clock.now, sections: hashes,
                    parameters: values
                ).encoded)
        }
        if let last = written.last {
            _ = try session.write(version(last)) { hash in [.event(try record(hashes + [hash]))] }
        } else {
            _ = try session.append([.event(record([]), in: id)])
        }
        guard notesRules else { return }
        exercised.insert(step.reference.rule)
        exercised.formUnion(
            try process().openDeadlines(at: vault.clock.today).map(\.reference.rule))
        disagreements += try disagreeing().map { "\(regime.name) \(name): \($0.rawValue)" }
    }

    /// The rules whose conditions are judged when the step is taken.
    private func noteGuards(of step: ProcessStep, at day: CivilDate) {
        exercised.formUnion(
            step.guards.filter {
                $0.during.contains(day) && regime.holds($0.onlyWith, under: [:])
            }.map(\.reference.rule))
    }

    /// A purpose for which some rule lets the role write the kind.
    private func purpose(of role: Role, writing kind: SectionKind) -> Purpose {
        let purposes = policy.purposes(of: role, to: .write, kind)
        return purposes.first { $0 != .ownFile } ?? purposes.first ?? .reintegration
    }

    /// A step that no regime file names.
    package struct UnknownStep: Error { package let name: StepName }

    private func organisation(of role: Role) -> OrganisationID? {
        places[role.side ?? .support]?.id
    }

    /// The process as the worker sees it; in a collective record, which has none, the employer's side.
    package func process() throws -> DossierProcess {
        let whole: Role = regime.isCollective ? .hr : .worker
        let events = try session(whole).show(id).events.map {
            try ProcessEvent(decoding: $0.encodedEvent)
        }
        return DossierProcess(regime: regime, dossier: id, events: events)
    }

    /// Whose view tells another state than the worker's, or calls a step void; empty when all agree.
    package func disagreeing() throws -> [Role] {
        let day = vault.clock.today
        let whole = try process()
        // An inspectorate is no party, and sees a dossier by its case only.
        let parties = people.keys.filter {
            $0.side != .inspection && regime.relations[$0] != nil
        }
        return try parties.filter { role in
            let view = try session(role).show(id)
            let seen = DossierProcess(
                regime: regime, dossier: id, seenBy: role,
                events: try view.events.map { try ProcessEvent(decoding: $0.encodedEvent) })
            return seen.standing(at: day) != whole.standing(at: day)
                || seen.ignored.count > whole.ignored.count
        }
    }

    /// Where the formal procedure stands on a day; a term that has passed counts as exercised.
    package func standing(on day: CivilDate) throws -> StateName {
        if day > vault.clock.today { vault.clock.move(to: day.description) }
        let process = try process()
        for lapse in process.trajectories.flatMap({ $0.passedLapses(at: day) }) {
            exercised.insert(lapse.lapse.reference.rule)
        }
        return process.standing(at: day).name
    }
}
