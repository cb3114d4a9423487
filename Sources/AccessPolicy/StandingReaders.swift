package import Records

extension CompiledPolicy {
    /// Which roles read which kinds without consent: what standing grants are made for.
    ///
    /// A kind is listed for a role when some relation, phase and purpose, without consent and
    /// without emergency, permits reading; at opening, relation, phase and consent are judged anew.
    /// Plan and report are always listed for both inspectors. Kinds that are sealed to their
    /// author's and the worker's personal keys are listed for the worker only.
    ///
    /// - Returns: The roles in the order of the vocabulary, none of them without kinds.
    package func standingReaders() -> [(role: Role, kinds: Set<SectionKind>)] {
        Role.allCases.compactMap { role in
            var kinds = Set(SectionKind.allCases.filter { reading(role, $0) == .relation })
            if role.side == .inspection { kinds.formUnion([.plan, .motivatedReport]) }
            return kinds.isEmpty ? nil : (role, kinds)
        }
    }

    /// How far the rules and the floor let a role read a kind: under some relation, phase and purpose
    /// without consent, with the worker's active consent only, or never; an emergency apart.
    package func reading(_ role: Role, _ kind: SectionKind) -> ReadPossibility {
        if reads(role, kind, consents: [.none, .statutory]) { return .relation }
        return reads(role, kind, consents: [.active]) ? .consent : .never
    }

    /// The roles that read something without consent in a relation.
    package func readers(in relation: Relation) -> Set<Role> {
        Set(
            Role.allCases.filter { role in
                SectionKind.allCases.contains {
                    reads(role, $0, consents: [.none, .statutory], in: [relation])
                }
            })
    }

    private func reads(
        _ role: Role, _ kind: SectionKind, consents: WordSet<ConsentVerdict>,
        in relations: [Relation] = Relation.allCases
    ) -> Bool {
        guard hasPermit(role, .read, kind), !Floor.isForAuthorOnly(kind) || role == .worker else {
            return false
        }
        let facts = FactSet(consents: consents, phases: .all, glass: [.intact])
        for purpose in Purpose.allCases {
            for relation in relations where relation != .none && relation != .lapsed {
                for authorship in Authorship.allCases {
                    let head = AccessState(
                        role: role, action: .read, kind: kind, purpose: purpose,
                        relation: relation, phase: .intake, authorship: authorship)
                    var isRead = false
                    permitted(head, among: facts).forEach(in: head) {
                        isRead = isRead || Floor.refusal(of: $0) == nil
                    }
                    if isRead { return true }
                }
            }
        }
        return false
    }
}
