import Foundation
import Testing

@Suite("A motivated report and the inspectorate") struct InspectionStory {
    @Test("a report needs both tests, ends the trajectory, and reaches those who must have it")
    func report() throws {
        let world = try World()
        try world.examine()
        try world.decide("b", to: "b-appealable")
        world.at("2024-05-06")
        try world.take(.concertation())
        let groundless = Step(
            "hans", "deliver-motivated-report",
            ("motivated-report", Forms.without("ground:", in: Forms.motivatedReport())))
        try world.refuses(
            Wrong(
                .report(seriouslyConsidered: false), breaks: "R22-22",
                saying: "seriously considered", "I.4-74 §4"),
            Wrong(groundless, breaks: "R22-22", saying: "names its ground", "`ground`"),
            Wrong(.report().by("els"), breaks: "R22-22", saying: "employer"))
        try world.take(.report(), to: "ended-by-report")
        for who in ["wim", "els", "adam"] {
            let text = try world.run(who, "read", world.dossier, "motivated-report")
            #expect(text.contains("er is geen werk zonder tillen"))
        }
        let notices = try world.read(Shown.Status.self, "adam", ["status"]).notices
        #expect(notices.contains { $0.step == "deliver-motivated-report" })
    }

    @Test("a case lets the inspector read plans and reports of that employer, and nothing else")
    func inspection() throws {
        let world = try World()
        try world.examine()
        try world.decide("a", to: "concertation-a")
        world.at("2024-05-06")
        try world.take(.concertation())
        try world.take(.report(), to: "ended-by-report")
        let (second, elsewhere) = try dossiersOfMia(in: world)

        try world.refuses(
            Wrong(
                "ines", ["inspect", "read", world.dossier, "motivated-report"],
                breaks: "floor/F3"),
            Wrong("ines", ["dossier", "show", world.dossier], breaks: "floor/F3"))
        let unopened = try world.attempt(
            "ines", ["inspect", "list", "bakkerij-voorbeeld", "--json"])
        #expect(!unopened.output.contains("motivated-report"), "\(unopened)")

        try world.run("ines", "inspect", "open", "bakkerij-voorbeeld", "--reason", "yearly check")
        let listed = try world.read(
            Shown.Inspected.self, "ines", ["inspect", "list", "bakkerij-voorbeeld"]
        ).dossiers
        #expect(Set(listed.map(\.number)) == [world.dossier, second])
        let kinds = listed.reduce(into: Set()) { $0.formUnion($1.sections.map(\.kind)) }
        #expect(kinds == ["plan", "motivated-report"])
        #expect(
            try world.run("ines", "inspect", "read", world.dossier, "motivated-report")
                .contains("er is geen werk zonder tillen"))
        #expect(
            try world.run("ines", "inspect", "read", second, "plan")
                .contains("verkoop in de winkel"))

        try world.refuses(
            Wrong("ines", ["read", world.dossier, "medical-assessment"], breaks: "floor/F8"),
            Wrong("ines", ["read", world.dossier, "assessment-form"], breaks: "default"))
        let other = try world.attempt("ines", ["inspect", "list", "slagerij-voorbeeld", "--json"])
        #expect(!other.output.contains(elsewhere), "\(other)")
        try world.refuse(
            77, "ines", "inspect", "read", elsewhere, "plan", saying: "floor/F3")
        // The worker sees who read.
        let own = try world.read(Shown.OwnLog.self, "wim", ["log", "mine"]).entries
        #expect(
            own.contains {
                $0.event == "section.read" && $0.outcome == "allow"
                    && $0.who.contains("inspector") && !$0.who.contains("Ines")
            })
    }

    /// Another worker's dossiers: one at the same employer, with a plan, and one at another.
    private func dossiersOfMia(in world: World) throws -> (second: String, elsewhere: String) {
        try world.makeKeys("mia")
        try world.run(
            "els",
            ["member", "add", "mia", "--worker", "--name", "Mia Voorbeeld"]
                + world.cosigned(by: "adam") + world.cosigned(by: "mia"))
        func open(_ who: String, _ employer: String) throws -> String {
            let opened = try world.read(
                Opened.self, who,
                [
                    "dossier", "open", "--worker", "mia", "--employer", employer, "--service",
                    "dienst-noord", "--inspectorate", "toezicht-voorbeeld",
                ])
            return opened.number
        }
        let second = try open("hans", "bakkerij-voorbeeld")
        let elsewhere = try open("otto", "slagerij-voorbeeld")
        for (number, employer) in [(second, "hans"), (elsewhere, "otto")] {
            try world.run(employer, "absence", "start", number, "--date", "2024-05-06")
            try world.take(.request().by("mia"), in: number)
            try world.take(.invitation(1, sentOn: "2024-05-06"), in: number)
            try world.take(Step("els", "examine"), in: number)
            try world.take(.decision("a", receivedOn: "2024-05-06"), in: number)
            try world.take(.concertation().by(employer), in: number)
            try world.take(.plan("a").by(employer), in: number, to: "plan-proposed")
        }
        return (second, elsewhere)
    }

    private struct Opened: Decodable { let number: String }
}
