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
        try cast.play(
            "wish-visit", by: .worker, on: "2026-04-13", writing: [.workerStatement])
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
        let consent = try cast.consent(.startWithoutPotential, to: .occupationalPhysician)
        try cast.play(
            "request-by-employer-consent", by: .hr, on: "2026-05-04",
            [.consent: .consent(consent)])
        return cast
    }
}
