import Foundation
import TestSupport
import Testing

@Suite("kluis deadlines") struct DeadlineTests {
    /// A deadline as the command prints it.
    private struct Row: Decodable {
        let dossier: String
        let deadline: Shown.Deadline
    }

    private struct Printed: Decodable {
        let deadlines: [Row]
    }

    private let world: World

    /// The worker is absent from 8 January 2024 and has asked for a trajectory on the 15th.
    init() throws {
        world = try World()
        world.at("2024-01-08")
        try world.run("hans", "absence", "start", world.dossier, "--date", "2024-01-08")
        world.at("2024-01-15")
        try world.take(.request())
    }

    /// What is printed, whether something is overdue or not.
    private func rows(_ who: String, _ arguments: String...) throws -> [Shown.Deadline] {
        let ended = try world.attempt(who, ["deadlines", "--json"] + arguments)
        #expect([0, 10].contains(ended.status), "\(ended)")
        let printed = try JSONDecoder().decode(Printed.self, from: Data(ended.output.utf8))
        return printed.deadlines.map(\.deadline)
    }

    @Test("what is overdue comes first, the rest by its day, and each filter keeps its own")
    func filters() throws {
        world.at("2024-03-06")
        let all = try rows("els")
        #expect(all.contains { $0.deadline == "assessment" && $0.isOverdue })
        #expect(all.count >= 2)
        let late = all.prefix { $0.isOverdue }
        let rest = all.dropFirst(late.count)
        #expect(!late.isEmpty && rest.allSatisfy { !$0.isOverdue })
        #expect(late.map(\.due) == late.map(\.due).sorted())
        #expect(rest.map(\.due) == rest.map(\.due).sorted())

        #expect(try rows("els", "--overdue") == Array(late))
        #expect(try rows("els", "--until", "2024-03-04") == all.filter { $0.due <= "2024-03-04" })
        #expect(try rows("els", "--days", "30") == all.filter { $0.due <= "2024-04-05" })
        let physicians = all.filter { $0.who.contains("occupational-physician") }
        #expect(try rows("els", "--mine") == physicians)
        #expect(try rows("hans", "--role", "occupational-physician") == physicians)
        #expect(try rows("hans", "--role", "union-delegate").isEmpty)
    }

    @Test("the exit status is 10 when something that is listed is overdue, and 0 otherwise")
    func status() throws {
        #expect(try world.attempt("els", ["deadlines"]).status == 0)
        world.at("2024-03-06")
        #expect(try world.attempt("els", ["deadlines"]).status == 10)
        #expect(try world.attempt("els", ["deadlines", "--role", "worker"]).status == 0)
        let none = try world.attempt("els", ["deadlines", "--until", "2023-12-31"])
        #expect(none.status == 0 && none.output == "no deadline runs\n")
    }

    @Test("an explanation has what is needed to count again")
    func explanation() throws {
        let text = try world.run("els", "deadlines", world.dossier, "--explain")
        for word in [
            "49 calendar days after", "(2024-01-15)", "2024-01-16", "2024-03-04", "I.4-73",
        ] {
            #expect(text.contains(word), "\(word) in \(text)")
        }
        let brief = try world.run("els", "deadlines", world.dossier)
        #expect(!brief.contains("49 calendar days after"))
    }

    @Test("a calendar names no person and nothing about health, and keeps its events' names")
    func calendar() throws {
        let path = world.folder.path("due.ics")
        let table = try world.run("els", "deadlines", "--ical", path, "--remind", "7")
        #expect(table.contains("2024-03-04") && table.contains("R22-"))
        let file = try String(contentsOfFile: path, encoding: .utf8)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let printed = try world.run("els", "deadlines", "--ical", "-", "--remind", "7")
        func lines(_ text: String, _ name: String) -> [String] {
            text.components(separatedBy: "\r\n").filter { $0.hasPrefix(name) }
        }
        #expect(!lines(file, "UID:").isEmpty && lines(file, "UID:") == lines(printed, "UID:"))
        #expect(lines(file, "DTSTART;VALUE=DATE:20240304").count == 1)
        #expect(Set(lines(file, "SUMMARY:")).count == 1)

        // What the table shows of a deadline is nowhere in it.
        let lower = file.lowercased()
        for word in [
            "wim", "els", "voorbeeld", "assess", "physician", "worker", "employer", "i.4-", "r22",
            "absence", "weeks", "unfit",
        ] {
            #expect(!lower.contains(word), "\(word)")
        }
        try world.refuse(73, "els", "deadlines", "--ical", path, saying: "due.ics")
        try world.refuse(64, "els", "deadlines", "--ical", "-", "--json", saying: "--json")
        let french = try world.attempt(
            "els", ["deadlines", "--ical", "-"], environment: ["KLUIS_LANGUAGE": "fr"])
        #expect(french.output.contains("Ouvrez kluis"))
    }

    @Test("options that contradict each other are refused")
    func usage() throws {
        for arguments in [
            ["--mine", "--role", "hr"], ["--days", "3", "--until", "2024-03-04"],
            ["--remind", "3"], ["--days", "-1"], ["--ical", "x.ics", "--remind", "400"],
        ] {
            #expect(try world.attempt("els", ["deadlines"] + arguments).status == 64)
        }
    }
}
