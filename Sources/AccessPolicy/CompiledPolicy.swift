package import CryptoPrimitives
internal import Records

/// A policy ready to decide: its rules as bit masks, indexed by role, action and kind.
///
/// Made from rules, or from the canonical bytes that were stored when it was adopted; those are
/// read without YAML and without a new proof. It says nothing about having been proved: that is
/// ``Adoptable``, and what was adopted is known by its ``hash``.
package struct CompiledPolicy: Sendable {
    /// The largest number of rules: 16,384.
    package static let maximumRules = 16_384
    /// The largest sum, over all rules, of roles × actions × kinds × relations: 4,194,304.
    ///
    /// The index has an entry of 32 bytes for each, which are 128 MiB.
    package static let maximumReach = 1 << 22
    /// The largest compiled form in bytes: 16 MiB, as of every message.
    package static let maximumSize = CanonicalDecoder.maximumSize

    /// Shared by every copy and every decision.
    private final class Table: Sendable {
        let rules: AccessRules
        let bytes: [UInt8]
        let hash: Digest
        let ids: [String]
        let index: RuleIndex

        init(_ rules: AccessRules, bytes: [UInt8]) {
            self.rules = rules
            self.bytes = bytes
            hash = Digest(hashing: bytes)
            ids = rules.rules.map(\.id)
            index = RuleIndex(rules.rules)
        }
    }

    private let table: Table

    /// Compiles rules.
    ///
    /// - Throws: ``PolicyFault``.
    package init(_ rules: AccessRules) throws(PolicyFault) {
        try Self.check(rules)
        let bytes = rules.canonicalBytes
        // What could be written and not be read again must not be adopted.
        guard bytes.count <= Self.maximumSize else { throw .tooLarge(bytes.count) }
        table = Table(rules, bytes: bytes)
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

    /// Where each rule can match.
    var index: RuleIndex { table.index }

    /// Calls `body` for each rule that matches some of the facts under a state's other words.
    ///
    /// This is the evaluator: a decision asks it about one combination of facts, the proof about
    /// all of them at once.
    @inline(__always)
    func forEachMatch(
        _ state: AccessState, _ facts: FactSet,
        _ body: (borrowing RuleIndex.Entry, FactSet) -> Void
    ) {
        table.index.forEachMatch(state, facts, body)
    }

    /// The facts under which a state's other words are permitted by the rules; the floor apart.
    package func permitted(_ state: AccessState, among facts: FactSet) -> FactSet {
        var permitted = FactSet.empty
        var forbidden = FactSet.empty
        forEachMatch(state, facts) { entry, matched in
            if entry.isPermit {
                permitted = permitted.union(matched)
            } else {
                forbidden = forbidden.union(matched)
            }
        }
        return permitted.subtracting(forbidden)
    }

    /// Whether any rule permits something for a role, an action and a kind.
    func hasPermit(_ role: Role, _ action: Action, _ kind: SectionKind) -> Bool {
        table.index.entries(role, action, kind).contains(where: \.isPermit)
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
        let reach = rules.rules.reduce(0) { $0 + RuleIndex.cells(of: $1) }
        guard reach <= maximumReach else { throw .tooBroad(reach) }
    }
}
