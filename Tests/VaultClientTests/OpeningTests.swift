import CryptoPrimitives
import Records
import Testing
import VaultClient

@Suite("Writing and opening") struct OpeningTests {
    @Test("what the physician writes, nurse, worker and physician open, with their entries")
    func writtenIsRead() throws {
        let world = try World()
        let receipt = try world.write()
        #expect(receipt.manifest.version == 1)
        #expect(Set(receipt.recipients.map(\.role)) == [.worker, .occupationalPhysician, .nurse])
        for person in [world.worker, world.nurse, world.physician] {
            let opened = try world.open(receipt.manifest.section, by: person)
            #expect(opened.content == Array("unfit for lifting".utf8))
            #expect(opened.isHead)
            #expect(opened.manifest == receipt.manifest)
            #expect(opened.writeEntry.index == receipt.entry.index)
            #expect(opened.entry.index > receipt.entry.index)
            #expect(opened.level == .ownUser)
        }
    }

    @Test("a later version follows the head, and both open")
    func versionsFollow() throws {
        let world = try World()
        let first = try world.write()
        let section = first.manifest.section
        let second = try world.write(
            .medicalAssessment, "fit for lifting",
            after: .after(section, version: 1, manifest: first.manifest.hash))
        #expect(second.manifest.previous == first.manifest.hash)
        let old = try world.open(section, by: world.worker, version: 1)
        #expect(old.content == Array("unfit for lifting".utf8))
        #expect(!old.isHead)
        let head = try world.open(section, by: world.worker)
        #expect(head.content == Array("fit for lifting".utf8))
        let manifests = try world.session(world.worker).versions(
            of: section, in: world.dossier, purpose: .ownFile)
        #expect(manifests == [first.manifest, second.manifest])
        let newest = try world.session(world.nurse).open(
            dossier: world.dossier, section: .latest(.medicalAssessment),
            purpose: .reintegration)
        #expect(newest.manifest == second.manifest)
    }

    @Test("what the worker writes is read by the employer's side, with the worker as its author")
    func workerWrites() throws {
        let world = try World()
        let receipt = try world.write(
            .planAnswer, "agreed", by: world.worker, role: .worker)
        #expect(receipt.manifest.appointment == nil)
        let opened = try world.open(receipt.manifest.section, by: world.hr)
        #expect(opened.content == Array("agreed".utf8))
    }

    @Test(
        "content of many chunks, and of none, comes back whole", arguments: [0, 1, 16_384, 50_000])
    func anyLength(count: Int) throws {
        let world = try World()
        let text = String(repeating: "x", count: count)
        let receipt = try world.write(.consultation, text)
        let opened = try world.open(receipt.manifest.section, by: world.nurse)
        #expect(opened.content == Array(text.utf8))
    }

    @Test("personal notes go to their author and the worker, after a grant of their own")
    func notes() throws {
        let world = try World()
        let receipt = try world.write(.medicalNotes, "a thought")
        #expect(
            Set(receipt.recipients.map(\.holder))
                == [.member(world.physician.id), .member(world.worker.id)])
        for person in [world.physician, world.worker] {
            let opened = try world.open(receipt.manifest.section, by: person)
            #expect(opened.content == Array("a thought".utf8))
        }
        #expect(throws: ClientError.failed(.unknown)) {
            try world.open(receipt.manifest.section, by: world.nurse)
        }
    }

    @Test("a statement of the same act is logged with the version that it rests on")
    func statementsOfTheAct() throws {
        let world = try World()
        let receipt = try world.session(world.physician).write(
            NewVersion(
                dossier: world.dossier, target: .new, kind: .consultation, content: [1],
                purpose: .reintegration, role: .occupationalPhysician)
        ) { manifest in
            [.event(EventRecord(id: try World.identifier(), encodedEvent: manifest.bytes))]
        }
        #expect(receipt.statementEntries.map(\.index) == [receipt.entry.index + 1])
        let chain = world.mediator.withMemory { $0.chains[.dossier(world.dossier)] ?? [] }
        guard case .event(let event)? = chain.last?.statement.statement.body else {
            throw Unexpected()
        }
        #expect(event.encodedEvent == receipt.manifest.hash.bytes)
    }

    @Test("a refusal tells its rules and its entry")
    func refusalIsAnEntry() throws {
        let world = try World()
        let section = try world.write().manifest.section
        world.mediator.lie { $0.isRefusing = true }
        let size = world.mediator.withMemory { UInt64($0.leaves.count) }
        do {
            _ = try world.open(section, by: world.nurse)
            throw Unexpected()
        } catch ClientError.refused(let refusal, let entry) {
            #expect(refusal.rules == ["floor/F1"])
            #expect(entry == size)
        }
    }

    @Test("a kind that the role may not write is refused before anything is sent")
    func writersOnly() throws {
        let world = try World()
        #expect(throws: ClientError.againstFloor(["floor/W"])) {
            try world.write(.medicalAssessment, by: world.hr, role: .hr)
        }
        #expect(world.count(of: .prepareWrite) == 0)
    }

    @Test(
        "a member without a copy of the role key is told so, and opens after a colleague shares it")
    func keyCopies() throws {
        let world = try World()
        var colleague = try World.Person()
        colleague.appointment = try World.identifier()
        let founding = world.session(world.founder)
        try founding.append(
            [
                .member(
                    Member(
                        id: colleague.id, name: "Second", signingKey: colleague.keys.signingKey,
                        agreementKey: colleague.keys.agreementKey, isWorker: false))
            ], cosigners: [Signer(colleague.keys, appointment: nil)])
        guard let appointment = colleague.appointment else { throw Unexpected() }
        try founding.append(
            [
                .appointment(
                    Appointment(
                        id: appointment, member: colleague.id, role: .nurse,
                        organisation: world.service, from: World.now, until: nil))
            ], cosigners: [world.overseer.signer])
        let section = try world.write().manifest.section
        #expect(throws: ClientError.noRoleKey) { try world.open(section, by: colleague) }
        let shared = try world.session(world.nurse).shareRoleKeys(
            .nurse, of: world.service, with: [colleague.id])
        #expect(shared == 1)
        #expect(
            try world.open(section, by: colleague).content == Array("unfit for lifting".utf8))
    }
}
