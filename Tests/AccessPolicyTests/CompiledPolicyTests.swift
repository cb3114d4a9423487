import AccessPolicy
import CryptoPrimitives
import Records
import TestSupport
import Testing

@Suite("Compiled policy") struct CompiledPolicyTests {
    @Test(
        "what is compiled reads back to the same policy, bytes and hash",
        arguments: UInt64(0)..<20)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let policy = try CompiledPolicy(generator.bundle())
        let copy = try CompiledPolicy(canonical: policy.canonicalBytes)
        #expect(copy.rules == policy.rules)
        #expect(copy.canonicalBytes == policy.canonicalBytes)
        #expect(copy.hash == Digest(hashing: policy.canonicalBytes))
    }

    @Test("any changed bit gives an error or another hash, never the same policy")
    func mutations() throws {
        var generator = SeededGenerator(seed: 1)
        let policy = try CompiledPolicy(generator.bundle())
        let bytes = policy.canonicalBytes
        var mutator = Mutator(seed: 1)
        for _ in 0..<400 {
            let changed = mutator.mutation(of: bytes)
            do throws(CanonicalEncodingError) {
                let other = try CompiledPolicy(canonical: changed)
                #expect(other.hash != policy.hash)
                #expect(other.canonicalBytes != policy.canonicalBytes)
            } catch {}
        }
    }

    @Test("truncated and random bytes are refused", arguments: UInt64(0)..<20)
    func garbage(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = try CompiledPolicy(generator.bundle()).canonicalBytes
        let cut = Int(generator.next() % UInt64(bytes.count))
        #expect(throws: CanonicalEncodingError.self) {
            try CompiledPolicy(canonical: Array(bytes[..<cut]))
        }
        #expect(throws: CanonicalEncodingError.trailingBytes) {
            try CompiledPolicy(canonical: bytes + [0])
        }
        let random = (0..<200).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        #expect(throws: CanonicalEncodingError.wrongLabel) {
            try CompiledPolicy(canonical: random)
        }
    }

    @Test("a bit that stands for no word is refused")
    func unknownBit() throws {
        let rule = Sample.permit("A", [.worker], [.read], [.plan], relations: [.`self`])
        var encoder = CanonicalEncoder(PolicyRule.label)
        rule.encode(to: &encoder)
        let bytes = encoder.bytes
        // The roles are the third field: label, id (4 + 1), effect (4 + 6), then 4 + 8 bytes.
        let roles = PolicyRule.label.utf8.count + 1 + 5 + 10 + 4
        var changed = bytes
        changed[roles] = 0x80
        #expect(throws: CanonicalEncodingError.invalidField) { try PolicyRule(canonical: changed) }
        #expect(try PolicyRule(canonical: bytes) == rule)
    }

    @Test("what is no policy is refused before any proof")
    func faults() throws {
        let rule = Sample.permit("A-1", [.employer], [.read], [.plan], relations: [.ownWorker])
        #expect(throws: PolicyFault.duplicateRule("A-1")) {
            try CompiledPolicy(Sample.bundle([rule, rule]))
        }
        #expect(throws: PolicyFault.ruleCount(0)) { try CompiledPolicy(Sample.bundle([])) }
        #expect(throws: PolicyFault.malformedName("A 1")) {
            try CompiledPolicy(
                Sample.bundle([
                    Sample.permit("A 1", [.employer], [.read], [.plan], relations: [.ownWorker])
                ]))
        }
        #expect(throws: PolicyFault.emptyDimension(rule: "A-1")) {
            try CompiledPolicy(
                Sample.bundle([
                    Sample.permit("A-1", [], [.read], [.plan], relations: [.ownWorker])
                ]))
        }
        #expect(throws: PolicyFault.missingText(rule: "A-1")) {
            try CompiledPolicy(
                Sample.bundle([
                    PolicyRule(
                        id: "A-1", effect: .forbid, roles: [.employer], actions: [.read],
                        kinds: [.plan], law: "", label: Sample.label)
                ]))
        }
    }

    @Test("the most rules that are allowed are read, and one more is refused")
    func ruleLimit() throws {
        let rules = (0...CompiledPolicy.maximumRules).map {
            Sample.permit("A-\($0)", [.employer], [.read], [.plan], relations: [.ownWorker])
        }
        let policy = try CompiledPolicy(
            Sample.bundle(Array(rules.prefix(CompiledPolicy.maximumRules))))
        let decision = policy.decide(
            AccessState(
                role: .employer, action: .read, kind: .plan, purpose: .reintegration,
                relation: .ownWorker, phase: .plan))
        #expect(decision.ruleIDs.count == CompiledPolicy.maximumRules)
        #expect(throws: PolicyFault.ruleCount(CompiledPolicy.maximumRules + 1)) {
            try CompiledPolicy(Sample.bundle(rules))
        }
    }

    @Test("rules that reach over everything are compiled up to a limit")
    func reachLimit() throws {
        let reach =
            Role.allCases.count * Action.allCases.count * SectionKind.allCases.count
            * Relation.allCases.count
        let count = CompiledPolicy.maximumReach / reach + 1
        let rules = (0..<count).map { Sample.forbid("N-\($0)", .all, .all) }
        #expect(throws: PolicyFault.tooBroad(count * reach)) {
            try CompiledPolicy(Sample.bundle(rules))
        }
        let policy = try CompiledPolicy(Sample.bundle([rules[0]]))
        #expect(policy.rules == [rules[0]])
    }

    @Test("every word has a code of its own, without gaps")
    func codes() {
        func check<Word: PolicyWord>(_: Word.Type) {
            #expect(Word.allCases.map(\.code).sorted() == Array(0..<Word.allCases.count))
            #expect(Word.allCases.count <= 64)
        }
        check(Role.self)
        check(Action.self)
        check(SectionKind.self)
        check(Purpose.self)
        check(Relation.self)
        check(ConsentVerdict.self)
        check(Phase.self)
        check(Glass.self)
        check(Authorship.self)
        check(Duty.self)
        // What the index of the rules has room for.
        #expect(Purpose.allCases.count <= 30 && Duty.allCases.count <= 32)
        #expect(Authorship.allCases.count <= 2)
        let blocks = Role.allCases.count * Action.allCases.count * SectionKind.allCases.count
        #expect(blocks < UInt16.max)
        #expect(
            FactSet.size
                == ConsentVerdict.allCases.count * Phase.allCases.count * Glass.allCases.count)
        #expect(FactSet.all.count == FactSet.size)
    }

    @Test("the codes that stored policies use never change")
    func codesAreStable() {
        // Positions in the lists as of the first release; a new word only ever follows.
        let kinds: [SectionKind] = [
            .medicalAssessment, .consultation, .healthFile, .potentialQuestionnaire,
            .appealMedicalReport, .medicalNotes, .exchange, .fundCertificate, .fundAssessment,
            .psychosocialOwn, .psychosocialThird, .coachingWorker, .coachingEmployer,
            .coachingJoint, .assessmentForm, .appealRuling, .workPotentialResult, .workplaceReport,
            .plan, .planAnswer, .resumptionDecision, .motivatedReport, .identity, .absence,
            .certificate, .contactLog, .request, .invitation, .appealLetter,
            .employerConsultation, .agreements, .checklist, .controlFinding, .teamText,
            .workerStatement,
        ]
        #expect(kinds.map(\.code) == Array(0..<kinds.count))
        #expect(
            Role.worker.code == 0 && Role.inspector.code == 17 && Role.policyApprover.code == 24)
        #expect(ConsentVerdict.active.code == 2 && ConsentVerdict.statutory.code == 6)
    }
}
