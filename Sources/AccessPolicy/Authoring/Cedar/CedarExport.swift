internal import CryptoPrimitives
internal import Records

/// A policy with the floor below it as Cedar text, so that an outsider's engine can decide
/// everything that kluis decides.
///
/// A state becomes a request: role → `principal`, action → `action`, kind → `resource`, and the
/// other six dimensions → `context`, each an entity of a closed type. No entity has parents or
/// attributes, so the entities of a request are the empty list. Every policy carries its id, its
/// law and its duties as annotations.
///
/// Cedar denies what nothing permits and lets any `forbid` win, as kluis does. Where several
/// prohibitions match, Cedar names them all; kluis names the first of the floor, and rules only
/// when the floor is silent.
///
/// Source of the language: Cedar policy language reference guide, "Policy syntax" and "Schema".
package struct CedarExport: Sendable {
    private let policy: CompiledPolicy

    /// Takes a policy.
    package init(_ policy: CompiledPolicy) { self.policy = policy }

    /// The floor as `forbid` policies, in the order in which kluis names them, then the rules.
    package var policies: String {
        let floor = Floor.rules.compactMap { CedarFloor.policy($0.rule) }
        let rules = policy.rules.map(Self.policy)
        return ([header] + floor + rules).joined(separator: "\n")
    }

    /// The types of principals, actions, resources and context, as a Cedar schema.
    package static var schema: String {
        let types = CedarDimension.allCases.filter { $0 != .action }.map { dimension in
            "entity \(dimension.type) enum [\n"
                + dimension.words.map { "    \(CedarText.quoted($0))" }.joined(separator: ",\n")
                + "\n];\n"
        }
        let actions = CedarDimension.action.words.map(CedarText.quoted).joined(separator: ", ")
        let context = CedarDimension.context.map { dimension in
            "        \(dimension.attribute): \(dimension.type)"
        }.joined(separator: ",\n")
        return types.joined(separator: "\n") + """

            action \(actions) appliesTo {
                principal: \(CedarDimension.role.type),
                resource: \(CedarDimension.section.type),
                context: {
            \(context)
                }
            };

            """
    }

    private static func policy(_ rule: PolicyRule) -> String {
        let isAnyAction = rule.actions == .all
        let actions = rule.actions.words.map { CedarText.entity(.action, $0.rawValue) }
        let conditions = [
            CedarText.oneOf(.role, rule.roles), CedarText.oneOf(.section, rule.kinds),
            CedarText.oneOf(.purpose, rule.purposes), CedarText.oneOf(.relation, rule.relations),
            CedarText.oneOf(.consent, rule.consents), CedarText.oneOf(.phase, rule.phases),
            CedarText.oneOf(.glass, rule.glass), CedarText.oneOf(.author, rule.authorship),
        ].compactMap(\.self)
        return CedarText.policy(
            rule.effect,
            annotations: [
                ("id", rule.id), ("law", rule.law),
                ("duties", rule.duties.words.map(\.rawValue).joined(separator: " ")),
                ("sentence", PolicySentence(rule).text.en),
            ].filter { !$0.1.isEmpty },
            action: isAnyAction ? "action" : "action in [\(actions.joined(separator: ", "))]",
            when: conditions.joined(separator: " &&\n    "))
    }

    private var header: String {
        let context = CedarDimension.context.map {
            "\($0.attribute): \($0.type)::\"…\""
        }.joined(separator: ", ")
        return """
            // \(policy.name): sha256 \(policy.hash.hex)
            // on floor \(Floor.version): sha256 \(Floor.hash.hex)
            //
            // Ask with principal Role::"…", action Action::"…", resource Section::"…",
            // context {\(context)}
            // and no entities. What nothing permits is denied, and any forbid wins. Of several forbids
            // that match, kluis names the first one of the floor, in the order below.
            //
            // A permit obliges to the duties of every policy that permits, and by the floor:
            //   always: \(Self.duties(Floor.duties(Self.plain)))
            //   in a declared emergency: \(Self.duties(Floor.duties(Self.emergency)))
            //   action release, section assessment-form: \(Self.duties(Floor.duties(Self.release)))
            //   action record-consent: \(Self.duties(Floor.duties(Self.record)))

            """
    }

    private static func duties(_ duties: DutySet) -> String {
        duties.words.map(\.rawValue).joined(separator: " ")
    }

    private static let plain = AccessState(
        role: .worker, action: .read, kind: .plan, purpose: .ownFile, relation: .`self`,
        phase: .plan)
    private static let emergency = AccessState(
        role: .nurse, action: .read, kind: .healthFile, purpose: .emergency, relation: .none,
        phase: .plan, glass: .declared)
    private static let release = AccessState(
        role: .occupationalPhysician, action: .release, kind: .assessmentForm,
        purpose: .reintegration, relation: .assigned, phase: .assessment)
    private static let record = AccessState(
        role: .occupationalPhysician, action: .recordConsent, kind: .consultation,
        purpose: .reintegration, relation: .assigned, phase: .assessment)
}
