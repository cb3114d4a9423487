import CryptoPrimitives
import Records
import Sealing
import Testing

/// The contexts that bind content and wraps to their place.
@Suite("Contexts of content and wraps") struct SectionContextTests {
    private func id<Subject>(_ byte: UInt8) throws -> Identifier<Subject> {
        try #require(Identifier([UInt8](repeating: byte, count: 16)))
    }

    private func content(
        vault: UInt8 = 1, dossier: UInt8 = 2, section: UInt8 = 3, version: UInt64 = 4,
        previous: UInt8 = 5
    ) throws -> ContentContext {
        ContentContext(
            vault: Digest(hashing: [vault]), dossier: try id(dossier), section: try id(section),
            version: version, previous: Digest(hashing: [previous]))
    }

    @Test("the content's context is encoded as documented, in at most 256 bytes")
    func contentEncoding() throws {
        let expected =
            "7661756c742f76312f6374784300" + "000000080000000000000001" + "00000020"
            + Digest(hashing: [1]).hex + "00000010" + [UInt8](repeating: 2, count: 16).hex
            + "00000010" + [UInt8](repeating: 3, count: 16).hex + "000000080000000000000004"
            + "00000020" + Digest(hashing: [5]).hex + "00000004" + Array("body".utf8).hex
        let bytes = try content().bytes
        #expect(bytes.hex == expected)
        #expect(bytes.count <= 256)
    }

    @Test("content opens at its own place only")
    func contentBinding() throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal([1], key: key, context: content().bytes)
        let others = [
            try content(vault: 9), try content(dossier: 9), try content(section: 9),
            try content(version: 9), try content(previous: 9),
            try content(dossier: 3, section: 2),
        ]
        #expect(Set(others.map(\.bytes)).count == others.count)
        for other in others {
            #expect(throws: CryptoError(.commitmentMismatch)) {
                try ChunkedEncryption.open(sealed.bytes, key: key, context: other.bytes)
            }
        }
        #expect(
            try ChunkedEncryption.open(sealed.bytes, key: key, context: content().bytes) == [1])
    }

    private func wrap(
        manifest: UInt8 = 1, dossier: UInt8 = 2, section: UInt8 = 3, version: UInt64 = 4,
        grant: UInt8 = 5, role: Role = .nurse, epoch: UInt64 = 6, recipientKey: UInt8 = 7,
        policy: UInt8 = 8, wrapper: UInt8 = 9, sealedKey: UInt8 = 10
    ) throws -> WrapRecord {
        WrapRecord(
            manifest: Digest(hashing: [manifest]), dossier: try id(dossier),
            section: try id(section), version: version, grant: try id(grant), role: role,
            epoch: epoch, recipientKey: Digest(hashing: [recipientKey]),
            policy: Digest(hashing: [policy]), wrapper: try id(wrapper),
            sealedKey: [UInt8](repeating: sealedKey, count: WrapRecord.sealedKeyByteCount))
    }

    @Test("the wrap's context is encoded as documented")
    func wrapEncoding() throws {
        var expected = CanonicalEncoder("vault/v1/ctxW")
        expected.append(1 as UInt64)
        expected.append(Digest(hashing: [1]))
        for byte in [2, 3] as [UInt8] { expected.append([UInt8](repeating: byte, count: 16)) }
        expected.append(4 as UInt64)
        expected.append(Array("nurse".utf8))
        expected.append(6 as UInt64)
        expected.append(Digest(hashing: [7]))
        expected.append([UInt8](repeating: 5, count: 16))
        expected.append(Digest(hashing: [8]))
        expected.append([UInt8](repeating: 9, count: 16))
        #expect(try wrap().contextHash == Digest(hashing: expected.bytes))
    }

    @Test("a wrap that differs in any field but the sealed key has another context")
    func wrapBinding() throws {
        let others = [
            try wrap(manifest: 99), try wrap(dossier: 99), try wrap(section: 99),
            try wrap(version: 99), try wrap(grant: 99), try wrap(role: .hr), try wrap(epoch: 99),
            try wrap(recipientKey: 99), try wrap(policy: 99), try wrap(wrapper: 99),
            try wrap(dossier: 3, section: 2),
        ]
        let hashes = Set(others.map(\.contextHash))
        #expect(hashes.count == others.count)
        #expect(try !hashes.contains(wrap().contextHash))
        #expect(try wrap(sealedKey: 99).contextHash == wrap().contextHash)
    }
}
