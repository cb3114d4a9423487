import AccessPolicy
import CryptoPrimitives
import Records
import Testing

@Suite("Separation of duties") struct SeparationTests {
    private let instant = Instant(seconds: 1_700_000_000)

    private func organisation(_ number: UInt8) -> OrganisationID {
        OrganisationID(at: instant, randomness: Array(repeating: number, count: 10))
    }

    private func dossier(_ number: UInt8) -> Matter {
        .dossier(DossierID(at: instant, randomness: Array(repeating: number, count: 10)))
    }

    private func role(
        _ role: Role, _ employer: UInt8? = nil, matter: Matter? = nil, isCurrent: Bool = true
    ) -> HeldCapacity {
        HeldCapacity(
            .role(role), employer: employer.map(organisation), matter: matter, isCurrent: isCurrent)
    }

    private func act(_ act: SeparatedAct, _ matter: Matter) -> HeldCapacity {
        HeldCapacity(.act(act), matter: matter)
    }

    private func conflict(_ new: HeldCapacity, _ held: HeldCapacity...) -> String? {
        SeparationOfDuties.conflict(taking: new, with: held)?.id
    }

    @Test("the employer's side and physicians do not meet at one employer")
    func employerAndPhysician() {
        #expect(conflict(role(.hr, 1), role(.occupationalPhysician, 1)) == "S3")
        #expect(conflict(role(.occupationalPhysician, 1), role(.hr, 1)) == "S3")
        #expect(conflict(role(.hr, 1), role(.occupationalPhysician, 2)) == nil)
        #expect(conflict(role(.hr, 1), role(.occupationalPhysician)) == "S3")
        #expect(conflict(role(.hr, 1), role(.nurse, 1, isCurrent: false)) == nil)
    }

    @Test("who treated or controlled in a dossier never assesses in it")
    func chineseWall() {
        let (one, other) = (dossier(1), dossier(2))
        let treated = role(.treatingPhysician, matter: one, isCurrent: false)
        #expect(conflict(role(.occupationalPhysician, matter: one), treated) == "S2")
        #expect(conflict(role(.occupationalPhysician, matter: other), treated) == nil)
    }

    @Test("roles of oversight do not meet in one person anywhere")
    func oversight() {
        let roles: [Role] = [
            .auditor, .dataProtectionOfficer, .keyCustodian, .policyApprover, .operator,
        ]
        for one in roles {
            for other in roles {
                #expect((conflict(role(one), role(other)) != nil) == (one != other))
            }
        }
    }

    @Test("nobody reviews, decides or approves an own act")
    func ownActs() {
        let (one, other) = (dossier(1), dossier(2))
        #expect(conflict(act(.emergencyReviewed, one), act(.emergencyDeclared, one)) == "S11")
        #expect(conflict(act(.emergencyReviewed, one), act(.emergencyDeclared, other)) == nil)
        #expect(conflict(act(.appealDecided, one), act(.formReleased, one)) == "S12")
        #expect(conflict(act(.planAnswered, one), act(.planWritten, one)) == "S13")
        let change = Matter.change(Digest(hashing: [1]))
        #expect(conflict(act(.changeApproved, change), act(.changeProposed, change)) == "S14")
        #expect(
            conflict(
                act(.changeApproved, change),
                act(.changeProposed, .change(Digest(hashing: [2])))) == nil)
    }

    @Test("in the own dossier a person is the worker and has no other role")
    func ownDossier() {
        let own = dossier(1)
        for other in Role.allCases where other != .worker {
            #expect(conflict(role(other, matter: own), role(.worker, matter: own)) != nil)
        }
        #expect(conflict(role(.nurse, matter: dossier(2)), role(.worker, matter: own)) == nil)
    }

    @Test(
        "no two roles that one employer's file lets meet could write the form and decide the appeal"
    )
    func noForbiddenCombination() {
        for one in Role.allCases {
            for other in Role.allCases where one != other {
                guard conflict(role(one, 1), role(other, 1)) == nil else { continue }
                let pair = Set([one, other])
                func writes(_ kind: SectionKind) -> Bool {
                    pair.contains { Floor.mayWrite($0, kind) }
                }
                // The same person would judge an own decision.
                #expect(!(writes(.assessmentForm) && writes(.appealRuling)), "\(one) \(other)")
                // The same person would hold the file and sit at the employer's table.
                #expect(!(writes(.healthFile) && writes(.motivatedReport)), "\(one) \(other)")
            }
        }
    }

    /// What no one person may do towards one employer, each by any of the roles that the person holds.
    private static let forbidden:
        [(name: String, one: @Sendable (Role) -> Bool, other: @Sendable (Role) -> Bool)] = [
            (
                "acts for the employer, and reads what is secret without consent",
                { $0.side == .employer && $0 != .committee },
                { role in
                    SectionKind.allCases.contains {
                        $0.isSecret && Floor.mayRead(role, $0) == .relation
                    }
                }
            ),
            (
                "acts for the employer, and helps in an emergency",
                { $0.side == .employer && $0 != .committee },
                { role in
                    SectionKind.allCases.contains { Floor.mayRead(role, $0) == .emergency }
                }
            ),
            (
                "writes the form, and decides the appeal against it",
                { Floor.mayWrite($0, .assessmentForm) }, { Floor.mayWrite($0, .appealRuling) }
            ),
            (
                "writes the plan, and decides the appeal",
                { Floor.mayWrite($0, .plan) }, { Floor.mayWrite($0, .appealRuling) }
            ),
            (
                "writes the plan, and the form on which it rests",
                { Floor.mayWrite($0, .plan) }, { Floor.mayWrite($0, .assessmentForm) }
            ),
            (
                "controls the absence, and assesses",
                { Floor.mayWrite($0, .controlFinding) }, { Floor.mayWrite($0, .assessmentForm) }
            ),
            (
                "oversees the log, and approves policies", { $0 == .auditor },
                { $0.approvesPolicies }
            ),
            (
                "oversees the log, and holds keys or runs the machine", { $0.overseesLog },
                { $0 == .keyCustodian || $0 == .operator }
            ),
            (
                "inspects an employer, and acts for it or for its worker's health",
                { $0.side == .inspection }, { $0.side == .employer || $0.side == .medical }
            ),
        ]

    @Test("no two roles that may meet in one person add up to what no one may do")
    func enumeration() {
        var allowed = 0
        for one in Role.allCases {
            for other in Role.allCases where one != other {
                guard conflict(role(one, 1), role(other, 1)) == nil else { continue }
                allowed += 1
                for combination in Self.forbidden where one != .worker && other != .worker {
                    let isWhole =
                        combination.one(one) && combination.other(other)
                        && !(combination.one(other) && combination.other(other))
                    #expect(!isWhole, "\(one) and \(other): \(combination.name)")
                }
            }
        }
        #expect(allowed > 200)
    }

    @Test("every pair has a name, two sides and nobody on both")
    func table() {
        #expect(Set(SeparationOfDuties.pairs.map(\.id)).count == SeparationOfDuties.pairs.count)
        for pair in SeparationOfDuties.pairs {
            #expect(!pair.first.isEmpty && !pair.second.isEmpty)
            #expect(pair.first.isDisjoint(with: pair.second))
        }
    }
}
