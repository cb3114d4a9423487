import CryptoPrimitives
import Testing
import TestSupport

@Suite("X25519") struct X25519Tests {
    private struct Group: Decodable, Sendable {
        struct Vector: Decodable, Sendable {
            let tcId: Int
            let flags: [String]
            let `public`: HexBytes
            let `private`: HexBytes
            let shared: HexBytes
            let result: String
        }
        let tests: [Vector]
    }

    @Test(
        "every Wycheproof vector gives its published result, and a result of zero is refused",
        .enabled(if: PublishedVectors.shouldRun))
    func wycheproof() throws {
        let file = try PublishedVectors.load(
            "wycheproof/x25519_test.json", as: Wycheproof<Group>.self)
        var agreed = 0
        var refused = 0
        for vector in file.testGroups.flatMap(\.tests) {
            let key = try X25519.PrivateKey(seed: SecretBytes(copying: vector.private.bytes))
            let other = try X25519.PublicKey(vector.public.bytes)
            if vector.flags.contains("ZeroSharedSecret") {
                refused += 1
                #expect(throws: CryptoError(.invalidKey), "tcId \(vector.tcId)") {
                    _ = try key.sharedSecret(with: other).count
                }
            } else {
                agreed += 1
                let secret = try key.sharedSecret(with: other)
                #expect(
                    secret.withBytes { [UInt8](copying: $0) } == vector.shared.bytes,
                    "tcId \(vector.tcId)")
            }
        }
        #expect(agreed + refused == file.numberOfTests)
        #expect(agreed == 487 && refused == 31)
    }

    @Test("both sides agree on the secret of RFC 7748, section 6.1")
    func rfc7748() throws {
        let alice = try key("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        let bob = try key("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
        let expected = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
        for secret in [
            try alice.sharedSecret(with: bob.publicKey).withBytes { [UInt8](copying: $0) },
            try bob.sharedSecret(with: alice.publicKey).withBytes { [UInt8](copying: $0) },
        ] {
            #expect(secret.hex == expected)
        }
        #expect(
            alice.publicKey.bytes.hex
                == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    }

    @Test("a key of another length is refused", arguments: [0, 31, 33])
    func wrongLengths(count: Int) {
        #expect(throws: CryptoError(.invalidKey)) {
            try X25519.PublicKey([UInt8](repeating: 9, count: count))
        }
        #expect(throws: CryptoError(.invalidKey)) {
            _ = try X25519.PrivateKey(
                seed: SecretBytes(copying: [UInt8](repeating: 9, count: count))
            ).publicKey
        }
    }

    @Test("two new keys differ")
    func generatedKeysDiffer() throws {
        #expect(
            try X25519.PrivateKey.generate().publicKey != X25519.PrivateKey.generate().publicKey)
    }

    private func key(_ hex: String) throws -> X25519.PrivateKey {
        try X25519.PrivateKey(seed: SecretBytes(copying: #require([UInt8](hex: hex))))
    }
}
