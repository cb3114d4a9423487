import CryptoPrimitives
import Testing
import TestSupport

@Suite("Ed25519") struct Ed25519Tests {
    private struct Group: Decodable, Sendable {
        struct Key: Decodable, Sendable {
            let pk: HexBytes
        }
        struct Vector: Decodable, Sendable {
            let tcId: Int
            let msg: HexBytes
            let sig: HexBytes
            let result: String
        }
        let publicKey: Key
        let tests: [Vector]
    }

    @Test(
        "every Wycheproof vector gives its published result",
        .enabled(if: PublishedVectors.shouldRun))
    func wycheproof() throws {
        let file = try PublishedVectors.load(
            "wycheproof/ed25519_test.json", as: Wycheproof<Group>.self)
        var count = 0
        for group in file.testGroups {
            let key = try Ed25519.PublicKey(group.publicKey.pk.bytes)
            for vector in group.tests {
                count += 1
                #expect(
                    key.isValidSignature(vector.sig.bytes, for: vector.msg.bytes)
                        == (vector.result == "valid"),
                    "tcId \(vector.tcId)")
            }
        }
        #expect(count == file.numberOfTests && count == 151)
    }

    @Test(
        "signing gives the signatures of RFC 8032, section 7.1",
        arguments: [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                """
                e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac\
                c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
                """
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                """
                92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e\
                458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
                """
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                """
                6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290\
                ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
                """
            ),
        ])
    func rfc8032(seed: String, publicKey: String, message: String, signature: String) throws {
        let seed = try #require([UInt8](hex: seed))
        let message = try #require([UInt8](hex: message))
        let key = try Ed25519.PrivateKey(seed: SecretBytes(copying: seed))
        #expect(key.publicKey.bytes.hex == publicKey)
        #expect(try key.sign(message).hex == signature)
        #expect(try key.withSeed { seed in seed.withBytes { [UInt8](copying: $0) } } == seed)
        try key.publicKey.verify(#require([UInt8](hex: signature)), for: message)
    }

    /// The eight points of small order with all their encodings, and the encodings of ordinary
    /// points with a y of 2²⁵⁵ - 19 or more (Chalkias and others, table 6 of ePrint 2020/1244).
    static let refusedKeys: [String] = {
        var ys = [
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ]
        // 2²⁵⁵ - 19 to 2²⁵⁵ - 1, of which the first two are 0 and 1 again.
        for low in 0xed...0xff {
            ys.append(
                String(low, radix: 16) + String(repeating: "f", count: 60) + "7f")
        }
        return ys.flatMap { y -> [String] in
            guard var bytes = [UInt8](hex: y) else { return [] }
            bytes[31] |= 0x80
            return [y, bytes.hex]
        }
    }()

    @Test("a key of small order or with y not below the prime is refused", arguments: refusedKeys)
    func unfitKeyIsRefused(key: String) throws {
        let bytes = try #require([UInt8](hex: key))
        #expect(throws: CryptoError(.invalidKey)) { try Ed25519.PublicKey(bytes) }
    }

    @Test("all 48 unfit encodings are in the list")
    func listIsWhole() {
        #expect(Set(Self.refusedKeys).count == 48)
    }

    @Test("the y next to those that are refused are taken")
    func neighboursAreTaken() throws {
        for y in [
            "ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0200000000000000000000000000000000000000000000000000000000000000",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7e",
            "edfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe7f",
        ] {
            _ = try Ed25519.PublicKey(#require([UInt8](hex: y)))
        }
    }

    @Test("a key or a signature of another length is refused")
    func wrongLengths() throws {
        for count in [0, 31, 33, 64] {
            #expect(throws: CryptoError(.invalidKey)) {
                try Ed25519.PublicKey([UInt8](repeating: 7, count: count))
            }
            #expect(throws: CryptoError(.invalidKey)) {
                _ = try Ed25519.PrivateKey(
                    seed: SecretBytes(copying: [UInt8](repeating: 7, count: count))
                ).publicKey
            }
        }
        let key = try Ed25519.PrivateKey.generate()
        let signature = try key.sign([1])
        #expect(!key.publicKey.isValidSignature([], for: [1]))
        #expect(!key.publicKey.isValidSignature(signature + [0], for: [1]))
        #expect(!key.publicKey.isValidSignature(signature.dropLast(), for: [1]))
    }

    @Test("every changed bit of a signature is refused, and so are another message and key")
    func changedSignatureIsRefused() throws {
        let key = try Ed25519.PrivateKey.generate()
        let signature = try key.sign([1, 2, 3])
        #expect(key.publicKey.isValidSignature(signature, for: [1, 2, 3]))
        for bit in 0..<512 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.isValidSignature(changed, for: [1, 2, 3]))
        }
        #expect(!key.publicKey.isValidSignature(signature, for: [1, 2]))
        let other = try Ed25519.PrivateKey.generate()
        #expect(other.publicKey != key.publicKey)
        #expect(throws: CryptoError(.invalidSignature)) {
            try other.publicKey.verify(signature, for: [1, 2, 3])
        }
    }

    @Test("one private key signs from several tasks at once")
    func concurrentSigning() async throws {
        let seed = try SecretBytes.random(count: 32)
        let box = KeyBox(key: try Ed25519.PrivateKey(seed: seed))
        let expected = try box.key.sign([1])
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<20 where try box.key.sign([1]) != expected { return false }
                    return true
                }
            }
            for try await isEqual in group { #expect(isEqual) }
        }
    }

    private final class KeyBox: Sendable {
        let key: Ed25519.PrivateKey

        init(key: consuming Ed25519.PrivateKey) {
            self.key = key
        }
    }
}
