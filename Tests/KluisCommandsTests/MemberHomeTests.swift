import CryptoPrimitives
import Glibc
import KluisCommands
import Records
import Testing

@Suite("A member's home")
struct MemberHomeTests {
    private let id = MemberID(at: Instant(seconds: 1_700_000_000), randomness: Array(0..<10))

    @Test("a member's keys are kept, privately, and found again")
    func add() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: "\(directory)/home")
            #expect(try home.handles() == [])
            try home.add("els", identifier: id, keyText: "PEM\n")
            #expect(try home.handles() == ["els"])
            #expect(try home.identifier(of: "els") == id)
            #expect(try home.keyText(of: "els") == "PEM\n")
            #expect(Files.status(home.keyPath("els"))?.mode == 0o600)
        }
    }

    @Test("a member that is there is not replaced")
    func noReplacing() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: directory)
            try home.add("els", identifier: id, keyText: "first")
            let failure = #expect(throws: CommandFailure.self) {
                try home.add("els", identifier: id, keyText: "second")
            }
            #expect(failure?.status == .cannotCreate)
            #expect(try home.keyText(of: "els") == "first")
        }
    }

    @Test("an unknown member is a mistake of the configuration, and the known ones are named")
    func unknown() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: directory)
            try home.add("els", identifier: id, keyText: "x")
            let failure = #expect(throws: CommandFailure.self) { try home.identifier(of: "jan") }
            #expect(failure?.status == .configuration)
            #expect(failure?.hints == ["the members here are els"])
        }
    }

    @Test("a key file that others may read is refused")
    func openKeyFile() throws {
        try withTemporaryDirectory { directory in
            let home = MemberHome(path: directory)
            try home.add("els", identifier: id, keyText: "x")
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
        }
    }
}
