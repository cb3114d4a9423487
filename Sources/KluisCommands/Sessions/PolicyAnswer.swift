internal import AccessPolicy
internal import CryptoPrimitives
internal import Records

/// A decision in words, for people and for programs.
struct PolicyAnswer {
    /// The decision.
    let decision: Decision
    /// For whom it is explained.
    let audience: Audience
    /// When it was made.
    let at: Instant
    /// The facts behind it.
    var facts: [NamedFact] = []

    /// Prints the answer to `why` or `why-not`.
    ///
    /// - Returns: Status 66 when there is nothing of the kind to explain: no permit, or no denial.
    func print(_ context: CommandContext, explainingPermit wantsPermit: Bool) -> CommandStatus {
        let told = decision.explanation(for: audience, at: at, facts: facts)
        context.print(json(told), lines: lines(told, context.language))
        guard decision.isPermitted != wantsPermit else { return .success }
        context.note(
            wantsPermit
                ? "it is denied, so there is no permit to explain: `kluis policy why-not` says more"
                : "it is permitted, so there is no denial to explain: `kluis policy why` says more")
        return .noInput
    }

    /// The rules that decided; none when the floor did, nothing permits, or a duty can't be done.
    private var deciding: [PolicyRule] {
        switch decision.basis {
        case .permitted, .forbidden: decision.matchedRules
        case .floor, .noPermit, .duty, .fault: []
        }
    }

    private func lines(_ told: Explanation, _ language: Language) -> [String] {
        var lines = ["\(told.decision) by \(told.by.joined(separator: ", "))"]
        if deciding.isEmpty { lines += told.why.map { "  \(ShownText.line($0[language]))" } }
        for rule in deciding {
            lines += [
                "  \(rule.id): \(ShownText.line(PolicySentence(rule).text[language]))",
                "    \(ShownText.line(rule.label[language]))",
                "    \(ShownText.line(rule.law))",
            ]
        }
        if let remedy = told.remedy { lines.append("  \(ShownText.line(remedy[language]))") }
        if decision.isPermitted {
            lines.append("duties: \(told.duties.map(\.rawValue).joined(separator: ", "))")
        }
        lines += told.facts.map { fact in
            "fact: \(fact.dimension) \(fact.value)"
                + (fact.source.map { " (\(ShownText.line($0)))" } ?? "")
                + (fact.until.map { ", until \(CivilTime.text(of: $0)) at most" } ?? "")
        }
        lines += told.nearest.map { near in
            let label = AccessState.label(of: near.word, in: near.dimension)?[language]
            return "permitted with \(near.dimension) \(near.word)"
                + (label.map { ": \($0)" } ?? "") + " (\(near.rules.joined(separator: ", ")))"
        }
        return lines
    }

    private func json(_ told: Explanation) -> [(String, JSONValue)] {
        let why = deciding.isEmpty ? told.why : deciding.map { PolicySentence($0).text }
        return [
            ("decision", .string(told.decision)), ("by", .strings(told.by)),
            (
                "policy",
                .object([
                    ("name", .string(told.policy)),
                    ("hash", .string("sha256:\(told.policyHash.hex)")),
                    ("floor", .string("\(told.floorVersion):sha256:\(told.floorHash.hex)")),
                ])
            ),
            ("at", .string(told.at.rfc3339)),
            ("state", .object(told.state.map { ($0.dimension, .string($0.word)) })),
            (
                "why",
                .object(
                    Language.allCases.map { language in
                        (
                            language.rawValue,
                            .string(why.map { $0[language] }.joined(separator: " "))
                        )
                    } + [("law", .strings(told.law))])
            ),
            (
                "facts",
                .array(
                    told.facts.map { fact in
                        .object([
                            ("fact", .string(fact.dimension)), ("value", .string(fact.value)),
                            ("from", .optional(fact.source)),
                            ("until", .optional(fact.until?.rfc3339)),
                        ])
                    })
            ),
            (
                "nearest",
                .array(
                    told.nearest.map { near in
                        .object([
                            ("change", .object([(near.dimension, .string(near.word))])),
                            ("rules", .strings(near.rules)),
                        ])
                    })
            ),
            (
                "remedy",
                told.remedy.map { remedy in
                    .object(Language.allCases.map { ($0.rawValue, .string(remedy[$0])) })
                } ?? .null
            ),
            ("duties", .strings(told.duties.map(\.rawValue))),
        ]
    }
}
