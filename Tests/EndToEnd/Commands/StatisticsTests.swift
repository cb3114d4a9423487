import Foundation
import TestSupport
import Testing

@Suite("kluis statistics") struct StatisticsTests {
    private struct Printed: Decodable {
        struct Opened: Decodable {
            let role: String?
            let count: Int?
        }
        struct Figure: Decodable {
            let kind: String
            let name: String
            let count: Int
        }
        struct Duration: Decodable {
            let lowerQuartile: Int?
            let median: Int?
            let upperQuartile: Int?
        }
        struct Regime: Decodable {
            let regime: String
            let opened: [Opened]
            let figures: [Figure]
            let openedByPart: [Int]?
            let daysToDecision: Duration
            let daysToEnd: Duration
        }
        struct Year: Decodable {
            let year: Int
            let regimes: [Regime]
        }
        let name: String
        let threshold: Int
        let years: [Year]
    }

    private let world: World

    /// One worker of the bakery asked for a trajectory in 2024.
    init() throws {
        world = try World()
        world.at("2024-01-08")
        try world.run("hans", "absence", "start", world.dossier, "--date", "2024-01-08")
        world.at("2024-01-15")
        try world.take(.request())
    }

    @Test("what is about one worker is hidden, in every form, and the worker is in none of them")
    func hidden() throws {
        world.at("2025-02-01")
        let printed = try world.read(Printed.self, "hans", ["statistics", "--year", "2024"])
        #expect(printed.name.contains("Bakkerij") && printed.threshold == 5)
        let regime = try #require(printed.years.first?.regimes.first)
        #expect(printed.years.map(\.year) == [2024] && regime.regime == "be-2022")
        #expect(regime.opened.map(\.role) == ["worker", nil])
        #expect(regime.opened.allSatisfy { $0.count == nil })
        #expect(regime.figures.isEmpty)
        #expect(regime.daysToDecision.median == nil && regime.daysToEnd.median == nil)

        let text = try world.run("hans", "statistics", "--year", "2024")
        #expect(text.contains("hidden") && text.contains("fewer than 5 workers"))
        let csv = try world.run("hans", "statistics", "--year", "2024", "--csv")
        #expect(csv.hasPrefix("employer,year,part,regime,kind,name,label,ends,article,count\r\n"))
        #expect(csv.split(separator: "\r\n").dropFirst().allSatisfy { $0.hasSuffix(",") })
        let page = try world.run(
            "els", "statistics", "--year", "2024", "--employer", "bakkerij-voorbeeld", "--html",
            "--language", "fr")
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<html lang=\"fr\">"))
        #expect(page.contains("moins de 5 travailleurs") && page.contains("masqué"))
        for form in [text, csv, page] {
            for word in ["Wim", "wim", world.dossier] { #expect(!form.contains(word), "\(word)") }
        }
    }

    @Test("a regime and several years are shown apart, and each asking is an entry of the log")
    func selection() throws {
        world.at("2025-02-01")
        let other = try world.read(
            Printed.self, "hans", ["statistics", "--year", "2024", "--regime", "be-2017"])
        #expect(other.years.first?.regimes.isEmpty == true)
        let leaves = try world.read(
            Shown.AuditRows.self, "vera", ["log", "list"]
        ).rows.map { try JSONDecoder().decode(Shown.Leaf.self, from: Data($0.line.utf8)) }
        #expect(leaves.contains { $0.ev == "dossier.count" && $0.res == "allow" })
        let years = try world.read(
            Printed.self, "hans",
            ["statistics", "--from", "2023-01-01", "--until", "2024-12-31"])
        #expect(years.years.map(\.year) == [2023, 2024])
        #expect(years.years.map(\.regimes.count) == [0, 1])
    }

    @Test("a year that is not over, another employer and who may not count are refused")
    func refused() throws {
        world.at("2025-01-31")
        try world.refuse(
            77, "hans", "statistics", "--year", "2024", saying: "from 1 February 2025")
        world.at("2025-02-01")
        try world.refuse(77, "otto", "statistics", "--year", "2024", saying: "default")
        try world.refuse(
            77, "otto", "statistics", "--year", "2024", "--employer", "bakkerij-voorbeeld",
            saying: "default")
        try world.refuse(
            77, "vera", "statistics", "--year", "2024", "--employer", "bakkerij-voorbeeld",
            saying: "default")
    }

    @Test("a year that is divided tells no part of what is about one worker")
    func divided() throws {
        world.at("2025-02-01")
        for part in ["quarter", "month"] {
            let asked = ["statistics", "--year", "2024", "--by", part]
            let printed = try world.read(Printed.self, "hans", asked)
            let regime = try #require(printed.years.first?.regimes.first)
            #expect(regime.openedByPart == nil && regime.figures.isEmpty)
            #expect(try world.run("hans", asked).contains("No figure can be told by parts"))
            let csv = try world.run("hans", asked + ["--csv"])
            #expect(
                !csv.contains("Q1")
                    && csv.split(separator: "\r\n").dropFirst().allSatisfy { $0.hasSuffix(",") })
            let page = try world.run("hans", asked + ["--html", "--language", "nl"])
            #expect(page.contains("per deel van het jaar"))
        }
    }

    @Test("no running or freely chosen period and no lower number can be asked for")
    func usage() throws {
        for arguments in [
            [], ["--year", "2024", "--k", "4"], ["--year", "2024", "--k", "0"],
            ["--from", "2024-01-01"], ["--year", "2024", "--from", "2024-01-01"],
            ["--from", "2024-01-02", "--until", "2024-12-31"],
            ["--from", "2024-01-01", "--until", "2024-06-30"],
            ["--from", "2025-01-01", "--until", "2024-12-31"], ["--year", "12"],
            ["--year", "2024", "--csv", "--html"], ["--year", "2024", "--by", "week"],
        ] {
            #expect(try world.attempt("hans", ["statistics"] + arguments).status == 64)
        }
    }
}
