import CryptoPrimitives
import Records
import Sealing
import Testing
import TransparencyLog
import VaultClient

@Suite("Finding, notices, the log and what is remembered") struct FindingTests {
    @Test("a dossier is found by a value however it is typed, and by its own role only")
    func search() throws {
        let world = try World()
        try world.session(world.hr).index(
            world.dossier, by: ["Émilie Van den Berg", "85.07.30-033 28"])
        for text in ["emilie vandenberg", "ÉMILIE VAN DEN BERG", "85073003328"] {
            #expect(
                try world.session(world.hr).search(text, purpose: .reintegration)
                    == [world.dossier])
        }
        #expect(try world.session(world.hr).search("Emil", purpose: .reintegration) == [])
        #expect(
            try world.session(world.nurse).search("85073003328", purpose: .reintegration) == [])
    }

    @Test("what was indexed under an older role key is still found")
    func searchAfterNewEpoch() throws {
        let world = try World()
        try world.session(world.hr).index(world.dossier, by: ["Peeters"])
        try world.session(world.hr).makeRoleKey(
            .hr, of: world.employer, cosigners: [world.founder.signer])
        #expect(
            try world.session(world.hr).search("peeters", purpose: .reintegration)
                == [world.dossier])
    }

    @Test("lists show the dossier with its sections")
    func lists() throws {
        let world = try World()
        let receipt = try world.write()
        let views = try world.session(world.nurse).dossiers()
        #expect(views.map(\.id) == [world.dossier])
        let view = try world.session(world.nurse).show(world.dossier)
        #expect(view.sections.map(\.manifest) == [receipt.manifest.hash])
        #expect(throws: ClientError.failed(.unknown)) {
            try world.session(world.nurse).show(try World.identifier())
        }
    }

    @Test("a gap between versions is not believed")
    func versionGap() throws {
        let world = try World()
        var target = SectionTarget.new
        var section: SectionID?
        for _ in 0..<3 {
            let manifest = try world.write(after: target).manifest
            section = manifest.section
            target = .after(
                manifest.section, version: manifest.version, manifest: manifest.hash)
        }
        let id = try #require(section)
        world.mediator.withMemory { _ = $0.versions[id]?.remove(at: 1) }
        #expect(throws: ClientError.unverified(.manifest)) {
            try world.session(world.worker).versions(
                of: id, in: world.dossier, purpose: .ownFile)
        }
    }

    @Test("notices open for the member to whom they are sealed, and for nobody else")
    func notices() throws {
        let world = try World()
        let notice = Notice(
            time: World.now, reason: .disclosed, dossier: world.dossier,
            kind: .medicalAssessment, step: "", role: .nurse, entry: 3)
        func sealed(for person: World.Person) throws -> [UInt8] {
            try HPKE.sealBase(
                notice.canonicalBytes, to: person.keys.agreementKey,
                info: Array("vault/v1/notice".utf8), authenticating: world.worker.id.bytes
            ).bytes
        }
        let own = try sealed(for: world.worker)
        world.mediator.withMemory { $0.notices[world.worker.id] = [own] }
        #expect(try world.session(world.worker).notices() == [notice])
        let foreign = try sealed(for: world.hr)
        world.mediator.withMemory { $0.notices[world.worker.id] = [foreign] }
        #expect(throws: CryptoError(.authenticationFailed)) {
            try world.session(world.worker).notices()
        }
    }

    @Test("the worker sees who opened what, each entry proven")
    func ownEntries() throws {
        let world = try World()
        let section = try world.write().manifest.section
        let opened = try world.open(section, by: world.nurse)
        let rows = try world.session(world.worker).ownEntries()
        let row = try #require(rows.entries.first { $0.index == opened.entry.index })
        #expect(row.entry.event == .sectionRead)
        #expect(row.actor?.member.bytes == world.nurse.id.bytes)
        #expect(row.detail?.record?.section.bytes == section.bytes)
        let one = try world.session(world.worker).entry(at: opened.entry.index)
        #expect(one.leaf == opened.entry.leaf)
        let page = try world.session(world.worker).ownEntries(from: 1, count: 2)
        #expect(page.entries.map(\.index) == [1, 2])
        #expect(page.next == 3)
        let leaves = try world.session(world.overseer).leaves(from: 2, count: 3)
        #expect(leaves.entries.map(\.leaf) == Array(rows.entries.map(\.leaf)[2..<5]))
    }

    @Test("an entry of the log that was changed is not shown")
    func changedEntry() throws {
        let world = try World()
        let session = world.session(world.worker)
        let next = try session.ownEntries(from: 0, count: 3)
        #expect(next.entries.count == 3)
        world.mediator.withMemory { memory in
            let leaf = String(decoding: memory.leaves[1], as: UTF8.self)
            memory.leaves[1] = Array(leaf.replacing("allow", with: "denyX").utf8)
        }
        do {
            _ = try world.session(world.worker).ownEntries()
            throw Unexpected()
        } catch ClientError.forked {}
    }

    @Test("a warm client asks nothing but the opening itself")
    func warmOpening() throws {
        let world = try World()
        let section = try world.write().manifest.section
        _ = try world.open(section, by: world.nurse)
        let before = world.mediator.withMemory { $0.calls.count }
        _ = try world.open(section, by: world.nurse)
        let after = world.mediator.withMemory { $0.calls }
        #expect(Array(after[before...]) == [.openSection])
    }

    @Test("a changed bit in what is remembered is noticed", arguments: ["founding", "checkpoint"])
    func damagedState(item: String) throws {
        let world = try World()
        _ = try world.session(world.nurse).notices()
        world.nurse.state.change(item) { $0[$0.count / 2] ^= 1 }
        let name = "\(world.vault.hex.prefix(16))-\(item)"
        #expect(throws: ClientError.damagedState(name)) {
            try world.session(world.nurse).notices()
        }
    }

    @Test("what is remembered in clear names no member, and the rest is sealed")
    func sealedState() throws {
        let world = try World()
        let section = try world.write().manifest.section
        _ = try world.open(section, by: world.nurse)
        for name in world.nurse.state.names where !name.contains("founding") {
            let bytes = try #require(try world.nurse.state.load(name))
            for secret in [world.worker.id.bytes, section.bytes, Array("Worker".utf8)] {
                #expect(!bytes.contains(secret))
            }
        }
    }
}
