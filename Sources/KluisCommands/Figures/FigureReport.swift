internal import AccessAudit
internal import Records
internal import VaultClient

/// The figures of an employer, for people, for spreadsheets and for programs.
struct FigureReport {
    /// One calendar year.
    struct Year {
        /// The year.
        let year: Int
        /// The openings of all regimes; none where one regime was asked for.
        let openings: [OpeningFigure]
        /// The figures by regime.
        let regimes: [RegimeFigures]
    }

    /// The employer.
    let employer: Organisation
    /// The least number of workers that a figure is about.
    let threshold: Int
    /// Into what the years are divided.
    let division: FigureDivision
    /// The years, in their order.
    let years: [Year]
    /// The reader's language.
    let language: Language

    /// Takes the answers; of a regime alone, what is of that regime.
    init(
        employer: Organisation, threshold: Int, division: FigureDivision,
        years: [(year: Int, answer: CountFigures.Answer)],
        regime: String?, language: Language
    ) {
        self.employer = employer
        self.threshold = threshold
        self.division = division
        self.language = language
        self.years = years.map { year, answer in
            Year(
                year: year, openings: regime == nil ? answer.openings : [],
                regimes: answer.regimes.filter { regime == nil || $0.regime == regime })
        }
    }

    /// For people.
    var lines: [String] {
        var lines = [employer.name]
        for year in years {
            lines += ["", "\(FigureWord.year[language]) \(year.year)"]
            for regime in year.regimes {
                var table = Table("KIND", "WHAT", "ENDS AS", "ARTICLE", "COUNT")
                for figure in regime.openings {
                    table.add(
                        FigureWord.opened[language], role(figure), "", "", count(figure.count))
                }
                for row in regime.rows {
                    table.add(
                        FigureWord.kind(row.kind)[language], row.text[language],
                        row.end?[language] ?? "", row.article, count(row.count))
                }
                lines += ["", "\(regime.title[language]) (\(regime.regime))"] + table.lines
                lines += durations(regime).map { "\($0): \($1)" }
                lines += partLines(regime)
            }
            if year.regimes.count > 1 {
                var table = Table("KIND", "WHAT", "COUNT")
                for figure in year.openings {
                    table.add(FigureWord.opened[language], role(figure), count(figure.count))
                }
                lines += ["", FigureWord.allRegimes[language]] + table.lines
            }
        }
        return lines + ["", FigureWord.note(threshold)[language]]
    }

    private func partLines(_ regime: RegimeFigures) -> [String] {
        guard division != .year else { return [] }
        let parts = divided(regime)
        guard !parts.isEmpty else { return ["", FigureWord.undivided[language]] }
        var table = Table("PART", "WHAT", "COUNT")
        for (what, counts) in parts {
            for (part, count) in counts.enumerated() {
                table.add(partName(part), what, self.count(count))
            }
        }
        return [""] + table.lines
    }

    /// What is told by the parts of the year, with its words.
    func divided(_ regime: RegimeFigures) -> [(what: String, counts: [UInt64])] {
        let opened =
            regime.openingParts.isEmpty
            ? []
            : [
                (
                    "\(FigureWord.opened[language]) \(FigureWord.everybody[language])",
                    regime.openingParts
                )
            ]
        return opened
            + regime.rows.filter { !$0.parts.isEmpty }.map { row in
                ("\(FigureWord.kind(row.kind)[language]): \(row.text[language])", row.parts)
            }
    }

    /// The name of a part of the year, from 0: `Q1`, `01`.
    func partName(_ part: Int) -> String {
        switch division {
        case .year: ""
        case .quarter: "Q\(part + 1)"
        case .month: part < 9 ? "0\(part + 1)" : "\(part + 1)"
        }
    }

    /// For programs; what is hidden is null.
    var json: [(String, JSONValue)] {
        [
            ("employer", .string(employer.id.description)), ("name", .string(employer.name)),
            ("threshold", .count(threshold)), ("division", .string(division.rawValue)),
            (
                "years",
                .array(
                    years.map { year in
                        .object([
                            ("year", .count(year.year)),
                            ("opened", .array(year.openings.map(Self.json))),
                            ("regimes", .array(year.regimes.map(json))),
                        ])
                    })
            ),
        ]
    }

    private func json(_ regime: RegimeFigures) -> JSONValue {
        .object([
            ("regime", .string(regime.regime)), ("title", .string(regime.title[language])),
            ("opened", .array(regime.openings.map(Self.json))),
            ("openedByPart", Self.json(regime.openingParts)),
            (
                "figures",
                .array(
                    regime.rows.map { row in
                        .object([
                            ("kind", .string(row.kind.rawValue)), ("name", .string(row.name)),
                            ("label", .string(row.text[language])),
                            ("ends", .optional(row.end?[language])),
                            ("article", .string(row.article)), ("count", .index(row.count)),
                            ("byPart", Self.json(row.parts)),
                        ])
                    })
            ),
            ("daysToDecision", Self.json(regime.daysToDecision)),
            ("daysToEnd", Self.json(regime.daysToEnd)),
        ])
    }

    private static func json(_ parts: [UInt64]) -> JSONValue {
        parts.isEmpty ? .null : .array(parts.map(JSONValue.index))
    }

    private static func json(_ duration: FigureDuration) -> JSONValue {
        .object(
            [
                ("lowerQuartile", duration.lowerQuartile), ("median", duration.median),
                ("upperQuartile", duration.upperQuartile),
            ].map { ($0, $1.map(JSONValue.index) ?? .null) })
    }

    private static func json(_ figure: OpeningFigure) -> JSONValue {
        .object([
            ("role", .optional(figure.role?.rawValue)),
            ("count", figure.count.map(JSONValue.index) ?? .null),
        ])
    }

    /// Who opened trajectories, in words.
    func role(_ figure: OpeningFigure) -> String {
        (figure.role?.label ?? FigureWord.everybody)[language]
    }

    /// A number, or that it is hidden.
    func count(_ count: UInt64?) -> String {
        count.map { String($0) } ?? FigureWord.hidden[language]
    }

    /// The durations with their words.
    func durations(_ regime: RegimeFigures) -> [(String, String)] {
        measures(regime).map { ($0.label[language], count($0.days)) }
    }

    /// One measure of how long something took.
    struct Measure {
        /// What it is called in tables of values.
        let kind: String
        /// What is measured.
        let name: String
        /// What people see.
        let label: LocalizedText
        /// The days; `nil` when they are not told.
        let days: UInt64?
    }

    /// Every measure of a regime.
    func measures(_ regime: RegimeFigures) -> [Measure] {
        [
            ("days-to-decision", FigureWord.toDecision, regime.daysToDecision),
            ("days-to-end", FigureWord.toEnd, regime.daysToEnd),
        ].flatMap { name, words, duration in
            [
                ("lower-quartile", FigureWord.lowerQuartile, duration.lowerQuartile),
                ("median", FigureWord.median, duration.median),
                ("upper-quartile", FigureWord.upperQuartile, duration.upperQuartile),
            ].map { kind, measure, days in
                Measure(
                    kind: kind, name: name,
                    label: LocalizedText { "\(measure[$0]) \(words[$0])" }, days: days)
            }
        }
    }
}
