// Sealing with a given ephemeral key or salt is not reachable from other modules, and a release
// build has no testable modules: these run in debug builds.
#if DEBUG
    import CryptoPrimitives
    @testable import Sealing
    import TestSupport
    import Testing

    @Suite("Sealing under given randomness", .enabled(if: PublishedVectors.shouldRun))
    struct KnownAnswerSealingTests {
        @Test("the ephemeral keys of RFC 9180 give the published ciphertexts")
        func hpke() throws {
            var sealed = 0
            for vector in try HPKEVector.load() where vector.mode <= 1 {
                let ephemeral = try X25519.PrivateKey(
                    seed: SecretBytes(copying: vector.skEm.bytes))
                let recipient = try X25519.PublicKey(vector.pkRm.bytes)
                var sender =
                    if let psk = vector.psk, let pskID = vector.psk_id {
                        try HPKE.Sender(
                            to: recipient, info: vector.info.bytes,
                            psk: SecretBytes(copying: psk.bytes), pskID: pskID.bytes,
                            ephemeral: ephemeral)
                    } else {
                        try HPKE.Sender(
                            to: recipient, info: vector.info.bytes, ephemeral: ephemeral)
                    }
                #expect(sender.encapsulatedKey == vector.enc.bytes)
                for encryption in vector.encryptions {
                    let ciphertext = try sender.seal(
                        SecretBytes(copying: encryption.pt.bytes),
                        authenticating: encryption.aad.bytes)
                    #expect(ciphertext == encryption.ct.bytes)
                    sealed += 1
                }
            }
            #expect(sealed == 2 * 257)
        }

        @Test("the salts of the valid Wycheproof vectors give the published ciphertexts")
        func chunkedEncryption() throws {
            var count = 0
            for (vector, sealed) in try ChunkedVectors().all where vector.result == "valid" {
                let key = SecretBytes(copying: vector.key.bytes)
                let plaintext = try ChunkedEncryption.open(
                    sealed, key: key, context: vector.ctx.bytes)
                let again = try ChunkedEncryption.seal(
                    plaintext, key: key, context: vector.ctx.bytes,
                    salt: Array(sealed.prefix(24)))
                #expect(again.bytes == sealed)
                count += 1
            }
            #expect(count == 10)
        }
    }
#endif
