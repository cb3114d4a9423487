internal import Markup
package import Records

/// Writes a report as one page of HTML that needs nothing else: no script, no font, no picture from
/// outside.
///
/// The page is for people who use a screen reader, a printer or neither: one first-level heading,
/// landmarks, tables with captions and scopes, and each chart with a title, a description, patterns
/// beside the colour, and its numbers in a table.
package struct AuditReportPage {
    let report: AuditReport
    let language: Language

    /// Takes the report and the language of the page.
    package init(_ report: AuditReport, language: Language) {
        self.report = report
        self.language = language
    }

    /// The page, in UTF-8.
    package var bytes: [UInt8] {
        var writer = HTMLWriter()
        writer.literal("<!DOCTYPE html>\n")
        writer.element("html", ["lang": language.rawValue]) { writer in
            writer.element("head") {
                $0.head(title: "\(word(ReportWords.title)) – \(days)")
            }
            writer.newLine()
            writer.element("body") { body(&$0) }
        }
        writer.newLine()
        return Array(writer.html.utf8)
    }

    /// The sections in the order of the page.
    private enum Section: String, CaseIterable {
        case summary, role, day, hour, denials, emergencies, review, deadlines, decisions, chain
        case thresholds, about
    }

    private func body(_ writer: inout HTMLWriter) {
        writer.element("header") { writer in
            writer.element("h1", text: word(ReportWords.title))
            definitions(
                &writer,
                [
                    (ReportWords.vault, report.vault), (ReportWords.period, days),
                    (ReportWords.made, report.civilText(report.now)),
                ])
        }
        writer.newLine()
        writer.element("nav", ["aria-labelledby": "contents"]) { writer in
            writer.element("h2", ["id": "contents"], text: word(ReportWords.contents))
            writer.element("ol") { writer in
                for section in Section.allCases {
                    writer.element("li") { writer in
                        writer.element(
                            "a", ["href": "#\(section.rawValue)"], text: word(title(section)))
                    }
                }
            }
        }
        writer.newLine()
        writer.element("main") { writer in
            for section in Section.allCases {
                writer.element("section", ["aria-labelledby": section.rawValue]) { writer in
                    writer.element(
                        "h2", ["id": section.rawValue], text: word(title(section)))
                    write(section, &writer)
                }
                writer.newLine()
            }
        }
        writer.element("footer") { writer in
            paragraph(&writer, word(ReportWords.proofNote))
        }
    }

    private func title(_ section: Section) -> LocalizedText {
        switch section {
        case .summary: ReportWords.summary
        case .role: ReportWords.byRole
        case .day: report.summary.stepDays == 1 ? ReportWords.byDay : ReportWords.byWeek
        case .hour: ReportWords.byHour
        case .denials: ReportWords.denials
        case .emergencies: ReportWords.emergencies
        case .review: ReportWords.review
        case .deadlines: ReportWords.deadlines
        case .decisions: ReportWords.decisions
        case .chain: ReportWords.chain
        case .thresholds: ReportWords.thresholds
        case .about: ReportWords.about
        }
    }

    private func write(_ section: Section, _ writer: inout HTMLWriter) {
        switch section {
        case .summary: summary(&writer)
        case .role: accessByRole(&writer)
        case .day: accessByDay(&writer)
        case .hour: accessByHour(&writer)
        case .denials: denials(&writer)
        case .emergencies: emergencies(&writer)
        case .review: review(&writer)
        case .deadlines: deadlines(&writer)
        case .decisions: decisions(&writer)
        case .chain: chain(&writer)
        case .thresholds: thresholds(&writer)
        case .about:
            writer.element("p", text: ReportWords.smallCells(language))
            writer.element("p", text: word(ReportWords.bandNote))
        }
    }

    // MARK: What all sections use

    func word(_ text: LocalizedText) -> String { text[language] }
    func number(_ number: Int) -> String { ReportNumber.text(number, language) }

    private var days: String {
        "\(report.firstDay) \(word(ReportWords.until)) \(report.lastDay)"
    }

    /// Writes a paragraph, in which a command stands between backticks.
    func paragraph(_ writer: inout HTMLWriter, _ text: String) {
        writer.element("p") { writer in
            let parts = text.split(separator: "`", omittingEmptySubsequences: false)
            for (place, part) in parts.enumerated() {
                if place.isMultiple(of: 2) {
                    writer.text(String(part))
                } else {
                    writer.element("code", text: String(part))
                }
            }
        }
    }

    /// Writes terms with what they are.
    func definitions(_ writer: inout HTMLWriter, _ terms: [(LocalizedText, String)]) {
        writer.definitions(terms.map { (word($0.0), $0.1) })
    }

    /// A cell of a table.
    enum Cell {
        case text(String)
        case number(String)
        case code(String)
        case count(SuppressedTable.Cell)
    }

    /// Writes a table: the first cell of a row is its heading.
    func table(
        _ writer: inout HTMLWriter, _ caption: String, headings: [(text: String, isNumber: Bool)],
        rows: [(heading: String, cells: [Cell])], hasTotals: Bool = false, style: String = "plain"
    ) {
        writer.newLine()
        writer.element("table", ["class": style]) { writer in
            writer.element("caption", text: caption)
            writer.element("thead") { writer in
                writer.element("tr") { writer in
                    for heading in headings {
                        writer.element(
                            "th", ["scope": "col", "class": heading.isNumber ? "n" : "t"],
                            text: heading.text)
                    }
                }
            }
            writer.element("tbody") { writer in
                for (place, row) in rows.enumerated() {
                    let isTotal = hasTotals && place == rows.count - 1
                    writer.element("tr", ["class": isTotal ? "sum" : "row"]) { writer in
                        writer.element("th", ["scope": "row"], text: row.heading)
                        for cell in row.cells { self.cell(cell, &writer) }
                    }
                    writer.newLine()
                }
            }
        }
    }

    private func cell(_ cell: Cell, _ writer: inout HTMLWriter) {
        switch cell {
        case .text(let text): writer.element("td", text: text)
        case .number(let text): writer.element("td", ["class": "n"], text: text)
        case .code(let text):
            writer.element("td") { $0.element("code", text: text) }
        case .count(.shown(let count)):
            writer.element("td", ["class": "n"], text: number(count))
        case .count(.hidden):
            writer.element("td", ["class": "h"], text: word(ReportWords.hidden))
        }
    }
}
