import CryptoPrimitives
import Records
import Reintegration
import Testing
import VaultFixture

/// Dutch dossiers of the gatekeeper act, through the mediator.
enum NetherlandsStories {
    /// Two years with both tracks, to a claim whose report is completed and a wage sanction.
    static func twoYears() throws -> Cast {
        let cast = try Cast(TestVault(at: "2025-03-03"), "nl-poortwachter")
        try cast.play("absence.start", by: .hr, on: "2025-03-03")
        try cast.play("report-sick", by: .hr, on: "2025-03-03")
        #expect(try cast.deadline("problem-analysis")?.due == "2025-04-14")
        #expect(try cast.deadline("action-plan")?.due == "2025-04-27")
        #expect(try cast.deadline("final-evaluation") == nil)
        try cast.play("tell-physician", by: .hr, on: "2025-03-05")
        try cast.play("invite", by: .occupationalPhysician, on: "2025-03-17")
        try cast.play("examine", by: .occupationalPhysician, on: "2025-03-31")
        try BelgiumStories.refused(
            cast, "agree-plan", by: .hr, on: "2025-04-01", "NL-04")
        try cast.play("analyse-problem", by: .occupationalPhysician, on: "2025-04-07")
        try BelgiumStories.refused(
            cast, "give-consented-information", by: .occupationalPhysician, on: "2025-04-08",
            "NL-02", [.consent: .consent(cast.vault.newID())])
        let permitted = try cast.consent(.workerInformation, to: .occupationalPhysician)
        try cast.play(
            "give-consented-information", by: .occupationalPhysician, on: "2025-04-08",
            [.consent: .consent(permitted)])
        try cast.play("keep-dossier", by: .caseManager, on: "2025-04-08")
        try cast.play("agree-plan", by: .caseManager, on: "2025-04-22")
        try cast.play("sign-plan", by: .worker, on: "2025-04-23")
        #expect(try cast.deadline("progress")?.due == "2025-06-03")
        try cast.play("hold-progress-talk", by: .lineManager, on: "2025-06-02")
        #expect(try cast.deadline("progress")?.due == "2025-07-14")
        try cast.play("adjust-plan", by: .caseManager, on: "2025-07-01")
        try cast.play("record-refusal-to-sign", by: .caseManager, on: "2025-07-02")
        try cast.play(
            "take-first-track-measure", by: .hr, on: "2025-07-03",
            [.measures: .measures([.workplaceAdaptation])])
        try cast.play("report-week-42", by: .hr, on: "2025-12-15")
        try BelgiumStories.refused(
            cast, "begin-second-track", by: .hr, on: "2026-01-12", "NL-09")
        try cast.play(
            "evaluate-first-year", by: .hr, on: "2026-02-16",
            [.yearTwoGoal: .goal(.otherEmployer)])
        #expect(try cast.deadline("second-track")?.due == "2026-03-30")
        try cast.play("examine-work", by: .labourExpert, on: "2026-03-09")
        try cast.play("begin-second-track", by: .hr, on: "2026-03-16")
        try cast.play("log-search", by: .reintegrationSpecialist, on: "2026-04-20")
        try cast.play("report-second-track", by: .reintegrationSpecialist, on: "2026-06-01")
        try cast.consent(to: .coach, [.coachingWorker], [.support, .reintegration])
        try cast.play("coach", by: .coach, on: "2026-06-08")
        try cast.play("adjust-analysis", by: .occupationalPhysician, on: "2026-09-07")
        #expect(try cast.deadline("claim-letter")?.due == "2026-11-08")
        #expect(try cast.deadline("current-opinion")?.due == "2026-11-29")
        #expect(try cast.deadline("final-evaluation")?.due == "2026-11-29")
        #expect(try cast.deadline("claim")?.due == "2026-12-13")
        #expect(try cast.deadline("two-years")?.due == "2027-03-01")
        try cast.play("record-claim-letter", by: .worker, on: "2026-11-09")
        try BelgiumStories.refused(
            cast, "evaluate-final", by: .hr, on: "2026-11-16", "NL-12")
        try cast.play("give-current-opinion", by: .occupationalPhysician, on: "2026-11-16")
        try cast.play(
            "hand-over-medical-information", by: .occupationalPhysician, on: "2026-11-16")
        try BelgiumStories.refused(cast, "file-claim", by: .worker, on: "2026-11-17", "NL-13")
        try cast.play("evaluate-final", by: .hr, on: "2026-11-23")
        try cast.play("write-own-view", by: .worker, on: "2026-11-25")
        try cast.play("file-claim", by: .worker, on: "2026-12-07")
        try cast.play("send-medical-information", by: .worker, on: "2026-12-07")
        try cast.play("ask-completion", by: .insuranceLabourExpert, on: "2026-12-14")
        #expect(try cast.deadline("completion")?.due == "2026-12-28")
        try cast.play("complete-report", by: .hr, on: "2026-12-21")
        try cast.play("impose-wage-sanction", by: .insuranceLabourExpert, on: "2027-01-11")
        #expect(try cast.deadline("wage-sanction")?.due == "2028-01-10")
        try cast.play("give-expert-opinion", by: .insurancePhysician, on: "2027-02-01")
        #expect(try cast.standing(on: "2028-01-11") == "two-years-over")
        return cast
    }

    /// Recovered; sick again; the contract ends; a decision on a claim; 104 weeks.
    static func otherEnds() throws -> Cast {
        let cast = try Cast(TestVault(at: "2025-03-03"), "nl-poortwachter")
        try cast.play("absence.start", by: .worker, on: "2025-03-03")
        try cast.play("report-sick", by: .hr, on: "2025-03-03")
        try cast.play("recover", by: .worker, on: "2025-03-20")
        try cast.play("absence.resumption", by: .worker, on: "2025-03-20")
        try cast.play("absence.relapse", by: .worker, on: "2025-04-10")
        try cast.play("report-sick", by: .hr, on: "2025-04-10")
        try cast.play("analyse-problem", by: .occupationalPhysician, on: "2025-05-05")
        try cast.play("agree-plan", by: .hr, on: "2025-05-12")
        try cast.play("examine-work", by: .labourExpert, on: "2025-09-01")
        try cast.play("begin-second-track-early", by: .hr, on: "2025-09-08")
        try cast.play("resume-elsewhere", by: .worker, on: "2025-10-01")
        return cast
    }

    /// Nobody files a claim: after 104 weeks the process ends.
    static func expired() throws -> Cast {
        let cast = try Cast(TestVault(at: "2025-03-03"), "nl-poortwachter")
        try cast.play("absence.start", by: .worker, on: "2025-03-03")
        try cast.play("report-sick", by: .hr, on: "2025-03-03")
        #expect(try cast.standing(on: "2027-03-01") == "sick")
        #expect(try cast.standing(on: "2027-03-02") == "two-years-over")
        return cast
    }
}
