import Foundation
import TestSupport
import Testing

/// The rows of an administration that has forms, as its two sides bring them in.
enum CaseRows {
    /// The values of a form that is written as one line a field, or as a block.
    static func values(_ yaml: String) -> [String: Any] {
        var values: [String: Any] = [:]
        var block: String?
        for line in yaml.split(separator: "\n").map(String.init) {
            if let key = block, line.hasPrefix("  ") {
                let earlier = values[key] as? String ?? ""
                values[key] = (earlier.isEmpty ? "" : earlier + "\n") + line.dropFirst(2)
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            let text = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            block = text == "|-" ? parts[0] : nil
            values[parts[0]] = text == "|-" ? "" : text
        }
        return values
    }

    static func step(
        _ name: String, _ day: String, set settings: [String: String] = [:],
        _ forms: [String: [String: Any]] = [:]
    ) -> [String: Any] {
        ["step": name, "date": day, "set": settings, "forms": forms]
    }

    /// A row with the parties of the world.
    static func row(
        _ reference: String, dossier: String? = nil, _ more: [String: Any]
    ) -> [String: Any] {
        var row: [String: Any] = [
            "reference": reference, "worker": "wim", "employer": "bakkerij-voorbeeld",
            "service": "dienst-noord", "regime": "be-2022",
        ]
        row["dossier"] = dossier
        return row.merging(more) { $1 }
    }

    static var request: [String: Any] {
        values(Forms.request(by: "employer", ground: "duration"))
    }

    static var plan: [String: Any] {
        [
            "worker-name": "Wim Voorbeeld", "employer-name": "Bakkerij Voorbeeld",
            "assessment-date": "13/05/2024", "decision": "a",
            "measures": [
                [
                    "kind": "adapted-work", "description": "verkoop in de winkel",
                    "hours-per-week": 19,
                ]
            ],
            "validity": ["from": "1/06/2024", "until": "1/12/2024"],
            "fund-decision": "not-needed",
            "concertation": [
                ["date": "2024-05-20", "participants": "Wim Voorbeeld, Hans Voorbeeld"]
            ],
            "signed-on": "2024-05-27", "signed-by": "Hans Voorbeeld",
        ]
    }

    /// What the employer states: absence, request, concertation and plan.
    static func employer(_ reference: String, dossier: String? = nil) -> [String: Any] {
        row(
            reference, dossier: dossier,
            [
                "absence-start": "2024-01-08",
                "steps": [
                    step(
                        "request-by-employer-duration", "15/04/2024",
                        set: ["received-by-physician": "2024-04-16"], ["request": request]),
                    step("hold-concertation", "2024-05-20"),
                    step("deliver-plan", "2024-05-27", ["plan": plan]),
                ],
            ])
    }

    /// What the service states: invitation, examination with grounds and notes, decision.
    static func service(_ reference: String, dossier: String? = nil) -> [String: Any] {
        row(
            reference, dossier: dossier,
            [
                "steps": [
                    step(
                        "invite", "2024-04-22",
                        ["invitation": values(Forms.invitation(1, sentOn: "2024-04-22"))]),
                    step(
                        "examine", "2024-05-06",
                        [
                            "medical-assessment": values(Forms.medicalAssessment("a")),
                            "medical-notes": ["date": "6/5/2024", "text": "vertelt over de rug"],
                        ]),
                    step(
                        "decide-a", "2024-05-13",
                        set: [
                            "received-by-worker": "2024-05-14",
                            "received-by-employer": "2024-05-14",
                        ], ["assessment-form": values(Forms.assessmentForm("a"))]),
                ]
            ])
    }

    static func json(_ rows: [[String: Any]]) throws -> String {
        String(
            decoding: try JSONSerialization.data(
                withJSONObject: rows, options: [.prettyPrinted, .sortedKeys]),
            as: UTF8.self)
    }
}

extension World {
    /// A file of JSON with rows.
    func rows(_ name: String, _ rows: [String: Any]...) throws -> String {
        try file(name, CaseRows.json(rows))
    }

    /// How many sections of each kind somebody sees.
    func kinds(_ who: String, in number: String) throws -> [String: Int] {
        let shown = try read(Shown.Dossier.self, who, ["dossier", "show", number])
        return Dictionary(grouping: shown.sections, by: \.kind).mapValues(\.count)
    }
}

@Suite("Forms that are imported") struct ImportFormTests {
    private let world: World

    init() throws {
        world = try World()
        world.at("2024-06-03")
    }

    private func importing(_ path: String, _ options: String...) -> [String] {
        ["import", path, "--format", "json"] + options
    }

    private func number(of reference: String, for who: String = "hans") throws -> String {
        String(try world.run(who, "search", reference).prefix(9))
    }

    @Test("employer and service bring their parts of a case into one dossier, by turns")
    func twoSides() throws {
        let mine = try world.rows("employer.json", CaseRows.employer("P-1", dossier: "new"))
        // The plan follows a decision that is not there yet.
        try world.refuse(
            65, "hans", importing(mine), saying: ["`steps[2]`: "])
        let first = try world.attempt("hans", importing(mine, "--wait-for-others"))
        #expect(first.status == 0 && first.output.contains("imported 1 dossiers"), "\(first)")
        #expect(first.output.contains("1 rows wait") && first.errors.contains("waits: "))
        let number = try number(of: "P-1")
        #expect(try world.standing(of: number).state == "requested")

        // The service knows the case by another number; a guess among two dossiers is not made.
        let theirs = try world.rows("service.json", CaseRows.service("D-77"))
        try world.refuse(
            65, "els", importing(theirs, "--join"),
            saying: ["`dossier`: this worker has a dossier", number])
        let named = try world.rows("service.json", CaseRows.service("D-77", dossier: number))
        let dry = try world.run("els", importing(named, "--dry-run"))
        #expect(dry.contains("0 dossiers would be opened, 1 are there; 3 steps"), "\(dry)")
        #expect(try world.run("els", importing(named)).contains("imported 0 dossiers, added to 1"))
        #expect(try world.standing(of: number).state == "concertation-a")
        #expect(
            try world.kinds("els", in: number) == [
                "request": 1, "invitation": 1, "medical-assessment": 1, "medical-notes": 1,
                "assessment-form": 1,
            ])

        // The same command of the employer goes on, and then there is nothing left.
        let second = try world.run("hans", importing(mine, "--wait-for-others"))
        #expect(!second.contains("rows wait"), "\(second)")
        #expect(try world.standing(of: number).state == "plan-proposed")
        #expect(try world.kinds("hans", in: number)["medical-assessment"] == nil)
        let plan = try world.run("wim", "read", number, "plan")
        #expect(plan.contains("verkoop in de winkel"))
        let events = try world.standing(of: number).events.count
        for (who, path) in [("hans", mine), ("els", named)] {
            #expect(try world.run(who, importing(path)).contains("1 of 1 rows were there before"))
            try FileManager.default.removeItem(atPath: path + ".kluis-import")
            #expect(try world.run(who, importing(path)).contains("1 of 1 rows were there before"))
        }
        #expect(try world.standing(of: number).events.count == events)
        #expect(try world.run("els", "search", "D-77").hasPrefix(number))
        try world.run(nil, "doctor", "--deep")
    }

    @Test("a row that became longer adds what its dossier lacks; one that contradicts is told")
    func longer() throws {
        var row = CaseRows.employer("P-2", dossier: "new")
        let steps = row["steps"]
        row["steps"] = nil
        let path = try world.rows("cases.json", row)
        try world.run("hans", importing(path))
        let number = try number(of: "P-2")
        row["steps"] = (steps as? [Any])?.prefix(1).map(\.self)
        _ = try world.rows("cases.json", row)
        #expect(try world.run("hans", importing(path)).contains("added to 1"))
        #expect(try world.standing(of: number).events.count == 2)
        // The day of the request was another in the administration than it is in the vault now.
        var other = (steps as? [[String: Any]])?.first ?? [:]
        other["date"] = "2024-04-17"
        row["steps"] = [other]
        _ = try world.rows("cases.json", row)
        try world.refuse(
            65, "hans", importing(path),
            saying: ["`steps[1]`: the dossier has this step on another day"])
        #expect(try world.standing(of: number).events.count == 2)
    }

    @Test("--join takes the only dossier that no reference names")
    func join() throws {
        let path = try world.rows(
            "cases.json", CaseRows.row("P-3", ["absence-start": "2024-01-08"]))
        try world.refuse(65, "hans", importing(path), saying: ["or give --join"])
        #expect(try world.run("hans", importing(path, "--join")).contains("added to 1"))
        #expect(try number(of: "P-3") == world.dossier)
        // Now the dossier has a reference: a further case of the worker is a new one.
        let next = try world.rows(
            "next.json", CaseRows.row("P-4", ["absence-start": "2024-05-06"]))
        #expect(try world.run("hans", importing(next, "--join")).contains("imported 1 dossiers"))
        let again = try world.rows(
            "again.json", CaseRows.row("P-5", dossier: world.dossier, [:]))
        try world.refuse(65, "hans", importing(again), saying: ["another reference names it"])
    }

    @Test("a spreadsheet carries a form in columns, and a section that belongs to no step")
    func columns() throws {
        let cells: [(String, String)] =
            [
                ("reference", "P-6"), ("dossier", "new"), ("worker", "wim"),
                ("employer", "bakkerij-voorbeeld"), ("service", "dienst-noord"),
                ("regime", "be-2022"), ("absence-start", "8/01/2024"),
                ("step", "request-by-employer-duration"), ("step-date", "15/04/2024"),
                ("section.contact-log.date", "9/01/2024"), ("section.contact-log.by", "Hans"),
                ("section.contact-log.channel", "telephone"),
                ("section.contact-log.purpose", "keep-in-touch"),
                ("section.contact-log.reached", "ja"),
            ]
            + CaseRows.request.sorted { $0.key < $1.key }.map {
                ("step.request.\($0.key)", "\($0.value)")
            }
        let quoted = cells.map { "\"\($0.1)\"" }.joined(separator: ";")
        let path = try world.file(
            "cases.csv", cells.map(\.0).joined(separator: ";") + "\r\n" + quoted + "\r\n")
        #expect(try world.run("hans", "import", path).contains("imported 1 dossiers"))
        let number = try number(of: "P-6")
        #expect(try world.standing(of: number).state == "requested")
        #expect(try world.kinds("hans", in: number) == ["request": 1, "contact-log": 1])
        // Without its journal, and with one cell more, the section is not written again.
        try FileManager.default.removeItem(atPath: path + ".kluis-import")
        _ = try world.file(
            "cases.csv",
            cells.map(\.0).joined(separator: ";") + ";find-by\r\n" + quoted + ";bakker\r\n")
        #expect(try world.run("hans", "import", path).contains("1 of 1 rows were there before"))
        #expect(try world.kinds("hans", in: number) == ["request": 1, "contact-log": 1])
        #expect(try self.number(of: "bakker") == number)
    }

    @Test("what is wrong with a form is told by line and field, without what stands there")
    func problems() throws {
        func problem(
            _ row: [String: Any], by who: String = "hans", saying words: String...,
            hiding secret: String? = nil
        ) throws {
            let path = try world.rows("cases.json", row)
            let ended = try world.refuse(65, who, importing(path, "--dry-run"), saying: words)
            if let secret { #expect(!ended.errors.contains(secret), "\(ended)") }
        }
        func request(_ change: (inout [String: Any]) -> Void) -> [String: Any] {
            var form = CaseRows.request
            change(&form)
            return CaseRows.row(
                "P", dossier: "new",
                [
                    "absence-start": "2024-01-08",
                    "steps": [
                        CaseRows.step(
                            "request-by-employer-duration", "2024-04-15", ["request": form])
                    ],
                ])
        }
        try problem(
            request { $0["worker-name"] = nil }, saying: "`steps[1].request.worker-name`: ")
        try problem(
            request { $0["national-number"] = "85.07.30-033.29" },
            saying: "`steps[1].request.national-number`: the check digits", hiding: "033.29")
        try problem(
            request { $0["agreed-work"] = "bakker met kanker" },
            saying: "`steps[1].request.agreed-work`: the text guard", hiding: "kanker")
        try problem(
            request {
                $0["ground"] = "certificate"; $0["certificate-handed-over"] = "2024-03-01"
            },
            saying: "`steps[1].request.ground`: ")
        try problem(
            request { $0["geheim"] = "x" }, saying: "`steps[1].request`: ", hiding: "geheim")
        func steps(_ steps: [String: Any]...) -> [String: Any] {
            CaseRows.row("P", dossier: "new", ["absence-start": "2024-01-08", "steps": steps])
        }
        try problem(
            steps(CaseRows.step("request-by-employer-duration", "2024-04-15")),
            saying: "`steps[1]`: the step needs the form `request`")
        try problem(
            steps(CaseRows.step("signal-four-weeks", "2024-02-05", ["plan": CaseRows.plan])),
            saying: "`steps[1].plan`: the step has no")
        // Three months of absence are not over: the guard of the regime.
        try problem(
            steps(
                CaseRows.step(
                    "request-by-employer-duration", "2024-02-15", ["request": CaseRows.request])),
            saying: "`steps[1]`: ")
        // What another role states, and what the own role does not write.
        try problem(
            steps(
                CaseRows.step(
                    "request-by-worker", "2024-01-15",
                    ["request": CaseRows.values(Forms.request())])),
            saying: "`steps[1]`: your role does not take this step")
        try problem(
            steps([
                "forms": ["medical-assessment": CaseRows.values(Forms.medicalAssessment("a"))]
            ]), saying: "`steps[1].medical-assessment`: your role writes no such section",
            hiding: "rugpijn")
        try problem(
            CaseRows.employer("P", dossier: "new"), by: "els", saying: "`absence-start`: your role")
        #expect(try world.run("hans", "dossier", "list").contains(world.dossier))
    }
}

/// SIGKILL in the middle of an import with forms.
@Suite("An import of forms that is killed", .serialized, .enabled(if: Machine.canTrace))
struct KilledFormImportTests {
    @Test("goes on where it stopped: each step and each section is there once")
    func killed() throws {
        let world = try World()
        world.at("2024-06-03")
        var row = CaseRows.employer("P-1", dossier: "new")
        row["steps"] = (row["steps"] as? [Any])?.prefix(1).map(\.self)
        try world.run(
            "hans", ["import", try world.rows("employer.json", row), "--format", "json"])
        let number = String(try world.run("hans", "search", "P-1").prefix(9))
        let path = try world.rows("service.json", CaseRows.service("D-1", dossier: number))
        let command = ["import", path, "--format", "json"]
        let snapshot = try Snapshot(of: world)
        let clean = try world.traced("els", command, watching: ["fdatasync", "fsync", "pwrite64"])
        try #require(clean.ended.status == 0, "\(clean.ended)")
        var killed = 0
        for name in ["fdatasync", "pwrite64"] {
            let calls = clean.calls.filter { $0.name == name }
            let count = Rounds.scaled(6)
            for index in 0..<min(count, calls.count) {
                let point = calls[index * (calls.count - 1) / max(count - 1, 1)]
                try snapshot.restore()
                try? FileManager.default.removeItem(atPath: path + ".kluis-import")
                let injection = Trace.Injection(
                    call: name, occurrence: point.occurrence, effect: "signal=KILL")
                let trace = try world.traced(
                    "els", command, watching: [name], injecting: injection)
                killed += trace.wasKilled ? 1 : 0
                #expect(trace.wasKilled || trace.ended.status == 0, "\(injection): \(trace.ended)")
                try world.run("els", command)
                #expect(
                    try world.kinds("els", in: number) == [
                        "request": 1, "invitation": 1, "medical-assessment": 1,
                        "medical-notes": 1, "assessment-form": 1,
                    ], "\(injection)")
                let standing = try world.standing(of: number)
                #expect(standing.events.count == 5, "\(injection): \(standing)")
                #expect(standing.state == "concertation-a", "\(injection)")
            }
        }
        #expect(killed >= 6)
        try world.run(nil, "doctor", "--deep")
    }
}
