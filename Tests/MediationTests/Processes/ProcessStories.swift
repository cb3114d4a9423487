import Foundation
import Records
import Reintegration
import Testing
import VaultFixture

@Suite("Every process through a vault", .serialized) struct ProcessStories {
    @Test("2017: decision A, working days, plan, distribution, answer, follow-up")
    func decisionA2017() throws { _ = try BelgiumStories.decisionA2017() }

    @Test("2017: decision C, appeal, report, force majeure after it")
    func decisionC2017() throws { _ = try BelgiumStories.decisionC2017() }

    @Test("2017: the fund asks, decision B is examined again, decision D becomes final")
    func otherDecisions2017() throws { _ = try BelgiumStories.otherDecisions2017() }

    @Test("2017: decision E, certificate, withdrawal, no trajectory after a work accident")
    func decisionE2017() throws { _ = try BelgiumStories.decisionE2017() }

    @Test("2022: four weeks, consultation, decision A, plan, silence, agreement, end")
    func decisionA2022() throws { _ = try Belgium2022Stories.decisionA() }

    @Test("2022: relapse, decision B, appeal, ruling, motivated report")
    func decisionB2022() throws { _ = try Belgium2022Stories.decisionB() }

    @Test("2022: work accident, decision C, wait, certificate, three invitations unanswered")
    func decisionC2022() throws { _ = try Belgium2022Stories.decisionC() }

    @Test("2022: the treating physician asks, a plan expires, a request is withdrawn")
    func otherEnds2022() throws { _ = try Belgium2022Stories.otherEnds() }

    @Test("2026: four weeks, eight weeks, potential, the duty of six months, registered mail")
    func potential2026() throws { _ = try BelgiumStories.potential2026() }

    @Test("2026: no potential, visit with objection and advice, request with consent")
    func consent2026() throws { _ = try BelgiumStories.consent2026() }

    @Test("the five phases of the collective policy")
    func collective2026() throws { _ = try BelgiumStories.collective2026() }

    @Test("coaching with its gate, and another employer")
    func coaching() throws { _ = try BelgiumStories.coaching() }

    @Test("force majeure: six months since 2026, both mentions, ten days, contribution")
    func definitive2026() throws { _ = try ForceMajeureStories.definitive2026() }

    @Test("force majeure: adapted work asked for, appeal, conditions, report")
    func adaptedWork() throws { _ = try ForceMajeureStories.adaptedWork() }

    @Test("force majeure: not definitive, and a new period before a new notice")
    func notDefinitive() throws { _ = try ForceMajeureStories.notDefinitive() }

    @Test("force majeure and a trajectory of the worker never run together")
    func neverTogether() throws { _ = try ForceMajeureStories.neverTogether() }

    @Test("the Netherlands: two years, both tracks, five documents, completion, wage sanction")
    func twoYears() throws { _ = try NetherlandsStories.twoYears() }

    @Test("the Netherlands: recovery, relapse, second track before the first year ends")
    func otherEnds() throws { _ = try NetherlandsStories.otherEnds() }

    @Test("the Netherlands: 104 weeks pass")
    func expired() throws { _ = try NetherlandsStories.expired() }
}
