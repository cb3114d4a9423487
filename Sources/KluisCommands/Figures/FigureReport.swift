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
    /// The years, in their order.
    let years: [Year]
    /// The reader's language.
    let language: Language

    /// Takes the answers; of a regime alone, what is of that regime.
    init(
        employer: Organisation, threshold: Int, years: [(year: Int, answer: CountFigures.Answer)],
        regime: String?, language: Language
    ) {
        self.employer = employer
        self.threshold = threshold
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

    /// For spreadsheets (RFC 4180).
    var csv: [UInt8] {
        var rows = [
            ["employer", "year", "regime", "kind", "name", "label", "ends", "article", "count"]
        ]
        for year in years {
            func add(_ regime: String, _ cells: [String]) {
                rows.append([employer.name, String(year.year), regime] + cells)
            }
            for regime in year.regimes {
                for figure in regime.openings {
                    add(
                        regime.regime,
                        [
                            "opened", figure.role?.rawValue ?? "", role(figure), "", "",
                            figure.count.map { String($0) } ?? "",
                        ])
                }
                for row in regime.rows {
                    add(
                        regime.regime,
                        [
                            row.kind.rawValue, row.name, row.text[language],
                            row.end?[language] ?? "", row.article, String(row.count),
                        ])
                }
                for (name, label, days) in [
                    ("days-to-decision", FigureWord.toDecision, regime.daysToDecision),
                    ("days-to-end", FigureWord.toEnd, regime.daysToEnd),
                ] {
                    add(
                        regime.regime,
                        ["median", name, label[language], "", "", days.map { String($0) } ?? ""])
                }
            }
        }
        return rows.flatMap { CSVLine.encode($0) }
    }

    /// For programs; what is hidden is null.
    var json: [(String, JSONValue)] {
        [
            ("employer", .string(employer.id.description)), ("name", .string(employer.name)),
            ("threshold", .count(threshold)),
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
            (
                "figures",
                .array(
                    regime.rows.map { row in
                        .object([
                            ("kind", .string(row.kind.rawValue)), ("name", .string(row.name)),
                            ("label", .string(row.text[language])),
                            ("ends", .optional(row.end?[language])),
                            ("article", .string(row.article)), ("count", .index(row.count)),
                        ])
                    })
            ),
            ("medianDaysToDecision", regime.daysToDecision.map(JSONValue.index) ?? .null),
            ("medianDaysToEnd", regime.daysToEnd.map(JSONValue.index) ?? .null),
        ])
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

    /// The two durations with their words.
    func durations(_ regime: RegimeFigures) -> [(String, String)] {
        [
            (FigureWord.toDecision[language], count(regime.daysToDecision)),
            (FigureWord.toEnd[language], count(regime.daysToEnd)),
        ]
    }
}
