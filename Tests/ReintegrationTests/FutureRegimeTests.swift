internal import DataFiles
internal import Records
internal import Reintegration
internal import Testing

/// An invented law: it shows that a change of the law is a change of files.
@Suite("A law of 2031 that nobody has made") struct FutureRegimeTests {
    private static func regime() throws -> Regime {
        var parts = try Shipped.parts()
        let trajectory = String(
            decoding: try #require(parts["be-trajectory.yaml"]), as: UTF8.self)
        // Assessment within 35 working days instead of 49 calendar days, an appeal within a month.
        let changed = trajectory.replacing("term: 49 calendar-days", with: "term: 35 working-days")
            .replacing("term: 21 calendar-days", with: "term: 1 months")
        #expect(changed != trajectory)
        parts["be-trajectory.yaml"] = Array(changed.utf8)
        return try RegimeFile.parse(Array(file.utf8), file: "be-2031.yaml", parts: parts)
    }

    private static let file = """
        regime: be-2031
        revision: 1
        title: {nl: "Wet van 2031", fr: "Loi de 2031", de: "Gesetz von 2031", en: "Act of 2031"}
        parts: [be-holidays.yaml, be-absence.yaml, be-trajectory.yaml]
        sources: {act: "an act that nobody has made"}
        applies:
          jurisdiction: BE
          procedure: reintegration
          requested-from: 2031-07-01
          takes-over-undecided-on: 2031-09-01
          rule: R31-00
          article: "–"
          source: act
        relations:
          worker: [self]
          legal-representative: [mandated]
          employer: [own-worker]
          hr: [own-worker]
          occupational-physician: [assigned]
          nurse: [assigned]
          prevention-adviser: [assigned]
          treating-physician: [care]
          advising-physician: [assigned]
          physician-inspector: [competent]
        steps:
          - step: request-by-worker
            label: {nl: "verzoek", fr: "demande", de: "Antrag", en: "request"}
            rule: R31-01
            article: "–"
            source: act
            from: [absent]
            to: requested
            by: [worker, legal-representative]
            writes: [request]
            guards:
              - guard: incapacity-running
              - {guard: form-complete, kind: request}
            starts: [notify-parties, assessment]
            notifies: [occupational-physician]
          - step: request-by-employer
            label: {nl: "verzoek", fr: "demande", de: "Antrag", en: "request"}
            rule: R31-02
            article: "–"
            source: act
            from: [absent]
            to: requested
            by: [employer, hr]
            takes-parameters: [head-count]
            writes: [request]
            guards:
              - {guard: minimum-incapacity, period: 10 weeks, relapse: 30 calendar-days, relapse-first-day: day-after, before: 2032-01-01}
              - {guard: minimum-incapacity, period: 6 weeks, relapse: 30 calendar-days, relapse-first-day: day-after, from: 2032-01-01}
              - {guard: head-count-at-least, count: 50}
            starts: [notify-parties, assessment]
            notifies: [occupational-physician]
          - step: invite
            label: {nl: "uitnodigen", fr: "inviter", de: "einladen", en: "invite"}
            rule: R31-03
            article: "–"
            source: act
            from: [requested, invited]
            to: invited
            by: [occupational-physician]
            needs-parameters: [invitation-number]
            takes-parameters: [delivery-proof]
            writes: [invitation]
            guards:
              - {guard: at-most, count: 2, step: invite}
              - {guard: period-since, step: invite, period: 10 working-days}
              - {guard: step-taken, step: [request-by-worker, request-by-employer], after: []}
            starts: [invitation-answer]
            notifies: [worker]
        deadlines:
          - deadline: invitation-answer
            label: {nl: "komen", fr: "venir", de: "kommen", en: "come"}
            rule: R31-03
            article: "–"
            source: act
            nature: right
            term: 10 working-days
            counted-from: {nl: "de uitnodiging", fr: "l'invitation", de: "der Einladung", en: "the invitation"}
            runs-in: [invited]
            met-by: [examine]
            who: [worker]
            consequence: {nl: "einde", fr: "fin", de: "Ende", en: "end"}
          - deadline: restart
            label: {nl: "opnieuw", fr: "à nouveau", de: "erneut", en: "again"}
            rule: R31-04
            article: "–"
            source: act
            nature: earliest
            term: 1 months
            counted-from: {nl: "C", fr: "C", de: "C", en: "C"}
            runs-in: [ended-c]
            met-by: [request-by-worker, request-by-employer]
            who: [worker]
            consequence: {nl: "kan", fr: "possible", de: "möglich", en: "possible"}
        lapses:
          - lapse: unanswered
            label: {nl: "zonder gevolg", fr: "sans suite", de: "ohne Antwort", en: "unanswered"}
            rule: R31-03
            article: "–"
            source: act
            from: invited
            deadline: invitation-answer
            to: ended-no-show
            guards:
              - {guard: delivery-proven, count: 2, step: invite}
        """

    @Test("governs what its dates say, beside the laws that are there")
    func selection() throws {
        let regimes = try Shipped.allRegimes() + [Self.regime()]
        let outcome = RegimeSelection.select(
            RegimeDates(incapacityStart: nil, requestReceived: "2031-08-04"), under: .belgium,
            on: "2031-08-04", among: regimes)
        // The law of 2026 has no last day yet: adopting the new one takes a revision of it that has.
        guard case .unknown(let reason) = outcome else {
            Issue.record("two regimes fit")
            return
        }
        #expect(reason[.en].contains("be-2026, be-2031"))
    }

    @Test("is judged by the guards that are there, with other values")
    func judged() throws {
        var story = try Story(under: Self.regime())
        try story.allow("absence.start", by: .hr, on: "2031-09-01")
        let early = try story.refuse(
            "request-by-employer", by: .hr, on: "2031-11-03", writing: [.request],
            [.headCount: .count(80)])
        #expect(early.reference.rule == "R31-02")
        #expect(early.possibleFrom == "2031-11-10")
        try story.refuse(
            "request-by-employer", by: .hr, on: "2031-11-10", writing: [.request],
            [.headCount: .count(49)])
        try story.allow(
            "request-by-employer", by: .hr, on: "2031-11-10", writing: [.request],
            [.headCount: .count(80)])
        // 35 working days, without Armistice Day, Christmas and New Year.
        let assessment = try #require(
            story.process.openDeadlines(at: "2031-11-10").first { $0.name == "assessment" })
        #expect(assessment.due == "2031-12-31")
        #expect(assessment.holidays == ["2031-11-11", "2031-12-25"])
        try story.allow(
            "invite", by: .occupationalPhysician, on: "2031-11-17", writing: [.invitation],
            [.invitationNumber: .number(1)])
        let again = try story.refuse(
            "invite", by: .occupationalPhysician, on: "2031-11-28", writing: [.invitation],
            [.invitationNumber: .number(2)])
        #expect(again.possibleFrom == "2031-12-01")
    }

    @Test("names only conditions that other regimes use")
    func conditions() throws {
        func words(_ regime: Regime) -> Set<String> {
            Set(
                (regime.steps.flatMap(\.guards) + regime.lapses.flatMap(\.guards)
                    + regime.deadlines.flatMap(\.conditions)).map {
                        String(String(describing: $0.condition).prefix { $0 != "(" })
                    })
        }
        let known = try Shipped.allRegimes().map(words).reduce(into: Set()) { $0.formUnion($1) }
        #expect(words(try Self.regime()).subtracting(known) == [])
    }
}
