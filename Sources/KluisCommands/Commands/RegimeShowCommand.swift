internal import ArgumentParser
internal import Records
internal import Reintegration

/// `kluis regime show`: an adopted regime.
struct RegimeShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show",
        abstract: "An adopted regime: steps, deadlines, and what law leaves open.",
        discussion: """
            Each line has its rule and article; a reading that the source does not state is marked \
            `inferred`, one that no source was opened for `unverified`. Of an option the reading that \
            holds is marked with a star; `kluis adopt regime` adopts a revision with another one.
            """,
        examples: [
            ("kluis regime show be-2026 --as els", "the whole regime"),
            ("kluis regime show nl-poortwachter --as petra --language nl --json", "for programs"),
        ])

    @Argument(help: "The name of the regime.")
    var name: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let regime = try AdoptedData(acting.session).regime(name)
            let language = context.language
            context.print(
                RegimeSummary(regime).json + [
                    ("title", .string(regime.title[language])),
                    ("stepList", .array(regime.steps.map { $0.json(language) })),
                    ("deadlineList", .array(regime.deadlines.map { $0.json(language) })),
                    ("optionList", .array(regime.options.map { $0.json(language) })),
                ], lines: Self.lines(regime, language))
            return .success
        }
    }

    private static func lines(_ regime: Regime, _ language: Language) -> [String] {
        var lines = [regime.title[language], RegimeSummary(regime).line, ""]
        var steps = Table("STEP", "WHAT", "WHO", "FROM", "RULE")
        for step in regime.steps {
            steps.add(
                step.name.text, step.label[language],
                step.by.map(\.rawValue).joined(separator: ", "),
                step.from.map(\.text).sorted().joined(separator: ", "), step.reference.words)
        }
        lines += steps.lines + [""]
        var deadlines = Table("DEADLINE", "WHAT", "TERM", "READING", "RULE")
        for rule in regime.deadlines {
            deadlines.add(
                rule.name.text, rule.label[language], rule.termWords(language),
                rule.onlyWith?.choice.text ?? "", rule.reference.words)
        }
        lines += deadlines.lines
        for option in regime.options {
            lines += ["", "\(option.name): \(option.label[language])"]
            lines += option.choices.map { choice in
                "  \(choice.name == option.standard ? "*" : " ") \(choice.name): "
                    + "\(choice.label[language]) (\(choice.source))"
            }
        }
        return lines
    }
}

extension DeadlineRule {
    /// How long it is and from which event, in words.
    fileprivate func termWords(_ language: Language) -> String {
        switch term {
        case .period(let period): "\(period.words[language]) ← \(anchorLabel[language])"
        case .atOnce: "← \(anchorLabel[language])"
        case .day(let parameter): parameter.label[language]
        case .before(let period, let parameter):
            "\(period.words[language]) → \(parameter.label[language])"
        }
    }

    fileprivate func json(_ language: Language) -> JSONValue {
        .object([
            ("deadline", .string(name.text)), ("label", .string(label[language])),
            ("term", .string(termWords(language))),
            ("reading", .optional(onlyWith?.choice.text)),
            ("who", .strings(who.map(\.rawValue))), ("rule", .string(reference.rule.text)),
            ("article", .string(reference.article)), ("source", .string(reference.source)),
            ("standing", .string(reference.standing.rawValue)),
        ])
    }
}

extension ProcessStep {
    fileprivate func json(_ language: Language) -> JSONValue {
        .object([
            ("step", .string(name.text)), ("label", .string(label[language])),
            ("by", .strings(by.map(\.rawValue))),
            ("from", .strings(from.map(\.text).sorted())),
            ("forms", .strings(artefacts.map(\.form.text))),
            ("rule", .string(reference.rule.text)), ("article", .string(reference.article)),
            ("source", .string(reference.source)),
            ("standing", .string(reference.standing.rawValue)),
        ])
    }
}

extension ProcessOption {
    fileprivate func json(_ language: Language) -> JSONValue {
        .object([
            ("option", .string(name.text)), ("label", .string(label[language])),
            ("reading", .string(standard.text)),
            (
                "choices",
                .array(
                    choices.map {
                        .object([
                            ("choice", .string($0.name.text)),
                            ("label", .string($0.label[language])),
                            ("source", .string($0.source)),
                        ])
                    })
            ),
        ])
    }
}
