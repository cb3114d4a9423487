import AccessPolicy
import Records
import Testing

@Suite("Attacks on the floor by several roles in one person") struct FloorRoleAttackTests {
    /// Whether one person can hold two roles towards one employer.
    private static func canMeet(_ one: Role, _ other: Role) throws -> Bool {
        let employer = try #require(OrganisationID([UInt8](repeating: 1, count: 16)))
        let held = HeldCapacity(.role(one), employer: employer)
        return SeparationOfDuties.conflict(
            taking: HeldCapacity(.role(other), employer: employer), with: [held]) == nil
    }

    @Test(
        "F1: nobody of the employer's side is also one who reads medical sections without consent")
    func employerSide() throws {
        let readers = Role.allCases.filter { role in
            SectionKind.allCases.contains { kind in
                kind.sectionClass == .medical && role.side != .worker
                    && Floor.mayReceive(role, kind, consent: .none)
            }
        }
        #expect(readers.count > 2)
        for reader in readers {
            for role in Role.allCases where role.side == .employer && role != .committee {
                #expect(try !Self.canMeet(role, reader), "\(role) and \(reader)")
            }
        }
    }

    @Test("F4: the control physician is no occupational physician of the same employer")
    func controlPhysician() throws {
        #expect(try !Self.canMeet(.controlPhysician, .occupationalPhysician))
    }

    @Test("F8: who oversees holds no second office of oversight")
    func oversight() throws {
        let offices: [Role] = [
            .auditor, .dataProtectionOfficer, .keyCustodian, .operator, .policyApprover,
        ]
        for (index, one) in offices.enumerated() {
            for other in offices[(index + 1)...] {
                #expect(
                    try !Self.canMeet(one, other) && !Self.canMeet(other, one), "\(one) \(other)")
            }
        }
    }

    @Test("F2, F11: towards the own dossier a person has one role, the worker's")
    func ownDossier() throws {
        let dossier = Matter.dossier(try #require(DossierID([UInt8](repeating: 2, count: 16))))
        let worker = HeldCapacity(.role(.worker), matter: dossier)
        for role in Role.allCases where role != .worker {
            let taken = HeldCapacity(.role(role), matter: dossier)
            #expect(SeparationOfDuties.conflict(taking: taken, with: [worker]) != nil)
        }
    }

    @Test("F12: a delegate gets no role that is not the own one, and passes nothing on")
    func delegation() throws {
        let one = try #require(MemberID([UInt8](repeating: 3, count: 16)))
        let other = try #require(MemberID([UInt8](repeating: 4, count: 16)))
        func refusal(
            _ role: Role, holding: Set<Role>, from principal: MemberID, isDelegate: Bool = false
        ) -> FloorRule? {
            Floor.refusal(
                of: DelegationFacts(
                    principal: principal, delegate: other, role: role, delegateRoles: holding,
                    isOnward: isDelegate))
        }
        for role in Role.allCases {
            let others = Set(Role.allCases.filter { $0 != role })
            #expect(refusal(role, holding: others, from: one) == .delegation)
            #expect(refusal(role, holding: [role], from: one, isDelegate: true) == .delegation)
            #expect(refusal(role, holding: [role], from: other) == .delegation)
        }
    }
}
