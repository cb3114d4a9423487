import AccessPolicy
import Records
import TestSupport
import Testing

/// The resolver against a slow definition that knows nothing of its code, over thousands of random
/// histories; and what must hold of every history.
@Suite("Facts from random histories") struct FactResolverOracleTests {
    /// One statement of a worker, in small numbers.
    private struct Saying: Hashable {
        /// To whom it speaks.
        enum Addressee: Hashable { case person(UInt8), place(UInt8), anyone }

        var number: UInt8
        var refuses: Bool
        var addressee: Addressee
        var role: Role?
        var kinds: Set<SectionKind>?
        var purposes: Set<Purpose>?
        var actions: Set<Action>
        var from: Int
        var until: Int?
        var withdrawn: Int?
    }

    /// Who asks for what.
    private struct Question: Hashable {
        var person: UInt8
        var place: UInt8?
        var role: Role
        var kind: SectionKind
        var purpose: Purpose
        var action: Action
    }

    private static let roles: [Role] = [.treatingPhysician, .nurse]
    private static let kinds: [SectionKind] = [.consultation, .exchange]
    private static let purposes: [Purpose] = [.care, .reintegration]
    private static let actions: [Action] = [.read, .export]
    private static let length = 24

    private static func identifier<Subject>(_ number: UInt8) -> Identifier<Subject> {
        Identifier(
            at: Instant(seconds: 1_700_000_000), randomness: Array(repeating: number, count: 10))
    }

    private static func at(_ tick: Int) -> Instant {
        Instant(seconds: 1_800_000_000 + Int64(tick))
    }

    private static func some<Word: Hashable>(
        of words: [Word], _ generator: inout SeededGenerator
    ) -> Set<Word> {
        Set(words.filter { _ in Bool.random(using: &generator) })
    }

    private static func saying(_ number: UInt8, _ generator: inout SeededGenerator) -> Saying {
        let refuses = Int.random(in: 0..<3, using: &generator) == 0
        func isOpen() -> Bool { refuses && Int.random(in: 0..<3, using: &generator) == 0 }
        let from = Int.random(in: 0..<16, using: &generator)
        let isForAnyone = isOpen()
        let person = UInt8.random(in: 1...2, using: &generator)
        let isPerson = Bool.random(using: &generator)
        let role =
            !isForAnyone && isOpen()
            ? nil : roles[Int.random(in: 0..<2, using: &generator)]
        let until = from + Int.random(in: 0..<14, using: &generator)
        let hasEnd = !isOpen()
        return Saying(
            number: number, refuses: refuses,
            addressee: isForAnyone ? .anyone : isPerson ? .person(person) : .place(person),
            role: role, kinds: isOpen() ? nil : some(of: kinds, &generator),
            purposes: isOpen() ? nil : some(of: purposes, &generator),
            actions: Int.random(in: 0..<3, using: &generator) == 0
                ? some(of: actions, &generator) : Set(actions),
            from: from, until: hasEnd ? until : nil,
            withdrawn: Int.random(in: 0..<3, using: &generator) == 0
                ? Int.random(in: 0..<length, using: &generator) : nil)
    }

    private static func question(_ generator: inout SeededGenerator) -> Question {
        func one<Word>(_ words: [Word]) -> Word {
            words[Int.random(in: 0..<words.count, using: &generator)]
        }
        return Question(
            person: UInt8.random(in: 1...2, using: &generator),
            place: Bool.random(using: &generator)
                ? UInt8.random(in: 1...2, using: &generator) : nil,
            role: one(roles), kind: one(kinds), purpose: one(purposes), action: one(actions))
    }

    private static func fact(_ saying: Saying) -> ConsentFact {
        let holder: Holder? =
            switch saying.addressee {
            case .person(let number): .member(identifier(number))
            case .place(let number): .organisation(identifier(number))
            case .anyone: nil
            }
        return ConsentFact(
            id: identifier(saying.number), isRefusal: saying.refuses, role: saying.role,
            recipient: holder, kinds: saying.kinds, purposes: saying.purposes,
            actions: saying.actions, from: at(saying.from), until: saying.until.map(at),
            withdrawnAt: saying.withdrawn.map(at))
    }

    private static func resolve(
        _ sayings: [Saying], _ question: Question, _ tick: Int, exchange: Int?
    ) -> ResolvedConsent {
        let first = CivilDate(daysSinceEpoch: 20_000)
        return FactResolver.consent(
            for: ActingHolder(
                member: identifier(question.person), role: question.role,
                organisation: question.place.map { identifier($0) }),
            kind: question.kind, purpose: question.purpose, action: question.action,
            among: sayings.map(fact), at: at(tick),
            exchange: exchange.map { year in
                ExchangePeriod(from: first) {
                    at($0 == first.adding(months: 12) ? year : 2 * year)
                }
            })
    }

    // MARK: The slow definition

    /// Writes down, tick by tick, when a statement stands; then looks the tick up.
    private static func ticks(_ saying: Saying, closing: Int?) -> [Bool] {
        (0..<length).map { tick in
            var stands = tick >= saying.from
            if let until = saying.until, tick >= until { stands = false }
            if let withdrawn = saying.withdrawn, tick >= withdrawn { stands = false }
            if !saying.refuses, let closing, tick >= closing { stands = false }
            return stands
        }
    }

    private static func speaksTo(_ saying: Saying, _ question: Question) -> Bool {
        switch (saying.refuses, saying.addressee) {
        case (true, .person(let number)): number == question.person
        case (true, .anyone): saying.role == nil || saying.role == question.role
        case (true, .place(let number)):
            number == question.place && (saying.role == nil || saying.role == question.role)
        case (false, .person(let number)):
            number == question.person && saying.role == question.role
        case (false, .place(let number)):
            number == question.place && saying.role == question.role
        case (false, .anyone): false
        }
    }

    private static func isAbout(_ saying: Saying, _ question: Question) -> Bool {
        (saying.kinds == nil || saying.kinds?.contains(question.kind) == true)
            && (saying.purposes == nil || saying.purposes?.contains(question.purpose) == true)
            && saying.actions.contains(question.action)
    }

    private static func expected(
        _ sayings: [Saying], _ question: Question, _ tick: Int, exchange: Int?
    ) -> ConsentVerdict {
        let year = question.kind == .exchange ? exchange : nil
        let closing = year.map { 2 * $0 }
        var verdicts: Set<ConsentVerdict> = []
        for saying in sayings where speaksTo(saying, question) {
            let stands = ticks(saying, closing: closing)[tick]
            let isAbout = isAbout(saying, question)
            if saying.refuses {
                if stands, isAbout { verdicts.insert(.refused) }
                continue
            }
            if stands { verdicts.insert(isAbout ? .active : .mismatch) }
            guard isAbout else { continue }
            if let withdrawn = saying.withdrawn, tick >= withdrawn { verdicts.insert(.withdrawn) }
            let end = min(saying.until ?? .max, closing ?? .max)
            let isWithdrawn = saying.withdrawn.map { tick >= $0 } ?? false
            if saying.from < end, tick >= end, !isWithdrawn { verdicts.insert(.expired) }
        }
        if let year, tick < year { verdicts.insert(.statutory) }
        let order: [ConsentVerdict] = [
            .refused, .active, .statutory, .withdrawn, .expired, .mismatch,
        ]
        return order.first(where: verdicts.contains) ?? .none
    }

    private static func history(
        _ generator: inout SeededGenerator
    ) -> (sayings: [Saying], question: Question, exchange: Int?) {
        let count = Int.random(in: 0...6, using: &generator)
        let sayings = (0..<count).map { saying(UInt8($0 + 1), &generator) }
        return (
            sayings, question(&generator),
            Int.random(in: 0..<4, using: &generator) == 0
                ? nil : Int.random(in: 1..<10, using: &generator)
        )
    }

    @Test("every verdict of 4,000 histories is that of the slow definition", arguments: 0..<8)
    func oracle(part: Int) {
        var generator = SeededGenerator(seed: UInt64(part) + 4_000)
        var seen: Set<ConsentVerdict> = []
        for _ in 0..<500 {
            let (sayings, question, exchange) = Self.history(&generator)
            var previous: ResolvedConsent?
            for tick in 0..<Self.length {
                let resolved = Self.resolve(sayings, question, tick, exchange: exchange)
                let expected = Self.expected(sayings, question, tick, exchange: exchange)
                #expect(resolved.verdict == expected, "tick \(tick): \(sayings) \(question)")
                seen.insert(expected)
                // A permit must not outlive the moment that was named for it.
                if let previous, previous.changesAt.map({ Self.at(tick) < $0 }) ?? true {
                    #expect(resolved.verdict == previous.verdict)
                }
                previous = resolved
            }
        }
        #expect(seen == Set(ConsentVerdict.allCases))
    }

    @Test("the order in which statements are given changes nothing", arguments: 0..<4)
    func order(part: Int) {
        var generator = SeededGenerator(seed: UInt64(part) + 8_000)
        for _ in 0..<250 {
            let (sayings, question, exchange) = Self.history(&generator)
            let shuffled = sayings.shuffled(using: &generator)
            for tick in 0..<Self.length {
                let one = Self.resolve(sayings, question, tick, exchange: exchange)
                let other = Self.resolve(shuffled, question, tick, exchange: exchange)
                #expect(one.verdict == other.verdict && one.consent == other.consent)
                #expect(one.changesAt == other.changesAt)
            }
        }
    }

    /// What a policy or the floor may permit under a verdict, from the least to the most.
    private static func rank(_ verdict: ConsentVerdict) -> Int {
        switch verdict {
        case .active: 2
        case .statutory: 1
        case .none, .refused, .withdrawn, .expired, .mismatch: 0
        }
    }

    @Test("no refusal opens anything, and no consent that is taken away", arguments: 0..<4)
    func monotony(part: Int) {
        var generator = SeededGenerator(seed: UInt64(part) + 12_000)
        for _ in 0..<250 {
            let (sayings, question, exchange) = Self.history(&generator)
            var refusal = Self.saying(200, &generator)
            refusal.refuses = true
            let without = sayings.enumerated().filter { !$0.element.refuses }.randomElement(
                using: &generator)
            for tick in 0..<Self.length {
                let before = Self.resolve(sayings, question, tick, exchange: exchange).verdict
                let refused = Self.resolve(
                    sayings + [refusal], question, tick, exchange: exchange
                ).verdict
                #expect(Self.rank(refused) <= Self.rank(before))
                #expect(refused == before || refused == .refused)
                guard let without else { continue }
                var rest = sayings
                rest.remove(at: without.offset)
                let less = Self.resolve(rest, question, tick, exchange: exchange).verdict
                // Without its consent the exchange of the first year is still the law's.
                #expect(Self.rank(less) <= Self.rank(before))
                var withdrawn = sayings
                withdrawn[without.offset].withdrawn = 0
                let ended = Self.resolve(withdrawn, question, tick, exchange: exchange).verdict
                #expect(Self.rank(ended) <= Self.rank(before))
            }
        }
    }

    @Test("a refusal without limits closes all that consents open, in every role of the person")
    func refusedForEverything() {
        var generator = SeededGenerator(seed: 16_000)
        for _ in 0..<250 {
            let (sayings, question, exchange) = Self.history(&generator)
            let everything = Saying(
                number: 201, refuses: true, addressee: .person(question.person), role: nil,
                kinds: nil, purposes: nil, actions: Set(Self.actions), from: 0, until: nil,
                withdrawn: nil)
            for tick in 0..<Self.length {
                let verdict = Self.resolve(
                    sayings + [everything], question, tick, exchange: exchange
                ).verdict
                #expect(verdict == .refused)
            }
        }
    }

    // MARK: Relations

    @Test("the relation of random facts is that of a calendar, in any order", arguments: 0..<4)
    func relations(part: Int) {
        var generator = SeededGenerator(seed: UInt64(part) + 20_000)
        let words: [Relation] = [.assigned, .mandated, .care]
        let nurse = ActingHolder(
            member: Self.identifier(1), role: .nurse, organisation: Self.identifier(1))
        func day(_ number: Int) -> CivilDate { CivilDate(daysSinceEpoch: 19_780 + number) }
        for _ in 0..<250 {
            let facts = (0..<Int.random(in: 0...6, using: &generator)).map { number in
                let from = Int.random(in: 0..<20, using: &generator)
                let length = Int.random(in: -2..<12, using: &generator)
                let isPerson = Bool.random(using: &generator)
                let holder = UInt8.random(in: 1...2, using: &generator)
                return RelationFact(
                    holder: isPerson
                        ? .member(Self.identifier(holder)) : .organisation(Self.identifier(holder)),
                    relation: words[Int.random(in: 0..<3, using: &generator)],
                    roles: Bool.random(using: &generator) ? [.nurse] : [.occupationalPhysician],
                    from: day(from), until: length == 11 ? nil : day(from + length),
                    source: "source \(number)")
            }
            let shuffled = facts.shuffled(using: &generator)
            for number in 0..<34 {
                var current: Set<Relation> = []
                var hasBeen = false
                for fact in facts where fact.roles.contains(.nurse) {
                    guard
                        fact.holder == .member(nurse.member)
                            || fact.holder == .organisation(Self.identifier(1))
                    else { continue }
                    for past in 0...number {
                        let covers =
                            fact.from <= day(past) && (fact.until.map { day(past) < $0 } ?? true)
                        if covers { hasBeen = true }
                        if covers, past == number { current.insert(fact.relation) }
                    }
                }
                let order: [Relation] = [.assigned, .care, .mandated]
                let expected =
                    order.first(where: current.contains) ?? (hasBeen ? .lapsed : .none)
                let resolved = FactResolver.relation(of: nurse, among: facts, on: day(number))
                #expect(resolved.relation == expected, "day \(number) of \(facts)")
                let other = FactResolver.relation(of: nurse, among: shuffled, on: day(number))
                #expect(other == resolved)
            }
        }
    }
}
