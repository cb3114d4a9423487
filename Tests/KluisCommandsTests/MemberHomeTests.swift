import CryptoPrimitives
import Glibc
import KluisCommands
import Records
import Testing

@Suite("A member's home")
struct MemberHomeTests {
    private let id = MemberID(at: Instant(seconds: 1_700_000_000), randomness: Array(0..<10))
    private let publicKeys: MemberHome.PublicKeys

    init() throws {
        publicKeys = MemberHome.PublicKeys(
            member: id, signing: try Ed25519.PrivateKey.generate().publicKey,
            agreement: try X25519.PrivateKey.generate().publicKey)
    }

    @Test("a member's keys are kept, privately, and found again")
    func add() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: "\(directory)/home")
            #expect(try home.handles() == [])
            try home.add("els", publicKeys: publicKeys, keyText: "PEM\n")
            #expect(try home.handles() == ["els"])
            #expect(try home.publicKeys(of: "els") == publicKeys)
            #expect(try home.keyText(of: "els") == "PEM\n")
            #expect(Files.status(home.keyPath("els"))?.mode == 0o600)
        }
    }

    @Test("a member that is there is not replaced")
    func noReplacing() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: directory)
            try home.add("els", publicKeys: publicKeys, keyText: "first")
            let failure = #expect(throws: CommandFailure.self) {
                try home.add("els", publicKeys: publicKeys, keyText: "second")
            }
            #expect(failure?.status == .cannotCreate)
            #expect(try home.keyText(of: "els") == "first")
        }
    }

    @Test("an unknown member is a mistake of the configuration, and the known ones are named")
    func unknown() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: directory)
            try home.add("els", publicKeys: publicKeys, keyText: "x")
            let failure = #expect(throws: CommandFailure.self) { try home.publicKeys(of: "jan") }
            #expect(failure?.status == .configuration)
            #expect(failure?.hints == ["the members here are els"])
        }
    }

    @Test("a key file that others may read is refused")
    func openKeyFile() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: directory)
            try home.add("els", publicKeys: publicKeys, keyText: "x")
            unsafe chmod(home.keyPath("els"), 0o640)
            let failure = #expect(throws: CommandFailure.self) { try home.keyText(of: "els") }
            #expect(failure?.status == .configuration)
        }
    }

    @Test("a pin is found at its place and at no other")
    func pins() throws {
        try withTemporaryDirectory { directory in
            let pins = VaultPins(home: MemberHome(path: directory))
            let vault = Digest(hashing: [1] as [UInt8])
            #expect(try pins.vault(at: "/srv/vault") == nil)
            try pins.pin(vault, at: "/srv/vault")
            #expect(try pins.vault(at: "/srv/vault") == vault)
            #expect(try pins.vault(at: "/srv/other") == nil)
        }
    }

    @Test("what a client remembers comes back, and nothing for what was never kept")
    func state() throws {
        try withTemporaryDirectory { directory in
            let store = FileStateStore(directory: "\(directory)/state")
            #expect(try store.load("a-1") == nil)
            try store.save([1, 2], as: "a-1")
            #expect(try store.load("a-1") == [1, 2])
            #expect(Files.status("\(directory)/state/a-1")?.mode == 0o600)
            try store.saveWithoutFlush([3], as: "a-2")
            try store.save([4], as: "b-1")
            #expect(try store.names(startingWith: "a-").sorted() == ["a-1", "a-2"])
        }
    }

    @Test("what a crash left of a state file is removed by the next one, and is never read")
    func leftovers() throws {
        try withTemporaryDirectory { directory in
            let store = FileStateStore(directory: "\(directory)/state")
            try store.save([1], as: "a-1")
            // No process has this number: it is above the largest that the system gives.
            let leftover = "\(directory)/state/aside/a-2.4194305.tmp"
            try Files.write([2], to: leftover)
            #expect(try store.load("a-2") == nil)
            #expect(try store.names(startingWith: "a-") == ["a-1"])
            try store.save([3], as: "a-1")
            #expect(Files.status(leftover) == nil)
        }
    }

    @Test("a name is found in its kind, the newest meaning counts, and dossiers are named together")
    func names() throws {
        try withTemporaryDirectory { directory in
            let book = AddressBook(home: MemberHome(path: directory))
            func id<Subject>(_ number: UInt8) throws -> Identifier<Subject> {
                try #require(Identifier([UInt8](repeating: number, count: 16)))
            }
            let (one, other): (MemberID, MemberID) = (try id(1), try id(2))
            try book.add(.member, named: "Els Voorbeeld", one)
            let missing: OrganisationID? = try book.identifier(
                .organisation, named: "els voorbeeld")
            #expect(missing == nil)
            try book.add(.member, named: "els voorbeeld", other)
            #expect(try book.identifier(.member, named: "Els Voorbeeld") == other)
            #expect(try book.name(.member, of: other) == "els-voorbeeld")
            #expect(try book.name(.member, of: one) == nil)
            let dossiers: [DossierID] = try (10..<15).map { try id($0) }
            try book.add(dossiers: dossiers)
            for dossier in dossiers {
                #expect(try book.identifier(.dossier, named: dossier.short) == dossier)
            }
            let written = try Files.read("\(directory)/names")
            try book.add(dossiers: dossiers.reversed())
            #expect(try Files.read("\(directory)/names") == written)
            #expect(try book.identifier(.member, named: "els-voorbeeld") == other)
        }
    }
}
