internal import CryptoPrimitives
internal import Markup
internal import Records

extension AuditReportPage {
    /// The uses of the emergency procedure and their reviews.
    func emergencies(_ writer: inout HTMLWriter) {
        let state = report.ruleStates[.emergency] ?? AuditReport.RuleState()
        table(
            &writer, word(ReportWords.emergencies),
            headings: [(word(ReportWords.item), false), (word(ReportWords.count), true)],
            rows: [
                (word(ReportWords.emergencyUses), [.number(number(state.alerts))]),
                (word(ReportWords.judged), [.number(number(state.alerts - state.open))]),
                (word(ReportWords.judgedLate), [.number(number(state.late))]),
                (word(ReportWords.open), [.number(number(state.open))]),
                (word(ReportWords.overdue), [.number(number(state.overdue))]),
            ])
    }

    /// Each rule with its alerts and its precision, and what is still to be judged.
    func review(_ writer: inout HTMLWriter) {
        let states = report.ruleStates
        table(
            &writer, word(ReportWords.review),
            headings: [
                (word(ReportWords.rule), false), (word(ReportWords.alerts), true),
                (word(ReportWords.open), true), (word(ReportWords.overdue), true),
                (word(ReportWords.precision), true),
            ],
            rows: ReviewRule.allCases.map { rule in
                let state = states[rule] ?? AuditReport.RuleState()
                let precision = report.ledger.precision(of: rule)
                return (
                    "\(rule.rawValue). \(word(rule.title))",
                    [
                        .number(number(state.alerts)), .number(number(state.open)),
                        .number(number(state.overdue)),
                        .number("\(number(precision.unjustified)) / \(number(precision.reviewed))"),
                    ]
                )
            })
        writer.element("p", text: word(ReportWords.precisionNote))
        writer.element("h3", text: word(ReportWords.openReviews))
        let open = report.openAlerts
        guard !open.isEmpty else {
            writer.element("p", text: word(ReportWords.none))
            return
        }
        table(
            &writer, word(ReportWords.openReviews),
            headings: [
                (word(ReportWords.entry), false), (word(ReportWords.rule), false),
                (word(ReportWords.due), false), (word(ReportWords.overdue), false),
            ],
            rows: open.prefix(Self.mostOpen).map { alert, due in
                (
                    String(alert.evidence[0].index),
                    [
                        .text("\(alert.rule.rawValue). \(word(alert.rule.title))"),
                        .text(report.civilText(due)), .text(yesOrNo(due < report.now)),
                    ]
                )
            })
        if open.count > Self.mostOpen {
            let more = number(open.count - Self.mostOpen)
            paragraph(&writer, ReportWords.more(more)[language])
        }
    }

    /// How many open alerts the page lists, those due first.
    static let mostOpen = 100

    /// What was to be done by when, and was not.
    func deadlines(_ writer: inout HTMLWriter) {
        let states = report.ruleStates.values
        let days = report.result.configuration.reviewDays
        table(
            &writer, word(ReportWords.deadlines),
            headings: [(word(ReportWords.item), false), (word(ReportWords.count), true)],
            rows: [
                (
                    "\(word(ReportWords.overdue)) (\(days) \(word(ReportWords.days)))",
                    [.number(number(states.reduce(0) { $0 + $1.overdue }))]
                ),
                (
                    word(ReportWords.judgedLate),
                    [.number(number(states.reduce(0) { $0 + $1.late }))]
                ),
                (word(ReportWords.signedOff), [.text(yesOrNo(isSignedOff))]),
            ])
        writer.element("h3", text: word(ReportWords.missedTerms))
        paragraph(&writer, word(ReportWords.processNote))
        guard !report.missed.isEmpty else {
            writer.element("p", text: word(ReportWords.none))
            return
        }
        // No total is given, so that a hidden number cannot be worked out.
        table(
            &writer, word(ReportWords.missedTerms),
            headings: [
                (word(ReportWords.term), false), (word(ReportWords.article), false),
                (word(ReportWords.workers), true),
            ],
            rows: report.missed.map { missed in
                let isShown = missed.dossiers >= UInt64(SuppressedTable.usualThreshold)
                let count = isShown ? number(Int(clamping: missed.dossiers)) : nil
                return (
                    "\(missed[language]) (\(missed.regime))",
                    [.text(missed.article), .number(count ?? word(ReportWords.hidden))]
                )
            })
    }

    /// What people decided about the log.
    func decisions(_ writer: inout HTMLWriter) {
        guard !report.decisions.isEmpty else {
            writer.element("p", text: word(ReportWords.none))
            return
        }
        table(
            &writer, word(ReportWords.decisions),
            headings: [
                (word(ReportWords.entry), false), (word(ReportWords.measure), false),
                (word(ReportWords.expires), false),
            ],
            rows: report.decisions.map { decision in
                (
                    String(decision.index),
                    [
                        .text(word(ReportWords.measure(decision.measure))),
                        .text(report.civilText(decision.expires)),
                    ]
                )
            })
    }

    /// The state of the tree.
    func chain(_ writer: inout HTMLWriter) {
        let chain = report.chain
        let unknown = word(ReportWords.unknown)
        table(
            &writer, word(ReportWords.chain),
            headings: [(word(ReportWords.item), false), (word(ReportWords.values), false)],
            rows: [
                (word(ReportWords.origin), [.code(chain.origin)]),
                (word(ReportWords.size), [.text(number(Int(clamping: chain.size)))]),
                (word(ReportWords.root), [.code(chain.root.hex)]),
                (
                    word(ReportWords.checkpoint),
                    [.text(chain.time.map(report.civilText) ?? unknown)]
                ),
                (word(ReportWords.witnesses), [.text(chain.witnesses.map(number) ?? unknown)]),
                (word(ReportWords.quorum), [.text(chain.hasQuorum.map(yesOrNo) ?? unknown)]),
            ])
    }

    /// The file of thresholds, by its hash and word for word.
    func thresholds(_ writer: inout HTMLWriter) {
        let configuration = report.result.configuration
        writer.element("p") { writer in
            writer.text("\(word(ReportWords.fileHash)): ")
            writer.element("code", text: configuration.hash.hex)
        }
        table(
            &writer, word(ReportWords.thresholds),
            headings: [(word(ReportWords.rule), false), (word(ReportWords.values), false)],
            rows: ReviewRule.allCases.map { rule in
                let values = configuration.thresholds(of: rule)
                    .map { "\($0.name): \($0.value)" }.joined(separator: "; ")
                return (
                    "\(rule.rawValue). \(word(rule.title))", [.text(values.isEmpty ? "–" : values)]
                )
            })
    }
}
