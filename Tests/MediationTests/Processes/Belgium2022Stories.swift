import CryptoPrimitives
import Records
import Reintegration
import Testing
import VaultClient
import VaultFixture

/// Belgian dossiers under the rules of 2022, through the mediator.
enum Belgium2022Stories {
    private static let proof = BelgiumStories.proof
    private static let plan: [StepParameter: ParameterValue] = [
        .measures: .measures([.adaptedWork]), .validFrom: .day("2024-06-03"),
        .validUntil: .day("2024-11-30"),
    ]

    /// Four weeks, a request of the worker, consultation, decision A, plan, silence, agreement, end.
    static func decisionA() throws -> Cast {
        let cast = try Cast(TestVault(at: "2024-01-08"), "be-2022")
        try cast.play("absence.start", by: .hr, on: "2024-01-08")
        #expect(try cast.deadline("four-week-signal")?.due == "2024-02-05")
        try cast.play("signal-four-weeks", by: .hr, on: "2024-02-05")
        try cast.play(
            "inform-worker", by: .nurse, on: "2024-02-06", writing: [.invitation])
        try cast.play("ask-fund-data", by: .nurse, on: "2024-02-07")
        try cast.play("certify-to-fund", by: .treatingPhysician, on: "2024-02-08")
        try cast.play("assess-incapacity", by: .advisingPhysician, on: "2024-02-09")
        try BelgiumStories.refused(
            cast, "request-by-employer-duration", by: .hr, on: "2024-02-12", "R22-04")
        try cast.play("request-by-worker", by: .worker, on: "2024-02-12")
        #expect(try cast.deadline("assessment")?.due == "2024-04-01")
        try cast.play("notify-parties", by: .occupationalPhysician, on: "2024-02-12")
        try cast.play(
            "invite", by: .occupationalPhysician, on: "2024-02-13",
            [.invitationNumber: .number(1)])
        try cast.play("examine", by: .occupationalPhysician, on: "2024-02-26")
        try cast.play("examine-workplace", by: .preventionAdviser, on: "2024-02-28")
        for (step, purpose) in [
            ("consult-treating-physician", ConsentPurpose.consultTreatingPhysician),
            ("consult-advising-physician", .consultAdvisingPhysician),
        ] {
            let consent = try cast.consent(purpose, to: .occupationalPhysician)
            try cast.play(
                StepName(stringLiteral: step), by: .occupationalPhysician, on: "2024-03-01",
                [.consent: .consent(consent)])
        }
        let request = try cast.consent(.involveEmployer, to: .occupationalPhysician)
        try cast.play(
            "consult-employer", by: .occupationalPhysician, on: "2024-03-04",
            [.consent: .consent(request)])
        try cast.play("decide-a", by: .occupationalPhysician, on: "2024-03-18")
        #expect(try cast.deadline("plan-after-a")?.due == "2024-05-20")
        try cast.play("record-receipt", by: .occupationalPhysician, on: "2024-03-19")
        try cast.play("hold-concertation", by: .hr, on: "2024-04-08", writing: [.agreements])
        try cast.play("request-fund-decision", by: .occupationalPhysician, on: "2024-04-09")
        try cast.play("give-fund-decision", by: .advisingPhysician, on: "2024-04-22")
        try cast.play("deliver-plan", by: .hr, on: "2024-05-06", plan)
        #expect(try cast.deadline("plan-answer")?.due == "2024-05-20")
        #expect(try cast.standing(on: "2024-05-21") == "awaiting-contact")
        try cast.play("contact-worker", by: .hr, on: "2024-05-22")
        try cast.play("agree", by: .worker, on: "2024-05-27")
        try cast.play("ask-review", by: .worker, on: "2024-07-01")
        try cast.play("review", by: .occupationalPhysician, on: "2024-07-08")
        try cast.play("report-completion", by: .hr, on: "2024-11-04")
        try cast.play("complete", by: .worker, on: "2024-11-05")
        #expect(try cast.standing(on: "2024-11-05") == "reintegrated")
        return cast
    }

    /// A relapse, a request of the employer, decision B, appeal, ruling, report.
    static func decisionB() throws -> Cast {
        let cast = try Cast(TestVault(at: "2024-01-08"), "be-2022")
        try cast.play("absence.start", by: .hr, on: "2024-01-08")
        try cast.play("absence.resumption", by: .hr, on: "2024-03-04")
        try cast.play("absence.relapse", by: .hr, on: "2024-03-11")
        try cast.play("request-by-employer-duration", by: .hr, on: "2024-04-08")
        try cast.play(
            "invite", by: .occupationalPhysician, on: "2024-04-09",
            [.invitationNumber: .number(1)])
        try cast.play("examine", by: .occupationalPhysician, on: "2024-04-22")
        try BelgiumStories.refused(
            cast, "decide-b", by: .occupationalPhysician, on: "2024-04-23", "R22-14")
        _ = try cast.session(.occupationalPhysician).write(
            NewVersion(
                dossier: cast.id, target: .new, kind: .medicalAssessment, content: [0x78],
                purpose: .reintegration, role: .occupationalPhysician))
        try cast.play("decide-b", by: .occupationalPhysician, on: "2024-05-06")
        try BelgiumStories.refused(
            cast, "deliver-motivated-report", by: .hr, on: "2024-05-07", "R22-22")
        try cast.play(
            "appeal", by: .worker, on: "2024-05-20",
            [.letterToEmployer: proof, .letterToInspector: proof])
        try cast.play("receive-appeal", by: .physicianInspector, on: "2024-05-22")
        #expect(try cast.deadline("appeal-ruling")?.due == "2024-07-03")
        try cast.play("rule-upheld", by: .physicianInspector, on: "2024-06-24")
        try cast.play("send-ruling-copies", by: .physicianInspector, on: "2024-06-24")
        try cast.play("hold-concertation", by: .hr, on: "2024-07-08")
        try cast.play(
            "deliver-motivated-report", by: .hr, on: "2024-09-02",
            [
                .reportGround: .ground(.objectivelyImpossible),
                .possibilitiesConsidered: .flag(true),
            ])
        #expect(try cast.standing(on: "2024-09-02") == "ended-by-report")
        return cast
    }

    /// Decision C and the wait for a new request; a certificate; three invitations without answer.
    static func decisionC() throws -> Cast {
        let cast = try Cast(TestVault(at: "2024-01-08"), "be-2022")
        try cast.play("absence.start", by: .hr, on: "2024-01-08", [.workAccident: .flag(true)])
        try BelgiumStories.refused(
            cast, "request-by-worker", by: .worker, on: "2024-01-22", "R22-07")
        try cast.play("absence.consolidation", by: .hr, on: "2024-02-05")
        try cast.play("request-by-worker", by: .worker, on: "2024-02-12")
        try cast.play(
            "invite", by: .occupationalPhysician, on: "2024-02-13",
            [.invitationNumber: .number(1)])
        try cast.play("examine", by: .occupationalPhysician, on: "2024-02-26")
        _ = try cast.session(.occupationalPhysician).write(
            NewVersion(
                dossier: cast.id, target: .new, kind: .medicalAssessment, content: [0x78],
                purpose: .reintegration, role: .occupationalPhysician))
        try cast.play("decide-c", by: .occupationalPhysician, on: "2024-03-04")
        #expect(try cast.deadline("restart")?.due == "2024-06-04")
        try BelgiumStories.refused(
            cast, "request-by-employer-certificate", by: .hr, on: "2024-05-06", "R22-15",
            [.certificateHandedOver: .day("2024-05-06")])
        try cast.play("allow-early-restart", by: .occupationalPhysician, on: "2024-05-06")
        try cast.play(
            "request-by-employer-certificate", by: .hr, on: "2024-05-07",
            [.certificateHandedOver: .day("2024-05-06")])
        for (number, day) in [(1, "2024-05-13"), (2, "2024-05-27"), (3, "2024-06-10")] {
            try cast.play(
                "invite", by: .occupationalPhysician, on: CivilDate(stringLiteral: day),
                [.invitationNumber: .number(UInt8(number))])
            try cast.play(
                "record-delivery", by: .occupationalPhysician, on: CivilDate(stringLiteral: day),
                [.invitationNumber: .number(UInt8(number)), .deliveryProof: proof])
        }
        #expect(try cast.standing(on: "2024-06-25") == "ended-no-show")
        return cast
    }

    /// The treating physician asks; a plan is refused; another one expires; withdrawal.
    static func otherEnds() throws -> Cast {
        let cast = try Cast(TestVault(at: "2024-01-08"), "be-2022")
        try cast.play("absence.start", by: .worker, on: "2024-01-08")
        try BelgiumStories.refused(
            cast, "request-by-treating-physician", by: .treatingPhysician, on: "2024-01-09",
            "R22-03", [.consent: .consent(cast.vault.newID())])
        let consent = try cast.consent(.requestByTreatingPhysician, to: .treatingPhysician)
        try cast.play(
            "request-by-treating-physician", by: .treatingPhysician, on: "2024-01-10",
            [.consent: .consent(consent)])
        try cast.play(
            "invite", by: .occupationalPhysician, on: "2024-01-11",
            [.invitationNumber: .number(1)])
        try cast.play("examine", by: .occupationalPhysician, on: "2024-01-22")
        try cast.play("decide-a", by: .occupationalPhysician, on: "2024-02-05")
        try cast.play("hold-concertation", by: .hr, on: "2024-03-04")
        var plan = plan
        plan[.validFrom] = .day("2024-04-01")
        plan[.validUntil] = .day("2024-06-30")
        try cast.play("deliver-plan", by: .hr, on: "2024-03-18", plan)
        try BelgiumStories.refused(cast, "refuse", by: .worker, on: "2024-03-19", "R22-21")
        try cast.play("agree", by: .worker, on: "2024-03-20")
        #expect(try cast.standing(on: "2024-07-01") == "plan-expired")
        try cast.play("request-by-worker", by: .worker, on: "2024-07-08")
        try cast.play("withdraw", by: .worker, on: "2024-07-09")
        return cast
    }
}
