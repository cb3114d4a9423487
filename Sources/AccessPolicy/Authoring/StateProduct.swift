package import Records

/// A product of finite sets: every state with one of the words in each dimension.
///
/// A rule matches one; so does a case, and so does each line in which many states are told at once.
package struct StateProduct: Hashable, Sendable {
    /// The acting roles.
    package var roles: WordSet<Role>
    /// The actions.
    package var actions: WordSet<Action>
    /// The kinds of sections.
    package var kinds: WordSet<SectionKind>
    /// The purposes.
    package var purposes: WordSet<Purpose>
    /// The relations.
    package var relations: WordSet<Relation>
    /// The consent verdicts.
    package var consents: WordSet<ConsentVerdict>
    /// The phases.
    package var phases: WordSet<Phase>
    /// Whether an emergency is declared.
    package var glass: WordSet<Glass>
    /// Whether the section is the actor's own.
    package var authorship: WordSet<Authorship>

    /// Takes the sets; what is left out is every word.
    package init(
        roles: WordSet<Role> = .all, actions: WordSet<Action> = .all,
        kinds: WordSet<SectionKind> = .all, purposes: WordSet<Purpose> = .all,
        relations: WordSet<Relation> = .all, consents: WordSet<ConsentVerdict> = .all,
        phases: WordSet<Phase> = .all, glass: WordSet<Glass> = .all,
        authorship: WordSet<Authorship> = .all
    ) {
        self.roles = roles
        self.actions = actions
        self.kinds = kinds
        self.purposes = purposes
        self.relations = relations
        self.consents = consents
        self.phases = phases
        self.glass = glass
        self.authorship = authorship
    }

    /// The one state.
    package init(_ state: AccessState) {
        self.init(
            roles: [state.role], actions: [state.action], kinds: [state.kind],
            purposes: [state.purpose], relations: [state.relation], consents: [state.consent],
            phases: [state.phase], glass: [state.glass], authorship: [state.authorship])
    }

    /// What a rule matches.
    package init(_ rule: PolicyRule) {
        self.init(
            roles: rule.roles, actions: rule.actions, kinds: rule.kinds, purposes: rule.purposes,
            relations: rule.relations, consents: rule.consents, phases: rule.phases,
            glass: rule.glass, authorship: rule.authorship)
    }

    /// Whether some state lies in both.
    package func meets(_ other: Self) -> Bool {
        !roles.intersection(other.roles).isEmpty && !actions.intersection(other.actions).isEmpty
            && !kinds.intersection(other.kinds).isEmpty
            && !purposes.intersection(other.purposes).isEmpty
            && !relations.intersection(other.relations).isEmpty
            && !consents.intersection(other.consents).isEmpty
            && !phases.intersection(other.phases).isEmpty
            && !glass.intersection(other.glass).isEmpty
            && !authorship.intersection(other.authorship).isEmpty
    }

    /// The number of states.
    package var count: Int {
        [
            roles.count, actions.count, kinds.count, purposes.count, relations.count,
            consents.count, phases.count, glass.count, authorship.count,
        ].reduce(1, *)
    }
}
