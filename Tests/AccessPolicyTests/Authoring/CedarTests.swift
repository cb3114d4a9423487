import AccessPolicy
import Foundation
import Records
import TestSupport
import Testing

/// Cedar's own engine (cedarpy) as the judge of what kluis decides.
@Suite("Export to Cedar") struct CedarTests {
    @Test(
        "Cedar agrees on all permitted states and 100,000 random ones, reasons included",
        .enabled(if: PythonOracle.runs))
    func agreement() throws {
        let isLong = Rounds.scaled(1) > 1
        var generator = SeededGenerator(seed: 2026)
        let shipped = try ShippedPolicies.all()
        var lines = [CedarQuestion.preamble]
        for policy in shipped {
            var question = CedarQuestion(policy.name, policy)
            question.addPermitted()
            question.isEveryStateDecided = isLong
            question.addRandom(20000 / shipped.count, &generator)
            lines.append(question.line)
        }
        for number in 0..<50 {
            let parent = shipped[number % shipped.count]
            let mutant = try generator.mutant(of: parent)
            var question = CedarQuestion("mutant \(number) of \(parent.name)", mutant.policy)
            if isLong {
                question.addPermitted()
            } else {
                question.addPermitted(reachedBy: mutant.changed, of: parent)
            }
            question.addRandom(1600, &generator)
            lines.append(question.line)
        }
        let input = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
        let result = try PythonOracle.run(
            "decide-cedar.py", [], input: input)
        let output = String(decoding: result.output, as: UTF8.self)
        #expect(result.status == 0, "\(output)")
        print("Cedar: \(output.prefix { $0 != "\n" })")
    }

    @Test(
        "Cedar refuses to agree when one word of the export is changed",
        .enabled(if: PythonOracle.runs))
    func disagreement() throws {
        let policy = try PolicyFiles.be2022()
        var question = CedarQuestion("altered", policy)
        question.addPermitted(of: [.treatingPhysician])
        question.cedar = question.cedar.replacingOccurrences(
            of: "context.consent == Consent::\"active\"",
            with: "context.consent == Consent::\"mismatch\"")
        let result = try PythonOracle.run(
            "decide-cedar.py", [],
            input: [CedarQuestion.preamble, question.line].flatMap { $0 + [UInt8(ascii: "\n")] })
        #expect(result.status == 1)
        #expect(String(decoding: result.output, as: UTF8.self).contains("altered: "))
    }

    @Test("texts of a rule cannot leave their annotation")
    func hostileText() throws {
        let rule = PolicyRule(
            id: "X-1", effect: .permit, roles: [.worker], actions: [.read], kinds: [.plan],
            duties: [.log], law: "a\") permit (principal, action, resource);\n// \u{202e}\\",
            label: LocalizedText("a", "b", "c", "d"))
        let text = CedarExport(try CompiledPolicy(AccessRules(name: "x", rules: [rule]))).policies
        #expect(
            text.contains(
                #"@law("a\") permit (principal, action, resource);\u{a}// \u{202e}\\")"#))
    }
}

/// A policy, what kluis decides about states of it, and the line in which the judge is asked.
struct CedarQuestion {
    let name: String
    let policy: CompiledPolicy
    var cedar: String
    /// Whether Cedar decides each permitted state, and not one of each class that the text tells
    /// apart.
    var isEveryStateDecided = false
    private var reasons: [[String]: Int] = [:]
    private var permitted: [[Int]] = []
    private var random: [[Int]] = []
    private var origin: [String: Any] = [:]

    init(_ name: String, _ policy: CompiledPolicy) {
        self.name = name
        self.policy = policy
        cedar = CedarExport(policy).policies
    }

    static var preamble: [UInt8] {
        func words<Word: PolicyWord>(_: Word.Type) -> [String] {
            Word.allCases.sorted { $0.code < $1.code }.map(\.rawValue)
        }
        return json([
            "words": [
                "role": words(Role.self), "action": words(Action.self),
                "section": words(SectionKind.self), "purpose": words(Purpose.self),
                "relation": words(Relation.self), "consent": words(ConsentVerdict.self),
                "phase": words(Phase.self), "glass": words(Glass.self),
                "author": words(Authorship.self),
            ], "schema": CedarExport.schema,
            "floor": floorOrder.map(\.id),
        ])
    }

    /// The order in which a refusal names the rules of the floor (``Floor/refusal(of:)``).
    private static let floorOrder: [FloorRule] = [
        .employerSide, .consentGiver, .relation, .controlPhysician, .notes, .oversight, .secrecy,
        .assessmentForm, .emergency, .separation, .worker, .absenceControl, .writers,
        .limitedRoles,
    ]

    var line: [UInt8] {
        let ordered = reasons.sorted { $0.value < $1.value }.map(\.key)
        return Self.json(
            origin.merging([
                "name": name, "cedar": cedar, "every": isEveryStateDecided, "reasons": ordered,
                "permitted": permitted,
                "random": random,
            ]) { $1 })
    }

    private static func json(_ object: [String: Any]) -> [UInt8] {
        // The objects hold texts, numbers and lists of them.
        (try? JSONSerialization.data(withJSONObject: object)).map { [UInt8]($0) } ?? []
    }

    /// Adds every permitted state of some roles.
    mutating func addPermitted(of roles: [Role] = Role.allCases) {
        for role in roles {
            let rules = policy.rules.filter { $0.roles.contains(role) }
            for action in Action.allCases {
                let kinds = rules.filter { $0.actions.contains(action) }.reduce(
                    WordSet<SectionKind>([])
                ) {
                    $0.union($1.kinds)
                }
                for kind in kinds.words { addPermitted(role, action, kind) }
            }
        }
    }

    /// Adds every permitted state of the roles, actions and kinds that a rule reaches, here or in
    /// the policy that this one differs from.
    mutating func addPermitted(reachedBy rule: String, of parent: CompiledPolicy) {
        var heads: [[Int]] = []
        let versions = [policy, parent].flatMap(\.rules).filter { $0.id == rule }
        for role in Role.allCases where versions.contains(where: { $0.roles.contains(role) }) {
            for action in Action.allCases {
                for kind in SectionKind.allCases
                where versions.contains(where: {
                    $0.roles.contains(role) && $0.actions.contains(action)
                        && $0.kinds.contains(kind)
                }) {
                    heads.append([role.code, action.code, kind.code])
                    addPermitted(role, action, kind)
                }
            }
        }
        origin = ["parent": parent.name, "changed": rule, "heads": heads]
    }

    private mutating func addPermitted(_ role: Role, _ action: Action, _ kind: SectionKind) {
        for purpose in Purpose.allCases {
            for relation in Relation.allCases {
                for authorship in Authorship.allCases {
                    let head = AccessState(
                        role: role, action: action, kind: kind, purpose: purpose,
                        relation: relation, phase: .intake, authorship: authorship)
                    policy.permitted(head, among: .all).forEach(in: head) { state in
                        let decision = policy.decide(state)
                        guard decision.isPermitted else { return }
                        // What decides a permit are the permits that kluis names, all of them.
                        let rules = position(decision.ruleIDs)
                        permitted.append([Self.number(state), rules, rules])
                    }
                }
            }
        }
    }

    /// Adds random states: half of them anywhere, half of them matched by some rule.
    mutating func addRandom(_ count: Int, _ generator: inout SeededGenerator) {
        for number in 0..<count {
            let state =
                number % 2 == 0 ? generator.accessState() : generator.state(near: policy)
            let decision = policy.decide(state)
            random.append([
                Self.number(state), position(decision.ruleIDs),
                position(Self.matched(state, by: policy.rules)), decision.isPermitted ? 1 : 0,
            ])
        }
    }

    private mutating func position(_ ids: [String]) -> Int {
        if let known = reasons[ids] { return known }
        reasons[ids] = reasons.count
        return reasons.count - 1
    }

    /// All that decides a state, by looking at every rule of floor and policy.
    private static func matched(_ state: AccessState, by rules: [PolicyRule]) -> [String] {
        let found = rules.filter { $0.matches(state) }
        let denying =
            Floor.refusals(of: state).map(\.id)
            + found.filter { $0.effect == .forbid }.map(\.id)
        return denying.isEmpty ? found.map(\.id) : denying
    }

    private static func number(_ state: AccessState) -> Int {
        func add<Word: PolicyWord>(_ number: Int, _ word: Word) -> Int {
            number * Word.allCases.count + word.code
        }
        var number = add(0, state.role)
        number = add(number, state.action)
        number = add(number, state.kind)
        number = add(number, state.purpose)
        number = add(number, state.relation)
        number = add(number, state.consent)
        number = add(number, state.phase)
        number = add(number, state.glass)
        return add(number, state.authorship)
    }
}

extension SeededGenerator {
    /// A state that some rule of a policy matches.
    fileprivate mutating func state(near policy: CompiledPolicy) -> AccessState {
        let rules = policy.rules
        let rule = rules[Int(next() % UInt64(rules.count))]
        func one<Word: PolicyWord>(_ set: WordSet<Word>, _ random: UInt64) -> Word {
            let words = set.words
            return words[Int(random % UInt64(words.count))]
        }
        return AccessState(
            role: one(rule.roles, next()), action: one(rule.actions, next()),
            kind: one(rule.kinds, next()), purpose: one(rule.purposes, next()),
            relation: one(rule.relations, next()), consent: one(rule.consents, next()),
            phase: one(rule.phases, next()), glass: one(rule.glass, next()),
            authorship: one(rule.authorship, next()))
    }

    /// A policy with one rule changed in one word, turned round, or taken out.
    fileprivate mutating func mutant(
        of parent: CompiledPolicy
    ) throws -> (policy: CompiledPolicy, changed: String) {
        while true {
            var rules = parent.rules
            let index = Int(next() % UInt64(rules.count))
            let rule = rules[index]
            switch next() % 10 {
            case 0: rules.remove(at: index)
            case 1: rules[index] = rule.turned
            default: rules[index] = changed(rule)
            }
            if rules == parent.rules { continue }
            return (try CompiledPolicy(AccessRules(name: parent.name, rules: rules)), rule.id)
        }
    }
}
