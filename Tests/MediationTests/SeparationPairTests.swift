import AccessPolicy
import CryptoPrimitives
import Records
import Reintegration
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// Every pair of the table, kept through the vault where it can occur (F11).
@Suite("Separation of duties through the vault") struct SeparationPairTests {
    private typealias Colleague = (person: TestVault.Person, appointment: AppointmentID)

    /// Appoints a member, by the two founders, from a moment to a moment.
    @discardableResult
    private func appoint(
        _ person: TestVault.Person, _ role: Role, _ place: TestVault.Place, in vault: TestVault,
        from: Int64 = 0, days: Int64? = nil
    ) throws -> AppointmentID {
        let start = vault.clock.now.adding(seconds: from)
        let id: AppointmentID = vault.newID()
        _ = try vault.session(vault.founders[0]).append(
            [
                .appointment(
                    Appointment(
                        id: id, member: person.id, role: role, organisation: place.id, from: start,
                        until: days.map { start.adding(seconds: $0 * 86_400) }))
            ], cosigners: [Signer(vault.founders[1].keys, appointment: nil)])
        return id
    }

    /// The rules that refuse something.
    private func rules(_ body: () throws -> some Any) -> [String] {
        refusingRules { _ = try body() }
    }

    // MARK: At appointment

    @Test("no two roles of a static pair meet in one person, in either order")
    func atAppointment() throws {
        let vault = try TestVault()
        var places: [Side: TestVault.Place] = [:]
        for side in Side.allCases where side != .worker {
            places[side] = try vault.organisation(side, "\(side) Voorbeeld")
        }
        var tried = 0
        for pair in SeparationOfDuties.pairs where pair.mode == .static {
            // One of each side stands for the others: the table's own test goes through them all.
            for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
                let roles = [one, other].map { side in
                    side.compactMap { capacity -> Role? in
                        guard case .role(let role) = capacity, role != .legalRepresentative else {
                            return nil
                        }
                        return role
                    }.sorted { $0.rawValue < $1.rawValue }
                }
                guard let first = roles[0].first(where: { $0.side.flatMap { places[$0] } != nil }),
                    let last = roles[1].last(where: { $0.side.flatMap { places[$0] } != nil }),
                    let here = first.side.flatMap({ places[$0] }),
                    let there = last.side.flatMap({ places[$0] })
                else { continue }
                let person = try vault.member("\(pair.id) Voorbeeld")
                try appoint(person, first, here, in: vault, days: 30)
                let refused = rules { try appoint(person, last, there, in: vault) }
                #expect(refused.first == "floor/F11", "\(pair.id): \(first) \(last)")
                // Once the first is over, the second may begin.
                try appoint(person, last, there, in: vault, from: 30 * 86_400)
                tried += 1
            }
        }
        #expect(tried >= 16)
    }

    @Test("two appointments of tomorrow do not meet either")
    func toCome() throws {
        let vault = try TestVault()
        let employer = try vault.organisation(.employer, "Werkgever Voorbeeld")
        let service = try vault.organisation(.medical, "Dienst Voorbeeld")
        let person = try vault.member("Twee Voorbeeld")
        try appoint(person, .hr, employer, in: vault, from: 86_400)
        #expect(
            rules { try appoint(person, .nurse, service, in: vault, from: 2 * 86_400) }
                == ["floor/F11", "separation/S3"])
        #expect(
            rules { try appoint(person, .nurse, service, in: vault) }
                == ["floor/F11", "separation/S3"])
        try appoint(person, .nurse, service, in: vault, days: 1)
    }

    // MARK: In a dossier

    /// A dossier whose treating physician becomes occupational physician of the service.
    private func wall() throws -> (TestDossier, asOccupational: Session) {
        let dossier = try TestDossier(TestVault())
        let appointment = try dossier.vault.appoint(
            dossier.treating.person, .occupationalPhysician, dossier.service.id)
        try dossier.physicianSession.shareRoleKeys(
            .occupationalPhysician, of: dossier.service.id, with: [dossier.treating.person.id])
        return (dossier, dossier.vault.session(dossier.treating.person, as: appointment))
    }

    @Test("S2: who treats the worker assesses in no way there, and elsewhere may")
    func treatingThenAssessing() throws {
        let (dossier, session) = try wall()
        // Nothing was done here as a treating physician yet.
        try dossier.write(.consultation, "a", by: session, role: .occupationalPhysician)
        #expect(try dossier.open(.consultation, by: session).isHead)
        // And the wall stands the other way round as well.
        try dossier.addCare()
        let grant = try dossier.consent(to: [.consultation]).grant
        #expect(
            rules {
                try dossier.physicianSession.disclose(
                    dossier: dossier.id,
                    section: dossier.view(.consultation, for: dossier.physicianSession).section,
                    to: [grant], purpose: .care)
                return try dossier.open(.consultation, by: dossier.treatingSession, for: .care)
            } == ["floor/F11", "separation/S2"])
        #expect(
            rules { try dossier.open(.consultation, by: session) } == [
                "floor/F11", "separation/S2",
            ])
    }

    @Test("S2: being named as treating physician is enough, and having read is")
    func named() throws {
        let (dossier, session) = try wall()
        try dossier.write(
            .consultation, "a", by: dossier.physicianSession, role: .occupationalPhysician)
        #expect(try dossier.open(.consultation, by: session).isHead)
        try dossier.addCare()
        let written = rules {
            try dossier.write(.consultation, "b", by: session, role: .occupationalPhysician)
        }
        #expect(written == ["floor/F11", "separation/S2"])
        #expect(!rules { try session.show(dossier.id) }.isEmpty)
        #expect(
            rules { try dossier.open(.consultation, by: session) } == [
                "floor/F11", "separation/S2",
            ])
    }

    @Test("S2: an advising physician who only read is known from the log")
    func readOnly() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        let appointment = try vault.appoint(
            dossier.advising.person, .occupationalPhysician, dossier.service.id)
        let session = vault.session(dossier.advising.person, as: appointment)
        try dossier.write(
            .consultation, "a", by: session, role: .occupationalPhysician)
        // Another person of the fund, who read as advising physician and is appointed later.
        let (person, reading) = try vault.colleague(
            .advisingPhysician, in: dossier.fund, "Lezer Voorbeeld")
        _ = try vault.session(person, as: reading).show(dossier.id)
        let later = try vault.appoint(person, .occupationalPhysician, dossier.service.id)
        #expect(
            rules {
                try dossier.write(
                    .consultation, "b", by: vault.session(person, as: later),
                    role: .occupationalPhysician)
            } == ["floor/F11", "separation/S2"])
        // Who wrote as occupational physician does not read as advising physician.
        let asAdvising = vault.session(dossier.advising.person, as: dossier.advising.appointment)
        #expect(
            rules { try dossier.open(.identity, by: asAdvising, for: .insurance) }
                == ["floor/F11", "separation/S2"])
    }

    @Test("S6: nobody has the own dossier handled by a delegate in one's own name")
    func ownDossierByDelegate() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        _ = try vault.appoint(dossier.worker, .hr, dossier.employer.id)
        let registrar = vault.session(
            dossier.employer.registrar, as: dossier.employer.registrarAppointment)
        _ = try registrar.append(
            [
                .delegation(
                    Delegation(
                        id: vault.newID(), organisation: dossier.employer.id, role: .hr,
                        principal: dossier.worker.id, delegate: dossier.hr.person.id,
                        from: vault.clock.now, until: vault.clock.now.adding(seconds: 86_400),
                        dossiers: [dossier.id]))
            ], cosigners: [Signer(vault.founders[0].keys, appointment: nil)])
        let written = try dossier.write(.absence, "afwezig", by: dossier.hrSession, role: .hr)
        #expect(written.entry.actor?.responsible == nil)
    }

    // MARK: Review of emergencies

    @Test("S11: neither who declared an emergency reviews it, nor for whom that one acted")
    func emergency() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        let overseers = try Overseers(vault)
        try dossier.write(
            .healthFile, "dossier", by: dossier.physicianSession, role: .occupationalPhysician)
        let substitute = try vault.member("Vervanger Voorbeeld")
        let appointment = try vault.appoint(
            substitute, .occupationalPhysician, dossier.service.id)
        try dossier.physicianSession.shareRoleKeys(
            .occupationalPhysician, of: dossier.service.id, with: [substitute.id])
        let now = vault.clock.now
        _ = try dossier.physicianSession.append([
            .delegation(
                Delegation(
                    id: vault.newID(), organisation: dossier.service.id,
                    role: .occupationalPhysician, principal: dossier.physician.person.id,
                    delegate: substitute.id, from: now, until: now.adding(seconds: 86_400),
                    dossiers: []))
        ])
        let index = try vault.session(substitute, as: appointment).open(
            dossier: dossier.id, section: .latest(.healthFile), purpose: .emergency,
            glass: .declared, reason: "bewusteloos"
        ).entry.index
        // Both also oversee; neither may judge this one.
        let oversight = try vault.organisation(.oversight, "Tweede toezicht Voorbeeld")
        for person in [dossier.physician.person, substitute] {
            let auditor = try vault.appoint(person, .auditor, oversight.id)
            let session = vault.session(person, as: auditor)
            #expect(
                rules { try session.record(overseers.review([index], .emergency)) }
                    == ["floor/F11"])
        }
        _ = try overseers.auditing.record(overseers.review([index], .emergency))
    }
}
