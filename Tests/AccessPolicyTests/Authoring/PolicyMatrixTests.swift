import AccessPolicy
import Records
import TestSupport
import Testing

@Suite("Who may do what") struct PolicyMatrixTests {
    @Test("the products of permitted states are the permitted states, each once")
    func products() throws {
        let policy = try PolicyFiles.be2022()
        let cells: [(Role, Action, SectionKind)] = [
            (.worker, .read, .healthFile), (.employer, .read, .plan),
            (.employer, .read, .consultation),
            (.occupationalPhysician, .read, .medicalNotes), (.nurse, .read, .healthFile),
            (.treatingPhysician, .read, .exchange), (.advisingPhysician, .write, .exchange),
            (.occupationalPhysician, .read, .healthFile),
            (.physicianInspector, .read, .appealRuling),
            (.committee, .read, .plan),
        ]
        for (role, action, kind) in cells {
            let products = policy.permittedStates(role, action, kind)
            var permitted = 0
            forEachState(role, action, kind) { state in
                let inside = products.filter { $0.meets(StateProduct(state)) }.count
                let isPermitted = policy.decide(state).isPermitted
                #expect(inside == (isPermitted ? 1 : 0), "\(state)")
                if isPermitted { permitted += 1 }
            }
            #expect(products.reduce(0) { $0 + $1.count } == permitted)
        }
    }

    @Test(
        "the matrix holds every permitted state, each once, and gives the employer's side no secret",
        arguments: ["be-2022", "nl-poortwachter"])
    func complete(regime: String) throws {
        let policy = try #require(try PolicyFiles.bundle().policies[regime])
        let matrix = PolicyMatrix(policy)
        let states = matrix.entries.reduce(0) { $0 + $1.product.count }
        #expect(states == (try Adoptable(proving: policy).permitted))
        for entry in matrix.entries {
            #expect(entry.product.roles == [entry.role])
            #expect(!entry.rules.isEmpty && !entry.laws.isEmpty)
            #expect(entry.duties.contains(.log))
            #expect(
                entry.role.side != .employer
                    || !entry.product.kinds.words.contains(where: \.isSecret))
        }
    }

    @Test("an entry says what access needs: a relation, consent, the law or an emergency")
    func needs() throws {
        let policy = try PolicyFiles.be2022()
        func needs(_ role: Role, _ kind: SectionKind) -> Set<PolicyMatrix.Need> {
            Set(PolicyMatrix(policy, roles: [role], kinds: [kind]).entries.map(\.need))
        }
        #expect(needs(.worker, .plan) == [.relation])
        #expect(needs(.employer, .workerStatement) == [.consent])
        #expect(needs(.nurse, .healthFile) == [.relation, .consent, .emergency])
        #expect(needs(.keyCustodian, .identity) == [])
    }

    @Test("who can read is told by roles that are in the same case, each of them by the evaluator")
    func whoCan() throws {
        let policy = try PolicyFiles.be2022()
        let groups = WhoCan(policy, .read, .workerStatement).groups
        for role: Role in [.worker, .employer, .hr, .lineManager, .nurse, .unionDelegate] {
            forEachState(role, .read, .workerStatement) { state in
                let inside = groups.filter { $0.product.meets(StateProduct(state)) }.count
                #expect(inside == (policy.decide(state).isPermitted ? 1 : 0), "\(state)")
            }
        }
        let employers = try #require(groups.first { $0.product.roles.contains(.employer) })
        #expect(employers.product.roles == [.employer, .hr])
        #expect(employers.product.consents == [.active])
        let appeals = WhoCan(policy, .read, .healthFile, purposes: [.appeal]).groups
        #expect(appeals.allSatisfy { $0.product.purposes == [.appeal] })
    }

    private func forEachState(
        _ role: Role, _ action: Action, _ kind: SectionKind, _ body: (AccessState) -> Void
    ) {
        for purpose in Purpose.allCases {
            for relation in Relation.allCases {
                for authorship in Authorship.allCases {
                    FactSet.all.forEach(
                        in: AccessState(
                            role: role, action: action, kind: kind, purpose: purpose,
                            relation: relation, phase: .intake, authorship: authorship), body)
                }
            }
        }
    }
}
