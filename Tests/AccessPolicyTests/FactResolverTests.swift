import AccessPolicy
import Records
import TestSupport
import Testing

@Suite("Facts from dated records") struct FactResolverTests {
    private let made = Instant(seconds: 1_700_000_000)

    private func member(_ number: UInt8) -> MemberID {
        MemberID(at: made, randomness: Array(repeating: number, count: 10))
    }

    private func organisation(_ number: UInt8) -> OrganisationID {
        OrganisationID(at: made, randomness: Array(repeating: number, count: 10))
    }

    private func consentID(_ number: UInt8) -> ConsentID {
        ConsentID(at: made, randomness: Array(repeating: number, count: 10))
    }

    private var nurse: ActingHolder {
        ActingHolder(member: member(1), role: .nurse, organisation: organisation(1))
    }

    private func day(_ number: Int) -> CivilDate { CivilDate(daysSinceEpoch: 20_000 + number) }

    private func assigned(_ from: Int, _ until: Int?, by number: UInt8 = 1) -> RelationFact {
        RelationFact(
            holder: .organisation(organisation(number)), relation: .assigned,
            roles: [.nurse, .occupationalPhysician], from: day(from), until: until.map(day),
            source: "service contract")
    }

    private func relation(_ facts: [RelationFact], _ number: Int) -> Relation {
        FactResolver.relation(of: nurse, among: facts, on: day(number)).relation
    }

    @Test("a relation stands from its first day to the day before its end")
    func relationPeriod() {
        let facts = [assigned(10, 20)]
        #expect(relation(facts, 9) == .none)
        #expect(relation(facts, 10) == .assigned)
        #expect(relation(facts, 19) == .assigned)
        #expect(relation(facts, 20) == .lapsed)
        #expect(relation([assigned(10, nil)], 9000) == .assigned)
    }

    @Test("a gap is lapsed, an overlap and a seam are not")
    func relationGaps() {
        #expect(relation([assigned(0, 10), assigned(20, 30)], 15) == .lapsed)
        #expect(relation([assigned(0, 10), assigned(20, 30)], 20) == .assigned)
        #expect(relation([assigned(0, 10), assigned(10, 20)], 10) == .assigned)
        #expect(relation([assigned(0, 15), assigned(10, 20)], 14) == .assigned)
        #expect(relation([assigned(10, 10)], 12) == .none)
        #expect(relation([assigned(10, 5)], 12) == .none)
    }

    @Test(
        "a correction changes the days between the two ends and no other", arguments: UInt64(0)..<40
    )
    func correction(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let start = Int(generator.next() % 30)
        let (old, new) = (
            start + 1 + Int(generator.next() % 30), start + 1 + Int(generator.next() % 30)
        )
        // A correction is a new fact that takes the place of the one with the wrong end.
        let other = assigned(80, 90)
        let before = [assigned(start, old), other]
        let after = [assigned(start, new), other]
        for day in 0..<100 {
            let isBetween = (min(old, new)..<max(old, new)).contains(day)
            let changed = relation(before, day) != relation(after, day)
            #expect(changed == isBetween)
            if isBetween {
                #expect(relation(after, day) == (day < new ? .assigned : .lapsed))
            }
        }
    }

    @Test("a relation counts for its holder and its roles only")
    func relationHolder() {
        #expect(relation([assigned(0, nil, by: 2)], 5) == .none)
        let psychosocial = ActingHolder(
            member: member(1), role: .psychosocialAdviser, organisation: organisation(1))
        #expect(
            FactResolver.relation(of: psychosocial, among: [assigned(0, nil)], on: day(5)).relation
                == .none)
        let personal = RelationFact(
            holder: .member(member(1)), relation: .mandated, roles: [.nurse], from: day(0),
            until: nil, source: "mandate")
        #expect(relation([personal], 5) == .mandated)
        // The relation that is the role's own comes first, whatever the order of the facts.
        #expect(relation([personal, assigned(0, nil)], 5) == .assigned)
        #expect(relation([assigned(0, nil), personal], 5) == .assigned)
    }

    @Test("the relation agrees with a day-by-day calendar", arguments: UInt64(0)..<60)
    func relationCalendar(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let facts = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            let from = Int.random(in: 0..<40, using: &generator)
            let length = Int.random(in: -3..<20, using: &generator)
            return assigned(
                from, length == 19 ? nil : from + length,
                by: UInt8.random(in: 1...2, using: &generator))
        }
        // Slow and obvious: write down for each day whether some fact of the holder covers it.
        let own = facts.filter { $0.holder == .organisation(organisation(1)) }
        let covered = Set(
            own.flatMap { fact in
                (0..<70).filter { number in
                    fact.from <= day(number) && (fact.until.map { day(number) < $0 } ?? true)
                }
            })
        for number in 0..<70 {
            let expected: Relation =
                covered.contains(number)
                ? .assigned : covered.contains(where: { $0 < number }) ? .lapsed : .none
            let resolved = FactResolver.relation(of: nurse, among: facts, on: day(number))
            #expect(resolved.relation == expected, "day \(number) of \(facts)")
            // Nothing changes before the day that it names.
            if let change = resolved.changesOn {
                for later in number..<70 where day(later) < change {
                    #expect(relation(facts, later) == expected)
                }
            }
        }
    }

    // MARK: Consent

    private var treating: ActingHolder {
        ActingHolder(member: member(7), role: .treatingPhysician, organisation: nil)
    }

    private func at(_ second: Int64) -> Instant { Instant(seconds: 1_800_000_000 + second) }

    private func consent(
        _ from: Int64, _ until: Int64, number: UInt8 = 1, withdrawn: Int64? = nil,
        refuses: Bool = false, role: Role = .treatingPhysician, to holder: Holder? = nil,
        kinds: Set<SectionKind> = [.consultation], purposes: Set<Purpose> = [.reintegration],
        actions: Set<Action> = Set(Action.allCases)
    ) -> ConsentFact {
        ConsentFact(
            id: consentID(number), isRefusal: refuses, role: role,
            recipient: holder ?? .member(member(7)), kinds: kinds, purposes: purposes,
            actions: actions, from: at(from), until: at(until), withdrawnAt: withdrawn.map(at))
    }

    private func resolve(
        _ facts: [ConsentFact], _ second: Int64, kind: SectionKind = .consultation,
        purpose: Purpose = .reintegration, action: Action = .read, statutory: Int64? = nil
    ) -> ResolvedConsent {
        FactResolver.consent(
            for: treating, kind: kind, purpose: purpose, action: action, among: facts,
            at: at(second),
            exchange: statutory.map { year in
                ExchangePeriod(from: day(0)) {
                    $0 == day(0).adding(months: 12) ? at(year) : at(2 * year)
                }
            })
    }

    @Test("a consent is active from its first second to the second before its end")
    func consentPeriod() {
        let facts = [consent(10, 20)]
        #expect(resolve(facts, 9).verdict == .none)
        #expect(resolve(facts, 10).verdict == .active)
        #expect(resolve(facts, 10).consent == consentID(1))
        #expect(resolve(facts, 19).verdict == .active)
        #expect(resolve(facts, 19).changesAt == at(20))
        #expect(resolve(facts, 20).verdict == .expired)
    }

    @Test("withdrawal acts in the same second")
    func withdrawal() {
        let facts = [consent(10, 20, withdrawn: 15)]
        #expect(resolve(facts, 14).verdict == .active)
        #expect(resolve(facts, 14).changesAt == at(15))
        #expect(resolve(facts, 15).verdict == .withdrawn)
        #expect(resolve(facts, 25).verdict == .withdrawn)
    }

    @Test("a clock behind the log would bring a withdrawn consent back, so it is refused")
    func clockBehind() throws {
        let facts = [consent(10, 20, withdrawn: 15)]
        #expect(resolve(facts, 14).verdict == .active)
        let state = AccessState(
            role: .treatingPhysician, action: .read, kind: .consultation, purpose: .care,
            relation: .care, consent: .active, phase: .assessment)
        let denied = try PolicyFiles.be2022().refuse(state, because: .clock)
        #expect(!denied.isPermitted && denied.ruleIDs == ["error/clock"])
    }

    @Test("withdrawing one consent leaves another that opens the same section")
    func twoConsents() {
        let facts = [consent(0, 100, number: 1, withdrawn: 10), consent(5, 50, number: 2)]
        #expect(resolve(facts, 20).verdict == .active)
        #expect(resolve(facts, 20).consent == consentID(2))
        #expect(resolve(facts, 60).verdict == .withdrawn)
    }

    @Test("a refusal beats every consent while it stands")
    func refusal() {
        let facts = [consent(0, 100, number: 1), consent(10, 20, number: 2, refuses: true)]
        #expect(resolve(facts, 5).verdict == .active)
        #expect(resolve(facts, 10).verdict == .refused)
        #expect(resolve(facts, 10).consent == consentID(2))
        #expect(resolve(facts, 20).verdict == .active)
        // A person who was refused stays refused in another role.
        let asNurse = consent(0, 100, number: 3, refuses: true, role: .nurse)
        #expect(resolve(facts + [asNurse], 5).verdict == .refused)
        // A refused consent that is over does not turn into an expired one.
        #expect(resolve([consent(10, 20, number: 2, refuses: true)], 30).verdict == .none)
    }

    @Test("what a consent does not cover is a mismatch", arguments: [0, 1, 2])
    func mismatch(part: Int) {
        let facts = [consent(0, 100, actions: [.read])]
        let resolved =
            switch part {
            case 0: resolve(facts, 5, kind: .healthFile)
            case 1: resolve(facts, 5, purpose: .care)
            default: resolve(facts, 5, action: .export)
            }
        #expect(resolved.verdict == .mismatch)
        #expect(resolved.consent == consentID(1))
        #expect(resolve(facts, 200, kind: .healthFile).verdict == .none)
    }

    @Test("a consent is for its recipient only")
    func recipient() {
        #expect(resolve([consent(0, 100, to: .member(member(8)))], 5).verdict == .none)
        #expect(resolve([consent(0, 100, role: .advisingPhysician)], 5).verdict == .none)
        #expect(resolve([consent(0, 100, to: .organisation(organisation(1)))], 5).verdict == .none)
    }

    @Test("the law opens the exchange until the end of its first year, and nothing else")
    func statutory() {
        #expect(resolve([], 99, kind: .exchange, statutory: 100).verdict == .statutory)
        #expect(resolve([], 100, kind: .exchange, statutory: 100).verdict == .none)
        #expect(resolve([], 99, kind: .consultation, statutory: 100).verdict == .none)
        let refused = consent(0, 200, refuses: true, kinds: [.exchange])
        #expect(resolve([refused], 99, kind: .exchange, statutory: 100).verdict == .refused)
        let given = consent(0, 200, kinds: [.exchange])
        #expect(resolve([given], 99, kind: .exchange, statutory: 100).verdict == .active)
        let withdrawn = consent(0, 200, withdrawn: 50, kinds: [.exchange])
        #expect(resolve([withdrawn], 99, kind: .exchange, statutory: 100).verdict == .statutory)
        // After two years no consent counts, whatever it says.
        let long = consent(0, 900, kinds: [.exchange, .consultation])
        #expect(resolve([long], 199, kind: .exchange, statutory: 100).verdict == .active)
        #expect(resolve([long], 199, kind: .exchange, statutory: 100).changesAt == at(200))
        #expect(resolve([long], 200, kind: .exchange, statutory: 100).verdict == .expired)
        #expect(resolve([long], 200, kind: .consultation, statutory: 100).verdict == .active)
        #expect(resolve([withdrawn], 150, kind: .exchange, statutory: 100).verdict == .withdrawn)
    }

    @Test("a consent cannot promise what the floor closes")
    func scope() {
        #expect(throws: ConsentScopeFault.closed(.healthFile)) {
            try Floor.checkConsentScope(
                role: .employer, kinds: [.healthFile], purposes: [.reintegration])
        }
        #expect(throws: ConsentScopeFault.closed(.medicalNotes)) {
            try Floor.checkConsentScope(
                role: .treatingPhysician, kinds: [.medicalNotes], purposes: [.care])
        }
        #expect(throws: ConsentScopeFault.closed(.consultation)) {
            try Floor.checkConsentScope(
                role: .inspector, kinds: [.consultation], purposes: [.inspection])
        }
        #expect(throws: ConsentScopeFault.medicalFile(.healthFile)) {
            try Floor.checkConsentScope(role: .coach, kinds: [.healthFile], purposes: [.support])
        }
        #expect(throws: ConsentScopeFault.purpose(.absenceControl)) {
            try Floor.checkConsentScope(
                role: .employer, kinds: [.workerStatement], purposes: [.absenceControl])
        }
        #expect(throws: Never.self) {
            try Floor.checkConsentScope(
                role: .treatingPhysician, kinds: [.consultation, .medicalAssessment],
                purposes: [.reintegration])
            try Floor.checkConsentScope(
                role: .employer, kinds: [.workerStatement], purposes: [.reintegration])
            try Floor.checkConsentScope(role: .coach, kinds: [.consultation], purposes: [.support])
            try Floor.checkConsentScope(
                role: .occupationalPhysician, kinds: [], purposes: [.reintegration])
        }
    }
}
