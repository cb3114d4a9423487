internal import Markup
internal import Records

/// Writes figures as one page of HTML that needs nothing else: no script, no font, no picture.
struct FigurePage {
    private let report: FigureReport
    private var language: Language { report.language }

    /// Takes the figures.
    init(_ report: FigureReport) { self.report = report }

    /// The page, in UTF-8.
    var bytes: [UInt8] {
        let title = "\(FigureWord.title[language]) – \(report.employer.name)"
        var writer = HTMLWriter()
        writer.literal("<!DOCTYPE html>\n")
        writer.element("html", ["lang": language.rawValue]) { writer in
            writer.element("head") { $0.head(title: title) }
            writer.newLine()
            writer.element("body") { writer in
                writer.element("header") { writer in
                    writer.element("h1", text: title)
                    writer.element("p", text: FigureWord.note(report.threshold)[language])
                }
                writer.newLine()
                writer.element("main") { writer in
                    for year in report.years { section(year, &writer) }
                }
            }
        }
        writer.newLine()
        return Array(writer.html.utf8)
    }

    private func section(_ year: FigureReport.Year, _ writer: inout HTMLWriter) {
        let heading = "year-\(year.year)"
        writer.element("section", ["aria-labelledby": heading]) { writer in
            writer.element(
                "h2", ["id": heading], text: "\(FigureWord.year[language]) \(year.year)")
            for regime in year.regimes {
                let rows =
                    regime.openings.map(row)
                    + regime.rows.map { row in
                        Row(
                            kind: FigureWord.kind(row.kind)[language], what: row.text[language],
                            end: row.end?[language] ?? "", article: row.article, count: row.count)
                    }
                table("\(regime.title[language]) (\(regime.regime))", rows, &writer)
                writer.element("dl") { writer in
                    for (term, value) in report.durations(regime) {
                        writer.element("dt", text: term)
                        writer.element("dd", text: value)
                    }
                }
                writer.newLine()
                parts(regime, &writer)
            }
            if year.regimes.count > 1 {
                table(FigureWord.allRegimes[language], year.openings.map(row), &writer)
            }
        }
        writer.newLine()
    }

    /// What is told by the parts of the year.
    private func parts(_ regime: RegimeFigures, _ writer: inout HTMLWriter) {
        guard report.division != .year else { return }
        let parts = report.divided(regime)
        guard !parts.isEmpty else {
            writer.element("p", text: FigureWord.undivided[language])
            return
        }
        writer.element("table") { writer in
            writer.element("thead") { writer in
                writer.element("tr") { writer in
                    writer.element("th", ["scope": "col"], text: FigureWord.what[language])
                    for part in 0..<report.division.parts {
                        writer.element(
                            "th", ["scope": "col", "class": "n"], text: report.partName(part))
                    }
                }
            }
            writer.element("tbody") { writer in
                for (what, counts) in parts {
                    writer.element("tr") { writer in
                        writer.element("th", ["scope": "row"], text: what)
                        for count in counts {
                            writer.element("td", ["class": "n"], text: report.count(count))
                        }
                    }
                }
            }
        }
        writer.newLine()
    }

    private struct Row {
        let kind: String
        let what: String
        let end: String
        let article: String
        let count: UInt64?
    }

    private func row(_ figure: OpeningFigure) -> Row {
        Row(
            kind: FigureWord.opened[language], what: report.role(figure), end: "", article: "",
            count: figure.count)
    }

    private func table(_ caption: String, _ rows: [Row], _ writer: inout HTMLWriter) {
        writer.element("table") { writer in
            writer.element("caption", text: caption)
            writer.element("thead") { writer in
                writer.element("tr") { writer in
                    for word in [
                        FigureWord.what, FigureWord.kind, FigureWord.ends, FigureWord.article,
                    ] {
                        writer.element("th", ["scope": "col"], text: word[language])
                    }
                    writer.element(
                        "th", ["scope": "col", "class": "n"], text: FigureWord.count[language])
                }
            }
            writer.element("tbody") { writer in
                for row in rows {
                    writer.element("tr") { writer in
                        writer.element("th", ["scope": "row"], text: row.what)
                        for text in [row.kind, row.end, row.article] {
                            writer.element("td", text: text)
                        }
                        writer.element(
                            "td", ["class": row.count == nil ? "h" : "n"],
                            text: report.count(row.count))
                    }
                }
            }
        }
    }
}
