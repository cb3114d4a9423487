import AccessPolicy
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// Every duty is done where a decision carries it, on every path, and one that cannot be done is a
/// denial.
@Suite("Duties") struct DutyTests {
    /// A dossier with a consultation, under the shipped policy with more duties for the physician.
    private static func dossier(
        _ duties: DutySet, _ action: Action, by role: Role = .occupationalPhysician
    ) throws -> TestDossier {
        let dossier = try TestDossier(
            TestVault(policy: { try $0.adding(duties, to: role, action, .consultation) }))
        if action != .write {
            try dossier.write(
                .consultation, "gesprek", by: dossier.physicianSession,
                role: .occupationalPhysician)
        }
        return dossier
    }

    private static func open(
        _ dossier: TestDossier, _ handling: OpenSection.Handling = .view, reason: String = "",
        for purpose: Purpose = .reintegration
    ) throws -> OpenedSection {
        try dossier.physicianSession.open(
            dossier: dossier.id, section: .latest(.consultation), purpose: purpose,
            handling: handling, reason: reason)
    }

    @Test("no reason, no reading; with one it stands in the log")
    func reasonOfReading() throws {
        let dossier = try Self.dossier([.reason], .read)
        _ = try refusal { try Self.open(dossier) }
        #expect(try Self.open(dossier, reason: "overleg").entry.detail?.reason == "overleg")
    }

    @Test(
        "no reason, no printing and no export; the rule's notice to the worker is sent",
        arguments: [OpenSection.Handling.print, .export])
    func leaving(_ handling: OpenSection.Handling) throws {
        // The shipped rule for the transfer of a file carries both duties, reading it neither.
        let dossier = try Self.dossier([], .read)
        _ = try refusal { try Self.open(dossier, handling, for: .healthSurveillance) }
        let before = try dossier.workerSession.notices().count
        let opened = try Self.open(
            dossier, handling, reason: "overdracht", for: .healthSurveillance)
        #expect(opened.entry.detail?.reason == "overdracht")
        let notices = try dossier.workerSession.notices()
        #expect(notices.count == before + 1)
        #expect(notices.contains { $0.entry == opened.entry.index })
    }

    @Test("no reason, no writing")
    func reasonOfWriting() throws {
        let dossier = try Self.dossier([.reason], .write)
        func write(_ reason: String) throws -> WriteReceipt {
            try dossier.physicianSession.write(
                NewVersion(
                    dossier: dossier.id, target: .new, kind: .consultation, content: [1],
                    purpose: .reintegration, role: .occupationalPhysician, reason: reason))
        }
        _ = try refusal { try write("") }
        let receipt = try write("op vraag")
        #expect(receipt.entry.detail?.reason == "op vraag")
        #expect(
            try dossier.workerSession.notices().contains {
                $0.reason == .sectionWritten && $0.entry == receipt.entry.index
            })
    }

    @Test("no reason, no disclosing; the worker is told of each")
    func reasonOfDisclosing() throws {
        let dossier = try Self.dossier([.reason], .disclose)
        try dossier.addCare()
        let grant = try dossier.consent(to: [.consultation]).grant
        let section = try dossier.view(.consultation, for: dossier.physicianSession).section
        func disclose(_ reason: String) throws -> [DisclosureReceipt] {
            try dossier.physicianSession.disclose(
                dossier: dossier.id, section: section, to: [grant], purpose: .care, reason: reason)
        }
        _ = try refusal { try disclose("") }
        let receipt = try #require(disclose("gevraagd door de werknemer").first)
        #expect(receipt.entries.contains { $0.detail?.reason == "gevraagd door de werknemer" })
        #expect(try dossier.workerSession.notices().contains { $0.reason == .disclosed })
    }

    @Test("reading under a rule that tells the worker tells the worker")
    func notice() throws {
        let dossier = try Self.dossier([.notifyWorker], .read)
        let opened = try Self.open(dossier)
        #expect(
            try dossier.workerSession.notices().contains {
                $0.reason == .disclosed && $0.entry == opened.entry.index
            })
    }

    @Test("a consent is recorded with evidence, and the worker told")
    func recording() throws {
        let dossier = try Self.dossier([], .read)
        try dossier.addCare()
        let now = dossier.vault.clock.now
        func record(_ evidence: String) throws {
            let consent = try dossier.physicianSession.consent(
                giver: dossier.worker.id, role: .treatingPhysician,
                recipient: .member(dossier.treating.person.id), kinds: [.consultation],
                purposes: [.care], from: now, until: now.adding(seconds: 86_400),
                channel: .verbal, evidence: evidence, language: .nl)
            _ = try dossier.physicianSession.append([.consent(consent, in: dossier.id)])
        }
        #expect(try refusal { try record("") } == AuthorityError.consent.rawValue)
        try record("mondeling op 8 januari")
        #expect(try dossier.workerSession.notices().contains { $0.reason == .consentRecorded })
    }

    @Test(
        "a duty that nobody does there makes a permit a denial",
        arguments: [
            (Duty.textGuard, Action.read), (.deliverTogether, .read), (.review, .read),
            (.accompanied, .read), (.showWarning, .read), (.textGuard, .export),
            (.review, .export), (.review, .write), (.showWarning, .write), (.accompanied, .write),
            (.redactThirdParties, .write), (.redactThirdParties, .read), (.review, .disclose),
            (.textGuard, .disclose),
        ])
    func undone(_ duty: Duty, _ action: Action) throws {
        let dossier = try Self.dossier([duty], action)
        let rule = try refusal {
            switch action {
            case .read: _ = try Self.open(dossier)
            case .export:
                _ = try Self.open(dossier, .export, reason: "x", for: .healthSurveillance)
            case .write:
                try dossier.write(
                    .consultation, "gesprek", by: dossier.physicianSession,
                    role: .occupationalPhysician)
            default:
                try dossier.addCare()
                let grant = try dossier.consent(to: [.consultation]).grant
                try dossier.physicianSession.disclose(
                    dossier: dossier.id,
                    section: dossier.view(.consultation, for: dossier.physicianSession).section,
                    to: [grant], purpose: .care)
            }
        }
        #expect(rule == "duty/\(duty.rawValue)")
    }

    @Test("assistance is there where a consent that stands shows it")
    func accompanied() throws {
        let dossier = try Self.dossier([.accompanied], .read, by: .treatingPhysician)
        try dossier.addCare()
        try dossier.consent(to: [.consultation])
        try dossier.write(
            .consultation, "vervolg", by: dossier.physicianSession, role: .occupationalPhysician)
        #expect(try dossier.open(.consultation, by: dossier.treatingSession, for: .care).isHead)
    }

    @Test("no shipped rule asks for a duty that nothing does")
    func shipped() throws {
        var count = 0
        for policy in try TestVault.shippedPolicies() {
            for rule in policy.rules where rule.effect == .permit {
                for role in Role.allCases where rule.roles.contains(role) {
                    for action in Action.allCases where rule.actions.contains(action) {
                        for kind in SectionKind.allCases where rule.kinds.contains(kind) {
                            // Releasing apart from writing is decided for the assessment form only.
                            if action == .release, kind != .assessmentForm { continue }
                            let state = AccessState(
                                role: role, action: action, kind: kind,
                                purpose: rule.glass.contains(.declared) ? .emergency : .care,
                                relation: .assigned,
                                consent: rule.consents.contains(.active) ? .active : .none,
                                phase: .assessment,
                                glass: rule.glass.contains(.declared) ? .declared : .intact)
                            let undone = rule.duties.subtracting(
                                DutyCapabilities.duties(of: state, about: nil))
                            #expect(undone.isEmpty, "\(rule.id) \(role) \(action) \(kind)")
                            count += 1
                        }
                    }
                }
            }
        }
        #expect(count > 1000)
    }
}
