import CryptoPrimitives
import Sealing
import TestSupport
import Testing

/// The vectors of RFC 9180 for the suite's algorithms.
struct HPKEVector: Decodable, Sendable {
    struct Encryption: Decodable, Sendable {
        let aad: HexBytes
        let ct: HexBytes
        let pt: HexBytes
    }
    struct Export: Decodable, Sendable {
        let exporter_context: HexBytes
        let L: Int
        let exported_value: HexBytes
    }
    let mode: Int
    let info: HexBytes
    let skRm: HexBytes
    let skEm: HexBytes
    let pkRm: HexBytes
    let enc: HexBytes
    let psk: HexBytes?
    let psk_id: HexBytes?
    let encryptions: [Encryption]
    let exports: [Export]

    static func load() throws -> [HPKEVector] {
        try PublishedVectors.load("rfc9180/x25519-hkdfsha256-aes256gcm.json")
    }
}

@Suite("HPKE") struct HPKETests {
    private static let info = Array("info".utf8)

    @Test(
        "every vector of RFC 9180 for the modes base and PSK opens to its published plaintext",
        .enabled(if: PublishedVectors.shouldRun))
    func opensPublishedVectors() throws {
        var opened = 0
        var exported = 0
        var outside = 0
        for vector in try HPKEVector.load() {
            guard vector.mode <= 1 else {
                outside += 1
                continue
            }
            let key = try X25519.PrivateKey(seed: SecretBytes(copying: vector.skRm.bytes))
            #expect(key.publicKey.bytes == vector.pkRm.bytes)
            var recipient =
                if let psk = vector.psk, let pskID = vector.psk_id {
                    try HPKE.Recipient(
                        encapsulatedKey: vector.enc.bytes, with: key, info: vector.info.bytes,
                        psk: SecretBytes(copying: psk.bytes), pskID: pskID.bytes)
                } else {
                    try HPKE.Recipient(
                        encapsulatedKey: vector.enc.bytes, with: key, info: vector.info.bytes)
                }
            for encryption in vector.encryptions {
                let plaintext = try recipient.open(
                    encryption.ct.bytes, authenticating: encryption.aad.bytes)
                #expect(plaintext.withBytes { [UInt8](copying: $0) } == encryption.pt.bytes)
                opened += 1
            }
            for export in vector.exports {
                let secret = try recipient.export(
                    context: export.exporter_context.bytes, count: export.L)
                #expect(
                    secret.withBytes { [UInt8](copying: $0) } == export.exported_value.bytes)
                exported += 1
            }
        }
        #expect(opened == 2 * 257 && exported == 2 * 3 && outside == 2)
        print("rfc9180: \(opened) encryptions, \(exported) exports, \(outside) modes outside")
    }

    @Test("a sealed message opens, whatever its length", arguments: [0, 1, 32, 1000])
    func roundTrip(count: Int) throws {
        let key = try X25519.PrivateKey.generate()
        var generator = SeededGenerator(seed: UInt64(count))
        let message = generator.bytes(count)
        let psk = try SecretBytes.random(count: 32)
        let base = try HPKE.sealBase(
            message, to: key.publicKey, info: Self.info, authenticating: [1])
        #expect(base.bytes.count == count + 48)
        let opened = try HPKE.openBase(
            HPKE.Sealed(bytes: base.bytes), with: key, info: Self.info, authenticating: [1])
        #expect(opened.withBytes { [UInt8](copying: $0) } == message)
        let shared = try HPKE.sealPSK(
            SecretBytes(copying: message), to: key.publicKey, info: Self.info, psk: psk, pskID: [1])
        let both = try HPKE.openPSK(shared, with: key, info: Self.info, psk: psk, pskID: [1])
        #expect(both.withBytes { [UInt8](copying: $0) } == message)
    }

    @Test("a message opens only as it was sealed")
    func refusals() throws {
        let key = try X25519.PrivateKey.generate()
        let other = try X25519.PrivateKey.generate()
        let psk = try SecretBytes.random(count: 32)
        let base = try HPKE.sealBase([1], to: key.publicKey, info: Self.info, authenticating: [2])
        let shared = try HPKE.sealPSK(
            SecretBytes(copying: [1]), to: key.publicKey, info: Self.info, authenticating: [2],
            psk: psk, pskID: [3])
        let failure = CryptoError(.authenticationFailed)
        #expect(throws: failure) {
            _ = try HPKE.openBase(base, with: other, info: Self.info, authenticating: [2]).count
        }
        #expect(throws: failure) {
            _ = try HPKE.openBase(base, with: key, info: [], authenticating: [2]).count
        }
        #expect(throws: failure) {
            _ = try HPKE.openBase(base, with: key, info: Self.info, authenticating: []).count
        }
        // One mode is not taken for the other.
        #expect(throws: failure) {
            _ = try HPKE.openBase(shared, with: key, info: Self.info, authenticating: [2]).count
        }
        #expect(throws: failure) {
            _ = try HPKE.openPSK(
                base, with: key, info: Self.info, authenticating: [2], psk: psk, pskID: [3]
            ).count
        }
        #expect(throws: failure) {
            _ = try HPKE.openPSK(
                shared, with: key, info: Self.info, authenticating: [2], psk: psk, pskID: [4]
            ).count
        }
        #expect(throws: failure) {
            _ = try HPKE.openPSK(
                shared, with: key, info: Self.info, authenticating: [2],
                psk: .random(count: 32), pskID: [3]
            ).count
        }
    }

    @Test("a short share and an empty name are refused")
    func weakShares() throws {
        let key = try X25519.PrivateKey.generate()
        for (count, pskID) in [(31, [1]), (0, [1]), (32, [])] as [(Int, [UInt8])] {
            #expect(throws: CryptoError(.invalidLength)) {
                try HPKE.sealPSK(
                    SecretBytes(copying: [1]), to: key.publicKey, info: [],
                    psk: .random(count: count), pskID: pskID)
            }
        }
    }

    @Test("keys of small order are refused on both sides")
    func smallOrder() throws {
        let key = try X25519.PrivateKey.generate()
        let zero = [UInt8](repeating: 0, count: 32)
        #expect(throws: CryptoError(.invalidKey)) {
            try HPKE.sealBase([1], to: X25519.PublicKey(zero), info: [])
        }
        let sealed = HPKE.Sealed(
            encapsulatedKey: zero, ciphertext: [UInt8](repeating: 0, count: 17))
        #expect(throws: CryptoError(.authenticationFailed)) {
            _ = try HPKE.openBase(sealed, with: key, info: []).count
        }
    }

    @Test("messages of a context open in their order only")
    func order() throws {
        let key = try X25519.PrivateKey.generate()
        var sender = try HPKE.Sender(to: key.publicKey, info: [])
        let first = try sender.seal(SecretBytes(copying: [1]))
        let second = try sender.seal(SecretBytes(copying: [2]))
        var recipient = try HPKE.Recipient(
            encapsulatedKey: sender.encapsulatedKey, with: key, info: [])
        #expect(throws: CryptoError(.authenticationFailed)) { _ = try recipient.open(second).count }
        #expect(try recipient.open(first).withBytes { [UInt8](copying: $0) } == [1])
        #expect(try recipient.open(second).withBytes { [UInt8](copying: $0) } == [2])
        #expect(
            try sender.export(context: [], count: 8).withBytes { [UInt8](copying: $0) }
                == recipient.export(context: [], count: 8).withBytes { [UInt8](copying: $0) })
    }

    @Test("a changed message is refused, never a crash", arguments: 0..<5)
    func mutation(seed: UInt64) throws {
        let key = try X25519.PrivateKey.generate()
        let sealed = try HPKE.sealBase([1, 2, 3], to: key.publicKey, info: Self.info).bytes
        var mutator = Mutator(seed: seed)
        for _ in 0..<Rounds.scaled(200) {
            let changed = mutator.mutation(of: sealed)
            // The highest bit of an X25519 key is ignored (RFC 7748, section 5) and so agrees on
            // the same secret; HPKE hashes the key as it was sent, and so refuses it all the same.
            #expect(throws: CryptoError.self) {
                _ = try HPKE.openBase(HPKE.Sealed(bytes: changed), with: key, info: Self.info).count
            }
        }
    }
}
