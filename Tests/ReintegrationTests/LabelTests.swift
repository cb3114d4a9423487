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

    @Test("everything in the regime that people see has four languages")
    func regime() throws {
        let regime = try Shipped.be2022()
        let labels: [LocalizedText] =
            [regime.title] + regime.states.map(\.label) + regime.steps.map(\.label)
            + regime.lapses.map(\.label) + regime.options.map(\.label)
            + regime.options.flatMap { $0.choices.map(\.label) }
            + regime.deadlines.flatMap { [$0.label, $0.anchorLabel, $0.consequence] }
        for label in labels {
            for language in Language.allCases {
                #expect(!label[language].allSatisfy { $0.isWhitespace })
            }
        }
        for language in Language.allCases {
            #expect(Set(regime.steps.map { $0.label[language] }).count == regime.steps.count)
            #expect(Set(regime.states.map { $0.label[language] }).count == regime.states.count)
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
