import AccessPolicy
import CryptoPrimitives
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// A bundle of policies that takes the place of the one in force, and what may not.
@Suite("Adoption of policies") struct AdoptionTests {
    private let dossier: TestDossier
    private let approvers: Approvers
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        approvers = try Approvers(dossier.vault)
    }

    private func adoptedEntries() throws -> [LogEntry] {
        try vault.store.read { reading in
            try (0..<(reading.logState()?.size ?? 0)).map {
                try LogEntry(line: LogRows.leaf($0, reading))
            }
        }.filter { $0.event == .policyAdopted }
    }

    @Test("two approvers of two roles adopt; decisions and entries are under the new one at once")
    func adopts() throws {
        let old = try approvers.inForce()
        let new = try approvers.next(after: old) { rules in
            rules + [
                Approvers.treatingPhysicianReads([.assessmentForm, .plan], consents: .all)
            ]
        }
        try approvers.adopt(new, with: [approvers.officer])
        #expect(try approvers.inForce().manifest == new.manifest)
        #expect(
            try dossier.physicianSession.policy(for: "be-2022").rules.last?.id == "TEST-1")
        _ = try dossier.physicianSession.show(dossier.id)
        let last = try vault.store.read { reading in
            try LogEntry(line: LogRows.leaf((reading.logState()?.size ?? 1) - 1, reading))
        }
        #expect(last.policy?.bundle == new.manifest.hash)
        #expect(last.policy?.floor == Floor.hash)
        #expect(vault.isFoundClean())
    }

    @Test("every entry names the bundle and the floor in force, the founding included")
    func everyEntry() throws {
        let hash = try approvers.inForce().manifest.hash
        let entries = try vault.store.read { reading in
            try (0..<(reading.logState()?.size ?? 0)).map {
                try LogEntry(line: LogRows.leaf($0, reading))
            }
        }
        #expect(entries.count > 20)
        for entry in entries {
            #expect(entry.policy?.bundle == hash && entry.policy?.floor == Floor.hash)
        }
    }

    @Test("one approver, one person twice, two of one role and founders are not enough")
    func approvals() throws {
        let new = try approvers.next(after: approvers.inForce())
        #expect(refusingRules { try approvers.adopt(new, with: []) } == ["authority/adoption"])
        let place = try vault.organisation(.oversight, "Tweede Beleid Voorbeeld")
        let second = try vault.colleague(.policyApprover, in: place, "Cora Voorbeeld")
        #expect(
            refusingRules { try approvers.adopt(new, with: [second]) } == ["authority/adoption"])
        let alsoOfficer = try vault.appoint(
            approvers.medicalHead.person, .nurse, dossier.service.id)
        let nurse = (person: approvers.medicalHead.person, appointment: alsoOfficer)
        #expect(
            refusingRules { try approvers.adopt(new, with: [nurse]) } == ["authority/adoption"])
        #expect(
            refusingRules {
                try vault.session(vault.founders[0]).append(
                    [approvers.adoption(of: new)], adopting: new.objects,
                    cosigners: [Signer(vault.founders[1].keys, appointment: nil)])
            } == ["authority/adoption"])
        #expect(try approvers.inForce().manifest.revision == 1)
        // Each attempt is an entry that says what was tried.
        let entries = try adoptedEntries()
        #expect(entries.filter { $0.outcome == .denied }.count == 4)
    }

    @Test("what opens a secret section takes the head of the medical department")
    func secretWidened() throws {
        let new = try approvers.next(after: approvers.inForce()) { rules in
            rules + [
                Approvers.treatingPhysicianReads([.potentialQuestionnaire], consents: [.active])
            ]
        }
        #expect(
            refusingRules { try approvers.adopt(new, with: [approvers.officer]) }
                == ["bundle/medical-head"])
        try approvers.adopt(new, with: [approvers.medicalHead])
        // Closing it again is not widening.
        let narrower = try approvers.next(after: new) { $0.filter { $0.id != "TEST-1" } }
        try approvers.adopt(narrower, with: [approvers.officer])
        #expect(try approvers.inForce().manifest.revision == 3)
    }

    @Test(
        "below the floor, without what people need, out of order or not whole: the old one stays")
    func refused() throws {
        let old = try approvers.inForce()
        func rules(_ bundle: PolicyBundle, objects: [[UInt8]]? = nil) -> [String] {
            refusingRules {
                try approvers.adopt(
                    bundle, with: [approvers.officer, approvers.medicalHead], objects: objects)
            }
        }
        let below = try approvers.next(after: old) {
            $0 + [Approvers.treatingPhysicianReads([.healthFile], consents: [.none])]
        }
        #expect(rules(below) == ["floor/F6"])
        let dead = try approvers.next(after: old) { $0.filter { !$0.roles.contains(.worker) } }
        #expect(rules(dead) == ["liveness/worker-reads"])
        #expect(
            rules(try approvers.next(after: old, predecessor: false)) == ["bundle/predecessor"])
        #expect(
            rules(try approvers.next(after: old, from: "2031-01-01")) == ["bundle/validity"])
        #expect(
            rules(try approvers.next(after: old, without: "be-2022")) == ["bundle/regime"])
        let good = try approvers.next(after: old)
        #expect(rules(good, objects: good.objects.filter { $0.count < 4096 }) == [])
        // Its policies were in the store already; a part that is nowhere is missed.
        let newer = try approvers.next(after: good) { Array($0.reversed()) }
        #expect(rules(newer, objects: [newer.manifest.canonicalBytes]) == ["bundle/missing"])
        #expect(
            rules(newer, objects: newer.objects + [Array("more".utf8)]) == ["bundle/malformed"])
        // No way back: neither the old revision nor its content under the old number.
        #expect(rules(old) == ["authority/adoption"])
        #expect(try approvers.inForce().manifest == good.manifest)
        #expect(vault.isFoundClean())
    }

    @Test("what was decided is decided again under the bundle that each entry names")
    func replays() throws {
        try dossier.write(
            .consultation, "gesprek", by: dossier.physicianSession, role: .occupationalPhysician)
        _ = try dossier.open(.consultation, by: dossier.physicianSession, for: .reintegration)
        _ = refusingRules {
            _ = try dossier.open(.consultation, by: dossier.hrSession, for: .reintegration)
        }
        let old = try approvers.inForce()
        // Under the new bundle the physician could not have read.
        let new = try approvers.next(after: old) { rules in
            rules + [
                PolicyRule(
                    id: "TEST-2", effect: .forbid, roles: [.occupationalPhysician],
                    actions: [.read], kinds: [.appealRuling], law: "test",
                    label: LocalizedText(nl: "a", fr: "b", de: "c", en: "d"))
            ]
        }
        try approvers.adopt(new, with: [approvers.officer])
        let overseers = try Overseers(vault)
        let found = try overseers.auditing.replayDecisions(from: 0, through: nil) { _, _ in }
        #expect(found.decided >= 3 && found.disagreements == [] && found.erased == 0)
        #expect(found.entries > found.decided)
        #expect(
            refusingRules {
                _ = try dossier.hrSession.replayDecisions(from: 0, through: nil) { _, _ in }
            } != [])
    }

    @Test("a state and what was decided about it are kept word for word, and compared")
    func record() throws {
        let policy = try dossier.physicianSession.policy(for: "be-2022")
        let state = AccessState(
            role: .hr, action: .read, kind: .assessmentForm, purpose: .reintegration,
            relation: .ownWorker, phase: .plan)
        let record = DecisionRecord(state, by: policy)
        #expect(try DecisionRecord(canonical: record.canonicalBytes) == record)
        #expect(record.isPermit && record.agrees(with: policy))
        let other = try CompiledPolicy(
            AccessRules(
                name: policy.name,
                rules: policy.rules.filter { !record.rules.contains($0.id) }))
        #expect(!record.agrees(with: other))
    }

    @Test("periods of retention are adopted by two approvers, whole and rising")
    func otherData() throws {
        func adopt(_ retention: Retention, as name: String? = nil) -> [String] {
            refusingRules {
                let part = StatementPart.adoption(
                    Adoption(
                        kind: .retention, name: name ?? retention.name,
                        revision: retention.revision,
                        hash: Digest(hashing: retention.canonicalBytes), floor: nil))
                try approvers.session.append(
                    [part], adopting: [retention.canonicalBytes],
                    cosigners: [approvers.signer(approvers.officer)])
            }
        }
        let longer = Retention(name: "test", revision: 2, logMonths: 4, dossierMonths: 6)
        #expect(adopt(longer, as: "other") == ["bundle/malformed"])
        #expect(adopt(longer) == [])
        #expect(adopt(longer) == ["authority/adoption"])
        #expect(vault.isFoundClean())
    }
}
