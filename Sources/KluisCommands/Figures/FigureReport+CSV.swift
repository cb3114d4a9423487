internal import AccessAudit
internal import Records
internal import VaultClient

extension FigureReport {
    /// For spreadsheets (RFC 4180): a row a figure, and behind it one for each part of the year.
    var csv: [UInt8] {
        var rows = [
            [
                "employer", "year", "part", "regime", "kind", "name", "label", "ends", "article",
                "count",
            ]
        ]
        for year in years {
            for regime in year.regimes {
                func add(_ cells: [String], _ count: UInt64?, _ parts: [UInt64] = []) {
                    for (part, count) in [("", count)]
                        + parts.enumerated().map({ (partName($0), $1) })
                    {
                        rows.append(
                            [employer.name, String(year.year), part, regime.regime] + cells
                                + [count.map { String($0) } ?? ""])
                    }
                }
                for figure in regime.openings {
                    add(
                        ["opened", figure.role?.rawValue ?? "", role(figure), "", ""],
                        figure.count, figure.role == nil ? regime.openingParts : [])
                }
                for row in regime.rows {
                    add(
                        [
                            row.kind.rawValue, row.name, row.text[language],
                            row.end?[language] ?? "", row.article,
                        ], row.count, row.parts)
                }
                for measure in measures(regime) {
                    add(
                        [measure.kind, measure.name, measure.label[language], "", ""], measure.days)
                }
            }
        }
        return rows.flatMap { CSVLine.encode($0) }
    }
}
