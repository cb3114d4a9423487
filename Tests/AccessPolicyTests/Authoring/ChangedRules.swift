import AccessPolicy
import Records
import TestSupport

extension SeededGenerator {
    /// A rule with one word of one dimension put in or taken out.
    mutating func changed(_ rule: PolicyRule) -> PolicyRule {
        var product = StateProduct(rule)
        var duties = rule.duties
        func flip<Word: PolicyWord>(_ set: WordSet<Word>, _ word: Word) -> WordSet<Word> {
            let flipped =
                set.contains(word) ? set.subtracting([word]) : set.union([word])
            return flipped.isEmpty ? set : flipped
        }
        switch next() % 10 {
        case 0: product.roles = flip(product.roles, word())
        case 1: product.actions = flip(product.actions, word())
        case 2: product.kinds = flip(product.kinds, word())
        case 3: product.purposes = flip(product.purposes, word())
        case 4: product.relations = flip(product.relations, word())
        case 5: product.consents = flip(product.consents, word())
        case 6: product.phases = flip(product.phases, word())
        case 7: product.glass = flip(product.glass, word())
        case 8: product.authorship = flip(product.authorship, word())
        default: if rule.effect == .permit { duties = flip(duties, word()) }
        }
        return PolicyRule(
            id: rule.id, effect: rule.effect, roles: product.roles, actions: product.actions,
            kinds: product.kinds, purposes: product.purposes, relations: product.relations,
            consents: product.consents, phases: product.phases, glass: product.glass,
            authorship: product.authorship, duties: duties, law: rule.law, label: rule.label)
    }
}

extension PolicyRule {
    /// The rule with the opposite effect.
    var turned: PolicyRule {
        PolicyRule(
            id: id, effect: effect == .permit ? .forbid : .permit, roles: roles, actions: actions,
            kinds: kinds, purposes: purposes, relations: relations, consents: consents,
            phases: phases, glass: glass, authorship: authorship,
            duties: effect == .permit ? [] : [.log], law: law, label: label)
    }
}
