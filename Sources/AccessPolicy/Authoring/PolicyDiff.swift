internal import Records

/// What differs between two policies, state by state over the whole domain.
///
/// Names, texts, the order of rules and how they are cut up do not count: a difference is a state
/// that one policy permits and the other does not, or that both permit with other duties. What the
/// floor refuses is told as the rules have it, because rules that reach there must not be adopted.
package struct PolicyDiff: Sendable {
    /// In which way states differ.
    package enum Direction: String, CaseIterable, Hashable, Sendable {
        /// The new policy permits what the old one does not.
        case wider
        /// The old policy permits what the new one does not.
        case narrower
        /// Both permit, with other duties.
        case dutiesChanged = "duties-changed"
    }

    /// States that differ in one way.
    package struct Change: Hashable, Sendable {
        /// In which way.
        package let direction: Direction
        /// The states.
        package let states: StateProduct
        /// Whether the kinds of sections are secret: all of them or none.
        package let isSecret: Bool
        /// The rule of the floor that refuses these states to the new policy.
        package let floor: FloorRule?
        /// The duties that the new policy adds.
        package let added: DutySet
        /// The duties that it drops.
        package let dropped: DutySet
    }

    /// What a difference amounts to, from the least to the gravest.
    package enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// No state differs.
        case same
        /// States are lost and nothing else.
        case narrower
        /// Duties differ, and no state is won.
        case dutiesChanged = "duties-changed"
        /// States are won, none of them secret.
        case wider
        /// States of secret kinds are won, or some that the floor refuses.
        case widerInSecret = "wider-in-secret"
    }

    /// The changes: wider, narrower, duties; in each the secret kinds first.
    package let changes: [Change]
    /// The number of states that are won, lost, and permitted with other duties.
    package let counts: [Direction: Int]

    /// Whether the new policy permits anything in a secret kind that the old one does not: then the
    /// head of the medical department must approve it.
    package var widensSecret: Bool {
        changes.contains { $0.direction == .wider && $0.isSecret }
    }

    /// Whether the new policy permits what the floor refuses and the old one does not permit.
    package var reachesBelowFloor: Bool { changes.contains { $0.floor != nil } }

    /// What the difference amounts to.
    package var verdict: Verdict {
        if widensSecret || reachesBelowFloor { return .widerInSecret }
        if count(.wider) > 0 { return .wider }
        if count(.dutiesChanged) > 0 { return .dutiesChanged }
        return count(.narrower) > 0 ? .narrower : .same
    }

    /// The number of states that differ in a way.
    package func count(_ direction: Direction) -> Int { counts[direction] ?? 0 }

    /// Compares two policies.
    ///
    /// Role, action and kind for which both have the same rules are passed over; under every other
    /// one the evaluator that decides is asked about all combinations of the remaining words.
    ///
    /// - Parameters:
    ///   - old: The old policy.
    ///   - new: The new one.
    ///   - states: Outside of these, consent, phase and glass apart, nothing is compared.
    package init(
        from old: CompiledPolicy, to new: CompiledPolicy,
        within states: StateProduct = StateProduct()
    ) {
        var gathering = Gathering(old: old, new: new)
        var part = states
        for role in states.roles.words {
            for action in states.actions.words {
                for kind in states.kinds.words
                where !old.index.hasSameRules(as: new.index, role, action, kind) {
                    (part.roles, part.actions, part.kinds) = ([role], [action], [kind])
                    part.forEachHead { gathering.compare($0) }
                }
            }
        }
        changes = gathering.changes()
        counts = gathering.counts
    }
}

/// The states that differ, apart by everything that a change tells.
private struct Gathering {
    private struct Key: Hashable {
        let direction: PolicyDiff.Direction
        let isSecret: Bool
        var floor: FloorRule?
        var added = DutySet([])
        var dropped = DutySet([])
    }

    let old: CompiledPolicy
    let new: CompiledPolicy
    private var states: [Key: StateGathering] = [:]

    init(old: CompiledPolicy, new: CompiledPolicy) {
        self.old = old
        self.new = new
    }

    mutating func compare(_ head: AccessState) {
        let before = old.permitted(head, among: .all)
        let after = new.permitted(head, among: .all)
        let isSecret = head.kind.isSecret
        add(head, before.subtracting(after), Key(direction: .narrower, isSecret: isSecret))
        var wider: [FloorRule?: FactSet] = [:]
        after.subtracting(before).forEach(in: head) { state in
            wider[Floor.refusal(of: state), default: .empty].formUnion(state)
        }
        for (floor, facts) in wider {
            add(head, facts, Key(direction: .wider, isSecret: isSecret, floor: floor))
        }
        let both = before.intersection(after)
        guard !both.isEmpty else { return }
        compareDuties(head, both)
    }

    private mutating func compareDuties(_ head: AccessState, _ facts: FactSet) {
        let before = old.duties(head, among: facts)
        let after = new.duties(head, among: facts)
        guard before.count != 1 || after.count != 1 || before[0].duties != after[0].duties else {
            return
        }
        var changed: [Key: FactSet] = [:]
        for one in before {
            for other in after where one.duties != other.duties {
                one.facts.intersection(other.facts).forEach(in: head) { state in
                    let floor = Floor.duties(state)
                    let (was, becomes) = (one.duties.union(floor), other.duties.union(floor))
                    guard was != becomes else { return }
                    let key = Key(
                        direction: .dutiesChanged, isSecret: head.kind.isSecret,
                        added: becomes.subtracting(was), dropped: was.subtracting(becomes))
                    changed[key, default: .empty].formUnion(state)
                }
            }
        }
        for (key, facts) in changed { add(head, facts, key) }
    }

    private mutating func add(_ head: AccessState, _ facts: FactSet, _ key: Key) {
        guard !facts.isEmpty else { return }
        states[key, default: StateGathering()].add(head, facts)
    }

    var counts: [PolicyDiff.Direction: Int] {
        states.reduce(into: [:]) { $0[$1.key.direction, default: 0] += $1.value.count }
    }

    func changes() -> [PolicyDiff.Change] {
        let changes = states.flatMap { key, states in
            states.products().map {
                PolicyDiff.Change(
                    direction: key.direction, states: $0, isSecret: key.isSecret, floor: key.floor,
                    added: key.added, dropped: key.dropped)
            }
        }
        return changes.map { ($0.rank, $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
            .map(\.1)
    }
}

extension PolicyDiff.Change {
    /// Where the change stands in a list; no two changes of a difference have the same.
    fileprivate var rank: [UInt64] {
        func lowest(_ bits: UInt64) -> UInt64 { UInt64(bits.trailingZeroBitCount) }
        let place: UInt64 =
            switch direction {
            case .wider: 0
            case .narrower: 1
            case .dutiesChanged: 2
            }
        return [
            place, isSecret ? 0 : 1, floor == nil ? 1 : 0, lowest(states.roles.bits),
            lowest(states.kinds.bits), lowest(states.actions.bits), lowest(states.purposes.bits),
            lowest(states.relations.bits), lowest(states.authorship.bits),
            lowest(states.consents.bits), lowest(states.phases.bits), lowest(states.glass.bits),
        ]
    }
}

extension CompiledPolicy {
    /// The duties that the rules give under a state's other words, by the facts that have the same;
    /// all of these facts are permitted.
    fileprivate func duties(
        _ head: AccessState, among facts: FactSet
    ) -> [(facts: FactSet, duties: DutySet)] {
        var classes: [(facts: FactSet, duties: DutySet)] = [(facts, [])]
        forEachMatch(head, facts) { entry, matched in
            for (index, known) in classes.enumerated() {
                let inside = known.facts.intersection(matched)
                let duties = known.duties.union(DutySet(masked: entry.duties))
                guard !inside.isEmpty, duties != known.duties else { continue }
                classes[index] = (inside, duties)
                let outside = known.facts.subtracting(matched)
                if !outside.isEmpty { classes.append((outside, known.duties)) }
            }
        }
        return classes
    }
}
