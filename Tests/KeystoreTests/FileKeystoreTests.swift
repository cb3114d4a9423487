import CryptoPrimitives
import Foundation
import Keystore
import Mediation
import Records
import TestSupport
import Testing

@Suite("The keystore")
struct FileKeystoreTests {
    private typealias Fixture = KeystoreFixture
    private let fixture: KeystoreFixture

    init() throws { fixture = try KeystoreFixture() }

    @Test("the vault's secrets come back, and are made once")
    func vault() throws {
        let keystore = try fixture.create()
        #expect(throws: SecretStoreError(.missing, .vault)) { try keystore.vaultSecrets() }
        try keystore.create(Fixture.vault)
        #expect(throws: SecretStoreError(.alreadyExists, .vault)) {
            try keystore.create(Fixture.vault)
        }
        let secrets = try fixture.open().vaultSecrets()
        #expect(secrets.vault == Digest(hashing: [1]))
        let boxes = [secrets.mediatorSeed, secrets.logSeed, secrets.indexKey, secrets.storageKey]
        for (box, byte) in zip(boxes, UInt8(2)...) {
            #expect(Fixture.bytes(of: box) == [UInt8](repeating: byte, count: 32))
        }
        #expect(throws: SecretStoreError(.alreadyExists, .vault)) { try fixture.create() }
    }

    @Test("the secrets of a chain come back with all that was added")
    func chain() throws {
        let keystore = try fixture.create()
        let dossier = Fixture.dossier(1)
        #expect(throws: SecretStoreError(.missing, .chain)) { try keystore.chain(dossier) }
        #expect(throws: SecretStoreError(.missing, .chain)) {
            try keystore.withChain(dossier, durably: true) { _ in }
        }
        try keystore.create(Fixture.chain, for: dossier)
        #expect(throws: SecretStoreError(.alreadyExists, .chain)) {
            try keystore.create(Fixture.chain, for: dossier)
        }
        let (grant, ended): (GrantID, GrantID) = (Fixture.identifier(10), Fixture.identifier(11))
        let section: SectionID = Fixture.identifier(12)
        let mark = HighWaterMark(version: 4, manifest: Digest(hashing: [9]))
        let head = ChainHead(length: 7, link: Digest(hashing: [8]))
        let added = try keystore.withChain(dossier, durably: true) { secrets in
            secrets.head = head
            secrets.marks[section] = mark
            let isAdded = secrets.add(Fixture.box(0x21), of: ended, kind: .exchange)
            let count = secrets.end(ended)
            #expect(isAdded && count == 1)
            return SectionKind.allCases.map { kind in
                secrets.add(Fixture.box(UInt8(kind.rawValue.utf8.count)), of: grant, kind: kind)
            }
        }
        #expect(added.allSatisfy { $0 })
        let secrets = try fixture.open().chain(dossier)
        #expect(secrets.head == head)
        #expect(secrets.marks == [section: mark])
        #expect(secrets.ended == [ended])
        #expect(secrets.grants.count == SectionKind.allCases.count)
        #expect(Fixture.bytes(of: secrets.storageKey)?.first == 0x10)
        #expect(Fixture.bytes(of: secrets.tagKey)?.first == 0x11)
        for kind in SectionKind.allCases {
            let secret = try keystore.grantSecret(grant, kind: kind, of: dossier)
            #expect(Fixture.bytes(of: secret)?.first == UInt8(kind.rawValue.utf8.count))
            #expect(try keystore.grantSecret(ended, kind: kind, of: dossier) == nil)
        }
    }

    @Test("a grant's secret is not replaced, and an ended grant takes none")
    func grants() throws {
        var secrets = Fixture.chain
        let grant: GrantID = Fixture.identifier(1)
        let additions = [
            secrets.add(Fixture.box(1), of: grant, kind: .plan),
            secrets.add(Fixture.box(2), of: grant, kind: .plan),
            secrets.add(Fixture.box(3), of: grant, kind: .absence),
        ]
        #expect(additions == [true, false, true])
        #expect(Fixture.bytes(of: secrets.secret(of: grant, kind: .plan))?.first == 1)
        let endings = [secrets.end(grant), secrets.end(grant)]
        #expect(endings == [2, 0])
        #expect(secrets.secret(of: grant, kind: .plan) == nil)
        let isAdded = secrets.add(Fixture.box(4), of: grant, kind: .plan)
        #expect(!isAdded)
    }

    @Test("a body that throws or changes nothing leaves the file as it is")
    func unchanged() throws {
        let keystore = try fixture.create()
        let dossier = Fixture.dossier(1)
        try keystore.create(Fixture.chain, for: dossier)
        let before = try fixture.read(fixture.file(of: dossier))
        #expect(throws: Refusal()) {
            try keystore.withChain(dossier, durably: true) { secrets in
                _ = secrets.end(Fixture.identifier(1))
                throw Refusal()
            }
        }
        try keystore.withChain(dossier, durably: true) { secrets in secrets.marks = [:] }
        #expect(try fixture.read(fixture.file(of: dossier)) == before)
        try keystore.withChain(dossier, durably: false) { _ = $0.end(Fixture.identifier(1)) }
        #expect(try fixture.read(fixture.file(of: dossier)) != before)
    }

    @Test(
        "an ended secret is overwritten where it stood, durable or not", arguments: [true, false])
    func overwriting(durably: Bool) throws {
        let keystore = try fixture.create()
        let dossier = Fixture.dossier(1)
        let grant: GrantID = Fixture.identifier(1)
        try keystore.create(Fixture.chain, for: dossier)
        let isAdded = try keystore.withChain(dossier, durably: true) {
            $0.add(Fixture.box(1), of: grant, kind: .plan)
        }
        #expect(isAdded)
        // A second name keeps the old file in reach.
        let old = fixture.directory.path("old")
        try FileManager.default.linkItem(atPath: fixture.file(of: dossier), toPath: old)
        let count = try fixture.read(old).count
        let ended = try keystore.withChain(dossier, durably: durably) { $0.end(grant) }
        #expect(ended == 1)
        #expect(try fixture.read(old) == [UInt8](repeating: 0, count: count))
        #expect(try keystore.grantSecret(grant, kind: .plan, of: dossier) == nil)
        #expect(try keystore.end([grant], of: dossier) == 0)
    }

    @Test("an erased chain is overwritten and gone; erasing it again is no error")
    func erasing() throws {
        let keystore = try fixture.create()
        let (dossier, other) = (Fixture.dossier(1), Fixture.dossier(2))
        try keystore.create(Fixture.chain, for: dossier)
        try keystore.create(Fixture.chain, for: other)
        let old = fixture.directory.path("old")
        try FileManager.default.linkItem(atPath: fixture.file(of: dossier), toPath: old)
        try keystore.erase(dossier)
        #expect(try fixture.read(old).allSatisfy { $0 == 0 })
        #expect(throws: SecretStoreError(.missing, .chain)) { try keystore.chain(dossier) }
        #expect(try keystore.chains() == [other])
        try keystore.erase(dossier)
        _ = try keystore.chain(other)
    }

    @Test("chains of every kind are listed")
    func listing() throws {
        let keystore = try fixture.create()
        let chains: Set<ChainID> = [
            .vault, .organisation(Fixture.identifier(1)), .member(Fixture.identifier(2)),
            .dossier(Fixture.identifier(3)), .dossier(Fixture.identifier(259)),
        ]
        for chain in chains { try keystore.create(Fixture.chain, for: chain) }
        #expect(Set(try keystore.chains()) == chains)
    }

    @Test("the last head only grows; a fork is refused; people can reset it")
    func head() throws {
        let keystore = try fixture.create()
        #expect(try keystore.head() == nil)
        for size: UInt64 in [3, 5] {
            try keystore.replace(head: Fixture.head(size), durably: size == 5)
            #expect(try fixture.open().head() == Fixture.head(size))
        }
        try keystore.replace(head: Fixture.head(4), durably: false)
        try keystore.replace(head: Fixture.head(4), durably: true)
        #expect(try keystore.head() == Fixture.head(5))
        #expect(throws: SecretStoreError(.conflict, .head)) {
            try keystore.replace(head: Fixture.head(5, root: 2), durably: false)
        }
        #expect(try keystore.head() == Fixture.head(5))
        try keystore.reset(head: Fixture.head(2, root: 9))
        #expect(try keystore.head() == Fixture.head(2, root: 9))
    }

    @Test("a change within a change stops the process")
    func nesting() async throws {
        let (path, keyPath) = (fixture.path, fixture.keyPath)
        await #expect(processExitsWith: .failure) {
            [path = path as String, keyPath = keyPath as String] in
            let keystore = try FileKeystore(creating: path, keyPath: keyPath)
            try keystore.create(KeystoreFixture.chain, for: .vault)
            try keystore.withChain(.vault, durably: true) { _ in
                try keystore.replace(head: KeystoreFixture.head(1), durably: false)
            }
        }
    }
}
