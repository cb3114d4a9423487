import CryptoPrimitives
import Records
import Reintegration
import Testing
import VaultClient
import VaultFixture

/// Belgian dossiers under the rules of 2026, through the mediator.
enum Belgium2026Stories {
    /// The informal path: four weeks, eight weeks, potential, the six months, a request, TRIO.
    static func potential() throws -> Cast {
        let cast = try Cast(TestVault(at: "2026-02-02"), "be-2026")
        try cast.play("absence.start", by: .hr, on: "2026-02-02")
        #expect(try cast.deadline("four-week-signal")?.due == "2026-03-02")
        #expect(try cast.deadline("request-estimate")?.due == "2026-03-30")
        try cast.play("signal-four-weeks", by: .hr, on: "2026-03-02")
        try cast.play(
            "inform-worker", by: .nurse, on: "2026-03-04", writing: [.invitation])
        try cast.play("ask-fund-data", by: .nurse, on: "2026-03-05")
        try BelgiumStories.refused(cast, "request-estimate", by: .hr, on: "2026-03-16", "R26-02")
        try cast.play(
            "request-estimate", by: .hr, on: "2026-03-30", [.headCount: .count(120)])
        try cast.play("ask-worker", by: .nurse, on: "2026-04-01")
        try BelgiumStories.refused(
            cast, "request-by-employer-potential", by: .hr, on: "2026-04-02", "R26-05")
        try cast.play("find-potential", by: .nurse, on: "2026-04-07")
        #expect(try cast.deadline("formal-duty")?.due == "2026-08-02")
        try cast.play("record-head-count", by: .hr, on: "2026-04-08", [.headCount: .count(12)])
        #expect(try cast.deadline("formal-duty") == nil)
        try cast.play("record-head-count", by: .hr, on: "2026-04-09", [.headCount: .count(120)])
        try cast.play("request-by-employer-potential", by: .hr, on: "2026-05-04")
        try cast.play("notify-parties", by: .occupationalPhysician, on: "2026-05-04")
        try BelgiumStories.refused(
            cast, "invite", by: .occupationalPhysician, on: "2026-05-05", "R26-08",
            [.invitationNumber: .number(1)])
        try cast.play(
            "invite", by: .occupationalPhysician, on: "2026-05-05",
            [.invitationNumber: .number(1), .letterToWorker: BelgiumStories.proof])
        try cast.play(
            "record-delivery", by: .occupationalPhysician, on: "2026-05-07",
            [.invitationNumber: .number(1), .deliveryProof: BelgiumStories.proof])
        try cast.play("certify-to-fund", by: .treatingPhysician, on: "2026-05-08")
        try cast.play("assess-incapacity", by: .advisingPhysician, on: "2026-05-11")
        try cast.play("record-missed-contact", by: .occupationalPhysician, on: "2026-05-12")
        try cast.play("record-missed-contact", by: .occupationalPhysician, on: "2026-05-19")
        try cast.play("report-missed-contacts", by: .occupationalPhysician, on: "2026-05-19")
        try cast.play("examine", by: .occupationalPhysician, on: "2026-05-26")
        let consent = try cast.consent(.consultTreatingPhysician, to: .occupationalPhysician)
        try cast.play(
            "consult-treating-physician", by: .occupationalPhysician, on: "2026-05-27",
            [.consent: .consent(consent)])
        return cast
    }

    /// No potential: only with consent; a visit before the return, to which the worker objects.
    static func consent() throws -> Cast {
        let cast = try Cast(TestVault(at: "2026-02-02"), "be-2026")
        try cast.play("absence.start", by: .worker, on: "2026-02-02")
        try cast.play("request-estimate", by: .hr, on: "2026-03-30", [.headCount: .count(8)])
        try cast.play("find-no-potential", by: .occupationalPhysician, on: "2026-04-07")
        #expect(try cast.deadline("formal-duty") == nil)
        // Nobody asked for a visit yet: the physician invites to none.
        try BelgiumStories.refused(
            cast, "invite-to-visit", by: .occupationalPhysician, on: "2026-04-08", "R26-04")
        try cast.play("ask-visit", by: .hr, on: "2026-04-13")
        try BelgiumStories.refused(
            cast, "tell-employer-of-visit", by: .occupationalPhysician, on: "2026-04-13",
            "R26-04")
        // The nurse may read before anything is written, the physician once the worker opens it.
        try cast.consent(to: .nurse, [.workerStatement], [.reintegration])
        try cast.play(
            "wish-visit", by: .worker, on: "2026-04-13", writing: [.workerStatement])
        try wordsAreTheWorkers(cast)
        let learned = try cast.session(.hr).show(cast.id).events
        let steps = try learned.map { try ProcessEvent(decoding: $0.encodedEvent).step }
        #expect(steps.contains("ask-visit") && !steps.contains("wish-visit"))
        let objection = try cast.consent(.tellOfVisit, to: .hr)
        try BelgiumStories.refused(
            cast, "tell-employer-of-visit", by: .occupationalPhysician, on: "2026-04-13",
            "R26-04")
        _ = try cast.session(.worker).append([.withdrawal(of: objection, evidence: "", in: cast.id)]
        )
        try cast.play("tell-employer-of-visit", by: .occupationalPhysician, on: "2026-04-13")
        try cast.play("invite-to-visit", by: .occupationalPhysician, on: "2026-04-14")
        try cast.play("hold-visit", by: .occupationalPhysician, on: "2026-04-20")
        let advice = try cast.consent(.adviceFromVisit, to: .hr)
        try cast.play(
            "advise-after-visit", by: .occupationalPhysician, on: "2026-04-21",
            [.consent: .consent(advice)])
        try cast.play(
            "give-form-after-visit", by: .occupationalPhysician, on: "2026-04-21",
            [.consent: .consent(advice)])
        let consent = try cast.consent(.startWithoutPotential, to: .occupationalPhysician)
        try cast.play(
            "request-by-employer-consent", by: .hr, on: "2026-05-04",
            [.consent: .consent(consent)])
        return cast
    }

    /// What the worker wrote with the wish is read by who may, and the employer does not even see
    /// that it is there.
    private static func wordsAreTheWorkers(_ cast: Cast) throws {
        func reads(_ role: Role) throws -> Bool {
            let session = try cast.session(role)
            let isShown = try session.show(cast.id).sections.contains {
                $0.kind == .workerStatement
            }
            let opened = try? session.open(
                dossier: cast.id, section: .latest(.workerStatement), version: 0,
                purpose: .reintegration)
            #expect(isShown == (opened != nil), "\(role)")
            return isShown
        }
        #expect(try reads(.nurse))
        #expect(try !reads(.occupationalPhysician) && !reads(.hr))
        try cast.consent(to: .occupationalPhysician, [.workerStatement], [.reintegration])
        let worker = try cast.session(.worker)
        let view = try worker.show(cast.id)
        let words = try #require(view.sections.first { $0.kind == .workerStatement })
        let grant = try #require(view.consents.last?.consent.grants.first)
        try worker.disclose(
            dossier: cast.id, section: words.section, to: [grant.id], purpose: .ownFile)
        #expect(try reads(.occupationalPhysician))
        #expect(try !reads(.hr))
    }

    /// The return to work: who asks for the examination has it within ten working days, and its form
    /// goes to worker and employer, and not to the fund.
    static func returnExamination() throws -> Cast {
        let cast = try Cast(TestVault(at: "2026-02-02"), "be-2026")
        try cast.play("absence.start", by: .hr, on: "2026-02-02")
        _ = try cast.session(.nurse)
        try cast.play("ask-return-examination", by: .hr, on: "2026-03-09")
        #expect(try cast.deadline("return-examination") == nil)
        try BelgiumStories.refused(
            cast, "assess-at-return", by: .occupationalPhysician, on: "2026-03-10", "SUR-02")
        try cast.play("absence.resumption", by: .hr, on: "2026-03-16")
        #expect(try cast.deadline("return-examination")?.due == "2026-03-30")
        try cast.play("assess-at-return", by: .occupationalPhysician, on: "2026-03-24")
        #expect(try cast.deadline("return-examination") == nil)
        for (role, purpose) in [
            (Role.worker, Purpose.ownFile), (.hr, .reintegration), (.nurse, .healthSurveillance),
        ] {
            let opened = try cast.session(role).open(
                dossier: cast.id, section: .latest(.healthAssessment), version: 0,
                purpose: purpose)
            #expect(opened.content == Array("voorbeeld".utf8), "\(role)")
        }
        for role in [Role.advisingPhysician, .lineManager] {
            let shown = try cast.session(role).show(cast.id).sections.map(\.kind)
            #expect(!shown.contains(.healthAssessment), "\(role)")
        }
        // Who falls ill again and returns is examined when somebody asks anew.
        try cast.play("absence.relapse", by: .hr, on: "2026-03-27")
        try cast.play("absence.resumption", by: .hr, on: "2026-04-07")
        #expect(try cast.deadline("return-examination") == nil)
        return cast
    }
}
