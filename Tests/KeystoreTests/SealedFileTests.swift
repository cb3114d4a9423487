import CryptoPrimitives
import Foundation
import Keystore
import Mediation
import Records
import Testing

@Suite("The sealed files of a keystore")
struct SealedFileTests {
    private typealias Fixture = KeystoreFixture
    private let fixture: KeystoreFixture
    private let dossier = Fixture.dossier(1)

    init() throws { fixture = try KeystoreFixture() }

    private func fill() throws -> FileKeystore {
        let keystore = try fixture.create()
        try keystore.create(Fixture.vault)
        try keystore.create(Fixture.chain, for: dossier)
        try keystore.replace(head: Fixture.head(1), durably: true)
        return keystore
    }

    private func openEverything(_ keystore: FileKeystore) throws {
        _ = try keystore.vaultSecrets()
        _ = try keystore.head()
        for chain in try keystore.chains() { _ = try keystore.chain(chain) }
    }

    private func code(_ body: () throws -> Void) -> SecretStoreError.Code? {
        do { try body() } catch { return (error as? SecretStoreError)?.code }
        return nil
    }

    /// The three sealed files, with the way in which each is read.
    private var files: [(path: String, read: (FileKeystore) throws -> Void)] {
        [
            (fixture.path + "/vault.sealed", { _ = try $0.vaultSecrets() }),
            (fixture.path + "/head.sealed", { _ = try $0.head() }),
            (fixture.file(of: dossier), { [dossier] in _ = try $0.chain(dossier) }),
        ]
    }

    @Test("one changed bit anywhere is refused")
    func changedBit() throws {
        let keystore = try fill()
        for (path, read) in files {
            let original = try fixture.read(path)
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            func put(_ byte: UInt8, at index: Int) throws {
                try file.seek(toOffset: UInt64(index))
                try file.write(contentsOf: [byte])
            }
            for bit in 0..<original.count * 8 {
                try put(original[bit / 8] ^ 1 << (bit % 8), at: bit / 8)
                let expected: Set<SecretStoreError.Code> =
                    switch bit / 8 {
                    case 0..<8: [.foreign]
                    case 8..<10: [.olderFormat, .newerFormat]
                    case 10..<28: [.misplaced]
                    case 28..<36: [.otherKey]
                    case 100..<104: [.truncated, .damaged]
                    default: [.damaged]
                    }
                let code = code { try read(keystore) }
                if code.map(expected.contains) != true {
                    Issue.record("bit \(bit): \(code as Any)")
                }
                try put(original[bit / 8], at: bit / 8)
            }
            try file.close()
            try read(keystore)
        }
    }

    @Test("a file that ends early is cut off, at whatever byte; one byte more is damage")
    func truncated() throws {
        let keystore = try fill()
        for (path, read) in files {
            let original = try fixture.read(path)
            for count in 0..<original.count {
                try fixture.write(Array(original.prefix(count)), to: path)
                #expect(code { try read(keystore) } == .truncated, "\(count) bytes")
            }
            try fixture.write(original + [0], to: path)
            #expect(code { try read(keystore) } == .damaged)
            try fixture.write(original, to: path)
        }
    }

    @Test("random bytes are an error, never a crash")
    func noise() throws {
        let keystore = try fill()
        for (path, read) in files {
            let original = try fixture.read(path)
            for round in 0..<200 {
                let noise = Digest(hashing: [UInt8(round)]).bytes
                var bytes = original
                for index in 0..<(round % 30 + 2) {
                    bytes[(Int(noise[index]) * 256 + round) % bytes.count] ^= noise[31 - index] | 1
                }
                // Every third keeps the first bytes that say how to read it.
                if round.isMultiple(of: 3) {
                    bytes.replaceSubrange(0..<104, with: original[..<104])
                    bytes[104 + round % 16] ^= 0x80
                }
                try fixture.write(bytes, to: path)
                if bytes != original { #expect(code { try read(keystore) } != nil) }
            }
            try fixture.write(original, to: path)
        }
    }

    @Test("swapped files belong in another place")
    func swapped() throws {
        let keystore = try fill()
        let other = Fixture.dossier(2)
        try keystore.create(Fixture.chain, for: other)
        let paths = files.map(\.path) + [fixture.file(of: other)]
        let reads = files.map(\.read) + [{ _ = try $0.chain(other) }]
        let contents = try paths.map(fixture.read)
        for (place, path) in paths.enumerated() {
            for (from, content) in contents.enumerated() where from != place {
                try fixture.write(content, to: path)
                #expect(code { try reads[place](keystore) } == .misplaced)
            }
            try fixture.write(contents[place], to: path)
        }
        // The same identifier as another kind of chain.
        let member = ChainID.member(Fixture.identifier(1))
        try fixture.write(contents[2], to: fixture.file(of: member))
        #expect(code { _ = try keystore.chain(member) } == .misplaced)
    }

    @Test("an old copy of a file opens: what it may hide is found by the chain it lags behind")
    func oldCopy() throws {
        let keystore = try fill()
        let old = try fixture.read(fixture.file(of: dossier))
        try keystore.withChain(dossier, durably: true) {
            $0.head = ChainHead(length: 1, link: Digest(hashing: [1]))
        }
        try fixture.write(old, to: fixture.file(of: dossier))
        #expect(try keystore.chain(dossier).head == .empty)
    }

    @Test("a file under another key is told apart from a damaged one")
    func otherKey() throws {
        let keystore = try fill()
        let other = try KeystoreFixture()
        let strange = try other.create()
        try strange.create(Fixture.vault)
        try fixture.write(
            try fixture.read(other.path + "/vault.sealed"), to: fixture.path + "/vault.sealed")
        #expect(throws: SecretStoreError(.otherKey, .vault)) { try keystore.vaultSecrets() }
    }

    // Made with Python's hmac and the AESGCM of the package `cryptography`, from the description in
    // docs/formats/keystore.md: key 00 01 … 1f, salts of aa, bb and cc.
    private static let keyText = """
        kluis key-encryption key 1
        00010203 04050607 08090a0b 0c0d0e0f 10111213 14151617 18191a1b 1c1d1e1f
        3bc9b7d538722ed8

        """
    private static let vaultFile = """
        6b6c7569732d6b730001010000000000000000000000000000000000b0aab9ab062a9591aaaaaaaaaaaaaaaa\
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa97c379a32e09d2a8e01aec8ba73e31f051215a80\
        4ba12a13aac5fe093d670208000000b0813ecca77f6603c0438efabe886b752d25a11969ee2381e4197a0ad2\
        0acd7e9efb5212add90dc7b8b765b33b22c6e22c0c8fc3ebcc5530290fcb91689b69e0bf20f14e1d85bf8b4a\
        07ee124e25eb81137fa1ec2626547f7b6c424eeae8106b5fb53a98b7c12415d8672ec52c970c3d722711f730\
        a7092b604ff737ac36808728238490f13dd72152be8f64a8f7f7011fe3d1fb8b9c98c3c7dd88dba771051c00\
        44cc821e341c8460c90f6265b952f321
        """
    private static let headFile = """
        6b6c7569732d6b730001020000000000000000000000000000000000b0aab9ab062a9591bbbbbbbbbbbbbbbb\
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb8b374c570f6a5017b965e2f4fb8aa8d4f68b475a\
        cb8b299043d4dbe430d4d38e000000418322e766ba85dabba42a517cc43a1776600efe8987b5c860ee55226c\
        27ba2e8c3c14216379d1e2a8925c8d01deb4c9372dc009b645b5aa0bbedcf1cdb98cdfe872
        """
    private static let chainFile = """
        6b6c7569732d6b730001030450505050505050505050505050505050b0aab9ab062a9591cccccccccccccccc\
        cccccccccccccccccccccccccccccccccccccccccccccccc70941c1d2dbdb59fbd942ec1237067de952a4e7c\
        91917e6c4f0a162291aea60d00000109f544c611d17e8e9a442bf8fa25b69049051112280ff64413f660137e\
        a7dd2e9ad5034a5ce6f485908ea97c892e7d4f6a9328fee2ba8d81fb5351ab0a8c1009c82428a47f5c97df77\
        960b747ab4530c4a996a6a39656f86c44532bfc853eea780d3d3e894359746d0524f6233180708a41be68dd9\
        76c8111b5fb86ee6834159b9eebb9a8002b0cb8133daaec78068e8db5bb04938bb8a687cb0f1fbaa30847898\
        772af91de43a66ac7bbde89e2af97fe98204863f1bf73e745bab436da4233e6a3ce8f4482eb29bf1a115ff83\
        59a35b4517d9ba9ebc6eae170e4e5d9a8585d61b60eebd5070f34bd690d99cca4eb65d086680d55f6294e5ff\
        eaaf9b70a921e150f834639f0368dece98
        """

    @Test("files of another implementation open to what was put in")
    func vectors() throws {
        let fill = { (byte: UInt8, count: Int) in [UInt8](repeating: byte, count: count) }
        let chain = ChainID.dossier(try #require(DossierID(fill(0x50, 16))))
        try fixture.write(Array(Self.keyText.utf8), to: fixture.keyPath)
        let keystore = try fixture.create()
        #expect(try fixture.read(fixture.keyPath) == Array(Self.keyText.utf8))
        try keystore.create(Fixture.chain, for: chain)
        for (path, hex) in [
            (fixture.path + "/vault.sealed", Self.vaultFile),
            (fixture.path + "/head.sealed", Self.headFile),
            (fixture.file(of: chain), Self.chainFile),
        ] {
            try fixture.write(try #require([UInt8](hex: hex)), to: path)
        }
        let vault = try keystore.vaultSecrets()
        #expect(vault.vault.bytes == fill(1, 32))
        let boxes = [vault.mediatorSeed, vault.logSeed, vault.indexKey, vault.storageKey]
        #expect(boxes.map { Fixture.bytes(of: $0)?.first } == [2, 3, 4, 5])
        let root = try #require(Digest(fill(6, 32)))
        #expect(
            try keystore.head() == KeptHead(size: 7, root: root, note: Array("note\n".utf8)))
        let secrets = try keystore.chain(chain)
        #expect(Fixture.bytes(of: secrets.storageKey) == fill(0x10, 32))
        #expect(Fixture.bytes(of: secrets.tagKey) == fill(0x11, 32))
        #expect(
            secrets.head == ChainHead(length: 3, link: try #require(Digest(fill(0x12, 32)))))
        let grant = try #require(GrantID(fill(0x20, 16)))
        #expect(
            Fixture.bytes(of: secrets.secret(of: grant, kind: .consultation)) == fill(0x21, 32))
        #expect(secrets.grants.count == 1)
        #expect(secrets.ended == [try #require(GrantID(fill(0x30, 16)))])
        let section = try #require(SectionID(fill(0x40, 16)))
        let manifest = try #require(Digest(fill(0x41, 32)))
        #expect(secrets.marks == [section: HighWaterMark(version: 9, manifest: manifest)])
    }
}
