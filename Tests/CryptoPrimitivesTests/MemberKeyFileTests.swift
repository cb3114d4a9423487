import CryptoPrimitives
import Testing
import TestSupport

@Suite("Member key files") struct MemberKeyFileTests {
    private static let begin = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    private static let end = "-----END ENCRYPTED PRIVATE KEY-----\n"

    /// A key file that costs little to open, its keys and its passphrase.
    private struct Sample: ~Copyable {
        let signing: Ed25519.PrivateKey
        let agreement: X25519.PrivateKey
        let text: String
        let passphrase = SecretBytes(copying: Array("correct horse".utf8))

        init() throws {
            let signing = try Ed25519.PrivateKey.generate()
            let agreement = try X25519.PrivateKey.generate()
            text = try MemberKeyFile.encode(
                signing: signing, agreement: agreement, passphrase: passphrase, parallelism: 1)
            self.signing = signing
            self.agreement = agreement
        }

        /// The bytes of both blocks.
        var blocks: [[UInt8]] {
            get throws {
                try text.split(separator: MemberKeyFileTests.begin).map { block in
                    let lines = block.split(separator: "\n").filter { !$0.hasPrefix("-") }
                    return try #require(Base64.decode(lines.joined()))
                }
            }
        }
    }

    private static func text(_ blocks: [[UInt8]]) -> String {
        blocks.map { block in
            let characters = Array(Base64.encode(block))
            let lines = stride(from: 0, to: characters.count, by: 64).map {
                String(characters[$0..<min($0 + 64, characters.count)]) + "\n"
            }
            return begin + lines.joined() + end
        }.joined()
    }

    @Test("a key file gives back the keys that were put in, with the costs from 1 to 8")
    func roundTrip() throws {
        for parallelism in [1, 8] {
            let signing = try Ed25519.PrivateKey.generate()
            let agreement = try X25519.PrivateKey.generate()
            let passphrase = SecretBytes(copying: [0xff, 0x00, 0x0a])
            let text = try MemberKeyFile.encode(
                signing: signing, agreement: agreement, passphrase: passphrase,
                parallelism: parallelism)
            let keys = try MemberKeyFile.decode(text, passphrase: passphrase)
            #expect(keys.signing.publicKey == signing.publicKey)
            #expect(keys.agreement.publicKey == agreement.publicKey)
        }
    }

    @Test("openssl pkey opens each block by itself and sees the same public keys")
    func opensslReads() throws {
        let sample = try Sample()
        let expected = [sample.signing.publicKey.bytes, sample.agreement.publicKey.bytes]
        for (block, publicKey) in zip(try sample.blocks, expected) {
            let result = try Tool.run(
                "openssl", ["pkey", "-passin", "pass:correct horse", "-pubout", "-outform", "DER"],
                input: Array(Self.text([block]).utf8))
            #expect(result.status == 0)
            // A SubjectPublicKeyInfo of RFC 8410 ends with the 32 bytes.
            #expect(Array(result.output.suffix(32)) == publicKey)
            #expect(result.output.count == 44)
            let refused = try Tool.run(
                "openssl", ["pkey", "-passin", "pass:wrong", "-pubout"],
                input: Array(Self.text([block]).utf8))
            #expect(refused.status != 0)
        }
    }

    @Test("openssl pkey opens a file of the default cost with its own limits")
    func opensslReadsDefaultCost() throws {
        let text = try MemberKeyFile.encode(
            signing: .generate(), agreement: .generate(),
            passphrase: SecretBytes(copying: Array("x".utf8)))
        let result = try Tool.run(
            "openssl", ["pkey", "-passin", "pass:x", "-noout"], input: Array(text.utf8))
        #expect(result.status == 0)
    }

    @Test("a file that openssl genpkey and pkcs8 wrote is read")
    func opensslWrites() throws {
        let script = """
            for kind in ed25519 x25519; do
              openssl genpkey -algorithm $kind | openssl pkcs8 -topk8 -scrypt -passout pass:x
            done
            """
        let written = try Tool.run("sh", ["-c", script])
        #expect(written.status == 0)
        let keys = try MemberKeyFile.decode(
            written.text, passphrase: SecretBytes(copying: Array("x".utf8)))
        let seen = try Tool.run(
            "openssl", ["pkey", "-passin", "pass:x", "-pubout", "-outform", "DER"],
            input: written.output)
        #expect(Array(seen.output.suffix(32)) == keys.signing.publicKey.bytes)
    }

    @Test("another passphrase is refused, and so is none at all")
    func wrongPassphrase() throws {
        let sample = try Sample()
        for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
            #expect(throws: CryptoError(.wrongPassphrase)) {
                _ = try MemberKeyFile.decode(
                    sample.text, passphrase: SecretBytes(copying: Array(wrong.utf8))
                ).signing.publicKey
            }
        }
        #expect(throws: CryptoError(.invalidLength)) {
            try MemberKeyFile.encode(
                signing: sample.signing, agreement: sample.agreement,
                passphrase: SecretBytes(copying: []))
        }
    }

    @Test("a cost outside 1 to 8 is not written", arguments: [-1, 0, 9, 16])
    func unwrittenCosts(parallelism: Int) throws {
        let sample = try Sample()
        #expect(throws: CryptoError(.unacceptableParameters)) {
            try MemberKeyFile.encode(
                signing: sample.signing, agreement: sample.agreement,
                passphrase: sample.passphrase, parallelism: parallelism)
        }
    }

    @Test(
        "the limits of the cost are where they are said to be",
        arguments: [
            (1 << 14, 8, 1, true), (1 << 14, 8, 16, true), (1 << 14, 15, 1, true),
            (1 << 13, 8, 1, false), (1 << 14, 7, 1, false), (1 << 14, 8, 0, false),
            (1 << 14, 8, 17, false), (1 << 14, 16, 1, false), (1 << 15, 8, 1, false),
            (1 << 17, 8, 1, false), ((1 << 14) + 1, 8, 1, false), (0, 8, 1, false),
            (1 << 62, 1 << 62, 1, false), (1 << 14, .max, 1, false), (1 << 14, 8, .max, false),
        ] as [(UInt64, UInt64, UInt64, Bool)])
    func limits(cost: UInt64, blockSize: UInt64, parallelism: UInt64, isAcceptable: Bool) {
        let parameters = Scrypt.Parameters(
            cost: cost, blockSize: blockSize, parallelism: parallelism)
        #expect(parameters.isAcceptable == isAcceptable)
    }

    @Test("a file with a cost outside the limits is refused before the passphrase is used")
    func refusedCosts() throws {
        let sample = try Sample()
        let blocks = try sample.blocks
        // N, r, p as they stand in the file: INTEGER 0x4000, 8, 1.
        let pattern: [UInt8] = [0x02, 0x02, 0x40, 0x00, 0x02, 0x01, 0x08, 0x02, 0x01, 0x01]
        let place = try #require(
            blocks[0].indices.first { blocks[0][$0...].starts(with: pattern) })
        for replacement in [
            [0x02, 0x02, 0x20, 0x00, 0x02, 0x01, 0x08, 0x02, 0x01, 0x01],
            [0x02, 0x02, 0x40, 0x00, 0x02, 0x01, 0x07, 0x02, 0x01, 0x01],
            [0x02, 0x02, 0x40, 0x00, 0x02, 0x01, 0x10, 0x02, 0x01, 0x01],
            [0x02, 0x02, 0x40, 0x00, 0x02, 0x01, 0x08, 0x02, 0x01, 0x00],
            [0x02, 0x02, 0x40, 0x00, 0x02, 0x01, 0x08, 0x02, 0x01, 0x11],
            [0x02, 0x02, 0x40, 0x01, 0x02, 0x01, 0x08, 0x02, 0x01, 0x01],
        ] as [[UInt8]] {
            for index in 0..<2 {
                var changed = blocks
                changed[index].replaceSubrange(place..<place + pattern.count, with: replacement)
                #expect(throws: CryptoError(.unacceptableParameters)) {
                    _ = try MemberKeyFile.decode(
                        Self.text(changed), passphrase: sample.passphrase
                    ).signing.publicKey
                }
            }
        }
    }

    @Test("keys in the wrong order, one key or three are refused")
    func wrongBlocks() throws {
        let sample = try Sample()
        let blocks = try sample.blocks
        #expect(throws: CryptoError(.wrongPassphrase)) {
            _ = try MemberKeyFile.decode(
                Self.text([blocks[1], blocks[0]]), passphrase: sample.passphrase
            ).signing.publicKey
        }
        for blocks in [[], [blocks[0]], blocks + [blocks[0]]] {
            #expect(throws: CryptoError(.invalidEncoding)) {
                _ = try MemberKeyFile.decode(Self.text(blocks), passphrase: sample.passphrase)
                    .signing.publicKey
            }
        }
    }

    @Test("text that is not two blocks is refused")
    func wrongText() throws {
        let sample = try Sample()
        func code(_ text: String) -> CryptoError? {
            do {
                _ = try MemberKeyFile.decode(text, passphrase: sample.passphrase).signing.publicKey
                return nil
            } catch {
                return error
            }
        }
        let text = sample.text
        #expect(code(text) == nil)
        #expect(code("\n" + text + "\n\n") == nil)
        #expect(code(text.split(separator: "\n").joined(separator: "\r\n")) == nil)
        #expect(code("x\n" + text) == CryptoError(.invalidEncoding))
        #expect(code(" " + text) == CryptoError(.invalidEncoding))
        #expect(code(String(text.dropLast(2))) == CryptoError(.invalidEncoding))
        #expect(code("") == CryptoError(.invalidEncoding))
        #expect(code(Self.begin + text) == CryptoError(.invalidEncoding))
        let unencrypted = text.split(separator: "ENCRYPTED ").joined()
        #expect(code(unencrypted) == CryptoError(.invalidEncoding))
        let long = text + String(repeating: "\n", count: 16 << 10)
        #expect(code(long) == CryptoError(.messageTooLong))
    }

    @Test("a changed file gives an error or the same keys, never a crash", arguments: 0..<4)
    func mutation(seed: UInt64) throws {
        let sample = try Sample()
        var mutator = Mutator(seed: seed)
        let blocks = try sample.blocks
        // The form is judged before the passphrase costs anything, so most of these are quick.
        for index in 0..<Rounds.scaled(40) {
            var changed = blocks
            changed[index % 2] = mutator.mutation(of: blocks[index % 2])
            do {
                let keys = try MemberKeyFile.decode(
                    Self.text(changed), passphrase: sample.passphrase)
                // CBC authenticates nothing: changes inside the key's own blocks give another key,
                // which the comparison with the registered public key shows.
                let isSame =
                    keys.signing.publicKey == sample.signing.publicKey
                    && keys.agreement.publicKey == sample.agreement.publicKey
                #expect(!isSame)
            } catch {
                #expect(
                    [
                        CryptoError(.invalidEncoding), CryptoError(.unacceptableParameters),
                        CryptoError(.wrongPassphrase), CryptoError(.messageTooLong),
                    ].contains(error))
            }
        }
        for _ in 0..<Rounds.scaled(300) {
            // Without a line that ends a block nothing can be opened, so this costs nothing.
            let bytes = mutator.mutation(of: Array(sample.text.utf8))
            let text = String(decoding: bytes, as: UTF8.self)
            let lines = text.split(separator: "\n").filter { $0 + "\n" != Self.end }
            #expect(throws: CryptoError(.invalidEncoding)) {
                _ = try MemberKeyFile.decode(
                    lines.joined(separator: "\n"), passphrase: sample.passphrase
                ).signing.publicKey
            }
        }
    }
}
