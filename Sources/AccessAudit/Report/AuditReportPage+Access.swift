internal import Markup
internal import Records

extension AuditReportPage {
    /// The figures that the reader looks for first.
    func summary(_ writer: inout HTMLWriter) {
        let result = report.result
        let accesses = result.explainedAccesses + result.unexplainedAccesses
        let states = report.ruleStates.values
        let denied = SuppressedTable(report.summary.denials)
        let total = SuppressedTable(report.summary.byRole).total
        // Where few workers are all that the period is about, other sums would tell their total.
        let isSmall = [total, denied.total].contains(.hidden)
        let share = ReportNumber.share(result.explainedAccesses, of: accesses, language)
        table(
            &writer, word(ReportWords.summary),
            headings: [(word(ReportWords.item), false), (word(ReportWords.count), true)],
            rows: [
                (
                    word(ReportWords.entries),
                    [.count(isSmall ? .hidden : .shown(report.summary.entries))]
                ),
                (word(ReportWords.accesses), [.count(total)]),
                (
                    word(ReportWords.explained), [isSmall ? .count(.hidden) : .number(share)]
                ),
                (word(ReportWords.denials), [.count(denied.total)]),
                (
                    word(ReportWords.emergencyUses),
                    [.number(number(report.ruleStates[.emergency]?.alerts ?? 0))]
                ),
                (word(ReportWords.alerts), [.number(number(result.alerts.count))]),
                (
                    word(ReportWords.open),
                    [.number(number(states.reduce(0) { $0 + $1.open }))]
                ),
                (
                    word(ReportWords.overdue),
                    [.number(number(states.reduce(0) { $0 + $1.overdue }))]
                ),
                (word(ReportWords.signedOff), [.text(yesOrNo(isSignedOff))]),
            ])
    }

    var isSignedOff: Bool { report.ledger.isSignedOff(report.result.period) }

    func yesOrNo(_ answer: Bool) -> String { word(answer ? ReportWords.yes : ReportWords.no) }

    /// The accesses by role and category.
    func accessByRole(_ writer: inout HTMLWriter) {
        let counts = report.summary.byRole
        guard !counts.rows.isEmpty else { return nothing(&writer) }
        let suppressed = SuppressedTable(counts)
        let roles = counts.rows.map { word(report.labels.role($0)) } + [word(ReportWords.total)]
        let headings =
            [(word(ReportWords.role), false)]
            + counts.columns.map { (word(report.labels.category($0)), true) }
            + [(word(ReportWords.total), true)]
        if suppressed.isWithheld { writer.element("p", text: word(ReportWords.withheld)) }
        let totals = suppressed.cells.dropLast().compactMap(\.last)
        bars(&writer, "role", ReportWords.byRole, Array(zip(roles, totals)))
        table(
            &writer, word(ReportWords.byRole), headings: headings,
            rows: zip(roles, suppressed.cells).map { ($0, $1.map(Cell.count)) }, hasTotals: true)
    }

    /// The accesses through time.
    func accessByDay(_ writer: inout HTMLWriter) {
        let counts = report.summary.byDay
        guard !counts.columns.isEmpty else { return nothing(&writer) }
        let suppressed = SuppressedTable(counts)
        let byDay = Dictionary(
            uniqueKeysWithValues: zip(counts.columns, suppressed.cells[0]))
        let points = report.summary.steps.map { day in
            ("\(CivilDate(daysSinceEpoch: day))", byDay[day] ?? .shown(0))
        }
        let isDaily = report.summary.stepDays == 1
        let title = isDaily ? ReportWords.byDay : ReportWords.byWeek
        if suppressed.isWithheld { writer.element("p", text: word(ReportWords.withheld)) }
        LineChart(
            frame: frame("day", title, points),
            points: points.map { (label: String($0.0.dropFirst(5)), count: $0.1) }, number: number
        ).write(&writer)
        table(
            &writer, word(title),
            headings: [
                (word(isDaily ? ReportWords.day : ReportWords.weekFrom), false),
                (word(ReportWords.count), true),
            ],
            rows: points.map { ($0.0, [.count($0.1)]) }
                + [(word(ReportWords.total), [.count(suppressed.total)])],
            hasTotals: true, style: "days")
    }

    /// The accesses by day of the week and hour, in bands.
    func accessByHour(_ writer: inout HTMLWriter) {
        let counts = report.summary.byHour
        guard !counts.rows.isEmpty else { return nothing(&writer) }
        let bands = (1...7).map { day in
            (0..<24).map { hour in
                HeatMap.Band(
                    counts.events(day, hour),
                    isSmall: counts.workers(day, hour) < SuppressedTable.usualThreshold)
            }
        }
        let names = ReportWords.weekdays(language)
        writer.element("p", text: word(ReportWords.bandNote))
        HeatMap(
            frame: frame("hour", ReportWords.byHour, []), days: names, bands: bands
        ).write(&writer)
        table(
            &writer, word(ReportWords.byHour),
            headings: [(word(ReportWords.hour), false)] + names.map { ($0, false) },
            rows: (0..<24).map { hour in
                let cells = (0..<7).map { day -> Cell in
                    let band = bands[day][hour]
                    return .text(band == .hidden ? word(ReportWords.hidden) : band.range)
                }
                return ("\(hour)", cells)
            }, style: "heat")
    }

    /// The refusals by reason.
    func denials(_ writer: inout HTMLWriter) {
        let counts = report.summary.denials
        guard !counts.columns.isEmpty else { return nothing(&writer) }
        let suppressed = SuppressedTable(counts)
        if suppressed.isWithheld { writer.element("p", text: word(ReportWords.withheld)) }
        let reasons = zip(counts.columns, suppressed.cells[0])
            .map { (word(report.labels.reason($0)), $1) }
        bars(&writer, "denials", ReportWords.denials, reasons)
        table(
            &writer, word(ReportWords.denials),
            headings: [(word(ReportWords.reason), false), (word(ReportWords.count), true)],
            rows: reasons.map { ($0.0, [.count($0.1)]) }
                + [(word(ReportWords.total), [.count(suppressed.total)])],
            hasTotals: true)
    }

    func nothing(_ writer: inout HTMLWriter) {
        writer.element("p", text: word(ReportWords.noEntries))
    }

    private func bars(
        _ writer: inout HTMLWriter, _ id: StaticString, _ title: LocalizedText,
        _ bars: [(String, SuppressedTable.Cell)]
    ) {
        BarChart(
            frame: frame(id, title, bars), bars: bars.map { (label: $0.0, count: $0.1) },
            number: number
        ).write(&writer)
    }

    private func frame(
        _ id: StaticString, _ title: LocalizedText, _ counts: [(String, SuppressedTable.Cell)]
    ) -> ChartFrame {
        let shown = counts.compactMap { label, count -> (label: String, count: Int)? in
            if case .shown(let number) = count, number > 0 { (label, number) } else { nil }
        }
        let largest = shown.max { $0.count < $1.count }.map { ($0.label, number($0.count)) }
        return ChartFrame(
            id: id, title: word(title),
            description: ReportWords.chartDescription(title, largest, language),
            hiddenWord: word(ReportWords.hidden))
    }
}
