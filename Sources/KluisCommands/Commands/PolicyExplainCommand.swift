internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records

extension Action: ExpressibleByArgument {}

extension ConsentVerdict: ExpressibleByArgument {}

extension Phase: ExpressibleByArgument {}

/// `kluis policy explain`: why something is permitted or refused.
struct PolicyExplainCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "explain", abstract: "Say what would be decided, by which rules, and what comes nearest.",
        discussion: """
            The policy alone is asked, without a dossier.
            """,
        examples: [
            (
                "kluis policy explain --role employer --action read --section medical-assessment "
                    + "--relation own-worker",
                "the employer and the medical part"
            ),
            (
                "kluis policy explain --role treating-physician --action read "
                    + "--section medical-assessment --relation care --consent active --for care",
                "with a consent"
            ),
        ])

    @Option(help: "The role.")
    var role: Role

    @Option(
        help: "read, write, release, disclose, search, manage-consent, record-consent or export.")
    var action: Action

    @Option(name: .customLong("section"), help: "The kind of section.")
    var kind: SectionKind

    @Option(help: "How the role stands to the worker.")
    var relation = Relation.assigned

    @Option(help: "none, refused, active, withdrawn, expired, mismatch or statutory.")
    var consent = ConsentVerdict.none

    @Option(help: "intake, assessment, appeal, plan or closed.")
    var phase = Phase.assessment

    @Flag(help: "An emergency is declared.")
    var emergency = false

    @Flag(help: "The section is the own one of who acts.")
    var own = false

    @OptionGroup var why: PurposeOption
    @OptionGroup var source: PolicySource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let policy = try source.policy(context)
        let state = AccessState(
            role: role, action: action, kind: kind,
            purpose: emergency ? .emergency : why.purpose ?? Purpose(usualFor: role),
            relation: relation, consent: consent, phase: phase,
            glass: emergency ? .declared : .intact, authorship: own ? .own : .other)
        let told = policy.decide(state).explanation(for: .oversight, at: SystemClock.now())
        let language = context.language
        var lines = ["\(told.decision) by \(told.by.joined(separator: ", "))"]
        lines += told.why.map { "  \(ShownText.line($0[language]))" }
        lines += told.law.map { "  \(ShownText.line($0))" }
        if let remedy = told.remedy { lines.append("  \(ShownText.line(remedy[language]))") }
        if !told.duties.isEmpty {
            lines.append("duties: \(told.duties.map(\.rawValue).joined(separator: ", "))")
        }
        lines += told.nearest.map {
            "permitted with \($0.dimension) \($0.word) (\($0.rules.joined(separator: ", ")))"
        }
        context.print(
            [
                ("decision", .string(told.decision)), ("by", .strings(told.by)),
                ("why", .strings(told.why.map { $0[language] })), ("law", .strings(told.law)),
                ("remedy", .optional(told.remedy?[language])),
                ("duties", .strings(told.duties.map(\.rawValue))),
                ("policy", .string(told.policy)), ("policyHash", .string(told.policyHash.hex)),
                ("floorHash", .string(told.floorHash.hex)),
                (
                    "state", .object(told.state.map { ($0.dimension, .string($0.word)) })
                ),
                (
                    "nearest",
                    .array(
                        told.nearest.map { near in
                            .object([
                                ("dimension", .string(near.dimension)),
                                ("word", .string(near.word)), ("rules", .strings(near.rules)),
                            ])
                        })
                ),
            ], lines: lines)
        return .success
    }
}
