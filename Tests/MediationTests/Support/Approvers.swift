import AccessPolicy
import Records
import VaultClient
import VaultFixture

/// Those who approve policies in a vault of the tests.
struct Approvers {
    let vault: TestVault
    let compliance: (person: TestVault.Person, appointment: AppointmentID)
    let officer: (person: TestVault.Person, appointment: AppointmentID)
    let medicalHead: (person: TestVault.Person, appointment: AppointmentID)

    init(_ vault: TestVault) throws {
        self.vault = vault
        let place = try vault.organisation(.oversight, "Beleid Voorbeeld")
        let service = try vault.organisation(.medical, "Dienst Beleid Voorbeeld")
        compliance = try vault.colleague(.policyApprover, in: place, "Carla Voorbeeld")
        officer = try vault.colleague(.dataProtectionOfficer, in: place, "Dirk Voorbeeld")
        medicalHead = try vault.colleague(.headOfMedicalDepartment, in: service, "Mia Voorbeeld")
    }

    var session: Session { vault.session(compliance.person, as: compliance.appointment) }

    func signer(_ who: (person: TestVault.Person, appointment: AppointmentID)) -> Signer {
        Signer(who.person.keys, appointment: who.appointment)
    }

    /// The bundle in force.
    func inForce() throws -> PolicyBundle { try session.policyBundle() }

    /// What follows a bundle, with the rules of be-2022 changed.
    func next(
        after bundle: PolicyBundle, revision: UInt64? = nil, predecessor: Bool = true,
        from: String = "2017-01-01", without regime: String? = nil,
        changing change: ([PolicyRule]) -> [PolicyRule] = { $0 }
    ) throws -> PolicyBundle {
        let manifest = bundle.manifest
        return PolicyBundle(
            name: manifest.name, revision: revision ?? manifest.revision + 1,
            jurisdiction: manifest.jurisdiction, validFrom: CivilDate(from) ?? manifest.validFrom,
            validUntil: nil, predecessor: predecessor ? manifest.hash : nil,
            policies: try bundle.policies.sorted { $0.key < $1.key }
                .filter { $0.key != regime }
                .map { name, policy in
                    let rules = name == "be-2022" ? change(policy.rules) : policy.rules
                    return (try CompiledPolicy(AccessRules(name: name, rules: rules)), [])
                }, sources: [])
    }

    /// The statement that adopts a bundle.
    func adoption(of bundle: PolicyBundle) -> StatementPart {
        .adoption(
            Adoption(
                kind: .policy, name: bundle.manifest.name, revision: bundle.manifest.revision,
                hash: bundle.manifest.hash, floor: Floor.hash))
    }

    /// Adopts a bundle: the compliance officer with others.
    @discardableResult
    func adopt(
        _ bundle: PolicyBundle,
        with others: [(person: TestVault.Person, appointment: AppointmentID)],
        objects: [[UInt8]]? = nil
    ) throws -> AppendReceipt {
        try session.append(
            [adoption(of: bundle)], adopting: objects ?? bundle.objects,
            cosigners: others.map(signer))
    }

    /// A permit of the treating physician, with or without the worker's consent.
    static func treatingPhysicianReads(
        _ kinds: WordSet<SectionKind>, consents: WordSet<ConsentVerdict>
    ) -> PolicyRule {
        PolicyRule(
            id: "TEST-1", effect: .permit, roles: [.treatingPhysician], actions: [.read],
            kinds: kinds, purposes: [.care], relations: [.care], consents: consents,
            duties: [.log], law: "test",
            label: LocalizedText(nl: "a", fr: "b", de: "c", en: "d"))
    }
}
