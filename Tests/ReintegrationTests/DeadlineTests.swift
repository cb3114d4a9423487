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
