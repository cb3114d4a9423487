import Foundation
import TestSupport
import Testing

@Suite("An administration that is imported") struct ImportTests {
    private let world: World

    init() throws {
        world = try World()
        world.at("2024-06-03")
    }

    private static let heading =
        "reference;dossier;worker;employer;service;regime;absence-start;absence-end;absence-start-2;"
        + "identity.worker-name;identity.birth-date;identity.address;identity.language;"
        + "identity.employer-name;identity.national-number"

    /// A row as a Belgian spreadsheet writes it.
    private static func row(
        _ reference: String, from: String = "8/01/2024", until: String = "1/03/2024",
        again: String = "2024-05-06", number: String = "85.07.30-033.28"
    ) -> String {
        "\(reference);new;wim;bakkerij-voorbeeld;\"dienst-noord\";be-2022;\(from);\(until);\(again);"
            + "\"Voorbeeld; Wim\";30/07/1985;\"Voorbeeldstraat 1\n1000 Brussel\";nl;"
            + "Bakkerij Voorbeeld;\(number)"
    }

    private func file(_ rows: [String], heading: String = Self.heading) throws -> String {
        try world.file("cases.csv", "\u{feff}" + ([heading] + rows).joined(separator: "\r\n"))
    }

    private func dossiers(_ who: String = "hans") throws -> [[String: Any]] {
        let text = try world.run(who, "dossier", "list", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require((object as? [String: Any])?["dossiers"] as? [[String: Any]])
    }

    @Test("rows become dossiers with their absences and identity, found by their reference")
    func whole() throws {
        // Two lines in a cell are no address line: the form says so, and nothing happens.
        let path = try file([Self.row("P-17")])
        try world.refuse(
            65, "hans", "import", path, saying: "cases.csv:2: `identity.address`: the text holds")
        #expect(try dossiers().count == 1)

        let right = try file(
            [Self.row("P-17"), Self.row("P-18", until: "", again: "")]
                .map { $0.replacing("\n", with: ", ") })
        let dry = try world.run("hans", "import", right, "--dry-run")
        #expect(dry.contains("2 rows have no problem"))
        #expect(try dossiers().count == 1)
        #expect(!FileManager.default.fileExists(atPath: right + ".kluis-import"))

        #expect(try world.run("hans", "import", right).contains("imported 2 dossiers"))
        #expect(try dossiers().count == 3)
        let number = String(try world.run("hans", "search", "p 17").prefix(9))
        #expect(number != world.dossier)
        let absences = try world.run("hans", "absence", "list", number)
        for day in ["2024-01-08", "2024-03-01", "2024-05-06"] {
            #expect(absences.contains(day), "\(absences)")
        }
        let identity = try world.run("hans", "read", number, "identity", "--unmask")
        #expect(identity.contains("Voorbeeld; Wim") && identity.contains("85.07.30-033.28"))
        // The worker sees the dossier and who opened it.
        #expect(try dossiers("wim").count == 3)
        let log = try world.run("wim", "log", "mine", "--dossier", number, "--json")
        #expect(log.contains("dossier.open") && log.contains("section.write"), "\(log)")
        // The journal holds nothing of the cells.
        let journal = try String(contentsOfFile: right + ".kluis-import", encoding: .utf8)
        #expect(!journal.contains("P-17"))
        #expect(!journal.contains("wim") && !journal.contains("8507"))
        try world.run(nil, "doctor", "--deep")
    }

    @Test("running it twice, or from another file, brings nothing in twice")
    func twice() throws {
        let rows = [Self.row("A", until: "", again: ""), Self.row("B", until: "", again: "")]
            .map { $0.replacing("\n", with: ", ") }
        let path = try file(rows)
        try world.run("hans", "import", path)
        #expect(
            try world.run("hans", "import", path).contains(
                "imported 0 dossiers, added to 0; 2 of 2"))
        let other = try world.file("other.csv", ([Self.heading] + rows).joined(separator: "\n"))
        #expect(
            try world.run("hans", "import", other).contains(
                "imported 0 dossiers, added to 0; 2 of 2"))
        #expect(try dossiers().count == 3)
        // One more row comes in by itself.
        let third = Self.row("C", until: "", again: "").replacing("\n", with: ", ")
        let longer = try file(rows + [third])
        #expect(
            try world.run("hans", "import", longer).contains(
                "imported 1 dossiers, added to 0; 2 of 3"))
    }

    @Test("JSON does the same")
    func json() throws {
        let path = try world.file(
            "cases.json",
            """
            [{"reference": "J-1", "dossier": "new", "worker": "wim", "employer": "bakkerij-voorbeeld",
              "service": "dienst-noord", "regime": "be-2022", "absence-start": "2024-01-08"}]
            """)
        let told = try world.run("hans", "import", path, "--format", "json", "--json")
        #expect(told.contains("\"imported\""))
        #expect(try world.run("hans", "search", "J-1").count > 9)
    }

    @Test("each problem is told by line and column, without the cell, and nothing is done")
    func problems() throws {
        let rows = [
            Self.row("A", from: "31/02/2024"), Self.row("A"),
            Self.row("C", number: "85.07.30-033.29"),
            Self.row("D", from: "2024-05-01", until: "2024-04-01", again: ""),
            Self.row("E").replacing("wim;", with: "niemand-van-hier;"),
            Self.row("F").replacing("bakkerij-voorbeeld", with: "slagerij-voorbeeld"),
            Self.row("G", from: "2030-01-01"), Self.row("H").replacing(";nl;", with: ";xx;"),
        ].map { $0.replacing("\n", with: ", ") }
        let path = try file(rows)
        for flags in [[], ["--dry-run"]] {
            let ended = try world.refuse(
                65, "hans", ["import", path] + flags,
                saying: [
                    "cases.csv:2: `absence-start`: this is no day",
                    "cases.csv:3: `reference`: the row on line 2 has the same reference",
                    "cases.csv:4: `identity.national-number`: the check digits do not fit",
                    "cases.csv:5: `absence-", "cases.csv:6: `worker`: no member",
                    "cases.csv:7: `employer`: you act for another organisation",
                    "cases.csv:8: `absence-start`: the day lies ahead",
                    "cases.csv:9: `identity.language`: there is no such choice",
                ])
            for secret in ["31/02", "033.29", "niemand", "slagerij", "2030", "xx"] {
                #expect(!ended.errors.contains(secret), "\(secret): \(ended)")
            }
        }
        let wrong = try file(rows, heading: Self.heading.replacing("worker;", with: "werkman;"))
        try world.refuse(65, "hans", "import", wrong, saying: "cases.csv:1: `3`: no column")
        #expect(try dossiers().count == 1)
    }

    @Test("a text that tells of an illness is stopped before anything is done")
    func textGuard() throws {
        let row = Self.row("A", until: "", again: "").replacing("\n", with: ", ")
        let path = try file(
            [row + ";bakker met kanker"], heading: Self.heading + ";identity.agreed-work")
        let ended = try world.refuse(
            65, "hans", "import", path, saying: "`identity.agreed-work`: the text guard")
        #expect(!ended.errors.contains("kanker"))
    }

    @Test("who has no such role imports nothing")
    func roles() throws {
        let path = try file([Self.row("A").replacing("\n", with: ", ")])
        for who in ["vera", "adam", "tom"] {
            let ended = try world.attempt(who, ["import", path])
            #expect(ended.status != 0 && ended.output.isEmpty, "\(ended)")
        }
        #expect(try dossiers().count == 1)
    }
}

/// SIGKILL in the middle of an import.
@Suite("An import that is killed", .serialized, .enabled(if: Machine.canTrace))
struct KilledImportTests {
    @Test("goes on where it stopped: each row is there once, and whole")
    func killed() throws {
        let world = try World()
        world.at("2024-06-03")
        let rows = (1...3).map { number in
            "K-\(number);new;wim;bakkerij-voorbeeld;dienst-noord;be-2022;2024-01-08;Wim Voorbeeld;"
                + "1985-07-30;"
                + "Voorbeeldstraat 1;nl;Bakkerij Voorbeeld"
        }
        let heading =
            "reference;dossier;worker;employer;service;regime;absence-start;identity.worker-name;"
            + "identity.birth-date;identity.address;identity.language;identity.employer-name"
        let path = try world.file("cases.csv", ([heading] + rows).joined(separator: "\n"))
        let snapshot = try Snapshot(of: world)
        let clean = try world.traced(
            "hans", ["import", path], watching: ["fdatasync", "fsync", "write", "pwrite64"])
        try #require(clean.ended.status == 0, "\(clean.ended)")
        var killed = 0
        var tried = 0
        for name in ["fdatasync", "fsync", "pwrite64"] {
            let calls = clean.calls.filter { $0.name == name }
            guard !calls.isEmpty else { continue }
            let points = stride(
                from: 0, to: calls.count, by: max(calls.count / Rounds.scaled(5), 1))
            for point in points {
                try snapshot.restore()
                try? FileManager.default.removeItem(atPath: path + ".kluis-import")
                let injection = Trace.Injection(
                    call: name, occurrence: calls[point].occurrence, effect: "signal=KILL")
                let trace = try world.traced(
                    "hans", ["import", path], watching: [name], injecting: injection)
                tried += 1
                guard trace.wasKilled else {
                    // Pages are written as they come: a run can end before the last of the other.
                    #expect(trace.ended.status == 0, "\(injection): \(trace.ended)")
                    continue
                }
                killed += 1
                let told = try world.run("hans", "import", path)
                #expect(told.contains("of 3 rows were there before"), "\(told)")
                let list = try world.run("hans", "dossier", "list", "--json")
                let object = try JSONSerialization.jsonObject(with: Data(list.utf8))
                let dossiers = (object as? [String: Any])?["dossiers"] as? [[String: Any]]
                #expect(dossiers?.count == 4, "\(injection): \(list)")
                for number in 1...3 {
                    let found = try world.run("hans", "search", "K-\(number)")
                        .split(separator: "\n")
                    #expect(found.count == 1, "\(injection): \(found)")
                    let short = String(found.first?.prefix(9) ?? "")
                    let shown = try world.run("hans", "dossier", "show", short)
                    #expect(shown.contains("identity"), "\(injection): \(shown)")
                    #expect(
                        try world.run("hans", "absence", "list", short).contains("2024-01-08"))
                }
            }
        }
        #expect(killed > 0 && killed * 3 >= tried * 2, "\(killed) of \(tried) runs were killed")
        try world.run(nil, "doctor", "--deep")
    }
}
