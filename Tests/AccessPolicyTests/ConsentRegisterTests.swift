import AccessPolicy
import Records
import Testing

/// What statements make of each other: both sides of a talk, the end of a trajectory, refusals.
@Suite("The register of consents") struct ConsentRegisterTests {
    private func id<Subject>(_ number: UInt8) -> Identifier<Subject> {
        Identifier(
            at: Instant(seconds: 1_700_000_000), randomness: Array(repeating: number, count: 10))
    }

    private func at(_ second: Int64) -> Instant { Instant(seconds: 1_800_000_000 + second) }

    private func consent(
        _ number: UInt8, _ nature: ConsentNature = .consent, role: Role? = .coach,
        to recipient: Holder?, kinds: Set<SectionKind> = [], process: ConsentPurpose? = nil,
        from: Int64 = 0, until: Int64? = 100
    ) -> Consent {
        Consent(
            id: id(number), giver: id(1), nature: nature, role: role, recipient: recipient,
            kinds: kinds, purposes: nature == .refusal ? [] : [.support], process: process,
            from: at(from), until: until.map(at), channel: .ownKey, evidence: "", language: .nl,
            textVersion: "1", grants: [])
    }

    private var coach: Holder { .member(id(7)) }

    private func isActive(_ register: ConsentRegister, _ second: Int64) -> Bool {
        FactResolver.consent(
            for: ActingHolder(member: id(7), role: .coach, organisation: nil),
            kind: .coachingJoint, purpose: .support, action: .read, among: register.facts,
            at: at(second)
        ).verdict == .active
    }

    @Test("a consent that needs both sides holds where both periods meet, until one is withdrawn")
    func bothSides() {
        let given = consent(
            2, to: coach, kinds: [.coachingJoint], process: .coachingTalk, from: 10, until: 60)
        func register(_ others: ConsentRegister.Entry...) -> ConsentRegister {
            ConsentRegister([.init(given, withdrawn: nil)] + others, trajectoryEnds: [])
        }
        func agreement(
            _ number: UInt8, to holder: Holder, _ from: Int64, _ until: Int64,
            withdrawn: Int64? = nil
        ) -> ConsentRegister.Entry {
            .init(
                consent(
                    number, .agreement, to: holder, process: .coachingTalk, from: from,
                    until: until), withdrawn: withdrawn.map(at))
        }
        #expect((0..<100).allSatisfy { !isActive(register(), $0) })
        #expect(
            (0..<100).allSatisfy {
                !isActive(register(agreement(3, to: .member(id(8)), 0, 99)), $0)
            })
        let two = register(
            agreement(3, to: coach, 20, 30), agreement(4, to: coach, 40, 90, withdrawn: 50))
        for second in Int64(0)..<100 {
            #expect(
                isActive(two, second) == ((20..<30).contains(second) || (40..<50).contains(second)))
        }
        // The agreement alone is nothing.
        let alone = ConsentRegister([agreement(3, to: coach, 0, 99)], trajectoryEnds: [])
        #expect(alone.facts.isEmpty && alone.standingPurposes(at: at(5)).isEmpty)
        #expect(two.standingPurposes(at: at(25)) == [.coachingTalk])
        #expect(two.standingPurposes(at: at(35)).isEmpty)
    }

    @Test("a consent ends with the first trajectory that ends after it, where its purpose does")
    func trajectory() {
        func purposes(_ process: ConsentPurpose, _ second: Int64) -> Set<ConsentPurpose> {
            let nature = process.terms.nature
            return ConsentRegister(
                [.init(consent(2, nature, to: coach, process: process, from: 10), withdrawn: nil)],
                trajectoryEnds: [at(5), at(70), at(40)]
            ).standingPurposes(at: at(second))
        }
        for process in ConsentPurpose.allCases
        where process.terms.nature.opens && !process.terms.needsEmployer {
            #expect(purposes(process, 39) == [process])
            #expect(purposes(process, 40) == (process.terms.endsWithTrajectory ? [] : [process]))
            #expect(purposes(process, 9).isEmpty && purposes(process, 100).isEmpty)
        }
    }

    @Test("a step is refused by a refusal of its purpose, or of everything, to the same recipient")
    func refusedStep() {
        let given = consent(2, role: .coach, to: coach, process: .consultOtherPerson)
        func stands(beside refusal: Consent, withdrawn: Instant? = nil) -> Bool {
            ConsentRegister(
                [.init(given, withdrawn: nil), .init(refusal, withdrawn: withdrawn)],
                trajectoryEnds: []
            ).standingPurposes(at: at(5)) == [.consultOtherPerson]
        }
        let beating = [
            consent(3, .refusal, to: coach, process: .consultOtherPerson),
            consent(3, .refusal, role: nil, to: coach, until: nil),
            consent(3, .refusal, role: .nurse, to: coach, until: nil),
            consent(3, .refusal, role: .coach, to: nil, until: nil),
        ]
        for refusal in beating {
            #expect(!stands(beside: refusal))
            #expect(stands(beside: refusal, withdrawn: at(5)))
        }
        let others = [
            consent(3, .refusal, to: coach, process: .assistance),
            consent(3, .refusal, to: .member(id(8))), consent(3, .refusal, role: .nurse, to: nil),
            consent(3, .refusal, to: coach, kinds: [.plan]),
            consent(3, .refusal, to: coach, process: .consultOtherPerson, from: 6),
        ]
        for refusal in others { #expect(stands(beside: refusal)) }
    }

    @Test("a statement of another nature than its purpose takes counts for no step")
    func nature() {
        let mere = consent(2, .consent, role: .hr, to: coach, process: .involveEmployer)
        let register = ConsentRegister([.init(mere, withdrawn: nil)], trajectoryEnds: [])
        #expect(register.standingPurposes(at: at(5)).isEmpty)
    }
}
