import AccessPolicy
import Records
import VaultFixture

extension CompiledPolicy {
    /// The policy with more duties on every rule that permits an act.
    func adding(
        _ duties: DutySet, to role: Role, _ action: Action, _ kind: SectionKind,
        for purposes: WordSet<Purpose> = .all
    ) throws -> CompiledPolicy {
        try CompiledPolicy(
            AccessRules(
                name: name,
                rules: rules.flatMap { rule -> [PolicyRule] in
                    let isMeant =
                        rule.effect == .permit && rule.roles.contains(role)
                        && rule.actions.contains(action) && rule.kinds.contains(kind)
                    guard isMeant else { return [rule] }
                    let rest = rule.purposes.subtracting(purposes)
                    return [
                        rule.with(
                            id: rule.id, rule.purposes.intersection(purposes),
                            rule.duties.union(duties)),
                        rule.with(id: rule.id + "R", rest, rule.duties),
                    ].filter { !$0.purposes.isEmpty }
                }))
    }
}

extension PolicyRule {
    fileprivate func with(
        id: String, _ purposes: WordSet<Purpose>, _ duties: DutySet
    ) -> PolicyRule {
        PolicyRule(
            id: id, effect: effect, roles: roles, actions: actions, kinds: kinds,
            purposes: purposes, relations: relations, consents: consents, phases: phases,
            glass: glass, authorship: authorship, duties: duties, law: law, note: note,
            label: label)
    }
}
