internal import Records

extension StateProduct {
    /// Whether a state lies in every one of the sets.
    package func contains(_ state: AccessState) -> Bool {
        roles.contains(state.role) && actions.contains(state.action) && kinds.contains(state.kind)
            && purposes.contains(state.purpose) && relations.contains(state.relation)
            && consents.contains(state.consent) && phases.contains(state.phase)
            && glass.contains(state.glass) && authorship.contains(state.authorship)
    }

    /// The combinations of consent, phase and glass.
    package var facts: FactSet { FactSet(consents: consents, phases: phases, glass: glass) }

    /// Calls `body` for every combination of the other words; phase, consent and glass of what it
    /// gets mean nothing.
    package func forEachHead<Failure: Error>(
        _ body: (AccessState) throws(Failure) -> Void
    ) throws(Failure) {
        for role in roles.words {
            for action in actions.words {
                for kind in kinds.words {
                    for purpose in purposes.words {
                        for relation in relations.words {
                            for authorship in authorship.words {
                                try body(
                                    AccessState(
                                        role: role, action: action, kind: kind, purpose: purpose,
                                        relation: relation, phase: .intake,
                                        authorship: authorship))
                            }
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` for every state.
    package func forEachState<Failure: Error>(
        _ body: (AccessState) throws(Failure) -> Void
    ) throws(Failure) {
        let facts = facts
        try forEachHead { (head) throws(Failure) in try facts.forEach(in: head, body) }
    }
}
