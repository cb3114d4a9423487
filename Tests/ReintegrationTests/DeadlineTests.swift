internal import DataFiles
internal import Records
internal import Reintegration
internal import Testing

@Suite("A deadline explains itself") struct DeadlineTests {
    @Test("the explanation names event, first day, last day, article and rule")
    func explanation() throws {
        let story = try Story.requested()
        let deadline = try #require(
            story.process.openDeadlines(at: "2024-01-20").first { $0.name == "assessment" })
        #expect(
            deadline.explanation[.en]
                == "49 calendar days after receipt of the request (2024-01-15); first day "
                + "2024-01-16, last day 2024-03-04, which counts (I.4-73 §5, R22-11); "
                + "other reading (the term follows the day after receipt): 2024-03-05")
        #expect(deadline.explanation[.nl].hasPrefix("49 kalenderdagen na de ontvangst"))
        #expect(deadline.explanation[.fr].contains("dernier jour 2024-03-04 inclus"))
        #expect(deadline.explanation[.de].contains("letzter Tag 2024-03-04, der mitzählt"))
    }

    @Test("the other reading of the 49 days gives a day more, and shows the first")
    func otherReading() throws {
        let story = try Story.requested(["assessment-first-day": "second-day-after"])
        let deadline = try #require(
            story.process.openDeadlines(at: "2024-01-20").first { $0.name == "assessment" })
        #expect(deadline.due == "2024-03-05")
        #expect(deadline.otherReadings.map(\.due) == ["2024-03-04"])
    }

    @Test("an unknown reading is no reading: the standard holds")
    func unknownReading() throws {
        let story = try Story.requested(["assessment-first-day": "whenever"])
        let deadline = try #require(
            story.process.openDeadlines(at: "2024-01-20").first { $0.name == "assessment" })
        #expect(deadline.due == "2024-03-04")
    }

    @Test("what must be done at once is due on the day itself")
    func atOnce() throws {
        let story = try Story.requested()
        let deadline = try #require(
            story.process.openDeadlines(at: "2024-01-20").first { $0.name == "notify-parties" })
        #expect(deadline.due == deadline.countedFrom)
        #expect(deadline.explanation[.en].hasPrefix("at once after receipt of the request"))
    }

    /// A deadline of a Dutch dossier whose worker fell ill on a day, under a reading of the last day.
    private func dutch(
        _ name: DeadlineName, sickSince day: CivilDate, _ choices: OptionChoices
    ) throws -> Deadline {
        var story = try Story(under: Shipped.regime("nl-poortwachter"), choices)
        try story.allow("absence.start", by: .hr, on: day)
        try story.allow("report-sick", by: .hr, on: day)
        return try #require(story.process.openDeadlines(at: day).first { $0.name == name })
    }

    @Test(
        "a Dutch term ends where it was counted, or by analogy on the next day that is no holiday")
    func lastDay() throws {
        let moving: OptionChoices = ["last-day": "next-working-day"]
        // The last day of week 8 is a Sunday; six weeks after 7 March 2025 is Good Friday.
        for (name, day, counted, moved) in [
            (DeadlineName(stringLiteral: "action-plan"), "2025-03-03", "2025-04-27", "2025-04-28"),
            ("problem-analysis", "2025-03-07", "2025-04-18", "2025-04-22"),
        ] as [(DeadlineName, CivilDate, CivilDate, CivilDate)] {
            let stays = try dutch(name, sickSince: day, [:])
            #expect(stays.due == counted && stays.movedFrom == nil)
            #expect(stays.otherReadings.map(\.due) == [moved])
            let moves = try dutch(name, sickSince: day, moving)
            #expect(moves.due == moved && moves.movedFrom == counted)
            #expect(moves.otherReadings.map(\.due) == [counted])
            #expect(
                moves.explanation[.en].contains(
                    "\(counted) is a Saturday, Sunday or public holiday, so the next day that is none"
                ))
            #expect(
                moves.explanation[.nl].contains("\(counted) is een zaterdag, zondag of feestdag"))
            #expect(moves.explanation[.fr].contains("le \(counted) est un samedi"))
            #expect(moves.explanation[.de].contains("\(counted) ist ein Samstag"))
            #expect(!stays.isOverdue(on: counted) && stays.isOverdue(on: moved))
            #expect(!moves.isOverdue(on: moved))
        }
    }

    @Test("terms over twelve weeks end on the same day in both readings")
    func longTerms() throws {
        let rules = try Shipped.regime("nl-poortwachter").deadlines
        for rule in rules where rule.lastDay == .nextWorkingDay {
            guard case .period(let period) = rule.term, period.unit == .weeks else {
                Issue.record("\(rule.name)")
                continue
            }
            #expect(period.count <= 12, "\(rule.name)")
        }
        #expect(rules.contains { $0.lastDay == .nextWorkingDay })
    }

    @Test("only a term that is a period has a last day that moves")
    func onlyPeriods() throws {
        let regime = try Shipped.regime("nl-poortwachter")
        let file = String(
            decoding: try Shipped.bytes("regimes/nl-poortwachter.yaml"), as: UTF8.self)
        let changed = file.replacing(
            "    term: at-once\n", with: "    term: at-once\n    last-day: next-working-day\n")
        #expect(changed != file && regime.deadlines.contains { $0.term == .atOnce })
        #expect(throws: DataFileError.self) {
            try RegimeFile.parse(
                Array(changed.utf8), file: "nl-poortwachter.yaml", parts: Shipped.parts())
        }
    }

    @Test("every deadline of the regime says who, what follows, and under which article")
    func complete() throws {
        for rule in try Shipped.be2022().deadlines {
            #expect(!rule.who.isEmpty)
            #expect(!rule.metBy.isEmpty)
            #expect(!rule.runsIn.isEmpty)
            #expect(!rule.reference.article.isEmpty)
        }
    }
}
