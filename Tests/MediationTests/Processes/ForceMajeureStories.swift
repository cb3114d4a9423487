import CryptoPrimitives
import Records
import Reintegration
import Testing
import VaultClient
import VaultFixture

/// The Belgian procedure of medical force majeure, through the mediator.
enum ForceMajeureStories {
    private static let proof = BelgiumStories.proof
    private static let byEmployer: [StepParameter: ParameterValue] = [
        .letterToWorker: proof, .letterToPhysician: proof, .mentionsAdaptedWork: .flag(true),
        .mentionsAssistance: .flag(true),
    ]
    private static let letters: [StepParameter: ParameterValue] = [
        .letterToWorker: proof, .letterToEmployer: proof,
    ]

    /// Nine months before 2026, six since; both mentions; ten days; the time for an appeal passes.
    static func definitive2026() throws -> Cast {
        let cast = try Cast(TestVault(at: "2025-07-07"), "be-force-majeure")
        try cast.play("absence.start", by: .hr, on: "2025-07-07")
        try BelgiumStories.refused(
            cast, "notify-by-employer", by: .hr, on: "2025-12-31", "FMM-22", byEmployer)
        try BelgiumStories.refused(
            cast, "notify-by-employer", by: .hr, on: "2026-01-05", "FMM-26", byEmployer)
        var silent = byEmployer
        silent[.mentionsAssistance] = nil
        try BelgiumStories.refused(
            cast, "notify-by-employer", by: .hr, on: "2026-01-07", "FMM-22", silent)
        try cast.play("notify-by-employer", by: .hr, on: "2026-01-07", byEmployer)
        #expect(try cast.deadline("earliest-examination")?.due == "2026-01-17")
        #expect(try cast.deadline("finding")?.due == "2026-04-07")
        try cast.play(
            "invite", by: .occupationalPhysician, on: "2026-01-08",
            [.invitationNumber: .number(1)])
        try BelgiumStories.refused(
            cast, "examine", by: .occupationalPhysician, on: "2026-01-16", "FMM-S1")
        try cast.play("examine", by: .occupationalPhysician, on: "2026-01-19")
        try write(cast, .medicalAssessment)
        try cast.play("find-definitive", by: .occupationalPhysician, on: "2026-01-20", letters)
        #expect(try cast.deadline("appeal")?.due == "2026-02-10")
        #expect(try cast.deadline("ask-adapted-work")?.due == "2026-01-27")
        try BelgiumStories.refused(
            cast, "ask-adapted-work", by: .worker, on: "2026-01-28", "FMM-S2")
        #expect(try cast.standing(on: "2026-02-11") == "contract-may-end")
        try cast.play("invoke-with-contribution", by: .hr, on: "2026-02-16")
        try cast.play("record-contribution", by: .hr, on: "2026-02-17")
        return cast
    }

    /// The worker asks for adapted work; after an appeal the physician sets conditions, and a report ends it.
    static func adaptedWork() throws -> Cast {
        let cast = try Cast(TestVault(at: "2023-01-09"), "be-force-majeure")
        try cast.play("absence.start", by: .hr, on: "2023-01-09")
        try cast.play(
            "notify-by-worker", by: .worker, on: "2023-10-09",
            [.letterToEmployer: proof, .letterToPhysician: proof])
        try cast.play("examine", by: .occupationalPhysician, on: "2023-10-23")
        try write(cast, .medicalAssessment)
        try cast.play("find-definitive", by: .occupationalPhysician, on: "2023-10-24", letters)
        try cast.play("ask-adapted-work", by: .worker, on: "2023-10-30")
        try cast.play(
            "appeal", by: .worker, on: "2023-11-06",
            [.letterToEmployer: proof, .letterToInspector: proof])
        try cast.play("receive-appeal", by: .physicianInspector, on: "2023-11-08")
        try BelgiumStories.refused(
            cast, "rule-upheld", by: .physicianInspector, on: "2023-11-27", "FMM-S3")
        try cast.play("rule-upheld-with-wish", by: .physicianInspector, on: "2023-11-27")
        try cast.play("set-conditions", by: .occupationalPhysician, on: "2023-11-28")
        try cast.play("hold-concertation", by: .hr, on: "2023-12-11")
        try cast.play(
            "deliver-motivated-report", by: .hr, on: "2024-02-05",
            [
                .reportGround: .ground(.objectivelyImpossible),
                .possibilitiesConsidered: .flag(true),
            ])
        #expect(try cast.standing(on: "2024-02-05") == "contract-may-end")
        try cast.play("invoke", by: .hr, on: "2024-02-12")
        return cast
    }

    /// Not definitive: nothing follows, and a new procedure takes a new period before it.
    static func notDefinitive() throws -> Cast {
        let cast = try Cast(TestVault(at: "2023-01-09"), "be-force-majeure")
        try cast.play("absence.start", by: .hr, on: "2023-01-09")
        try cast.play("notify-by-employer", by: .hr, on: "2023-10-09", byEmployer)
        try cast.play("examine", by: .occupationalPhysician, on: "2023-10-23")
        try write(cast, .medicalAssessment)
        try cast.play(
            "find-not-definitive", by: .occupationalPhysician, on: "2023-10-24", letters)
        try BelgiumStories.refused(
            cast, "notify-by-employer", by: .hr, on: "2024-07-23", "FMM-S4", byEmployer)
        try cast.play("notify-by-employer", by: .hr, on: "2024-07-24", byEmployer)
        try cast.play("withdraw", by: .hr, on: "2024-07-25")
        return cast
    }

    /// A trajectory of the same worker and a procedure never run together.
    static func neverTogether() throws -> Cast {
        let cast = try Cast(TestVault(at: "2024-01-08"), "be-force-majeure")
        let trajectory = try cast.sibling("be-2022")
        try trajectory.play("absence.start", by: .hr, on: "2024-01-08")
        try cast.play("absence.start", by: .hr, on: "2024-01-08")
        try trajectory.play("request-by-worker", by: .worker, on: "2024-09-02")
        try BelgiumStories.refused(
            cast, "notify-by-employer", by: .hr, on: "2024-10-08", "FMM-X", byEmployer)
        try trajectory.play("withdraw", by: .worker, on: "2024-10-09")
        try cast.play("notify-by-employer", by: .hr, on: "2024-10-10", byEmployer)
        try BelgiumStories.refused(
            trajectory, "request-by-worker", by: .worker, on: "2024-10-11", "R22-24")
        return cast
    }

    private static func write(_ cast: Cast, _ kind: SectionKind) throws {
        _ = try cast.session(.occupationalPhysician).write(
            NewVersion(
                dossier: cast.id, target: .new, kind: kind, content: [0x78],
                purpose: .reintegration, role: .occupationalPhysician))
    }
}
