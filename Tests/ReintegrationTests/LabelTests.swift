internal import Records
internal import Reintegration
internal import Testing

@Suite("Labels") struct LabelTests {
    @Test("roles, kinds, parameters, measures, grounds and purposes have labels in four languages")
    func vocabulary() {
        let labels: [LocalizedText] =
            Role.allCases.map(\.label) + SectionKind.allCases.map(\.label)
            + StepParameter.allCases.map(\.label) + PlanMeasure.allCases.map(\.label)
            + ReportGround.allCases.map(\.label) + ConsentPurpose.allCases.map(\.label)
        for label in labels {
            for language in Language.allCases {
                #expect(!label[language].allSatisfy { $0.isWhitespace })
            }
        }
    }

    @Test("no two roles and no two kinds are called the same")
    func distinct() {
        for language in Language.allCases {
            #expect(Set(Role.allCases.map { $0.label[language] }).count == Role.allCases.count)
            #expect(
                Set(SectionKind.allCases.map { $0.label[language] }).count
                    == SectionKind.allCases.count)
        }
    }

    @Test(
        "everything in a regime that people see is said in four languages, none of them left over")
    func regimes() throws {
        for regime in try Shipped.allRegimes() {
            let labels: [LocalizedText] =
                [regime.title] + regime.states.map(\.label) + regime.steps.map(\.label)
                + regime.lapses.map(\.label) + regime.options.map(\.label)
                + regime.options.flatMap { $0.choices.map(\.label) }
                + regime.deadlines.flatMap { [$0.label, $0.anchorLabel, $0.consequence] }
            for label in labels {
                let texts = Language.allCases.map { label[$0] }
                for text in texts { #expect(!text.allSatisfy { $0.isWhitespace }) }
                // What two languages share was forgotten in one of them, and so was a changed figure.
                let sentences = texts.filter { $0.split(separator: " ").count > 3 }
                #expect(Set(sentences).count == sentences.count, "\(regime.name): \(texts)")
                let figures = texts.map { text in
                    text.matches(of: /[0-9]+/).map { String($0.0) }.sorted()
                }
                #expect(Set(figures).count == 1, "\(regime.name): \(texts)")
            }
            for language in Language.allCases {
                // One act can have two steps, for two states; never two in one state.
                let texts =
                    regime.states.map(\.label[language])
                    + regime.states.flatMap { state in
                        regime.steps.filter { $0.from.contains(state.name) }
                            .map { "\(state.name): \($0.label[language])" }
                    }
                let twice = Dictionary(grouping: texts) { $0 }.filter { $0.value.count > 1 }
                #expect(twice.isEmpty, "\(regime.name): \(twice.keys)")
            }
        }
    }

    @Test("names and rule numbers are checked")
    func names() {
        for text in ["", "A", "1a", "a b", "a_b", "-a", "é", String(repeating: "a", count: 65)] {
            #expect(StepName(text) == nil)
        }
        let (step, rule) = ("absence.start-2", "R22-16")
        #expect(StepName(step)?.text == step)
        for text in ["", "r22", "R22 1", "R22-ABCDEFGHIJKLMN"] { #expect(RuleID(text) == nil) }
        #expect(RuleID(rule)?.text == rule)
    }
}
