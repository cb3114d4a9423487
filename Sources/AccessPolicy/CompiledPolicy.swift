package import CryptoPrimitives
internal import Records

/// A policy ready to decide: its rules as bit masks, indexed by role, action and kind.
///
/// Made from rules, or from the canonical bytes that were stored when it was adopted; those are
/// read without YAML and without a new proof. It says nothing about having been proved: that is
/// ``Adoptable``, and what was adopted is known by its ``hash``.
package struct CompiledPolicy: Sendable {
    /// The largest number of rules: 256.
    package static let maximumRules = 256

    /// The part of a rule that is looked at once role, action and kind fit.
    struct Mask: Sendable {
        let purposes: UInt64
        let relations: UInt64
        let authorship: UInt64
        let facts: FactSet
        let isPermit: Bool
        let duties: UInt64
    }

    /// Shared by every copy and every decision.
    private final class Table: Sendable {
        let rules: AccessRules
        let bytes: [UInt8]
        let hash: Digest
        let masks: [Mask]
        let ids: [String]
        /// For cell c: the candidates are `candidates[starts[c]..<starts[c + 1]]`.
        let starts: [Int32]
        let candidates: [UInt8]

        init(_ rules: AccessRules, bytes: [UInt8]) {
            self.rules = rules
            self.bytes = bytes
            hash = Digest(hashing: bytes)
            masks = rules.rules.map { rule in
                Mask(
                    purposes: rule.purposes.bits, relations: rule.relations.bits,
                    authorship: rule.authorship.bits,
                    facts: FactSet(
                        consents: rule.consents, phases: rule.phases, glass: rule.glass),
                    isPermit: rule.effect == .permit, duties: rule.duties.bits)
            }
            ids = rules.rules.map(\.id)
            (starts, candidates) = CompiledPolicy.index(rules.rules)
        }
    }

    private let table: Table

    /// Compiles rules.
    ///
    /// - Throws: ``PolicyFault``.
    package init(_ rules: AccessRules) throws(PolicyFault) {
        try Self.check(rules)
        table = Table(rules, bytes: rules.canonicalBytes)
    }

    /// Reads the compiled form.
    ///
    /// - Throws: ``CanonicalEncodingError`` for anything but what ``canonicalBytes`` gives.
    package init(canonical bytes: [UInt8]) throws(CanonicalEncodingError) {
        let rules = try AccessRules(canonical: bytes)
        do { try Self.check(rules) } catch { throw .invalidField }
        table = Table(rules, bytes: bytes)
    }

    /// The name: the regime for whose dossiers it decides.
    package var name: String { table.rules.name }
    /// The rules.
    package var rules: [PolicyRule] { table.rules.rules }
    /// The compiled form: stored when the policy is adopted.
    package var canonicalBytes: [UInt8] { table.bytes }
    /// SHA-256 of the compiled form: the policy's name in decisions, entries and adoptions.
    package var hash: Digest { table.hash }

    /// The id of the rule at a position of the rules.
    func ruleID(at position: Int) -> String { table.ids[position] }

    /// Calls `body` for each rule that matches some of the facts under a state's other words.
    ///
    /// This is the evaluator: a decision asks it about one combination of facts, the proof about
    /// all of them at once.
    ///
    /// - Parameters:
    ///   - state: Its consent, phase and glass are not looked at.
    ///   - facts: The combinations of consent, phase and glass asked about.
    ///   - body: Gets the rule's position, its mask, and the facts that it matches.
    @inline(__always)
    func forEachMatch(
        _ state: AccessState, _ facts: FactSet, _ body: (Int, borrowing Mask, FactSet) -> Void
    ) {
        let table = table
        let cell = Self.cell(state.role.code, state.action.code, state.kind.code)
        let purpose = UInt64(1) << UInt64(state.purpose.code)
        let relation = UInt64(1) << UInt64(state.relation.code)
        let authorship = UInt64(1) << UInt64(state.authorship.code)
        for position in Int(table.starts[cell])..<Int(table.starts[cell + 1]) {
            let rule = Int(table.candidates[position])
            let mask = table.masks[rule]
            guard mask.purposes & purpose != 0, mask.relations & relation != 0,
                mask.authorship & authorship != 0
            else { continue }
            let matched = mask.facts.intersection(facts)
            if !matched.isEmpty { body(rule, mask, matched) }
        }
    }

    /// The facts under which a state's other words are permitted by the rules; the floor apart.
    package func permitted(_ state: AccessState, among facts: FactSet) -> FactSet {
        var permitted = FactSet.empty
        var forbidden = FactSet.empty
        forEachMatch(state, facts) { _, mask, matched in
            if mask.isPermit {
                permitted = permitted.union(matched)
            } else {
                forbidden = forbidden.union(matched)
            }
        }
        return permitted.subtracting(forbidden)
    }

    /// Whether any rule permits something for a role, an action and a kind.
    func hasPermit(_ role: Role, _ action: Action, _ kind: SectionKind) -> Bool {
        let cell = Self.cell(role.code, action.code, kind.code)
        return table.candidates[Int(table.starts[cell])..<Int(table.starts[cell + 1])]
            .contains { table.masks[Int($0)].isPermit }
    }

    private static let kindCount = SectionKind.allCases.count
    private static let actionCount = Action.allCases.count

    @inline(__always)
    private static func cell(_ role: Int, _ action: Int, _ kind: Int) -> Int {
        (role * actionCount + action) * kindCount + kind
    }

    /// Lists, cell after cell, the rules that can match there.
    private static func index(_ rules: [PolicyRule]) -> ([Int32], [UInt8]) {
        let (roles, actions, kinds) = (Role.allCases.count, actionCount, kindCount)
        var counts = [Int32](repeating: 0, count: roles * actions * kinds + 1)
        func forEachCell(_ rule: PolicyRule, _ body: (Int) -> Void) {
            for role in 0..<roles where rule.roles.bits >> UInt64(role) & 1 == 1 {
                for action in 0..<actions where rule.actions.bits >> UInt64(action) & 1 == 1 {
                    var rest = rule.kinds.bits
                    while rest != 0 {
                        body(cell(role, action, rest.trailingZeroBitCount))
                        rest &= rest - 1
                    }
                }
            }
        }
        for rule in rules { forEachCell(rule) { counts[$0 + 1] += 1 } }
        for cell in 1..<counts.count { counts[cell] += counts[cell - 1] }
        var candidates = [UInt8](repeating: 0, count: Int(counts[counts.count - 1]))
        var next = counts
        for (position, rule) in rules.enumerated() {
            forEachCell(rule) {
                candidates[Int(next[$0])] = UInt8(position)
                next[$0] += 1
            }
        }
        return (counts, candidates)
    }

    private static func check(_ rules: AccessRules) throws(PolicyFault) {
        guard PolicyName.isValid(rules.name, limit: 64) else { throw .malformedName(rules.name) }
        guard (1...maximumRules).contains(rules.rules.count) else {
            throw .ruleCount(rules.rules.count)
        }
        var ids = Set<String>()
        for rule in rules.rules {
            guard PolicyName.isValid(rule.id, limit: 32) else { throw .malformedName(rule.id) }
            guard ids.insert(rule.id).inserted else { throw .duplicateRule(rule.id) }
            let dimensions = [
                rule.roles.bits, rule.actions.bits, rule.kinds.bits, rule.purposes.bits,
                rule.relations.bits, rule.consents.bits, rule.phases.bits, rule.glass.bits,
                rule.authorship.bits,
            ]
            guard !dimensions.contains(0) else { throw .emptyDimension(rule: rule.id) }
            guard rule.effect == .permit || rule.duties.isEmpty else {
                throw .dutiesOnProhibition(rule: rule.id)
            }
            guard !rule.law.isEmpty, !Language.allCases.contains(where: { rule.label[$0].isEmpty })
            else { throw .missingText(rule: rule.id) }
        }
    }
}
