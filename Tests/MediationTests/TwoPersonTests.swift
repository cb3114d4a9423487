import CryptoPrimitives
import Records
import Testing
import VaultClient
import VaultFixture

/// What takes two persons is refused with one, with one twice, and with the one whom it serves.
@Suite("Acts of two persons") struct TwoPersonTests {
    private let vault: TestVault
    private let place: TestVault.Place
    private let person: TestVault.Person

    init() throws {
        vault = try TestVault()
        place = try vault.organisation(.medical, "Dienst Voorbeeld")
        person = try vault.member("Nieuw Voorbeeld")
    }

    private var registrar: Session {
        vault.session(place.registrar, as: place.registrarAppointment)
    }

    private func founder(_ number: Int) -> Signer {
        Signer(vault.founders[number].keys, appointment: nil)
    }

    /// Tries to state something; the rule that refuses, or that it could not even be asked.
    private func attempt(
        _ part: StatementPart, by session: Session, with cosigners: [Signer] = []
    ) throws -> String {
        let size = try vault.logSize
        do {
            _ = try session.append([part], cosigners: cosigners)
            return "done"
        } catch ClientError.refused(let refusal, _) {
            #expect(try vault.logSize == size + 1)
            return refusal.rules.first ?? ""
        } catch ClientError.notStatable {
            // One who signs twice: no program writes it, and no decoder reads it.
            return "twice"
        }
    }

    private func appointment(
        of member: TestVault.Person? = nil, to role: Role = .nurse
    ) -> StatementPart {
        .appointment(
            Appointment(
                id: vault.newID(), member: (member ?? person).id, role: role,
                organisation: place.id, from: vault.clock.now, until: nil))
    }

    @Test("an appointment")
    func appointments() throws {
        let two = AuthorityError.twoPersons.rawValue
        let own = Signer(place.registrar.keys, appointment: place.registrarAppointment)
        #expect(try attempt(appointment(), by: registrar) == two)
        #expect(try attempt(appointment(), by: vault.session(vault.founders[0])) == two)
        #expect(try attempt(appointment(), by: vault.session(vault.founders[1])) == two)
        // One who signs twice is one, and so are two keys of the appointee's own side.
        #expect(try attempt(appointment(), by: registrar, with: [own]) == "twice")
        #expect(
            try attempt(
                appointment(), by: registrar, with: [Signer(person.keys, appointment: nil)]) == two)
        // The appointee is no second person, registrar or founder as may be.
        #expect(
            try attempt(appointment(of: place.registrar), by: registrar, with: [founder(0)]) == two)
        #expect(
            try attempt(
                appointment(of: vault.founders[0]), by: vault.session(vault.founders[0]),
                with: [founder(1)]) == two)
        // A registrar of another organisation is none here.
        let other = try vault.organisation(.medical, "Andere Voorbeeld")
        #expect(
            try attempt(
                appointment(), by: registrar,
                with: [Signer(other.registrar.keys, appointment: other.registrarAppointment)])
                == two)
        #expect(try attempt(appointment(), by: registrar, with: [founder(0)]) == "done")
    }

    @Test("a registrar's appointment and an organisation's admission take both founders")
    func founders() throws {
        let two = AuthorityError.twoFounders.rawValue
        let organisation = StatementPart.organisation(
            Organisation(id: vault.newID(), side: .medical, name: "Derde Voorbeeld", number: ""))
        for part in [appointment(to: .registrar), organisation] {
            for number in 0...1 {
                #expect(try attempt(part, by: vault.session(vault.founders[number])) == two)
                #expect(
                    try attempt(
                        part, by: vault.session(vault.founders[number]), with: [founder(number)])
                        == "twice")
            }
            #expect(try attempt(part, by: registrar, with: [founder(1)]) == two)
        }
    }

    @Test("a role key")
    func roleKey() throws {
        let appointed = try vault.appoint(person, .nurse, place.id)
        let maker = vault.session(person, as: appointed)
        let own = Signer(person.keys, appointment: appointed)
        let part = StatementPart.roleKey(
            RoleKey(
                role: .nurse, organisation: place.id, epoch: 1,
                key: try X25519.PrivateKey.generate().publicKey))
        let rule = AuthorityError.roleKey.rawValue
        #expect(try attempt(part, by: maker) == rule)
        #expect(try attempt(part, by: maker, with: [own]) == "twice")
        // Two who may both vouch are not enough without one who holds the role.
        #expect(try attempt(part, by: registrar, with: [founder(0)]) == rule)
        let outsider = try vault.member("Buiten Voorbeeld")
        #expect(
            try attempt(part, by: maker, with: [Signer(outsider.keys, appointment: nil)]) == rule)
        #expect(try attempt(part, by: maker, with: [founder(0)]) == "done")
    }
}
