internal import Records

/// The rules of a policy laid out for the evaluator: for each role, action, kind and relation the
/// few that can match there, one after the other in memory.
///
/// A decision looks at the rules of one cell only, so that its time does not grow with the policy.
struct RuleIndex: Sendable {
    /// A rule as far as its cell does not tell it: 32 bytes, so that those of a cell
    /// lie in few lines of the cache.
    struct Entry: Sendable {
        let facts: FactSet
        fileprivate let key: HeadKey
        fileprivate let dutyBits: UInt32
        fileprivate let position: UInt16
        let isPermit: Bool

        /// The rule's position in the bundle.
        var rule: Int { Int(position) }
        /// The rule's duties.
        var duties: UInt64 { UInt64(dutyBits) }

        /// Whether two rules match the same states of their cells with the same effect.
        fileprivate func says(the other: Self) -> Bool {
            facts == other.facts && key == other.key && dutyBits == other.dutyBits
                && isPermit == other.isPermit
        }

        fileprivate init(_ rule: PolicyRule, at position: Int) {
            facts = FactSet(consents: rule.consents, phases: rule.phases, glass: rule.glass)
            key = HeadKey(rule)
            dutyBits = UInt32(rule.duties.bits)
            self.position = UInt16(position)
            isPermit = rule.effect == .permit
        }
    }

    /// For each role, action and kind: where in ``starts`` its relations stand.
    ///
    /// Those without any rule share the first place.
    private let blocks: [UInt16]
    /// For place p: its entries are those at `starts[p]..<starts[p + 1]`.
    private let starts: [Int32]
    private let entries: [Entry]

    init(_ bundle: [PolicyRule]) {
        var blocks = [UInt16](repeating: 0, count: Self.blockCount)
        var starts = [Int32](repeating: 0, count: Self.relationCount + 1)
        for rule in bundle {
            Self.forEachBlock(rule) { block in
                if blocks[block] == 0 {
                    blocks[block] = UInt16(starts.count / Self.relationCount)
                    for _ in 0..<Self.relationCount { starts.append(0) }
                }
                let place = Int(blocks[block]) * Self.relationCount
                rule.relations.forEachCode { starts[place + $0 + 1] += 1 }
            }
        }
        for place in 1..<starts.count { starts[place] += starts[place - 1] }
        self.blocks = blocks
        self.starts = starts
        let rules = bundle.enumerated().map { Entry($1, at: $0) }
        guard let first = rules.first else {
            entries = []
            return
        }
        var entries = [Entry](repeating: first, count: Int(starts[starts.count - 1]))
        for (rule, entry) in zip(bundle, rules) {
            Self.forEachBlock(rule) { block in
                let place = Int(blocks[block]) * Self.relationCount
                rule.relations.forEachCode {
                    entries[Int(starts[place + $0])] = entry
                    starts[place + $0] += 1
                }
            }
        }
        self.entries = entries
    }

    /// Calls `body` for each rule that matches some of the facts under a state's other words.
    ///
    /// - Parameters:
    ///   - state: Its consent, phase and glass are not looked at.
    ///   - facts: The combinations of consent, phase and glass asked about.
    ///   - body: Gets the rule and the facts that it matches.
    @inline(__always)
    func forEachMatch(
        _ state: AccessState, _ facts: FactSet, _ body: (borrowing Entry, FactSet) -> Void
    ) {
        let key = HeadKey(state)
        let place = place(state.role, state.action, state.kind) + state.relation.code
        for position in Int(starts[place])..<Int(starts[place + 1]) {
            let entry = entries[position]
            guard entry.key.has(key) else { continue }
            let matched = entry.facts.intersection(facts)
            if !matched.isEmpty { body(entry, matched) }
        }
    }

    /// The rules for a role, an action and a kind, one relation after the other: a rule stands there
    /// once for each of its relations.
    func entries(_ role: Role, _ action: Action, _ kind: SectionKind) -> ArraySlice<Entry> {
        let place = place(role, action, kind)
        return entries[Int(starts[place])..<Int(starts[place + Self.relationCount])]
    }

    /// The purposes, relations and authorships that permits name for a role, an action and a kind.
    func reach(
        _ role: Role, _ action: Action, _ kind: SectionKind
    ) -> (
        purposes: WordSet<Purpose>, relations: WordSet<Relation>, authorship: WordSet<Authorship>
    ) {
        var key = HeadKey.nothing
        var relations: UInt64 = 0
        let place = place(role, action, kind)
        for relation in 0..<Self.relationCount {
            for entry in entries(at: place + relation) where entry.isPermit {
                key.formUnion(entry.key)
                relations |= 1 << UInt64(relation)
            }
        }
        return (key.purposes, WordSet(masked: relations), key.authorship)
    }

    /// Whether two policies have the same rules for a role, an action and a kind, in the same order;
    /// what they are called does not count.
    func hasSameRules(
        as other: Self, _ role: Role, _ action: Action, _ kind: SectionKind
    ) -> Bool {
        let (ours, others) = (place(role, action, kind), other.place(role, action, kind))
        if ours == 0 && others == 0 { return true }
        return (0..<Self.relationCount).allSatisfy { relation in
            entries(at: ours + relation).elementsEqual(other.entries(at: others + relation)) {
                $0.says(the: $1)
            }
        }
    }

    private func entries(at place: Int) -> ArraySlice<Entry> {
        entries[Int(starts[place])..<Int(starts[place + 1])]
    }

    @inline(__always)
    private func place(_ role: Role, _ action: Action, _ kind: SectionKind) -> Int {
        let block = Self.block(role.code, action.code, kind.code)
        return Int(blocks[block]) * Self.relationCount
    }

    private static let roleCount = Role.allCases.count
    private static let actionCount = Action.allCases.count
    private static let kindCount = SectionKind.allCases.count
    private static let relationCount = Relation.allCases.count
    // Fits 16 bits with one to spare; the codes' own tests hold it to it.
    private static let blockCount = roleCount * actionCount * kindCount

    @inline(__always)
    private static func block(_ role: Int, _ action: Int, _ kind: Int) -> Int {
        (role * actionCount + action) * kindCount + kind
    }

    /// The number of cells in which a rule stands.
    static func cells(of rule: PolicyRule) -> Int {
        rule.roles.count * rule.actions.count * rule.kinds.count * rule.relations.count
    }

    private static func forEachBlock(_ rule: PolicyRule, _ body: (Int) -> Void) {
        rule.roles.forEachCode { role in
            rule.actions.forEachCode { action in
                rule.kinds.forEachCode { kind in body(block(role, action, kind)) }
            }
        }
    }
}
