import AccessPolicy
import Records
import TestSupport
import Testing

@Suite("Proof at adoption") struct ProofTests {
    private func violation(adding rule: PolicyRule) throws -> PolicyViolation? {
        let base = try PolicyFiles.be2022()
        let policy = try CompiledPolicy(
            AccessRules(
                name: base.name,
                // Without the prohibitions that restate the floor: they would hide the reach.
                rules: base.rules.filter { $0.effect == .permit } + [rule]))
        do throws(PolicyViolation) {
            _ = try Adoptable(proving: policy)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "a rule that reaches below the floor is refused by floor rule, rule id and state",
        arguments: [
            (
                FloorRule.employerSide,
                Sample.permit(
                    "M-1", [.employer], [.read], [.medicalAssessment], relations: [.ownWorker],
                    consents: [.active])
            ),
            (
                .consentGiver,
                Sample.permit(
                    "M-2", [.hr], [.manageConsent], [.plan], relations: [.ownWorker])
            ),
            (
                .relation,
                Sample.permit("M-3", [.nurse], [.read], [.identity], relations: [.lapsed])
            ),
            (.relation, Sample.permit("M-4", [.nurse], [.read], [.identity], relations: [.none])),
            (
                .controlPhysician,
                Sample.permit(
                    "M-5", [.controlPhysician], [.read], [.certificate],
                    purposes: [.absenceControl], relations: [.assigned])
            ),
            (
                .notes,
                Sample.permit(
                    "M-6", [.occupationalPhysician], [.read], [.medicalNotes],
                    relations: [.assigned])
            ),
            (
                .secrecy,
                Sample.permit(
                    "M-7", [.treatingPhysician], [.read], [.consultation], purposes: [.care],
                    relations: [.care], consents: [.active, .expired])
            ),
            (
                .assessmentForm,
                Sample.permit(
                    "M-8", [.nurse], [.write], [.assessmentForm], relations: [.assigned])
            ),
            (
                .oversight,
                Sample.permit(
                    "M-9", [.auditor], [.read], [.plan], purposes: [.inspection],
                    relations: [.assigned])
            ),
            (
                .oversight,
                Sample.permit(
                    "M-10", [.inspector], [.read], [.consultation], purposes: [.inspection],
                    relations: [.competent], consents: [.active])
            ),
            (
                .emergency,
                Sample.permit(
                    "M-11", [.occupationalPhysician], [.write], [.healthFile],
                    purposes: [.emergency], relations: [.assigned], glass: [.declared])
            ),
            (
                .separation,
                Sample.permit("M-12", [.nurse], [.read], [.identity], relations: [.`self`])
            ),
            (
                .worker,
                Sample.permit(
                    "M-13", [.worker], [.read], [.coachingEmployer], purposes: [.ownFile],
                    relations: [.`self`])
            ),
            (
                .absenceControl,
                Sample.permit(
                    "M-14", [.hr], [.read], [.plan], purposes: [.absenceControl],
                    relations: [.ownWorker])
            ),
            (
                .writers,
                Sample.permit("M-15", [.inspector], [.write], [.plan], relations: [.competent])
            ),
            (
                .logging,
                Sample.permit(
                    "M-16", [.employer], [.read], [.plan], relations: [.ownWorker],
                    duties: [.notifyWorker])
            ),
        ])
    func belowTheFloor(floor: FloorRule, rule: PolicyRule) throws {
        let violation = try #require(try violation(adding: rule))
        #expect(violation.requirement == .floor(floor))
        #expect(violation.rule == rule.id)
        #expect(rule.matches(violation.example))
        if floor != .logging { #expect(Floor.refusals(of: violation.example).contains(floor)) }
        let text = violation.description
        #expect(text.hasPrefix("\(rule.id) meets \(floor.id), e.g. {role: "))
    }

    @Test("the floor denies at run time what a policy that was never proved permits")
    func beltAndBraces() throws {
        let rule = Sample.permit(
            "M-1", [.employer], [.read], [.healthFile], relations: [.ownWorker])
        let policy = try CompiledPolicy(Sample.bundle([rule]))
        let decision = policy.decide(
            AccessState(
                role: .employer, action: .read, kind: .healthFile, purpose: .reintegration,
                relation: .ownWorker, consent: .active, phase: .plan))
        #expect(decision.basis == .floor(.employerSide))
    }

    @Test(
        "random bundles are proved exactly when no state that they permit meets the floor",
        arguments: UInt64(0)..<12)
    func proofIsExact(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let policy = try CompiledPolicy(generator.bundle())
        var found: PolicyViolation?
        do throws(PolicyViolation) {
            _ = try Adoptable(proving: policy)
        } catch {
            found = error
        }
        // Random rules always reach somewhere that they may not, so the proof must find it.
        let violation = try #require(found)
        guard case .floor(let floor) = violation.requirement, floor != .logging else { return }
        #expect(Floor.refusal(of: violation.example) == floor)
        let matching = policy.rules.filter { $0.matches(violation.example) }
        #expect(matching.allSatisfy { $0.effect == .permit })
        #expect(matching.first?.id == violation.rule)
    }

    @Test(
        "a policy is refused when it lacks what people need",
        arguments: [
            ("BE-01", Liveness.Demand.workerReads), ("BE-03", .workerConsents),
            ("BE-40", .physicianWorks), ("BE-41", .physicianWorks),
            ("BE-21", .employerReadsForm), ("BE-44", .employerReadsForm),
            ("BE-23", .employerKeepsPlan), ("BE-95", .inspectorReads),
        ])
    func liveness(rule: String, demand: Liveness.Demand) throws {
        let base = try PolicyFiles.be2022()
        let policy = try CompiledPolicy(
            AccessRules(
                name: "x", rules: base.rules.filter { $0.id != rule }))
        #expect(Liveness.firstDenied(demand, by: policy) != nil)
        do throws(PolicyViolation) {
            _ = try Adoptable(proving: policy)
            Issue.record("the policy was proved")
        } catch {
            #expect(error.requirement.id.hasPrefix("liveness/"))
            #expect(!policy.decide(error.example).isPermitted)
        }
    }

    @Test("the floor has nothing against what every policy must permit")
    func demandsAreOpen() {
        for demand in Liveness.Demand.allCases {
            for policy in ["be-2022", "nl-poortwachter"] {
                for product in Liveness.states(of: demand, forPolicy: policy) {
                    product.forEachState {
                        #expect(Floor.refusal(of: $0) == nil, "\(policy) \(demand) \($0)")
                    }
                }
            }
        }
    }

    @Test("a policy that denies everything keeps every secret and is refused")
    func denyAll() throws {
        let policy = try CompiledPolicy(Sample.bundle([Sample.forbid("N", .all, .all)]))
        do throws(PolicyViolation) {
            _ = try Adoptable(proving: policy)
            Issue.record("the policy was proved")
        } catch {
            #expect(error.requirement == .liveness(.workerReads))
            #expect(error.rule == nil)
        }
    }

    @Test("a forbid that takes the worker's own section away is refused")
    func workerIsNotShutOut() throws {
        let base = try PolicyFiles.be2022()
        let policy = try CompiledPolicy(
            AccessRules(
                name: "x", rules: base.rules + [Sample.forbid("N-1", [.worker], [.medicalNotes])]))
        do throws(PolicyViolation) {
            _ = try Adoptable(proving: policy)
            Issue.record("the policy was proved")
        } catch {
            #expect(error.requirement == .liveness(.workerReads))
            #expect(error.example.kind == .medicalNotes)
        }
    }

    @Test(
        "what is permitted in the Belgian policy keeps the floor in every sampled state",
        arguments: UInt64(0)..<8)
    func sampledFloor(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let policy = try PolicyFiles.be2022()
        for _ in 0..<4000 {
            let state = generator.accessState()
            guard policy.decide(state).isPermitted else { continue }
            #expect(state.role.side != .employer || !state.kind.isSecret)
            #expect(state.role.holdsSectionKey)
            #expect(state.relation != .lapsed)
            #expect(
                state.kind != .medicalNotes
                    || [.worker, .occupationalPhysician].contains(state.role))
        }
    }

    @Test("standing grants are for those who read without consent, and always for the inspectors")
    func standingReaders() throws {
        let policy = try PolicyFiles.be2022()
        let readers = Dictionary(
            uniqueKeysWithValues: policy.standingReaders().map { ($0.role, $0.kinds) })
        #expect(readers[.worker] == Set(SectionKind.allCases.filter(Floor.givesWorker)))
        #expect(readers[.employer]?.contains(.assessmentForm) == true)
        #expect(readers[.employer]?.contains(.workerStatement) == false)
        #expect(readers[.employer]?.contains(where: \.isSecret) == false)
        #expect(readers[.occupationalPhysician]?.contains(.medicalAssessment) == true)
        #expect(readers[.occupationalPhysician]?.contains(.medicalNotes) == false)
        #expect(readers[.treatingPhysician]?.contains(.consultation) == false)
        #expect(readers[.treatingPhysician]?.contains(.exchange) == true)
        #expect(readers[.physicianInspector]?.contains(.medicalAssessment) == true)
        #expect(readers[.inspector]?.isSuperset(of: [.plan, .motivatedReport]) == true)
        #expect(readers[.inspector]?.contains(where: \.isSecret) == false)
        #expect(readers[.coach] == [.coachingEmployer])
        #expect(readers[.auditor] == nil && readers[.operator] == nil)
        #expect(policy.reading(.nurse, .healthFile) == .relation)
        #expect(policy.reading(.nurse, .workerStatement) == .consent)
        #expect(policy.reading(.lineManager, .workerStatement) == .never)
        let employers = policy.readers(in: .ownWorker)
        #expect(employers.isSuperset(of: [.employer, .hr, .lineManager]))
        #expect(!employers.contains(.caseManager) && !employers.contains(.nurse))
        // A policy that says nothing about inspectors still gives them the two.
        let other = try CompiledPolicy(
            Sample.bundle([
                Sample.permit("A", [.employer], [.read], [.plan], relations: [.ownWorker])
            ]))
        let bare = Dictionary(
            uniqueKeysWithValues: other.standingReaders().map { ($0.role, $0.kinds) })
        #expect(bare[.inspector] == [.plan, .motivatedReport])
        #expect(bare[.physicianInspector] == [.plan, .motivatedReport])
        #expect(bare[.employer] == [.plan])
    }
}
