import Testing

@Suite("A dossier that outlives a law") struct LaterLawStory {
    @Test("opened under the rules of 2022, it is put under those of 2026, and their terms run")
    func rulesOf2026() throws {
        let world = try World()
        world.at("2025-11-03")
        let opened = try world.json(
            "hans", "dossier", "open", "--worker", "wim", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord", "--fund", "ziekenfonds-voorbeeld")
        #expect(opened["regime"] as? String == "be-2022")
        let dossier = try opened.text("dossier")
        // The team's manager has no step under these rules, and is there when later ones name that role.
        try world.makeKeys("lena")
        try world.run(
            "anna",
            ["member", "add", "lena", "--name", "Lena Voorbeeld"] + world.cosigned(by: "lena"))
        try world.run(
            "anna",
            ["appoint", "lena", "line-manager@bakkerij-voorbeeld"] + world.cosigned(by: "bert"))
        try world.run("lena", ["role-key", "make"] + world.cosigned(by: "anna"))
        let now = try world.json("hans", "dossier", "regime", dossier)
        #expect(now["governs"] as? String == "be-2022" && now["changed"] as? Bool == false)

        world.at("2026-02-02")
        try world.run("hans", "absence", "start", dossier, "--date", "2026-02-02")
        let before = try world.run("hans", "dossier", "regime", dossier)
        #expect(before.contains("be-2026") && before.contains("--change"))
        let changed = try world.json("els", "dossier", "regime", dossier, "--change")
        #expect(
            changed["governs"] as? String == "be-2026" && changed["was"] as? String == "be-2022")

        // The absence counts on; the employer's side and the estimate have their terms.
        let due = try world.json("hans", "deadlines", dossier).list("deadlines").compactMap {
            ($0["deadline"] as? [String: Any]).flatMap { deadline in
                (deadline["deadline"] as? String).flatMap { name in
                    (deadline["due"] as? String).map { (name, $0) }
                }
            }
        }
        let days = Dictionary(due, uniquingKeysWith: { first, _ in first })
        #expect(days["first-contact"] == "2026-02-02")
        #expect(days["four-week-signal"] == "2026-03-02")
        #expect(days["request-estimate"] == "2026-03-30")
        #expect(days["personal-talk"] == "2026-03-02")

        let call = try world.file(
            "call.yaml",
            """
            date: 2026-02-02
            by: Lena Voorbeeld
            channel: telephone
            purpose: first-contact
            reached: true
            result: volgende week opnieuw bellen
            contact-person: Lena Voorbeeld
            frequency: weekly

            """)
        try world.run("lena", "do", dossier, "first-contact", "--form", call)
        #expect(try world.run("lena", "read", dossier, "contact-log").contains("opnieuw bellen"))

        // A wish for a visit says who reads its words, and the employer is told nothing of it.
        let wish = try #require(
            world.read(Shown.Next.self, "wim", ["next", dossier]).step("wish-visit"))
        let readers = try #require(wish.readWithConsent.first)
        #expect(readers.section == "worker-statement")
        #expect(readers.roles == ["occupational-physician", "nurse"])
        #expect(
            try world.run("wim", "next", dossier).contains(
                "worker-statement is read with the worker's consent only by: "
                    + "occupational physician, occupational nurse (kluis consent give)"))
        let request = try #require(
            world.read(Shown.Next.self, "hans", ["next", dossier]).step(
                "request-by-employer-consent"))
        #expect(request.mayBeRefusedBy.contains("R22-15"))

        world.at("2026-03-02")
        try world.run("hans", "do", dossier, "signal-four-weeks")
        try world.run("hans", "do", dossier, "record-head-count", "--set", "head-count=120")
        try world.refuse(
            77, "hans", "do", dossier, "expect-return", saying: "COL-12")
    }

    @Test("in the Netherlands the employer reports week 42 to UWV without saying why")
    func week42() throws {
        let world = try World()
        world.at("2024-01-08")
        let opened = try world.json(
            "hans", "dossier", "open", "--worker", "wim", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord", "--country", "nl")
        #expect(opened["regime"] as? String == "nl-poortwachter")
        let dossier = try opened.text("dossier")
        try world.run("hans", "absence", "start", dossier, "--date", "2024-01-08")
        try world.run("hans", "do", dossier, "report-sick")
        world.at("2024-10-21")
        let notice = try world.file(
            "notice.yaml",
            """
            worker-name: Wim Voorbeeld
            birth-date: 1985-07-30
            employer-name: Bakkerij Voorbeeld
            first-sick-day: 2024-01-08
            contract-hours: 36
            notified-on: 2024-10-21
            signed-by: Hans Voorbeeld

            """)
        try world.run("hans", "do", dossier, "report-week-42", "--form", notice)
    }

    @Test("an adopted regime is shown with its open questions, and found by its dates")
    func shown() throws {
        let world = try World()
        let page = try world.run("els", "regime", "show", "be-2017", "--language", "en")
        #expect(page.contains("40 working days (Monday to Friday)"))
        #expect(page.contains("* working-days") && page.contains("  days:"))
        for (arguments, regime) in [
            (["--request", "2026-02-02"], "be-2026"),
            (["--request", "2022-07-01", "--decision", "2022-09-15"], "be-2017"),
            (["--request", "2022-07-01"], "be-2022"),
            (["--request", "2023-01-02", "--procedure", "force-majeure"], "be-force-majeure"),
            (["--request", "2025-03-03", "--country", "nl"], "nl-poortwachter"),
        ] {
            let found = try world.run("els", ["regime", "governing"] + arguments)
            #expect(found.hasPrefix(regime + ":"))
        }
        try world.refuse(
            66, "els", "regime", "governing", "--request", "2016-05-02", "--decision", "2016-06-01",
            saying: "no known regime")
    }
}
