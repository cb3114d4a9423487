package import Records

extension CompiledPolicy {
    /// What a role may do with a kind, the floor included, as few products that do not overlap.
    ///
    /// Every state is put to the evaluator that decides. States that differ in one dimension only
    /// are then told together.
    ///
    /// - Parameters:
    ///   - role: The role.
    ///   - action: The action.
    ///   - kind: The kind of section.
    ///   - purposes: The purposes to look at.
    /// - Returns: The products in the order of the vocabularies; none when it may not at all.
    package func permittedStates(
        _ role: Role, _ action: Action, _ kind: SectionKind, purposes: WordSet<Purpose> = .all
    ) -> [StateProduct] {
        guard hasPermit(role, action, kind) else { return [] }
        var slices: [Slice] = []
        for purpose in purposes.words {
            for relation in Relation.allCases {
                for authorship in Authorship.allCases {
                    let head = AccessState(
                        role: role, action: action, kind: kind, purpose: purpose,
                        relation: relation, phase: .intake, authorship: authorship)
                    let facts = allowed(head)
                    guard !facts.isEmpty else { continue }
                    slices.append(
                        Slice(
                            purposes: [purpose], relations: [relation], authorship: [authorship],
                            facts: facts))
                }
            }
        }
        slices = Slice.merged(slices, \.authorship)
        slices = Slice.merged(slices, \.relations)
        slices = Slice.merged(slices, \.purposes)
        return slices.flatMap { slice in
            slice.facts.products(in: slice.purposes.words[0]).map { facts in
                StateProduct(
                    roles: [role], actions: [action], kinds: [kind], purposes: slice.purposes,
                    relations: slice.relations, consents: facts.consents, phases: facts.phases,
                    glass: facts.glass, authorship: slice.authorship)
            }
        }
    }

    /// The combinations of consent, phase and glass that rules and floor permit.
    private func allowed(_ head: AccessState) -> FactSet {
        var facts = FactSet.empty
        permitted(head, among: .all).forEach(in: head) { state in
            if Floor.refusal(of: state) == nil { facts = facts.union(FactSet(state)) }
        }
        return facts
    }

    /// The permits that let some state of a product pass.
    package func permits(reaching product: StateProduct) -> [PolicyRule] {
        rules.filter { $0.effect == .permit && StateProduct($0).meets(product) }
    }
}

/// Combinations of facts under some of the other words.
private struct Slice: Hashable {
    var purposes: WordSet<Purpose>
    var relations: WordSet<Relation>
    var authorship: WordSet<Authorship>
    var facts: FactSet

    /// Joins the slices that are alike but for one dimension.
    static func merged<Word: PolicyWord>(
        _ slices: [Self], _ path: WritableKeyPath<Self, WordSet<Word>>
    ) -> [Self] {
        var merged: [Self] = []
        var places: [Self: Int] = [:]
        for slice in slices {
            var key = slice
            key[keyPath: path] = []
            if let place = places[key] {
                merged[place][keyPath: path] =
                    merged[place][keyPath: path].union(slice[keyPath: path])
            } else {
                places[key] = merged.count
                merged.append(slice)
            }
        }
        return merged
    }
}

extension FactSet {
    /// The combinations as few products that do not overlap.
    fileprivate func products(
        in purpose: Purpose
    ) -> [(consents: WordSet<ConsentVerdict>, phases: WordSet<Phase>, glass: WordSet<Glass>)] {
        struct Place: Hashable {
            let phase: Phase
            let glass: Glass
        }
        var places: [ConsentVerdict: Set<Place>] = [:]
        let head = AccessState(
            role: .worker, action: .read, kind: .plan, purpose: purpose, relation: .none,
            phase: .intake)
        forEach(in: head) {
            places[$0.consent, default: []].insert(Place(phase: $0.phase, glass: $0.glass))
        }
        var found: [(consents: WordSet<ConsentVerdict>, places: Set<Place>)] = []
        for consent in ConsentVerdict.allCases {
            guard let own = places[consent] else { continue }
            if let index = found.firstIndex(where: { $0.places == own }) {
                found[index].consents = found[index].consents.union([consent])
            } else {
                found.append(([consent], own))
            }
        }
        return found.flatMap { consents, places in
            var parts: [(phases: WordSet<Phase>, glass: WordSet<Glass>)] = []
            for phase in Phase.allCases {
                let glass = WordSet(
                    Glass.allCases.filter { places.contains(Place(phase: phase, glass: $0)) })
                if glass.isEmpty { continue }
                if let index = parts.firstIndex(where: { $0.glass == glass }) {
                    parts[index].phases = parts[index].phases.union([phase])
                } else {
                    parts.append(([phase], glass))
                }
            }
            return parts.map { (consents, $0.phases, $0.glass) }
        }
    }
}
