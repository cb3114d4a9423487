package import AccessPolicy
package import CryptoPrimitives
internal import DataFiles
package import Foundation
package import Keystore
package import Mediation
internal import RecordStore
package import RecordStoreSQLite
package import Records
package import Reintegration
internal import Synchronization
package import VaultClient

/// A whole vault in a temporary directory.
///
/// The store, the keystore and the keys are real, the policy and the regime the shipped ones. Time stands still until a test moves it.
package final class TestVault {
    /// A member with keys of its own and a state of its own.
    package final class Person {
        package let id: MemberID
        package let keys: UnlockedKeys
        package let state = MemoryState()

        package convenience init(_ vault: TestVault) throws { try self.init(id: vault.newID()) }

        package init(id: MemberID) throws {
            self.id = id
            keys = UnlockedKeys(
                member: id,
                keys: MemberKeyFile.Keys(signing: try .generate(), agreement: try .generate()))
        }
    }

    /// An organisation with its registrar.
    package struct Place {
        package let id: OrganisationID
        package let registrar: Person
        package let registrarAppointment: AppointmentID
    }

    package let directory: URL
    package private(set) var store: SQLiteRecordStore
    package private(set) var keystore: FileKeystore
    package private(set) var mediator: Mediator
    package let vault: Digest
    package let clock: TestClock
    package var founders: [Person] = []
    private var counter: UInt64 = 0
    private var compiled: [Digest: CompiledPolicy] = [:]

    package static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The shipped policies, proved once in a process.
    private static let policies = Result {
        let directory = repository.appending(path: "policies/access")
        let manifest = try Data(contentsOf: directory.appending(path: "bundle.yaml"))
        let file = try BundleFile([UInt8](manifest), file: "bundle.yaml") { name in
            let beside = directory.appending(path: name)
            guard FileManager.default.fileExists(atPath: beside.path) else { return nil }
            return [UInt8](try Data(contentsOf: beside))
        }
        return try ProvedBundle(proving: file.bundle, beside: nil).bundle
    }

    /// The shipped regimes, read once in a process.
    private static let regimes = Result {
        let directory = repository.appending(path: "policies/regimes")
        func files(_ directory: URL) throws -> [(String, [UInt8])] {
            try FileManager.default.contentsOfDirectory(atPath: directory.path())
                .filter { $0.hasSuffix(".yaml") }.sorted().map {
                    ($0, [UInt8](try Data(contentsOf: directory.appending(path: $0))))
                }
        }
        let parts = try Dictionary(
            uniqueKeysWithValues: files(directory.appending(path: "parts")))
        return try files(directory).map { name, bytes in
            try RegimeFile.parse(bytes, file: name, parts: parts)
        }
    }

    /// The shipped policies.
    package static func shippedPolicies() throws -> [CompiledPolicy] {
        Array(try policies.get().policies.values)
    }

    /// A shipped regime.
    package static func regime(_ name: RegimeName) throws -> Regime {
        guard let regime = try regimes.get().first(where: { $0.name == name }) else {
            throw CancellationError()
        }
        return regime
    }

    /// A bundle in which the rules of one regime are changed; what is proved of it is not looked at.
    private static func bundle(
        _ bundle: PolicyBundle, changing change: ((CompiledPolicy) throws -> CompiledPolicy)?
    ) throws -> PolicyBundle {
        guard let change else { return bundle }
        let manifest = bundle.manifest
        return PolicyBundle(
            name: manifest.name, revision: manifest.revision, jurisdiction: manifest.jurisdiction,
            validFrom: manifest.validFrom, validUntil: manifest.validUntil,
            predecessor: manifest.predecessor,
            policies: try bundle.policies.values.map { policy in
                (policy.name == "be-2022" ? try change(policy) : policy, [])
            }, sources: manifest.sources)
    }

    /// Founds a vault.
    ///
    /// - Parameters:
    ///   - day: When.
    ///   - leastLevel: The least level that it accepts; its mediator stands at L0.
    ///   - change: What is changed of the shipped policy.
    /// - Throws: What store, keystore and policy files say is wrong.
    package init(
        at day: String = "2024-01-08", accepting leastLevel: AssuranceLevel = .sameProcess,
        policy change: ((CompiledPolicy) throws -> CompiledPolicy)? = nil
    ) throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "kluis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let clock = try TestClock(day)
        let store = try SQLiteRecordStore(creating: directory.appending(path: "vault").path)
        let keystore = try FileKeystore(
            creating: directory.appending(path: "keystore").path,
            keyPath: directory.appending(path: "kek").path)
        let one = try Person(now: clock.now)
        let two = try Person(now: clock.now)
        let seed = try Mediator.Seed()
        let founding = Founding(
            origin: "vault.example/access-log", logKey: seed.logKey,
            mediatorKey: seed.mediatorKey, leastLevel: leastLevel,
            founders: [(one, false), (two, true)].map { person, isOversight in
                Founding.Founder(
                    member: person.id, signingKey: person.keys.signingKey,
                    agreementKey: person.keys.agreementKey, isOversight: isOversight)
            }, signaturesRequired: 2)
        func sign(_ body: StatementBody, after previous: ChainHead) throws -> SignedStatement {
            let statement = Statement(
                body, chain: .vault, previous: previous, time: clock.now,
                nonce: try Randomness.bytes(count: 16))
            return SignedStatement(
                statement,
                signatures: try [one, two].map {
                    try $0.keys.sign(statement.canonicalBytes, appointment: nil)
                })
        }
        let foundingStatement = try sign(.founding(founding), after: .empty)
        let policies = try Self.bundle(try Self.policies.get(), changing: change)
        let adoptPolicy = try sign(
            .adoption(
                Adoption(
                    kind: .policy, name: policies.manifest.name, revision: 1,
                    hash: policies.manifest.hash, floor: Floor.hash)), after: foundingStatement.head
        )
        var head = adoptPolicy.head
        var adoptRegimes: [(statement: SignedStatement, regime: Regime)] = []
        for regime in try Self.regimes.get() {
            let statement = try sign(
                .adoption(
                    Adoption(
                        kind: .regime, name: regime.name.text, revision: UInt64(regime.revision),
                        hash: Digest(hashing: regime.canonicalBytes), floor: nil)),
                after: head)
            head = statement.head
            adoptRegimes.append((statement, regime))
        }
        let retention = Retention(name: "test", revision: 1, logMonths: 2, dossierMonths: 3)
        let adoptRetention = try sign(
            .adoption(
                Adoption(
                    kind: .retention, name: retention.name, revision: 1,
                    hash: Digest(hashing: retention.canonicalBytes), floor: nil)),
            after: head)
        vault = try Mediator.found(
            store: store, secrets: keystore, seed: seed, founding: foundingStatement,
            adoptions: [(adoptPolicy, policies.objects)]
                + adoptRegimes.map { ($0.statement, [$0.regime.canonicalBytes]) }
                + [(adoptRetention, [retention.canonicalBytes])], now: clock.now)
        self.clock = clock
        self.store = store
        self.keystore = keystore
        mediator = try Mediator(
            store: store, secrets: keystore, clock: clock.mediatorClock, level: .sameProcess)
        founders = [one, two]
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: directory)
    }

    /// A session of a person, through the vault's own mediator.
    package func session(_ person: Person, as appointment: AppointmentID? = nil) -> Session {
        Session(
            vault: vault, keys: person.keys, appointment: appointment,
            transport: InProcess(mediator), state: person.state, now: { [clock] in clock.now },
            today: clock.today)
    }

    /// The policy in force for a regime: each is decoded once, for it takes more room than a dossier.
    package func policy(for regime: RegimeName, as session: Session) throws -> CompiledPolicy {
        let hash = try session.bundleManifest().entry(for: regime.text)?.policy
        if let hash, let known = compiled[hash] { return known }
        let policy = try session.policy(for: regime.text)
        compiled[policy.hash] = policy
        return policy
    }

    package func newID<Subject>() -> Identifier<Subject> {
        counter += 1
        let bytes = (0..<10).map {
            UInt8(truncatingIfNeeded: counter >> UInt64(8 * min(9 - $0, 7)))
        }
        return Identifier(at: clock.now, randomness: bytes)
    }

    /// Admits an organisation, with a first registrar.
    package func organisation(_ side: Side, _ name: String) throws -> Place {
        let id: OrganisationID = newID()
        let founder = session(founders[0])
        let second = Signer(founders[1].keys, appointment: nil)
        _ = try founder.append(
            [.organisation(Organisation(id: id, side: side, name: name, number: ""))],
            cosigners: [second])
        let registrar = try member(name + " registrar")
        let appointment = try appoint(registrar, .registrar, id, by: [])
        return Place(id: id, registrar: registrar, registrarAppointment: appointment)
    }

    /// Registers a member who is not a worker.
    package func member(_ name: String) throws -> Person {
        let person = try Person(self)
        let founder = session(founders[0])
        _ = try founder.append(
            [
                .member(
                    Member(
                        id: person.id, name: name, signingKey: person.keys.signingKey,
                        agreementKey: person.keys.agreementKey, isWorker: false))
            ], cosigners: [Signer(person.keys, appointment: nil)])
        return person
    }

    /// Registers a worker, by two members of different organisations.
    package func worker(
        _ name: String, by one: (Person, AppointmentID), and two: (Person, AppointmentID)
    ) throws -> Person {
        let person = try Person(self)
        _ = try session(one.0, as: one.1).append(
            [
                .member(
                    Member(
                        id: person.id, name: name, signingKey: person.keys.signingKey,
                        agreementKey: person.keys.agreementKey, isWorker: true))
            ],
            cosigners: [
                Signer(person.keys, appointment: nil), Signer(two.0.keys, appointment: two.1),
            ])
        return person
    }

    /// Appoints a member, by the two founders.
    package func appoint(
        _ person: Person, _ role: Role, _ organisation: OrganisationID, by _: [Signer] = []
    ) throws -> AppointmentID {
        let id: AppointmentID = newID()
        _ = try session(founders[0]).append(
            [
                .appointment(
                    Appointment(
                        id: id, member: person.id, role: role, organisation: organisation,
                        from: clock.now, until: nil))
            ], cosigners: [Signer(founders[1].keys, appointment: nil)])
        return id
    }

    /// A new member in a role of an organisation, who makes the role's key when there is none.
    package func colleague(_ role: Role, in place: Place, _ name: String) throws -> (
        Person, AppointmentID
    ) {
        let person = try member(name)
        let appointment = try appoint(person, role, place.id)
        if !role.isPersonal, role.holdsSectionKey {
            _ = try session(person, as: appointment).makeRoleKey(
                role, of: place.id,
                cosigners: [Signer(place.registrar.keys, appointment: place.registrarAppointment)])
        }
        return (person, appointment)
    }

    /// Opens store and keystore anew, as another process would.
    package func restart() throws {
        try store.close()
        store = try SQLiteRecordStore(opening: directory.appending(path: "vault").path)
        keystore = try FileKeystore(
            opening: directory.appending(path: "keystore").path,
            keyPath: directory.appending(path: "kek").path)
        mediator = try Mediator(
            store: store, secrets: keystore, clock: clock.mediatorClock, level: .sameProcess)
    }
}

extension TestVault.Person {
    package convenience init(now: Instant) throws {
        try self.init(
            id: MemberID(at: now, randomness: try Randomness.bytes(count: 10)))
    }
}

/// A clock that a test moves.
package final class TestClock: Sendable {
    private let seconds: Mutex<Int64>
    private let uptime = Mutex<Int64>(0)

    package init(_ day: String) throws {
        guard let day = CivilDate(day) else { throw CancellationError() }
        seconds = Mutex(Int64(day.daysSinceEpoch) * 86_400 + 9 * 3600)
    }

    package var now: Instant { Instant(seconds: seconds.withLock { $0 }) }
    package var today: CivilDate { now.utcDay }

    package func advance(days: Int = 0, seconds more: Int64 = 0) {
        set(seconds: now.seconds + Int64(days) * 86_400 + more)
    }

    /// Somebody sets the clock, and no time passes.
    package func jump(seconds more: Int64) { seconds.withLock { $0 += more } }

    private func set(seconds new: Int64) {
        seconds.withLock { time in
            uptime.withLock { $0 += new - time }
            time = new
        }
    }

    /// Moves to nine o'clock of a day.
    package func move(to day: String) {
        guard let day = CivilDate(day) else { return }
        set(seconds: Int64(day.daysSinceEpoch) * 86_400 + 9 * 3600)
    }

    package var mediatorClock: MediatorClock {
        MediatorClock(
            now: { self.now }, uptime: { self.uptime.withLock { $0 } }, day: { $0.utcDay })
    }
}

/// What a client remembers, in memory.
package final class MemoryState: ClientStateStore {
    package init() {}

    private let blobs = Mutex<[String: [UInt8]]>([:])

    package func load(_ name: String) throws -> [UInt8]? { blobs.withLock { $0[name] } }
    package func names(startingWith prefix: String) throws -> [String] {
        blobs.withLock { blobs in blobs.keys.filter { $0.hasPrefix(prefix) } }
    }
    package func save(_ bytes: [UInt8], as name: String) throws {
        blobs.withLock { $0[name] = bytes }
    }
}

/// Messages in process, each one serialised.
package struct InProcess: Transport {
    private let mediator: Mediator

    package init(_ mediator: Mediator) { self.mediator = mediator }

    package func exchange(_ message: [UInt8]) throws -> [UInt8] { mediator.handle(message) }
}
