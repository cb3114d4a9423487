import AccessPolicy
import Records
import TestSupport
import Testing

@Suite("Explanation") struct ExplanationTests {
    private let instant = Instant(seconds: 1_770_000_000)

    private func employer(_ kind: SectionKind, _ consent: ConsentVerdict = .none) -> AccessState {
        AccessState(
            role: .employer, action: .read, kind: kind, purpose: .reintegration,
            relation: .ownWorker, consent: consent, phase: .plan)
    }

    @Test("a permit names its rules, law, sentences and duties")
    func permit() throws {
        let policy = try PolicyFiles.be2022()
        let told = policy.decide(employer(.assessmentForm)).explanation(for: .actor, at: instant)
        #expect(told.decision == "permit")
        #expect(told.by == ["BE-21"])
        #expect(told.policy == "be-2022")
        #expect(told.policyHash == policy.hash && told.floorHash == Floor.hash)
        #expect(told.law.first?.contains("I.4-73") == true)
        #expect(told.why.first?.nl.contains("beoordelingsformulier") == true)
        #expect(told.duties == [.log])
        #expect(told.nearest == [])
    }

    @Test("a refusal by the floor says why and what to do instead")
    func floor() throws {
        let policy = try PolicyFiles.be2022()
        let decision = policy.decide(employer(.medicalAssessment, .active))
        let told = decision.explanation(for: .actor, at: instant)
        #expect(told.decision == "deny" && told.by == ["floor/F1"])
        #expect(told.remedy != nil)
        #expect(told.nearest.contains { $0.dimension == "section" && $0.word == "assessment-form" })
    }

    @Test("the nearest permits are all permitted neighbours, one word away")
    func nearest() throws {
        let policy = try PolicyFiles.be2022()
        let state = employer(.workerStatement, .withdrawn)
        let nearest = policy.decide(state).nearestPermits(for: .oversight)
        #expect(nearest.contains { $0.dimension == "consent" && $0.word == "active" })
        for permit in nearest where permit.dimension == "section" {
            var neighbour = state
            neighbour.kind = try #require(SectionKind(rawValue: permit.word))
            #expect(policy.decide(neighbour).ruleIDs == permit.rules)
        }
        let kinds = nearest.filter { $0.dimension == "section" }.map(\.word)
        let expected = SectionKind.allCases.filter { kind in
            var neighbour = state
            neighbour.kind = kind
            return kind != state.kind && policy.decide(neighbour).isPermitted
        }
        #expect(kinds == expected.map(\.rawValue))
    }

    @Test("the actor is told neither of consents nor of secret sections", arguments: UInt64(0)..<6)
    func actorSeesLess(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let policy = try PolicyFiles.be2022()
        let fact = NamedFact(
            dimension: "consent", value: "refused", source: "consent:x", until: nil)
        for _ in 0..<60 {
            let decision = policy.decide(generator.accessState())
            guard !decision.isPermitted else { continue }
            let told = decision.explanation(for: .actor, at: instant, facts: [fact])
            #expect(told.facts == [])
            #expect(!told.state.contains { $0.dimension == "consent" })
            for permit in told.nearest {
                #expect(["action", "section", "purpose"].contains(permit.dimension))
                #expect(SectionKind(rawValue: permit.word)?.isSecret != true)
            }
            let all = decision.explanation(for: .oversight, at: instant, facts: [fact])
            #expect(all.facts == [fact])
            #expect(all.state.count == 9)
        }
    }
}
