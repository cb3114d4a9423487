import CryptoPrimitives
import Records
import Reintegration
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// Figures of an employer through the mediator: what they tell, to whom, and what they never tell.
@Suite("Figures in which nobody can be recognised") struct FigureTests {
    private let base: TestDossier
    private var vault: TestVault { base.vault }

    init() throws {
        base = try TestDossier(TestVault(at: "2024-01-08"))
    }

    // MARK: Telling stories

    /// A further worker of the same employer, whose dossier is opened today.
    private func dossier() throws -> (id: DossierID, worker: TestVault.Person) {
        let today = vault.clock.today
        let worker = try vault.worker(
            "Werknemer Voorbeeld", by: (base.physician.person, base.physician.appointment),
            and: (base.advising.person, base.advising.appointment))
        let opening = try base.hrSession.dossierOpening(
            worker: worker.id, employer: base.employer.id, regime: "be-2022",
            parties: [
                PartyPlan(
                    holder: .member(worker.id), relation: .`self`, roles: [.worker], from: today,
                    source: "worker"),
                PartyPlan(
                    holder: .organisation(base.employer.id), relation: .ownWorker,
                    roles: [.employer, .hr], from: today, source: "employment contract"),
                PartyPlan(
                    holder: .organisation(base.service.id), relation: .assigned,
                    roles: [.occupationalPhysician, .nurse], from: today, source: "affiliation"),
            ], inspectorate: base.inspectorate.id)
        _ = try base.hrSession.append([.dossier(opening)])
        return (opening.id, worker)
    }

    private func event(
        _ step: StepName, in dossier: DossierID, by session: Session, as role: Role,
        on day: CivilDate, sections: [Digest] = []
    ) throws -> EventRecord {
        let id: EventID = try session.newIdentifier()
        let organisation = role == .worker ? nil : base.employer.id
        return EventRecord(
            id: id,
            encodedEvent: ProcessEvent(
                id: id, dossier: dossier, step: step,
                actor: ProcessEvent.Actor(
                    member: session.member, role: role, organisation: organisation),
                occurredOn: day, recordedAt: vault.clock.now, sections: sections
            ).encoded)
    }

    /// A worker is absent and asks for a trajectory, both today.
    private func request() throws -> (id: DossierID, worker: TestVault.Person) {
        let (id, worker) = try dossier()
        let absence = try event(
            "absence.start", in: id, by: base.hrSession, as: .hr, on: vault.clock.today)
        _ = try base.hrSession.append([.event(absence, in: id)])
        try ask(in: (id, worker))
        return (id, worker)
    }

    /// The worker of a dossier asks for a trajectory today.
    private func ask(in dossier: (id: DossierID, worker: TestVault.Person)) throws {
        let (id, worker) = dossier
        let today = vault.clock.today
        let session = vault.session(worker)
        let recordID: EventID = try session.newIdentifier()
        _ = try session.write(
            NewVersion(
                dossier: id, target: .new, kind: .request, content: Array("verzoek".utf8),
                purpose: .reintegration, role: .worker, form: "request", step: "request-by-worker")
        ) { hash in
            [
                .event(
                    EventRecord(
                        id: recordID,
                        encodedEvent: ProcessEvent(
                            id: recordID, dossier: id, step: "request-by-worker",
                            actor: ProcessEvent.Actor(
                                member: session.member, role: .worker, organisation: nil),
                            occurredOn: today, recordedAt: vault.clock.now, sections: [hash]
                        ).encoded))
            ]
        }
    }

    /// The worker withdraws, today or on an earlier day.
    private func withdraw(
        _ dossier: (id: DossierID, worker: TestVault.Person), on day: CivilDate? = nil
    )
        throws
    {
        let session = vault.session(dossier.worker)
        let event = try event(
            "withdraw", in: dossier.id, by: session, as: .worker, on: day ?? vault.clock.today)
        _ = try session.append([.event(event, in: dossier.id)])
    }

    /// So many workers ask on 8 January 2024, and so many of them withdraw ten days later.
    private func tell(requests: Int, withdrawals: Int) throws -> [(
        id: DossierID, worker: TestVault.Person
    )] {
        let dossiers = try (0..<requests).map { _ in try request() }
        vault.clock.advance(days: 10)
        for dossier in dossiers.prefix(withdrawals) { try withdraw(dossier) }
        return dossiers
    }

    // MARK: Asking

    private func figures(
        _ session: Session, year: UInt64 = 2024, threshold: UInt64 = 5,
        by division: FigureDivision = .year, of employer: OrganisationID? = nil
    ) throws -> CountFigures.Answer {
        try session.figures(
            #require(
                CountFigures(
                    employer: employer ?? base.employer.id, year: year, threshold: threshold,
                    division: division)))
    }

    private func committee() throws -> Session {
        let (person, appointment) = try vault.colleague(
            .committee, in: base.employer, "Comité Voorbeeld")
        return vault.session(person, as: appointment)
    }

    // MARK: What is told

    @Test("they are told to employer, committee and physician alike, and are an entry of the log")
    func told() throws {
        _ = try tell(requests: 7, withdrawals: 6)
        let committee = try committee()
        vault.clock.move(to: "2025-02-01")
        let answer = try figures(committee)
        #expect(try figures(base.hrSession) == answer)
        #expect(try figures(base.physicianSession) == answer)
        let regime = try #require(answer.regimes.first)
        #expect(answer.regimes.count == 1 && regime.regime == "be-2022")
        #expect(
            regime.openings == [
                OpeningFigure(role: .worker, count: 7), OpeningFigure(role: nil, count: 7),
            ])
        #expect(answer.openings == regime.openings)
        let withdrawn = try #require(regime.rows.first { $0.name == "withdraw" })
        #expect(withdrawn.count == 6 && withdrawn.kind == .step && withdrawn.end != nil)
        #expect(regime.daysToEnd.median == 10 && regime.daysToDecision.median == nil)
        // All seven requests were left without a decision on the 49th day, six were withdrawn before.
        #expect(!regime.rows.contains { $0.kind == .missed && $0.name == "assessment" })
        #expect(!regime.rows.contains { $0.name == "request-by-worker" })

        let entries = try Overseers(vault).rows().suffix(20).map { try LogEntry(line: $0.line) }
        #expect(entries.count { $0.event == .figuresCounted && $0.outcome == .allowed } == 3)
    }

    @Test("duties that were not done in time are counted by the day on which they were due")
    func missed() throws {
        _ = try tell(requests: 5, withdrawals: 0)
        vault.clock.move(to: "2025-02-01")
        let regime = try #require(try figures(base.hrSession).regimes.first)
        let late = try #require(regime.rows.first { $0.kind == .missed && $0.name == "assessment" })
        #expect(late.count == 5)
        vault.clock.move(to: "2026-02-01")
        #expect(try figures(base.hrSession, year: 2025).regimes == [])
    }

    @Test("what four workers did is not told, neither how often nor how long")
    func small() throws {
        _ = try tell(requests: 5, withdrawals: 4)
        vault.clock.move(to: "2025-02-01")
        let regime = try #require(try figures(base.hrSession).regimes.first)
        #expect(regime.openings.first?.count == 5)
        #expect(!regime.rows.contains { $0.name == "withdraw" })
        #expect(regime.daysToEnd.median == nil)
    }

    @Test("two trajectories of one worker are about one worker")
    func oneWorkerTwice() throws {
        let dossiers = try tell(requests: 4, withdrawals: 4)
        for dossier in dossiers {
            vault.clock.advance(days: 1)
            try ask(in: dossier)
        }
        vault.clock.move(to: "2025-02-01")
        let regime = try #require(try figures(base.hrSession).regimes.first)
        #expect(regime.openings.count == 2 && regime.openings.allSatisfy { $0.count == nil })
        #expect(regime.rows == [])
    }

    // MARK: By parts of the year

    @Test(
        "all quarters of a figure are told, or none where one of them is about four workers",
        arguments: [5, 4])
    func quarters(last: Int) throws {
        for (day, count) in [
            ("2024-01-10", 5), ("2024-04-10", 6), ("2024-07-10", 5), ("2024-10-10", last),
        ] {
            vault.clock.move(to: day)
            for _ in 0..<count { _ = try request() }
        }
        vault.clock.move(to: "2025-02-01")
        let year = try #require(try figures(base.hrSession).regimes.first)
        let regime = try #require(try figures(base.hrSession, by: .quarter).regimes.first)
        let total = UInt64(16 + last)
        #expect(year.openings.last?.count == total && regime.openings == year.openings)
        #expect(year.openingParts == [] && year.rows.allSatisfy { $0.parts == [] })
        let late = try #require(regime.rows.first { $0.kind == .missed && $0.name == "assessment" })
        #expect(late.count == total)
        let told = last == 5 ? [5, 6, 5, 5] as [UInt64] : []
        #expect(regime.openingParts == told && late.parts == told)
        #expect(regime.rows.allSatisfy { $0.parts == [] || $0.parts.reduce(0, +) == $0.count })
        // No month is about five workers in most months, and a higher number hides the quarters.
        let months = try #require(try figures(base.hrSession, by: .month).regimes.first)
        #expect(months.openingParts == [] && months.rows.allSatisfy { $0.parts == [] })
        let raised = try #require(
            try figures(base.hrSession, threshold: 6, by: .quarter).regimes.first)
        #expect(raised.openingParts == [] && raised.openings.last?.count == total)
    }

    // MARK: To whom

    @Test(
        "nobody gets them whom the policy does not let count, and nobody those of another employer")
    func refused() throws {
        _ = try tell(requests: 6, withdrawals: 6)
        let other = try TestDossier(vault)
        let overseers = try Overseers(vault)
        vault.clock.move(to: "2025-02-01")
        for session in [
            base.workerSession, vault.session(base.advising.person, as: base.advising.appointment),
            overseers.auditing, other.hrSession, other.physicianSession,
        ] {
            #expect(try refusal { try figures(session) } == "default")
        }
        #expect(
            try refusal { try figures(base.hrSession, of: other.employer.id) } == "default")
        let nobody: OrganisationID = vault.newID()
        #expect(try refusal { try figures(base.hrSession, of: nobody) } == "default")
    }

    @Test("a year is told from the first of February after it, and not a day before")
    func openYear() throws {
        _ = try tell(requests: 6, withdrawals: 6)
        for day in ["2024-12-31", "2025-01-31"] {
            vault.clock.move(to: day)
            #expect(try refusal { try figures(base.hrSession) } == "figures/year")
        }
        vault.clock.move(to: "2025-02-01")
        #expect(try !figures(base.hrSession).regimes.isEmpty)
    }

    // MARK: Attacks by subtraction

    @Test("what is recorded later, also of days of that year, changes nothing that was told")
    func laterRecords() throws {
        let dossiers = try tell(requests: 6, withdrawals: 4)
        vault.clock.move(to: "2025-02-01")
        let before = try figures(base.hrSession)
        #expect(try #require(before.regimes.first).rows.allSatisfy { $0.name != "withdraw" })
        // Now six have withdrawn in 2024, of whom two are recorded too late; told would be their number.
        for dossier in dossiers.dropFirst(4) { try withdraw(dossier, on: "2024-06-03") }
        vault.clock.advance(days: 1)
        #expect(try figures(base.hrSession) == before)
        _ = try request()
        vault.clock.advance(days: 1)
        #expect(try figures(base.hrSession) == before)
        #expect(try figures(committee()) == before)
    }

    @Test("a worker who leaves the employer stays in the figures of the years before")
    func leaving() throws {
        let dossiers = try tell(requests: 5, withdrawals: 5)
        vault.clock.move(to: "2025-02-01")
        let before = try figures(base.hrSession)
        _ = try base.hrSession.append([
            .partyEnd(
                PartyEnd(
                    holder: .organisation(base.employer.id), relation: .ownWorker,
                    from: vault.clock.today, source: "employment ended"),
                in: dossiers[0].id)
        ])
        vault.clock.advance(days: 30)
        #expect(try figures(base.hrSession) == before)
    }

    @Test(
        "a higher least number shows nothing that the usual one hides, and a lower one cannot be asked"
    )
    func thresholds() throws {
        _ = try tell(requests: 8, withdrawals: 6)
        vault.clock.move(to: "2025-02-01")
        let usual = try figures(base.hrSession)
        for threshold: UInt64 in [6, 7, 8, 9, 10_000] {
            let raised = try figures(base.hrSession, threshold: threshold)
            for (one, other) in zip(usual.regimes, raised.regimes) {
                #expect(Set(other.rows).isSubset(of: one.rows))
                for (few, many) in zip(other.openings, one.openings) where many.count == nil {
                    #expect(few.count == nil)
                }
                #expect(other.rows.contains { $0.name == "withdraw" } == (threshold <= 6))
                #expect((other.openings.first?.count == 8) == (threshold <= 8))
            }
        }
        for threshold: UInt64 in [0, 1, 3, 4, 10_001] {
            #expect(
                CountFigures(employer: base.employer.id, year: 2024, threshold: threshold) == nil)
        }
    }
}
