import Mediation
import Records
import Reintegration
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// The record that an employer keeps of its collective policy: about nobody, and nothing about anybody.
@Suite("An employer's collective record") struct CollectiveRecordTests {
    private let base: TestDossier
    private let record: DossierID
    private var vault: TestVault { base.vault }

    init() throws {
        base = try TestDossier(TestVault(at: "2026-01-12"))
        let opening = try Self.opening(base, regime: "be-collective-policy", about: nil)
        record = opening.id
        _ = try base.hrSession.append([.dossier(opening)])
    }

    /// An opening as one could state it, fitting or not.
    private static func opening(
        _ base: TestDossier, regime: String, about worker: MemberID?
    ) throws -> DossierOpening {
        let today = base.vault.clock.today
        let person = worker.map {
            PartyPlan(
                holder: .member($0), relation: .`self`, roles: [.worker], from: today,
                source: "worker")
        }
        return try base.hrSession.dossierOpening(
            worker: worker, employer: base.employer.id, regime: regime,
            parties: [
                person,
                PartyPlan(
                    holder: .organisation(base.employer.id), relation: .ownWorker,
                    roles: [.employer, .hr], from: today, source: "the employer"),
                PartyPlan(
                    holder: .organisation(base.service.id), relation: .assigned,
                    roles: [.occupationalPhysician], from: today, source: "affiliation"),
            ].compactMap(\.self), inspectorate: base.inspectorate.id)
    }

    /// The rules of a refusal; empty when nothing was refused.
    private func refusal(of act: () throws -> Void) throws -> [String] {
        do {
            try act()
            return []
        } catch ClientError.refused(let refusal, _) {
            return refusal.rules
        }
    }

    private func write(_ kind: SectionKind, by session: Session, as role: Role) throws -> SectionID
    {
        try session.write(
            NewVersion(
                dossier: record, target: .new, kind: kind, content: Array("voorbeeld".utf8),
                purpose: .reintegration, role: role)
        ).manifest.section
    }

    @Test("is written by the employer's side and read by the physician")
    func readers() throws {
        let section = try write(.checklist, by: base.hrSession, as: .hr)
        for (session, role) in [
            (base.hrSession, Role.hr), (base.physicianSession, .occupationalPhysician),
        ] {
            let opened = try session.open(
                dossier: record, section: .section(section), purpose: .reintegration)
            #expect(opened.content == Array("voorbeeld".utf8), "\(role)")
        }
        #expect(try vault.audit().findings.isEmpty)
    }

    @Test("holds nothing about a worker, though the policy lets the author write such a section")
    func nothingPersonal() throws {
        for kind in [SectionKind.identity, .absence, .contactLog, .agreements] {
            try base.write(kind, "voorbeeld", by: base.hrSession, role: .hr)
            let rules = try refusal { _ = try write(kind, by: base.hrSession, as: .hr) }
            #expect(rules == ["dossier/collective"], "\(kind)")
        }
    }

    @Test("is not shown to a worker, whose log and notices tell nothing of it")
    func workers() throws {
        let section = try write(.checklist, by: base.hrSession, as: .hr)
        #expect(throws: ClientError.self) {
            try base.workerSession.open(
                dossier: record, section: .section(section), purpose: .ownFile)
        }
        #expect(throws: ClientError.self) { try base.workerSession.show(record) }
        let told = try base.workerSession.ownEntries().entries.compactMap(\.detail?.dossier?.bytes)
        #expect(told.contains(base.id.bytes) && !told.contains(record.bytes))
    }

    @Test("is opened by the employer only")
    func openers() throws {
        let opening = try Self.opening(base, regime: "be-collective-policy", about: nil)
        for session in [base.physicianSession, base.workerSession] {
            #expect(throws: ClientError.self) { try session.append([.dossier(opening)]) }
        }
    }

    @Test("is governed by a regime for it, and a worker's dossier never is")
    func regimes() throws {
        for (regime, worker) in [
            ("be-2026", nil), ("be-collective-policy", base.worker.id),
        ] {
            let opening = try Self.opening(base, regime: regime, about: worker)
            let rules = try refusal { _ = try base.hrSession.append([.dossier(opening)]) }
            #expect(rules == [AuthorityError.dossier.rawValue], "\(regime)")
        }
    }

    @Test("has nobody who cares for it or holds its mandate")
    func persons() throws {
        let party = try base.hrSession.party(
            PartyPlan(
                holder: .member(base.treating.person.id), relation: .care,
                roles: [.treatingPhysician], from: vault.clock.today, source: "voorbeeld"),
            under: "be-collective-policy")
        for session in [base.hrSession, base.physicianSession, base.workerSession] {
            #expect(throws: ClientError.self) {
                try session.append([.party(party, in: record)])
            }
        }
    }

    @Test("cannot be made without its employer, or with a person in it")
    func malformed() throws {
        let whole = try Self.opening(base, regime: "be-collective-policy", about: nil)
        let employers = whole.parties.filter { $0.relation == .ownWorker }
        let person = Party(
            holder: .member(base.worker.id), relation: .`self`, roles: [.worker],
            from: vault.clock.today, until: nil, source: "voorbeeld", grants: [])
        for parties in [[], employers + employers, employers + [person]] {
            let bytes = DossierOpening(
                id: whole.id, worker: nil, employer: whole.employer, regime: whole.regime,
                policy: whole.policy, parties: parties, grants: []
            ).canonicalBytes
            #expect(throws: (any Error).self) { try DossierOpening(canonical: bytes) }
        }
    }
}
