import CryptoPrimitives
import Sealing
import Testing

@Suite("Content contexts") struct ContentContextTests {
    private func context(
        vault: [UInt8] = [1], dossier: [UInt8] = [2], section: [UInt8] = [3], version: UInt64 = 4,
        previousManifest: Digest? = nil, part: UInt64 = 0
    ) -> ContentContext {
        ContentContext(
            vault: vault, dossier: dossier, section: section, version: version,
            previousManifest: previousManifest, part: part)
    }

    @Test("the encoding is as documented")
    func encoding() {
        let expected =
            "7661756c742f76312f6374784300" + "000000080000000000000001" + "0000000101"
            + "0000000102" + "0000000103" + "000000080000000000000004" + "0000000400000000"
            + "000000080000000000000000"
        #expect(context().bytes.hex == expected)
    }

    @Test("contents of different places have different contexts, and open at their own only")
    func binding() throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal([1], key: key, context: context().bytes)
        let others = [
            context(vault: [9]), context(dossier: [9]), context(section: [9]),
            context(version: 9), context(previousManifest: Digest(hashing: [])), context(part: 1),
            context(vault: [], dossier: [1, 2]),
        ]
        #expect(Set(others.map(\.bytes)).count == others.count)
        for other in others {
            #expect(throws: CryptoError(.commitmentMismatch)) {
                try ChunkedEncryption.open(sealed.bytes, key: key, context: other.bytes)
            }
        }
        #expect(try ChunkedEncryption.open(sealed.bytes, key: key, context: context().bytes) == [1])
    }

    @Test("identifiers of their usual sizes stay within 256 bytes; longer ones are hashed")
    func length() {
        let usual = context(
            vault: [UInt8](repeating: 1, count: 32), dossier: [UInt8](repeating: 2, count: 16),
            section: [UInt8](repeating: 3, count: 16), previousManifest: Digest(hashing: []))
        #expect(usual.bytes.count > 32 && usual.bytes.count <= 256)
        #expect(context(vault: [UInt8](repeating: 1, count: 300)).bytes.count == 32)
    }
}
