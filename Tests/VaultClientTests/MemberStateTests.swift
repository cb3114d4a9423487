import CryptoPrimitives
import Records
import Synchronization
import Testing
import VaultClient

@Suite("The files of what a member's client remembers") struct MemberStateTests {
    /// The names of a person's sealed files, those of one kind when it is named.
    private func files(
        _ person: World.Person, in world: World, _ kind: String = ""
    ) -> [String] {
        let beginning = "\(world.vault.hex.prefix(16))-\(person.id)-\(kind)"
        return person.state.names.filter { $0.hasPrefix(beginning) }
    }

    /// Opens another dossier of the same worker.
    private func openDossier(_ world: World) throws -> DossierID {
        let session = world.session(world.hr)
        let opening = try session.dossierOpening(
            worker: world.worker.id, employer: world.employer, regime: "be-2022",
            parties: world.plans)
        try session.append([.dossier(opening)])
        return opening.id
    }

    /// Uses everything that a client remembers: what it knows of all members, and of the dossier.
    private func useAll(_ world: World, _ section: SectionID, _ person: World.Person) throws {
        _ = try world.session(person).knownDirectory()
        _ = try world.session(person).show(world.dossier)
        try world.write(.consultation, "talked", by: person)
        _ = try world.open(section, by: person)
    }

    @Test("a changed bit is noticed in every file, wherever it is, and the file is named")
    func damage() throws {
        let world = try World()
        let section = try world.write().manifest.section
        try useAll(world, section, world.physician)
        let names = files(world.physician, in: world)
        for kind in ["own", "dossier", "member", "organisation", "seen"] {
            #expect(!files(world.physician, in: world, kind).isEmpty)
        }
        for name in names {
            let size = try #require(try world.physician.state.load(name)).count
            for position in stride(from: 0, to: size, by: max(1, size / 8)) {
                world.physician.state.change(name) { $0[position] ^= 4 }
                #expect(throws: ClientError.damagedState(name)) {
                    try useAll(world, section, world.physician)
                }
                world.physician.state.change(name) { $0[position] ^= 4 }
            }
        }
        try useAll(world, section, world.physician)
    }

    @Test("no file opens in the place of another")
    func otherPlace() throws {
        let world = try World()
        let section = try world.write().manifest.section
        try useAll(world, section, world.physician)
        let names = files(world.physician, in: world)
        for (one, other) in zip(names, names.dropFirst()) {
            let store = world.physician.state
            let bytes = try (#require(try store.load(one)), #require(try store.load(other)))
            try store.save(bytes.1, as: one)
            do {
                try useAll(world, section, world.physician)
                throw Unexpected()
            } catch ClientError.damagedState(let name) {
                #expect(name == one)
            }
            try store.save(bytes.0, as: one)
        }
    }

    @Test("no name leads to a dossier or to another person")
    func names() throws {
        let world = try World()
        let section = try world.write().manifest.section
        try useAll(world, section, world.physician)
        for name in world.physician.state.names {
            for id in [
                world.dossier.description, world.worker.id.description, section.description,
                world.employer.description,
            ] {
                #expect(!name.contains(id))
                #expect(!name.contains(id.filter { $0 != "-" }.prefix(12)))
            }
        }
    }

    @Test("the same chain has another name for every member")
    func namesOfMembers() throws {
        let world = try World()
        let section = try world.write().manifest.section
        try useAll(world, section, world.physician)
        try world.write(.consultation, "talked", by: world.nurse, role: .nurse)
        func digits(_ person: World.Person) -> [String] {
            files(person, in: world, "dossier").map { String($0.suffix(32)) }
        }
        #expect(digits(world.physician).count == 1)
        #expect(digits(world.nurse).count == 1)
        #expect(digits(world.physician) != digits(world.nurse))
    }

    @Test("a lost file, and an older one that is put back, is made good by asking again")
    func lostAndOlder() throws {
        let world = try World()
        let section = try world.write().manifest.section
        let before = world.physician.state.copy()
        try useAll(world, section, world.physician)
        for name in files(world.physician, in: world) {
            let whole = try #require(try world.physician.state.load(name))
            for older in [nil, try before.load(name)] {
                world.physician.state.forget(name)
                if let older { try world.physician.state.save(older, as: name) }
                try useAll(world, section, world.physician)
                try world.physician.state.save(whole, as: name)
            }
        }
    }

    @Test("without what was seen of a dossier, all that was verified still holds")
    func lostSeen() throws {
        let world = try World()
        let first = try world.write()
        let section = first.manifest.section
        _ = try world.open(section, by: world.nurse)
        let older = world.nurse.state.copy()
        try world.write(after: .after(section, version: 1, manifest: first.manifest.hash))
        _ = try world.open(section, by: world.nurse)
        let name = try #require(files(world.nurse, in: world, "seen").first)
        try world.nurse.state.save(#require(try older.load(name)), as: name)
        // As trusting as it was: of the newer version it knows nothing, of the log everything.
        world.mediator.withMemory { _ = $0.versions[section]?.removeLast() }
        #expect(try world.open(section, by: world.nurse).manifest.version == 1)
        let size = world.mediator.withMemory { memory in
            memory.leaves.removeLast(2)
            return UInt64(memory.leaves.count)
        }
        #expect(throws: ClientError.rolledBack(seen: size + 2, shown: size)) {
            try world.session(world.nurse).notices()
        }
    }

    @Test("a list in which a section went back is refused, and it reads no file of a dossier")
    func list() throws {
        let world = try World()
        let first = try world.write()
        try world.write(
            after: .after(first.manifest.section, version: 1, manifest: first.manifest.hash))
        for _ in 0..<3 { _ = try openDossier(world) }
        #expect(try world.session(world.physician).dossiers().count == 4)
        let counting = StoreOfOneRun(world.physician.state)
        _ = try session(world, world.physician, counting).dossiers()
        #expect(!counting.loaded.contains { $0.contains("-dossier-") })
        world.mediator.withMemory {
            _ = $0.versions[first.manifest.section]?.removeLast()
        }
        #expect(throws: ClientError.sectionWentBack(seen: 2, shown: 1)) {
            try world.session(world.physician).dossiers()
        }
    }

    @Test("what a session reads does not grow with the dossiers and people that were seen")
    func reads() throws {
        let world = try World()
        let section = try world.write().manifest.section
        func read() throws -> [String] {
            _ = try world.open(section, by: world.physician)
            let counting = StoreOfOneRun(world.physician.state)
            _ = try session(world, world.physician, counting).show(world.dossier)
            _ = try session(world, world.physician, counting).open(
                dossier: world.dossier, section: .section(section), purpose: .reintegration)
            return counting.loaded
        }
        let few = try read()
        for _ in 0..<3 {
            try world.write(.consultation, "talked", in: try openDossier(world))
        }
        #expect(files(world.physician, in: world, "dossier").count == 4)
        #expect(try read() == few)
    }

    @Test("a session writes only the files that are about what was new")
    func writes() throws {
        let world = try World()
        let section = try world.write().manifest.section
        _ = try world.open(section, by: world.physician)
        let other = try openDossier(world)
        let store = StoreOfOneRun(world.physician.state)
        _ = try session(world, world.physician, store).write(
            NewVersion(
                dossier: other, target: .new, kind: .consultation, content: Array("talked".utf8),
                purpose: .reintegration, role: .occupationalPhysician))
        let saved = store.saved.filter { $0.contains("-\(world.physician.id)-") }
        #expect(saved.filter { $0.contains("-dossier-") }.count == 1)
        #expect(saved.filter { $0.contains("-seen-") }.count == 1)
        #expect(saved.count == 2)
    }

    @Test("whatever file a crash comes before, the next session finds what it needs")
    func crashes() throws {
        let template = try World()
        let section = try template.write().manifest.section
        var stopped = 0
        for saves in 0... {
            let world = template
            let kept = world.nurse.state.copy()
            let store = StoreOfOneRun(kept, stoppingAfter: saves)
            do {
                _ = try session(world, world.nurse, store).open(
                    dossier: world.dossier, section: .section(section), purpose: .reintegration)
                break
            } catch is StoreOfOneRun.Stopped {
                stopped += 1
            }
            var survivor = world.nurse
            survivor.state = kept
            #expect(
                try world.open(section, by: survivor).content == Array("unfit for lifting".utf8))
            let before = world.mediator.withMemory { $0.calls.count }
            _ = try world.open(section, by: survivor)
            #expect(world.mediator.withMemory { $0.calls.count } == before + 1)
        }
        #expect(stopped > 4)
    }

    @Test("what an earlier kluis kept in one file is refused, and nothing is lost in silence")
    func formerState() throws {
        let world = try World()
        var stranger = world.nurse
        stranger.state = MemoryStateStore()
        let name = "\(world.vault.hex.prefix(16))-member-\(world.nurse.id)"
        try stranger.state.save([1, 2, 3], as: name)
        #expect(throws: ClientError.formerState(name)) {
            try world.session(stranger).learn([.member(world.worker.id)])
        }
        #expect(try stranger.state.load(name) == [1, 2, 3])
    }

    private func session(
        _ world: World, _ person: World.Person, _ store: StoreOfOneRun
    ) -> Session {
        Session(
            vault: world.vault, keys: person.keys, appointment: person.appointment,
            transport: world.mediator, state: store, now: { World.now }, today: World.today)
    }
}

/// A store that notes what is asked of it, and stops working after some saves, as a killed process.
private final class StoreOfOneRun: ClientStateStore {
    struct Stopped: Error {}

    private struct Notes: Sendable {
        var loaded: Set<String> = []
        var saved: Set<String> = []
        var rest: Int?
    }

    private let store: MemoryStateStore
    private let notes: Mutex<Notes>

    init(_ store: MemoryStateStore, stoppingAfter saves: Int? = nil) {
        self.store = store
        notes = Mutex(Notes(rest: saves))
    }

    var loaded: [String] { notes.withLock { $0.loaded.sorted() } }
    var saved: [String] { notes.withLock { $0.saved.sorted() } }

    func load(_ name: String) throws -> [UInt8]? {
        notes.withLock { _ = $0.loaded.insert(name) }
        return try store.load(name)
    }

    func names(startingWith prefix: String) throws -> [String] {
        try store.names(startingWith: prefix)
    }

    func save(_ bytes: [UInt8], as name: String) throws {
        try notes.withLock { notes in
            if let rest = notes.rest {
                guard rest > 0 else { throw Stopped() }
                notes.rest = rest - 1
            }
            notes.saved.insert(name)
        }
        try store.save(bytes, as: name)
    }
}
