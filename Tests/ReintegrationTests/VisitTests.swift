internal import Records
internal import Reintegration
internal import Testing

@Suite("The visit before the return") struct VisitTests {
    @Test(
        "an invitation follows a wish of the worker or a request of the employer, and no older one")
    func invitation() throws {
        for (ask, role) in [("wish-visit", Role.worker), ("ask-visit", .hr)] {
            var story = try Story(under: Shipped.regime("be-2026"))
            try story.allow("absence.start", by: .hr, on: "2026-02-02")
            let unasked = try story.refuse(
                "invite-to-visit", by: .occupationalPhysician, on: "2026-02-16",
                writing: [.invitation])
            #expect(
                unasked.reason
                    == .guardFailed(
                        .stepTaken(["wish-visit", "ask-visit"], after: ["absence.start"])))
            try story.allow(
                StepName(stringLiteral: ask), by: role, on: "2026-02-16",
                writing: role == .hr ? [.request] : [])
            try story.allow(
                "invite-to-visit", by: .nurse, on: "2026-02-17", writing: [.invitation])
            // The next incapacity has a visit of its own.
            try story.allow("absence.resumption", by: .hr, on: "2026-03-02")
            try story.allow("absence.start", by: .hr, on: "2026-06-01")
            try story.refuse(
                "invite-to-visit", by: .nurse, on: "2026-06-02", writing: [.invitation])
        }
    }

    @Test("a refusal names each step that would do, in four languages")
    func words() throws {
        var story = try Story(under: Shipped.regime("be-2026"))
        try story.allow("absence.start", by: .hr, on: "2026-02-02")
        let refusal = try story.refuse(
            "invite-to-visit", by: .nurse, on: "2026-02-16", writing: [.invitation])
        let expected: [Language: String] = [
            .nl: "nog niet gedaan: zelf een bezoek voorafgaand aan de werkhervatting wensen, of "
                + "bezoek voorafgaand aan de werkhervatting vragen",
            .fr: "pas encore fait : souhaiter soi-même une visite de pré-reprise, ou demander une "
                + "visite de pré-reprise",
            .de: "noch nicht getan: selbst einen Besuch vor der Wiederaufnahme wünschen, oder "
                + "Besuch vor der Wiederaufnahme erbitten",
            .en: "not done yet: wish for a visit before the return, or ask for a visit before the "
                + "return",
        ]
        for language in Language.allCases {
            #expect(refusal.text[language] == expected[language])
            let hint = try #require(refusal.hint)
            let labels = try #require(expected[language]?.split(separator: ": ").last)
            #expect(hint[language].hasSuffix(labels.split(separator: " : ").last ?? labels))
        }
    }
}
