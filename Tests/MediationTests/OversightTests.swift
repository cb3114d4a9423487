import CryptoPrimitives
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// The log as auditor, data protection officer and worker see it through the mediator.
@Suite("Oversight of the log") struct OversightTests {
    private let dossier: TestDossier
    private let overseers: Overseers
    private let read: UInt64
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        overseers = try Overseers(dossier.vault)
        try dossier.write(
            .consultation, "gesprek", by: dossier.physicianSession, role: .occupationalPhysician)
        read = try dossier.open(
            .consultation, by: dossier.physicianSession, for: .reintegration
        ).entry.index
    }

    private func entry(_ row: AuditEntry) throws -> LogEntry { try LogEntry(line: row.line) }

    // MARK: Views

    @Test("the whole log is every entry, in order, with the leaf hash that the log commits to")
    func whole() throws {
        let rows = try overseers.rows()
        #expect(rows.map(\.index) == Array(0..<UInt64(rows.count)))
        let session = overseers.auditing
        for row in rows.suffix(5) {
            let proven = try session.entry(at: row.index)
            #expect(Digest(entry: proven.leaf) == row.leafHash)
            let entry = try entry(row)
            #expect(entry.event == proven.entry.event && entry.time == proven.entry.time)
            #expect(entry.object == nil && entry.detail == nil && entry.session == nil)
        }
    }

    @Test("two series share no tag, and one person has one tag in one series")
    func series() throws {
        let one = try overseers.rows(.export).map { try entry($0) }
        let two = try overseers.rows(.export).map { try entry($0) }
        func tags(_ entries: [LogEntry]) -> Set<LogTag> {
            Set(entries.flatMap { [$0.actor, $0.subject, $0.record].compactMap(\.self) })
                .union(entries.flatMap(\.approvals))
        }
        #expect(!tags(one).isEmpty && tags(one).isDisjoint(with: tags(two)))
        let physician = one.filter { $0.role?.description == "occupational-physician" }
        #expect(physician.count >= 2 && Set(physician.map(\.actor)).count == 1)
        #expect(two.contains { $0.event == .logExported })
    }

    @Test("a person keeps the tag of a series when the year turns, and the log's tags change")
    func years() throws {
        vault.clock.advance(days: 400)
        let later = try dossier.open(
            .consultation, by: dossier.physicianSession, for: .reintegration
        ).entry
        let first = try overseers.auditing.entry(at: read).entry
        #expect(first.actor != later.entry.actor)
        let rows = try overseers.rows(.review)
        let tags = try rows.filter { [read, later.index].contains($0.index) }
            .map { try entry($0) }
        #expect(tags.count == 2 && tags[0].actor == tags[1].actor)
        #expect(tags[0].subject == tags[1].subject)
        let own = try overseers.rows(.view, .employee(dossier.physician.person.id))
        #expect(Set(own.map(\.index)).isSuperset(of: [read, later.index]))
    }

    @Test("the views of an employee, a worker and a dossier hold their entries and no others")
    func views() throws {
        let rows = try overseers.rows(.view, .employee(dossier.physician.person.id))
        #expect(rows.contains { $0.index == read })
        #expect(Set(try rows.map { try entry($0).actor }).count == 1)
        let subject = try overseers.rows(
            .view, .subject(dossier.worker.id), reason: "klacht 12")
        #expect(subject.contains { $0.index == read })
        let own = try dossier.workerSession.ownEntries().entries.map(\.index)
        #expect(Set(subject.map(\.index)).isSubset(of: own))
        let about = try overseers.rows(.view, .dossier(dossier.id), reason: "klacht 12")
        #expect(about.contains { $0.index == read } && about.count < subject.count)
        let day = try overseers.rows(from: vault.clock.now.adding(seconds: 1))
        #expect(day.isEmpty)
    }

    @Test("looking at one worker takes a reason, which the worker reads")
    func reasons() throws {
        #expect(
            refusingRules { _ = try overseers.rows(.view, .subject(dossier.worker.id)) } == [
                "floor/F8"
            ])
        _ = try overseers.rows(.view, .subject(dossier.worker.id), reason: "klacht 12")
        let own = try dossier.workerSession.ownEntries().entries
        #expect(own.contains { $0.detail?.reason == "klacht 12" && $0.entry.event == .logRead })
    }

    @Test("others are refused, a founder and the officer are not, and a series is its reader's")
    func readers() throws {
        for session in [dossier.hrSession, dossier.physicianSession, dossier.workerSession] {
            #expect(refusingRules { _ = try overseers.rows(by: session) } == ["floor/F8"])
        }
        #expect(try !overseers.rows(by: overseers.protecting).isEmpty)
        #expect(try !overseers.rows(by: vault.session(vault.founders[1])).isEmpty)
        let page = try overseers.auditing.audit(
            ReadAudit(
                use: .export, selection: .all, from: nil, until: nil, start: 0, count: 3,
                series: nil, reason: ""))
        func next(_ session: Session) throws -> ReadAudit.Answer {
            try session.audit(
                ReadAudit(
                    use: .export, selection: .all, from: nil, until: nil, start: 3, count: 3,
                    series: page.series, reason: ""))
        }
        #expect(try next(overseers.auditing).entries.map(\.index) == [3, 4, 5])
        #expect(refusingRules { _ = try next(overseers.protecting) } == ["floor/F8"])
        vault.clock.advance(days: 2)
        #expect(refusingRules { _ = try next(overseers.auditing) } == ["floor/F8"])
    }

    // MARK: Facts

    @Test("what explains an access is told, for reviews only")
    func facts() throws {
        let rows = try overseers.rows(.review)
        let row = try #require(rows.first { $0.index == read })
        #expect(row.facts.explanations.isSuperset(of: [.assignment, .author]))
        #expect(row.facts.matches.isEmpty && !row.facts.isShielded)
        let own = try dossier.open(.consultation, by: dossier.workerSession, for: .ownFile)
        let after = try overseers.rows(.review)
        #expect(after.first { $0.index == own.entry.index }?.facts.explanations == [.own])
        #expect(after.first { $0.index == own.entry.index }?.facts.matches == [.same])
        #expect(try overseers.rows(.view).allSatisfy { $0.facts == .none })
    }

    @Test("missed legal terms are counted for those who oversee, and for nobody else")
    func missedTerms() throws {
        try dossier.startAbsence(by: dossier.hrSession)
        #expect(try overseers.auditing.missedDeadlines(on: vault.clock.today).isEmpty)
        vault.clock.advance(days: 40)
        let missed = try overseers.auditing.missedDeadlines(on: vault.clock.today)
        let term = try #require(missed.first { $0.name == "four-week-signal" })
        #expect(term.dossiers == 1 && term.regime == "be-2022")
        #expect(term.article.contains("I.4-4") && term[.en] == "report four weeks of absence")
        #expect(
            refusingRules { _ = try dossier.hrSession.missedDeadlines(on: vault.clock.today) }
                == ["floor/F8"])
    }

    @Test("a shielded dossier is told by its accesses, until it is no longer")
    func shield() throws {
        try overseers.decide(.shield(dossier.id))
        #expect(try overseers.rows(.review).first { $0.index == read }?.facts.isShielded == true)
        try overseers.decide(.unshield(dossier.id))
        #expect(try overseers.rows(.review).first { $0.index == read }?.facts.isShielded == false)
    }

    // MARK: Names

    @Test("the worker reads role and organisation, and a name only on a decision that stands")
    func names() throws {
        func entry() throws -> VerifiedEntry { try dossier.workerSession.entry(at: read) }
        #expect(try entry().detail != nil && entry().actor == nil)
        #expect(try entry().entry.role?.description == "occupational-physician")
        let bytes = dossier.physician.person.id.bytes
        let receipt = try overseers.decide(
            .staffNames(entries: [read], worker: dossier.worker.id), days: 3)
        #expect(receipt.entries.first?.entry.event == .logUnmasked)
        #expect(receipt.entries.first?.entry.approvals.count == 1)
        #expect(try entry().actor?.member.bytes == bytes)
        let used = try overseers.rows().map { try self.entry($0) }
            .filter { $0.event == .logUnmasked && $0.reference == receipt.entries[0].index }
        #expect(used.count >= 1)
        vault.clock.advance(days: 3)
        #expect(try entry().actor == nil)
    }

    @Test("an auditor opens a detail on a decision for that entry and reader, and no other")
    func unmask() throws {
        #expect(try overseers.auditing.entry(at: read).detail == nil)
        try overseers.decide(.unmask(entries: [read], reader: overseers.auditor.person.id))
        let shown = try overseers.auditing.entry(at: read)
        #expect(shown.actor?.member.bytes == dossier.physician.person.id.bytes)
        #expect(shown.detail?.subject?.bytes == dossier.worker.id.bytes)
        #expect(try overseers.auditing.entry(at: read - 1).detail == nil)
        #expect(try overseers.protecting.entry(at: read).detail == nil)
    }

    @Test("a decision takes two founders, and none of them the one whom it serves")
    func approvers() throws {
        let measure = LogDecision.Measure.unmask(
            entries: [read], reader: overseers.auditor.person.id)
        #expect(
            refusingRules { try overseers.decide(measure, signers: 1) } == [
                "authority/two-founders"
            ])
        let own = LogDecision.Measure.unmask(entries: [read], reader: vault.founders[1].id)
        #expect(refusingRules { try overseers.decide(own) } == ["authority/decision"])
        #expect(refusingRules { try overseers.decide(measure, days: 91) } == ["authority/decision"])
        let decision = LogDecision(
            measure, reason: "test", expires: vault.clock.now.adding(seconds: 86_400))
        #expect(
            refusingRules { try dossier.hrSession.append([.decision(decision)]) }
                == ["authority/two-founders"])
    }

    // MARK: Reviews

    @Test("a review is an entry, found again by those who oversee and by nobody else")
    func reviews() throws {
        let receipt = try overseers.protecting.record(overseers.review([read]))
        #expect(receipt.entries.first?.entry.event == .reviewRecorded)
        let known = try overseers.auditing.oversight().reviews
        #expect(known.map(\.review.entries) == [[read]])
        #expect(known.first?.reviewer == overseers.officer.person.id)
        #expect(
            refusingRules { _ = try dossier.physicianSession.record(overseers.review([read])) }
                == ["authority/review"])
        #expect(try dossier.hrSession.oversight().reviews.isEmpty)
    }

    @Test("nobody reviews an own act, and an emergency review is of emergencies")
    func ownAct() throws {
        _ = try overseers.rows(.view, .subject(dossier.worker.id), reason: "klacht 12")
        let rows = try overseers.rows().suffix(6)
        let own = try #require(
            rows.last { (try? entry($0).role?.description) == "auditor" }?.index)
        #expect(
            refusingRules { _ = try overseers.auditing.record(overseers.review([own])) }
                == ["floor/F11"])
        _ = try overseers.protecting.record(overseers.review([own]))
        #expect(throws: ClientError.failed(.unknown)) {
            try overseers.protecting.record(
                overseers.review([read], .emergency, rule: 2))
        }
        #expect(throws: ClientError.failed(.unknown)) {
            try overseers.protecting.record(overseers.review([99_999]))
        }
    }

    @Test("reading in an emergency opens, tells the worker, and is reviewed by another person")
    func emergency() throws {
        try dossier.write(
            .medicalAssessment, "allergie", by: dossier.physicianSession,
            role: .occupationalPhysician)
        let opened = try dossier.physicianSession.open(
            dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .emergency,
            glass: .declared, reason: "bewusteloos gevonden")
        #expect(opened.entry.entry.isEmergency && opened.entry.entry.reason == .emergency)
        let notices = try dossier.workerSession.notices()
        #expect(notices.contains { $0.reason == .emergencyAccess })
        let receipt = try overseers.protecting.record(
            overseers.review([opened.entry.index], .emergency, rule: 2))
        #expect(receipt.entries.first?.entry.event == .emergencyReviewed)
    }
}
