import AccessPolicy
import Records
import TestSupport

extension SeededGenerator {
    mutating func word<Word: PolicyWord>(_: Word.Type = Word.self) -> Word {
        Word.allCases[Int(next() % UInt64(Word.allCases.count))]
    }

    /// A set in which each word stands with a probability of one in `rarity`, and one at least.
    mutating func words<Word: PolicyWord>(rarity: UInt64 = 2) -> WordSet<Word> {
        let chosen = Word.allCases.filter { _ in next() % rarity == 0 }
        return WordSet(chosen.isEmpty ? [word()] : chosen)
    }

    mutating func accessState() -> AccessState {
        AccessState(
            role: word(), action: word(), kind: word(), purpose: word(), relation: word(),
            consent: word(), phase: word(), glass: word(), authorship: word())
    }

    mutating func rule(_ id: String, forbids: Bool = false) -> PolicyRule {
        PolicyRule(
            id: id, effect: forbids ? .forbid : .permit, roles: words(rarity: 4),
            actions: words(rarity: 3), kinds: words(rarity: 4), purposes: words(),
            relations: words(), consents: words(), phases: words(), glass: words(),
            authorship: words(), duties: forbids ? [] : words(rarity: 4), law: "none",
            label: LocalizedText(nl: id, fr: id, de: id, en: id))
    }

    mutating func bundle() -> AccessRules {
        let count = 1 + Int(next() % 24)
        return AccessRules(
            name: "random", rules: (0..<count).map { rule("R-\($0)", forbids: next() % 4 == 0) })
    }
}

/// Rules that differ from what is usual in one place.
enum Sample {
    static let label = LocalizedText(nl: "regel", fr: "règle", de: "Regel", en: "rule")

    static func permit(
        _ id: String, _ roles: WordSet<Role>, _ actions: WordSet<Action>,
        _ kinds: WordSet<SectionKind>, purposes: WordSet<Purpose> = [.reintegration],
        relations: WordSet<Relation>, consents: WordSet<ConsentVerdict> = .all,
        phases: WordSet<Phase> = .all, glass: WordSet<Glass>? = nil, duties: DutySet = [.log]
    ) -> PolicyRule {
        PolicyRule(
            id: id, effect: .permit, roles: roles, actions: actions, kinds: kinds,
            purposes: purposes, relations: relations, consents: consents, phases: phases,
            glass: glass, duties: duties, law: "test", label: label)
    }

    static func forbid(
        _ id: String, _ roles: WordSet<Role>, _ kinds: WordSet<SectionKind>
    ) -> PolicyRule {
        PolicyRule(
            id: id, effect: .forbid, roles: roles, actions: .all, kinds: kinds, law: "test",
            label: label)
    }

    static func bundle(_ rules: [PolicyRule], name: String = "sample") -> AccessRules {
        AccessRules(
            name: name, rules: rules)
    }
}
