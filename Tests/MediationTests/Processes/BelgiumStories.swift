import CryptoPrimitives
import Records
import Reintegration
import Testing
import VaultClient
import VaultFixture

/// Belgian dossiers, from the first day of sickness to their end, through the mediator.
enum BelgiumStories {
    static let proof = ParameterValue.digest(.init(hashing: Array("proof".utf8)))

    /// A: the plan, its distribution, the answer, follow-up, end.
    static func decisionA2017() throws -> Cast {
        let cast = try Cast(TestVault(at: "2018-01-08"), "be-2017")
        try cast.play("absence.start", by: .hr, on: "2018-01-08")
        try refused(cast, "request-by-employer-duration", by: .hr, on: "2018-04-30", "R17-03")
        try cast.play("request-by-employer-duration", by: .hr, on: "2018-05-08")
        try cast.play("notify-parties", by: .occupationalPhysician, on: "2018-05-08")
        try cast.play("invite", by: .occupationalPhysician, on: "2018-05-09")
        try cast.play("examine", by: .occupationalPhysician, on: "2018-05-22")
        try cast.play("examine-workplace", by: .occupationalPhysician, on: "2018-05-23")
        try refused(
            cast, "consult-treating-physician", by: .occupationalPhysician, on: "2018-05-24",
            "R17-08", [.consent: .consent(cast.vault.newID())])
        let consent = try cast.consent(.consultTreatingPhysician, to: .occupationalPhysician)
        try cast.play(
            "consult-treating-physician", by: .occupationalPhysician, on: "2018-05-24",
            [.consent: .consent(consent)])
        try refused(
            cast, "decide-a", by: .occupationalPhysician, on: "2018-06-01", "R17-09",
            [.reexaminationOn: .day("2018-12-03")])
        try cast.play("report-findings", by: .occupationalPhysician, on: "2018-06-01")
        try cast.play(
            "decide-a", by: .occupationalPhysician, on: "2018-06-04",
            [.reexaminationOn: .day("2018-12-03")])
        let plan = try cast.deadline("plan-after-a")
        // 55 working days from Monday to Friday; 21 July is a Saturday, 15 August counts not.
        #expect(plan?.due == "2018-08-21")
        try cast.play("certify-to-fund", by: .treatingPhysician, on: "2018-06-11")
        try cast.play("assess-incapacity", by: .advisingPhysician, on: "2018-06-12")
        try cast.play("hold-concertation", by: .hr, on: "2018-06-18", writing: [.agreements])
        try cast.play("deliver-plan", by: .hr, on: "2018-07-02", plan2018)
        let answer = try cast.deadline("plan-answer")
        #expect(answer?.due == "2018-07-09")
        try cast.play("record-plan-receipt", by: .hr, on: "2018-07-03")
        try cast.play("agree", by: .worker, on: "2018-07-05")
        try cast.play("ask-review", by: .worker, on: "2018-09-03")
        try cast.play("review", by: .occupationalPhysician, on: "2018-09-10")
        try cast.play("report-completion", by: .hr, on: "2018-12-17")
        try cast.play("complete", by: .worker, on: "2018-12-18")
        #expect(try cast.standing(on: "2018-12-18") == "reintegrated")
        return cast
    }

    private static let plan2018: [StepParameter: ParameterValue] = [
        .measures: .measures([.adaptedWork]), .validFrom: .day("2018-07-09"),
        .validUntil: .day("2018-12-31"),
    ]

    /// C and an appeal that is upheld, the report, and force majeure after it.
    static func decisionC2017() throws -> Cast {
        let cast = try Cast(TestVault(at: "2019-01-07"), "be-2017")
        try cast.play("absence.start", by: .worker, on: "2019-01-07")
        try cast.play("request-by-worker", by: .worker, on: "2019-01-21")
        try cast.play("examine", by: .occupationalPhysician, on: "2019-02-04")
        try cast.play("report-findings", by: .occupationalPhysician, on: "2019-02-04")
        try cast.play("decide-c", by: .occupationalPhysician, on: "2019-02-05")
        #expect(try cast.deadline("appeal")?.due == "2019-02-14")
        try refused(cast, "deliver-motivated-report-c", by: .hr, on: "2019-02-06", "R17-14")
        try cast.play(
            "appeal-c", by: .worker, on: "2019-02-12", [.letterToInspector: proof])
        try cast.play("receive-appeal", by: .physicianInspector, on: "2019-02-14")
        try cast.play("rule-c-upheld", by: .physicianInspector, on: "2019-03-14")
        try cast.play("hold-concertation", by: .hr, on: "2019-04-01")
        try cast.play(
            "deliver-motivated-report-c", by: .hr, on: "2019-05-06",
            [
                .reportGround: .ground(.technicallyImpossible),
                .possibilitiesConsidered: .flag(true),
            ])
        #expect(try cast.standing(on: "2019-05-06") == "ended-by-report-c")
        try cast.play("invoke-force-majeure", by: .hr, on: "2019-05-20")
        return cast
    }

    /// The fund asks; B, examined again; D, and the time for an appeal passes.
    static func otherDecisions2017() throws -> Cast {
        let cast = try Cast(TestVault(at: "2019-01-07"), "be-2017")
        try cast.play("absence.start", by: .hr, on: "2019-01-07")
        #expect(try cast.deadline("fund-check")?.due == "2019-03-07")
        try cast.play("request-by-advising-physician", by: .advisingPhysician, on: "2019-03-04")
        try cast.play("examine", by: .occupationalPhysician, on: "2019-03-18")
        try cast.play("report-findings", by: .occupationalPhysician, on: "2019-03-18")
        try cast.play(
            "decide-b", by: .occupationalPhysician, on: "2019-03-19",
            [.reexaminationOn: .day("2019-06-03")])
        try cast.play("re-examine", by: .occupationalPhysician, on: "2019-06-03")
        try cast.play("report-findings", by: .occupationalPhysician, on: "2019-06-03")
        try cast.play("decide-d", by: .occupationalPhysician, on: "2019-06-04")
        #expect(try cast.standing(on: "2019-06-30") == "ended-definitive")
        return cast
    }

    /// E, looked at again after two months; a certificate; withdrawal; no ground after an accident.
    static func decisionE2017() throws -> Cast {
        let cast = try Cast(TestVault(at: "2019-01-07"), "be-2017")
        try cast.play("absence.start", by: .hr, on: "2019-01-07")
        try cast.play("request-by-worker", by: .worker, on: "2019-01-14")
        try cast.play("examine", by: .occupationalPhysician, on: "2019-01-28")
        try cast.play("report-findings", by: .occupationalPhysician, on: "2019-01-28")
        try cast.play("decide-e", by: .occupationalPhysician, on: "2019-01-29")
        #expect(try cast.deadline("re-examine-after-e")?.due == "2019-03-29")
        try cast.play(
            "request-by-employer-certificate", by: .hr, on: "2019-04-01",
            [.certificateHandedOver: .day("2019-03-28")])
        try cast.play("withdraw", by: .hr, on: "2019-04-08")
        try cast.play("absence.resumption", by: .hr, on: "2019-04-15")
        try cast.play("absence.start", by: .hr, on: "2019-05-06", [.workAccident: .flag(true)])
        try refused(cast, "request-by-worker", by: .worker, on: "2019-05-13", "R17-06")
        return cast
    }

    /// An employer's request for an incapacity that began before 2016 waits until 2018.
    static func before2016() throws -> Cast {
        let cast = try Cast(TestVault(at: "2017-02-06"), "be-2017")
        try cast.play("absence.start", by: .hr, on: "2015-10-05")
        try refused(cast, "request-by-employer-duration", by: .hr, on: "2017-12-29", "R17-00")
        try cast.play("request-by-employer-duration", by: .hr, on: "2018-01-02")
        return cast
    }

    /// Undecided on 1 October 2022: the rules of 2022 take the trajectory over, with its steps.
    static func takenOver2022() throws -> Cast {
        let cast = try Cast(TestVault(at: "2022-07-04"), "be-2017")
        try cast.play("absence.start", by: .hr, on: "2022-03-07")
        try refused(cast, byRegime: "be-2022", "R17-00")
        try cast.play("request-by-worker", by: .worker, on: "2022-09-05")
        try cast.play("examine", by: .occupationalPhysician, on: "2022-09-26")
        try cast.play("report-findings", by: .occupationalPhysician, on: "2022-09-26")
        try refused(cast, byRegime: "be-2022", "R17-00")
        try refused(
            cast, "decide-c", by: .occupationalPhysician, on: "2022-10-03", "R17-00")
        let later = try cast.changed(to: "be-2022")
        #expect(try later.deadline("assessment")?.due == "2022-10-24")
        try later.play(
            "invite", by: .occupationalPhysician, on: "2022-10-04",
            [.invitationNumber: .number(1)])
        return later
    }

    private static func refused(
        _ cast: Cast, byRegime name: RegimeName, _ rule: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let refused = try refusal({ try cast.changed(to: name) }, sourceLocation: sourceLocation)
        #expect(refused == rule, sourceLocation: sourceLocation)
    }

    /// The five phases of the collective policy, with everyone who has a part in them.
    static func collective2026() throws -> Cast {
        let cast = try Cast(TestVault(at: "2026-01-12"), "be-2026")
        try cast.play("preventive-request", by: .worker, on: "2026-01-12")
        try cast.play("ask-prevention-adviser", by: .hr, on: "2026-01-13")
        try cast.play("answer-preventive-request", by: .hr, on: "2026-01-15")
        try cast.play("absence.start", by: .hr, on: "2026-02-02")
        #expect(try cast.deadline("first-contact")?.due == "2026-02-02")
        try cast.play(
            "first-contact", by: .lineManager, on: "2026-02-02",
            [.nextContactOn: .day("2026-02-16")])
        #expect(try cast.deadline("contact")?.due == "2026-02-16")
        try cast.play("keep-contact", by: .lineManager, on: "2026-02-16")
        try cast.play("tell-of-events", by: .lineManager, on: "2026-02-20")
        try cast.play("request-control", by: .hr, on: "2026-02-23")
        try cast.play("report-control", by: .controlPhysician, on: "2026-02-24")
        try cast.play("hand-over-attestation", by: .worker, on: "2026-02-25")
        #expect(try cast.deadline("personal-talk")?.due == "2026-03-02")
        try cast.play("personal-talk", by: .hr, on: "2026-03-03")
        #expect(try cast.deadline("further-talk")?.due == "2026-04-03")
        try cast.play("keep-psychosocial-file", by: .psychosocialAdviser, on: "2026-03-10")
        try cast.play("keep-counsellor-file", by: .counsellor, on: "2026-03-11")
        try cast.consent(.assistance, to: .unionDelegate)
        try cast.play("assist", by: .unionDelegate, on: "2026-03-12")
        try cast.play("update-checklist", by: .hr, on: "2026-03-16")
        try cast.play("advise-on-subsidies", by: .hr, on: "2026-03-17")
        try cast.play(
            "expect-return", by: .worker, on: "2026-03-23", [.expectedReturnOn: .day("2026-05-04")]
        )
        #expect(try cast.deadline("expectations-talk")?.due == "2026-04-04")
        #expect(try cast.deadline("return-agreements")?.due == "2026-05-03")
        try cast.play("expectations-talk", by: .hr, on: "2026-04-02")
        try cast.play("agree-return", by: .hr, on: "2026-04-20")
        let team = try cast.consent(.tellTeam, to: .hr)
        try cast.play("agree-team-text", by: .hr, on: "2026-04-21", [.consent: .consent(team)])
        try cast.play("absence.resumption", by: .hr, on: "2026-05-04")
        #expect(try cast.deadline("return-talk")?.due == "2026-05-18")
        #expect(try cast.deadline("follow-up-talk")?.due == "2026-06-04")
        #expect(try cast.deadline("evaluate-return")?.due == "2026-06-18")
        try cast.play("check-first-day", by: .lineManager, on: "2026-05-04")
        try cast.play("return-talk", by: .lineManager, on: "2026-05-18")
        try cast.play("follow-up-talk", by: .lineManager, on: "2026-06-04")
        try cast.play("evaluate-return", by: .hr, on: "2026-06-18")
        return cast
    }

    /// What an employer keeps for all its workers together, in a record of its own.
    static func collectiveRecord() throws -> Cast {
        let cast = try Cast(TestVault(at: "2026-01-12"), "be-collective-policy")
        try cast.play("update-own-checklist", by: .hr, on: "2026-01-12")
        #expect(throws: ClientError.self) {
            try cast.play("consult-committee", by: .hr, on: "2026-01-13")
        }
        try cast.play("write-collective-policy", by: .employer, on: "2026-01-19")
        #expect(try cast.deadline("consultation")?.due == "2027-01-19")
        #expect(try cast.deadline("evaluation")?.due == "2027-01-19")
        try cast.play("consult-committee", by: .hr, on: "2026-02-02")
        #expect(try cast.deadline("consultation")?.due == "2027-02-02")
        try cast.play("evaluate-collective-policy", by: .hr, on: "2026-12-14")
        #expect(try cast.deadline("evaluation")?.due == "2027-12-14")
        return cast
    }

    /// Coaching with its gate, and work at another employer.
    static func coaching() throws -> Cast {
        let cast = try Cast(TestVault(at: "2026-02-02"), "be-2026")
        try cast.play("absence.start", by: .hr, on: "2026-02-02")
        let own: Set<SectionKind> = [.coachingWorker]
        try cast.consent(to: .coach, own, [.support, .reintegration])
        try cast.play("coach-worker", by: .coach, on: "2026-03-02")
        try cast.play("coach-employer", by: .coach, on: "2026-03-03")
        try cast.play("probe-employability", by: .coach, on: "2026-03-04")
        try cast.play("second-talk-worker", by: .coach, on: "2026-03-09")
        try cast.play("second-talk-employer", by: .coach, on: "2026-03-10")
        try cast.consent(.coachingTalk, to: .coach)
        try cast.agree(.coachingTalk, to: .coach)
        try refused(
            cast, "conclude-willing", by: .coach, on: "2026-03-11", "COA-05",
            [.workerWilling: .flag(true), .employerWilling: .flag(false)])
        try cast.play(
            "conclude-willing", by: .coach, on: "2026-03-11",
            [.workerWilling: .flag(true), .employerWilling: .flag(true)])
        let both = try cast.consent(.coachingTalk, to: .coach)
        try cast.agree(.coachingTalk, to: .coach)
        try cast.play("three-way-talk", by: .coach, on: "2026-03-16", [.consent: .consent(both)])
        try cast.play("give-feedback", by: .hr, on: "2026-04-01")
        try cast.play("adjust-coaching-plan", by: .coach, on: "2026-04-02")
        try cast.play("evaluate-coaching", by: .coach, on: "2026-05-04")
        try cast.play("begin-external", by: .worker, on: "2026-05-05")
        try cast.consent(to: .coach, own, [.support, .reintegration])
        try cast.play("describe-competences", by: .coach, on: "2026-05-06")
        try cast.play("state-competences", by: .worker, on: "2026-05-07")
        try cast.play("record-external-offer", by: .worker, on: "2026-06-01")
        try cast.play("start-elsewhere", by: .worker, on: "2026-06-08")
        return cast
    }
}

extension BelgiumStories {
    /// Tries a step that must be refused by a rule, and changes nothing.
    static func refused(
        _ cast: Cast, _ step: StepName, by role: Role, on day: CivilDate, _ rule: String,
        _ parameters: [StepParameter: ParameterValue] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try cast.process().events.count
        let refused = try refusal(
            { try cast.play(step, by: role, on: day, parameters) }, sourceLocation: sourceLocation)
        #expect(refused == rule, sourceLocation: sourceLocation)
        #expect(try cast.process().events.count == before, sourceLocation: sourceLocation)
    }
}

extension CivilDate: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let day = CivilDate(text) else { preconditionFailure("`\(text)` is no day") }
        self = day
    }
}

extension Cast {
    /// A deadline that runs now.
    func deadline(_ name: DeadlineName) throws -> Deadline? {
        try process().openDeadlines(at: vault.clock.today).first { $0.name == name }
    }
}
