import AccessPolicy
import CryptoPrimitives
import Records
import TestSupport
import Testing

@Suite("Floor") struct FloorTests {
    /// The state of a physician at work: the floor has nothing against it.
    private let base = AccessState(
        role: .occupationalPhysician, action: .read, kind: .medicalAssessment,
        purpose: .reintegration, relation: .assigned, phase: .assessment)

    private func refusals(
        _ role: Role, _ action: Action, _ kind: SectionKind,
        purpose: Purpose = .reintegration, relation: Relation, consent: ConsentVerdict = .none,
        phase: Phase = .assessment, glass: Glass = .intact, authorship: Authorship = .other
    ) -> [FloorRule] {
        Floor.refusals(
            of: AccessState(
                role: role, action: action, kind: kind, purpose: purpose, relation: relation,
                consent: consent, phase: phase, glass: glass, authorship: authorship))
    }

    @Test("the fast refusal names the first of all refusals", arguments: UInt64(0)..<8)
    func firstRefusal(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let state = generator.accessState()
            #expect(Floor.refusal(of: state) == Floor.refusals(of: state).first)
        }
    }

    @Test("F1: the employer's side gets no secret section, whatever consent, purpose or emergency")
    func employerSide() {
        for role in [Role.employer, .hr, .lineManager] {
            for kind in SectionKind.allCases where kind.isSecret {
                for action in Action.allCases {
                    for consent in ConsentVerdict.allCases {
                        for purpose in [Purpose.reintegration, .emergency, .ownFile] {
                            for glass in Glass.allCases {
                                let found = refusals(
                                    role, action, kind, purpose: purpose, relation: .ownWorker,
                                    consent: consent, glass: glass)
                                #expect(found.first == .employerSide)
                            }
                        }
                    }
                }
            }
        }
        #expect(refusals(.employer, .read, .assessmentForm, relation: .ownWorker) == [])
    }

    @Test("F2: only the worker and the legal representative give consent, the physician records")
    func consentGiver() {
        for role in Role.allCases {
            for relation in Relation.allCases {
                let gives = refusals(role, .manageConsent, .plan, relation: relation)
                let expected = role == .worker || role == .legalRepresentative
                #expect(gives.contains(.consentGiver) == !expected)
                let records = refusals(role, .recordConsent, .plan, relation: relation)
                let mayRecord = role == .occupationalPhysician && relation == .assigned
                #expect(records.contains(.consentGiver) == !mayRecord)
            }
        }
    }

    @Test("F3: lapsed gives nothing, and none nothing but a declared emergency")
    func relation() {
        for role in Role.allCases {
            for action in Action.allCases {
                for kind in SectionKind.allCases {
                    for glass in Glass.allCases {
                        for purpose in Purpose.allCases {
                            let lapsed = refusals(
                                role, action, kind, purpose: purpose, relation: .lapsed,
                                consent: .active, glass: glass)
                            #expect(lapsed.contains(.relation))
                            let none = refusals(
                                role, action, kind, purpose: purpose, relation: .none,
                                consent: .active, glass: glass)
                            let isEmergency = purpose == .emergency && glass == .declared
                            #expect(none.contains(.relation) == !isEmergency)
                        }
                    }
                }
            }
        }
    }

    @Test("F4: the control physician reaches identity, absence, contact log and the own finding")
    func controlPhysician() {
        for kind in SectionKind.allCases {
            for action in Action.allCases {
                let own = refusals(
                    .controlPhysician, action, kind, purpose: .absenceControl,
                    relation: .assigned, consent: .active, authorship: .own)
                let other = refusals(
                    .controlPhysician, action, kind, purpose: .absenceControl,
                    relation: .assigned, consent: .active, authorship: .other)
                let three = [SectionKind.identity, .absence, .contactLog].contains(kind)
                #expect(own.contains(.controlPhysician) == !(three || kind == .controlFinding))
                #expect(other.contains(.controlPhysician) == !three)
            }
        }
    }

    @Test("F5: notes are for their author and the worker, who alone may hand them on")
    func notes() {
        for role in Role.allCases {
            for relation in Relation.allCases {
                for consent in ConsentVerdict.allCases {
                    for glass in Glass.allCases {
                        let other = refusals(
                            role, .read, .medicalNotes, relation: relation, consent: consent,
                            glass: glass)
                        #expect(other.contains(.notes) == (role != .worker))
                    }
                }
            }
        }
        let author = { (action: Action) in
            self.refusals(
                .occupationalPhysician, action, .medicalNotes, relation: .assigned,
                authorship: .own)
        }
        #expect(author(.read) == [])
        #expect(author(.write) == [])
        #expect(author(.disclose).contains(.notes))
        #expect(author(.export).contains(.notes))
        #expect(refusals(.nurse, .read, .medicalNotes, relation: .assigned, authorship: .own) != [])
    }

    @Test("F6: without an active consent no one beyond the exceptions takes secret content")
    func secrecy() {
        let careless: [Role] = [
            .treatingPhysician, .advisingPhysician, .psychosocialAdviser, .preventionAdviser,
            .returnToWorkCoordinator, .coach, .counsellor, .unionDelegate, .socialService,
            .legalRepresentative, .physicianInspector,
        ]
        for role in careless {
            for relation in [Relation.assigned, .care, .mandated, .competent] {
                for consent in ConsentVerdict.allCases {
                    for action in [Action.read, .export, .search] {
                        let found = refusals(
                            role, action, .healthFile, purpose: .care, relation: relation,
                            consent: consent)
                        #expect(found.contains(.secrecy) == (consent != .active))
                    }
                    // A disclosure is judged by the recipient's consent, so it gives the one who
                    // wraps no right to have the section.
                    #expect(
                        refusals(
                            role, .disclose, .healthFile, purpose: .care, relation: relation,
                            consent: consent
                        ).contains(.secrecy))
                }
            }
        }
    }

    @Test("F6: the exceptions hold exactly as they are written")
    func secrecyExceptions() {
        // The assigned physician and nurse, in the medical file and the exchange.
        for role in [Role.occupationalPhysician, .nurse] {
            for kind in SectionKind.allCases where kind.isSecret && kind != .medicalNotes {
                let found = refusals(role, .read, kind, relation: .assigned)
                let held = kind.sectionClass == .medical || kind.sectionClass == .exchange
                #expect(found.contains(.secrecy) == !held, "\(role) \(kind)")
                #expect(refusals(role, .read, kind, relation: .care).contains(.secrecy))
            }
        }
        // The physician-inspector: competent, in an appeal, for the appeal.
        for relation in Relation.allCases {
            for phase in Phase.allCases {
                for purpose in Purpose.allCases where purpose != .emergency {
                    let found = refusals(
                        .physicianInspector, .read, .medicalAssessment, purpose: purpose,
                        relation: relation, phase: phase)
                    let isAppeal =
                        relation == .competent && phase == .appeal && purpose == .appeal
                    #expect(found.contains(.secrecy) == !isAppeal)
                }
            }
        }
        // The exchange in its first year, for re-integration, between the three physicians.
        for role in Role.allCases where role.side != .employer && role != .worker {
            for relation in Relation.allCases {
                for purpose in Purpose.allCases where purpose != .emergency {
                    let found = refusals(
                        role, .read, .exchange, purpose: purpose, relation: relation,
                        consent: .statutory)
                    let isCare = [.occupationalPhysician, .nurse].contains(role)
                    let isPair =
                        role == .treatingPhysician && relation == .care
                        || role == .advisingPhysician && relation == .assigned
                    let opens =
                        isCare && relation == .assigned || isPair && purpose == .reintegration
                    #expect(found.contains(.secrecy) == !opens, "\(role) \(relation) \(purpose)")
                }
            }
        }
        #expect(
            refusals(
                .treatingPhysician, .read, .medicalAssessment, relation: .care, consent: .statutory
            ).contains(.secrecy))
        // The professional in the own section, while the relation lasts.
        #expect(
            refusals(.psychosocialAdviser, .read, .psychosocialThird, relation: .assigned) == [])
        #expect(
            refusals(.psychosocialAdviser, .read, .psychosocialThird, relation: .care) != [])
        #expect(
            refusals(
                .advisingPhysician, .read, .fundCertificate, purpose: .insurance,
                relation: .assigned) == [])
        #expect(
            refusals(
                .treatingPhysician, .read, .fundCertificate, purpose: .care, relation: .care)
                == [.secrecy])
        #expect(
            refusals(
                .treatingPhysician, .read, .fundCertificate, purpose: .care, relation: .care,
                authorship: .own) == [])
        #expect(
            refusals(
                .coach, .read, .coachingWorker, purpose: .support, relation: .mandated,
                authorship: .own) == [.secrecy])
    }

    @Test("F6: no consent of the worker opens what an adviser holds about third parties")
    func thirdParties() {
        for role in Role.allCases {
            for relation in Relation.allCases {
                let found = refusals(
                    role, .read, .psychosocialThird, purpose: .support, relation: relation,
                    consent: .active, authorship: .own)
                let isAdviser = role == .psychosocialAdviser && relation == .assigned
                #expect(found.isEmpty == isAdviser, "\(role) \(relation)")
            }
        }
    }

    @Test("F7: only the assigned occupational physician writes and releases the assessment form")
    func assessmentForm() {
        for role in Role.allCases {
            for relation in Relation.allCases {
                for action in [Action.write, .release] {
                    let found = refusals(
                        role, action, .assessmentForm, relation: relation, consent: .active,
                        authorship: .own)
                    let may = role == .occupationalPhysician && relation == .assigned
                    #expect(found.contains(.assessmentForm) == !may)
                }
            }
        }
        var release = base
        (release.kind, release.action) = (.assessmentForm, .release)
        #expect(Floor.duties(release) == [.log, .textGuard, .deliverTogether])
    }

    @Test("F8: those without a section key reach no section, and a lay inspector no secret one")
    func oversight() {
        let without: [Role] = [
            .auditor, .dataProtectionOfficer, .keyCustodian, .operator, .registrar,
            .policyApprover,
        ]
        for kind in SectionKind.allCases {
            for action in Action.allCases {
                for relation in [Relation.assigned, .competent, .mandated] {
                    for role in without {
                        #expect(
                            refusals(role, action, kind, relation: relation, consent: .active)
                                .contains(.oversight))
                    }
                    let lay = refusals(
                        .inspector, action, kind, purpose: .inspection, relation: relation,
                        consent: .active)
                    #expect(lay.contains(.oversight) == kind.isSecret)
                }
            }
        }
    }

    @Test("F9: an emergency is declared, reads only, and is the physician's and the nurse's")
    func emergency() {
        for role in Role.allCases {
            for action in Action.allCases {
                for purpose in Purpose.allCases {
                    for glass in Glass.allCases {
                        let found = refusals(
                            role, action, .healthFile, purpose: purpose, relation: .assigned,
                            glass: glass)
                        let touches = purpose == .emergency || glass == .declared
                        let proper =
                            purpose == .emergency && glass == .declared && action == .read
                            && [.occupationalPhysician, .nurse].contains(role)
                        #expect(found.contains(.emergency) == (touches && !proper))
                    }
                }
            }
        }
        let state = AccessState(
            role: .nurse, action: .read, kind: .healthFile, purpose: .emergency, relation: .none,
            phase: .closed, glass: .declared)
        #expect(Floor.refusal(of: state) == nil)
        #expect(Floor.duties(state) == [.log, .reason, .notifyWorker, .review, .expire])
    }

    @Test("F10: every state has the duty to be logged", arguments: UInt64(0)..<4)
    func logging(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 { #expect(Floor.duties(generator.accessState()).contains(.log)) }
        let policy = try CompiledPolicy(generator.bundle())
        let decision = policy.decide(generator.accessState()).refused(by: .logging)
        #expect(!decision.isPermitted)
        #expect(decision.ruleIDs == ["floor/F10"])
    }

    @Test("F11: towards the own dossier a person is the worker and nothing else")
    func ownDossier() {
        for role in Role.allCases {
            for relation in Relation.allCases {
                let found = refusals(role, .read, .plan, relation: relation)
                let fits = (role == .worker) == (relation == .`self`)
                #expect(found.contains(.separation) == !fits)
            }
        }
    }

    @Test("F12: a delegate acts in an own role and delegates no further")
    func delegation() throws {
        let instant = Instant(seconds: 1_700_000_000)
        let one = MemberID(at: instant, randomness: Array(repeating: 1, count: 10))
        let other = MemberID(at: instant, randomness: Array(repeating: 2, count: 10))
        func refusal(
            _ delegate: MemberID, _ role: Role, own: Set<Role>, onward: Bool
        ) -> FloorRule? {
            Floor.refusal(
                of: DelegationFacts(
                    principal: one, delegate: delegate, role: role, delegateRoles: own,
                    isOnward: onward))
        }
        #expect(refusal(other, .nurse, own: [.nurse], onward: false) == nil)
        #expect(refusal(other, .occupationalPhysician, own: [.nurse], onward: false) == .delegation)
        #expect(refusal(other, .nurse, own: [.nurse], onward: true) == .delegation)
        #expect(refusal(one, .nurse, own: [.nurse], onward: false) == .delegation)
    }

    @Test("F13: the worker reads all but two kinds, and those two never")
    func worker() {
        for kind in SectionKind.allCases {
            let isException = kind == .psychosocialThird || kind == .coachingEmployer
            #expect(Floor.givesWorker(kind) == !isException)
            for consent in ConsentVerdict.allCases {
                for phase in Phase.allCases {
                    let found = refusals(
                        .worker, .read, kind, purpose: .ownFile, relation: .`self`,
                        consent: consent, phase: phase)
                    #expect(found.isEmpty == !isException)
                }
            }
        }
    }

    @Test("F14: under absence control professionals reach four kinds, the worker all own ones")
    func absenceControl() {
        let four: Set<SectionKind> = [.identity, .absence, .contactLog, .controlFinding]
        for role in Role.allCases {
            for kind in SectionKind.allCases {
                let found = refusals(
                    role, .read, kind, purpose: .absenceControl, relation: .assigned,
                    consent: .active)
                let isWorkerSide = role == .worker || role == .legalRepresentative
                #expect(found.contains(.absenceControl) == (!isWorkerSide && !four.contains(kind)))
            }
        }
    }

    @Test("writing and releasing keep to the table of writers")
    func writers() {
        for role in Role.allCases {
            for kind in SectionKind.allCases {
                let may = Floor.mayWrite(role, kind)
                for action in Action.allCases {
                    let found = refusals(role, action, kind, relation: .assigned)
                    let limited = action == .write || action == .release
                    #expect(found.contains(.writers) == (limited && !may))
                }
                // Whoever oversees writes nothing, and the employer's side nothing secret.
                #expect(!may || role.holdsSectionKey)
                #expect(!may || !(kind.isSecret && role.side == .employer))
            }
        }
        #expect(Floor.writers(of: .plan) == [.employer, .hr])
        #expect(Floor.writers(of: .workerStatement) == [.worker])
        #expect(Floor.writers(of: .controlFinding) == [.controlPhysician])
        #expect(Floor.writers(of: .medicalAssessment) == [.occupationalPhysician, .nurse])
        for kind in SectionKind.allCases { #expect(!Floor.writers(of: kind).isEmpty) }
    }

    @Test("the possibility to read says what some state allows")
    func readers() {
        for role in Role.allCases {
            for kind in SectionKind.allCases {
                let possibility = Floor.mayRead(role, kind)
                #expect((possibility == .never) || role.holdsSectionKey)
                if role.side == .employer, role.holdsSectionKey, role != .socialSecretariat {
                    #expect(possibility == (kind.isSecret ? .never : .relation))
                }
                if role == .medicalSecretary || role == .socialSecretariat {
                    let isOpen =
                        kind.sectionClass == .administrative
                    #expect((possibility == .never) == !isOpen)
                }
                if role == .worker {
                    #expect(possibility == (Floor.givesWorker(kind) ? .relation : .never))
                }
            }
        }
        #expect(Floor.mayRead(.treatingPhysician, .medicalAssessment) == .consent)
        #expect(Floor.mayRead(.nurse, .psychosocialOwn) == .consent)
        #expect(Floor.mayRead(.nurse, .psychosocialThird) == .emergency)
        #expect(Floor.mayRead(.coach, .medicalNotes) == .never)
        #expect(Floor.mayReceive(.treatingPhysician, .healthFile, consent: .active))
        #expect(!Floor.mayReceive(.treatingPhysician, .healthFile, consent: .none))
        #expect(Floor.mayReceive(.physicianInspector, .healthFile, consent: .none))
        #expect(!Floor.mayReceive(.hr, .healthFile, consent: .active))
    }

    @Test("the floor's hash covers its version, rules, writers and separated duties")
    func hash() {
        #expect(Floor.hash == Digest(hashing: Floor.material))
        let text = String(decoding: Floor.material, as: UTF8.self)
        #expect(text.contains("floor/F13"))
        #expect(text.contains("medical-assessment secret occupational-physician nurse"))
        #expect(text.contains("S12 form-released x appeal-decided dossier history"))
    }

    @Test("every rule says why in four languages")
    func texts() {
        for rule in FloorRule.allCases {
            let texts = Language.allCases.map { rule.text[$0] }
            #expect(texts.allSatisfy { !$0.isEmpty })
            #expect(Set(texts).count == 4)
        }
    }
}
