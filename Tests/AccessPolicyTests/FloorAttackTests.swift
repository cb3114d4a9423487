import AccessPolicy
import Records
import TestSupport
import Testing

/// Attempts on each rule of the floor, one way after the other.
@Suite("Attacks on the floor") struct FloorAttackTests {
    /// The sentences that a single state can break.
    static let sentences = [
        "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F11", "F13", "F14",
    ]

    /// States that break a sentence, most of them in the usual relation of their role.
    private static func forbidden(by sentence: String, count: Int) -> [AccessState] {
        var generator = SeededGenerator(seed: 77)
        var states: [AccessState] = []
        var tries = 0
        while states.count < count, tries < 400_000 {
            tries += 1
            var state = generator.accessState()
            if tries % 4 != 0 {
                state.relation = FactResolver.usualRelation(of: state.role) ?? state.relation
                state.glass = .intact
            }
            if sentence == "F5" { state.kind = .medicalNotes }
            if sentence == "F7" { (state.kind, state.action) = (.assessmentForm, .release) }
            if sentence == "F4" { state.role = .controlPhysician }
            let duties = Set(Floor.duties(state).words.map(\.rawValue))
            if ObviousFloor.broken(by: state, duties: duties).contains(sentence) {
                states.append(state)
            }
        }
        return states
    }

    /// What the proof says of a policy that lets people work and permits one more state.
    private static func violation(permitting state: AccessState) throws -> PolicyViolation? {
        let product = StateProduct(state)
        let rule = PolicyRule(
            id: "X", effect: .permit, roles: product.roles, actions: product.actions,
            kinds: product.kinds, purposes: product.purposes, relations: product.relations,
            consents: product.consents, phases: product.phases, glass: product.glass,
            authorship: product.authorship, duties: .all, law: "none", label: Sample.label)
        let policy = try CompiledPolicy(Sample.bundle([rule]))
        #expect(!policy.decide(state).isPermitted, "\(state)")
        do throws(PolicyViolation) {
            _ = try Adoptable(proving: policy)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "by a rule for one forbidden state alone: refused with the rule and that state",
        arguments: sentences)
    func byRule(sentence: String) throws {
        let states = Self.forbidden(by: sentence, count: 60)
        #expect(states.count == 60)
        for state in states {
            let violation = try #require(try Self.violation(permitting: state), "\(state)")
            #expect(violation.rule == "X" && violation.example == state, "\(violation)")
        }
    }

    @Test(
        "by consent, whatever it says: it opens what F6 lets it open and nothing else",
        arguments: sentences)
    func byConsent(sentence: String) throws {
        for state in Self.forbidden(by: sentence, count: 12) {
            for consent in ConsentVerdict.allCases {
                var attack = state
                attack.consent = consent
                let duties = Set(Floor.duties(attack).words.map(\.rawValue))
                guard ObviousFloor.broken(by: attack, duties: duties).contains(sentence) else {
                    #expect(sentence == "F6")
                    continue
                }
                #expect(try Self.violation(permitting: attack)?.rule == "X", "\(attack)")
            }
        }
    }

    @Test(
        "by an emergency: it lets a physician and a nurse read, and nobody anything else",
        arguments: sentences)
    func byEmergency(sentence: String) throws {
        for state in Self.forbidden(by: sentence, count: 12) {
            var attack = state
            (attack.glass, attack.purpose) = (.declared, .emergency)
            let isHelp =
                attack.action == .read && [.occupationalPhysician, .nurse].contains(attack.role)
            let duties = Set(Floor.duties(attack).words.map(\.rawValue))
            if isHelp, ObviousFloor.broken(by: attack, duties: duties).isEmpty { continue }
            #expect(try Self.violation(permitting: attack)?.rule == "X", "\(attack)")
        }
    }

    @Test("by leaving an emergency's duties out: the floor adds reason, notice, review and expiry")
    func byDuties() throws {
        let rule = Sample.permit(
            "X", [.nurse], [.read], [.healthFile], purposes: [.emergency],
            relations: [.none, .assigned], glass: [.declared])
        let decision = try CompiledPolicy(Sample.bundle([rule])).decide(
            AccessState(
                role: .nurse, action: .read, kind: .healthFile, purpose: .emergency,
                relation: .none, phase: .plan, glass: .declared))
        #expect(decision.duties.isSuperset(of: [.log, .reason, .notifyWorker, .review, .expire]))
        #expect(!decision.enforced(with: [.log, .reason, .notifyWorker, .expire]).isPermitted)
        // F10: a permit without an entry is refused by the proof, and denied where none can be made.
        let silent = rule.changed(duties: [.reason])
        let policy = try CompiledPolicy(Sample.bundle([silent]))
        let violation = #expect(throws: PolicyViolation.self) { try Adoptable(proving: policy) }
        #expect(violation?.requirement == .floor(.logging))
        #expect(!decision.enforced(with: DutySet.all.subtracting([.log])).isPermitted)
    }

    @Test("by the clock: what cannot be judged at a sure time is denied, whatever is permitted")
    func byClock() throws {
        let policy = try PolicyFiles.be2022()
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let denied = policy.refuse(generator.accessState(), because: .clock)
            #expect(!denied.isPermitted && denied.ruleIDs == ["error/clock"])
            #expect(denied.duties.contains(.log))
        }
    }

    @Test(
        "by taking one state away from the worker (F13): refused for every kind, action and phase")
    func byShuttingOut() throws {
        let base = try PolicyFiles.be2022()
        for kind in SectionKind.allCases
        where kind != .psychosocialThird && kind != .coachingEmployer {
            let phase = Phase.allCases[kind.code % Phase.allCases.count]
            let forbid = PolicyRule(
                id: "X", effect: .forbid, roles: [.worker], actions: [.read], kinds: [kind],
                purposes: [.ownFile], relations: [.`self`], consents: [.refused], phases: [phase],
                glass: [.intact], authorship: [.other], law: "none", label: Sample.label)
            let policy = try CompiledPolicy(
                AccessRules(name: base.name, rules: base.rules + [forbid]))
            #expect(Liveness.firstDenied(.workerReads, by: policy)?.kind == kind)
        }
    }
}
