import CryptoPrimitives
import Testing
import TestSupport

@Suite("AES-256-GCM") struct AES256GCMTests {
    private struct Group: Decodable, Sendable {
        struct Vector: Decodable, Sendable {
            let tcId: Int
            let key: HexBytes
            let iv: HexBytes
            let aad: HexBytes
            let msg: HexBytes
            let ct: HexBytes
            let tag: HexBytes
            let result: String
        }
        let ivSize: Int
        let keySize: Int
        let tagSize: Int
        let tests: [Vector]
    }

    @Test(
        "every Wycheproof vector of the suite's parameters gives its published result",
        .enabled(if: PublishedVectors.shouldRun))
    func wycheproof() throws {
        let file = try PublishedVectors.load(
            "wycheproof/aes_gcm_test.json", as: Wycheproof<Group>.self)
        var valid = 0
        var invalid = 0
        var outside = 0
        for group in file.testGroups {
            for vector in group.tests {
                let key = SecretBytes(copying: vector.key.bytes)
                let sealed = vector.ct.bytes + vector.tag.bytes
                guard group.keySize == 256, group.ivSize == 96, group.tagSize == 128 else {
                    outside += 1
                    // Another key or nonce size is refused, not adapted.
                    if group.tagSize == 128 {
                        #expect(throws: CryptoError(.invalidLength)) {
                            try AES256GCM.open(
                                sealed, key: key, nonce: vector.iv.bytes,
                                authenticating: vector.aad.bytes)
                        }
                    }
                    continue
                }
                if vector.result == "valid" {
                    valid += 1
                    let opened = try AES256GCM.open(
                        sealed, key: key, nonce: vector.iv.bytes,
                        authenticating: vector.aad.bytes)
                    #expect(opened == vector.msg.bytes, "tcId \(vector.tcId)")
                    let resealed = try AES256GCM.seal(
                        vector.msg.bytes, key: key, nonce: vector.iv.bytes,
                        authenticating: vector.aad.bytes)
                    #expect(resealed == sealed, "tcId \(vector.tcId)")
                } else {
                    invalid += 1
                    #expect(throws: CryptoError(.authenticationFailed), "tcId \(vector.tcId)") {
                        try AES256GCM.open(
                            sealed, key: key, nonce: vector.iv.bytes,
                            authenticating: vector.aad.bytes)
                    }
                }
            }
        }
        #expect(valid + invalid == 66)
        #expect(valid + invalid + outside == file.numberOfTests)
        print("aes_gcm: \(valid) valid, \(invalid) invalid, \(outside) outside the suite")
    }

    @Test("one context gives what a new context gives for each message")
    func contextIsReusable() throws {
        var generator = SeededGenerator(seed: 1)
        let key = SecretBytes(copying: generator.bytes(32))
        var sealing = try AES256GCMContext(sealingWith: key)
        var opening = try AES256GCMContext(openingWith: key)
        for length in [0, 1, 15, 16, 17, 64, 1000, 0, 16384, 3] {
            let message = generator.bytes(length)
            let nonce = generator.bytes(12)
            let data = generator.bytes(length % 7)
            let expected = try AES256GCM.seal(
                message, key: key, nonce: nonce, authenticating: data)
            var sealed = [UInt8](repeating: 0xaa, count: length + 16 + 5)
            try sealing.seal(
                message.span, nonce: nonce, authenticating: data, into: &sealed, at: 5)
            #expect(Array(sealed.dropFirst(5)) == expected)
            var opened = [UInt8](repeating: 0xaa, count: length + 3)
            try opening.open(
                expected.span, nonce: nonce, authenticating: data, into: &opened, at: 3)
            #expect(Array(opened.dropFirst(3)) == message)
        }
    }

    @Test("a context that refused a message opens the next one")
    func contextSurvivesRefusal() throws {
        let key = try SecretBytes.random(count: 32)
        let nonce = [UInt8](repeating: 1, count: 12)
        let sealed = try AES256GCM.seal([1, 2, 3], key: key, nonce: nonce)
        var changed = sealed
        changed[0] ^= 1
        var context = try AES256GCMContext(openingWith: key)
        var output = [UInt8](repeating: 0xaa, count: 3)
        #expect(throws: CryptoError(.authenticationFailed)) {
            try context.open(changed.span, nonce: nonce, into: &output)
        }
        #expect(output == [0, 0, 0], "no byte of an unauthentic message is left")
        try context.open(sealed.span, nonce: nonce, into: &output)
        #expect(output == [1, 2, 3])
    }

    @Test("a buffer is empty after a message was refused")
    func bufferIsEmptyAfterRefusal() throws {
        let key = try SecretBytes.random(count: 32)
        let nonce = [UInt8](repeating: 1, count: 12)
        var sealed = try AES256GCM.seal([1, 2, 3], key: key, nonce: nonce)
        var context = try AES256GCMContext(openingWith: key)
        var buffer = SecretBuffer(capacity: 8)
        try context.open(sealed.span, nonce: nonce, into: &buffer)
        #expect(buffer.withBytes { [UInt8](copying: $0) } == [1, 2, 3])
        sealed[18] ^= 0x80
        #expect(throws: CryptoError(.authenticationFailed)) {
            try context.open(sealed.span, nonce: nonce, into: &buffer)
        }
        #expect(buffer.count == 0)
    }

    @Test("every changed bit of ciphertext, tag, nonce or data is refused")
    func changedBitIsRefused() throws {
        let key = try SecretBytes.random(count: 32)
        let nonce = [UInt8](0..<12)
        let data: [UInt8] = [9, 8, 7]
        let sealed = try AES256GCM.seal([1, 2, 3, 4], key: key, nonce: nonce, authenticating: data)
        for input in [sealed, nonce, data].indices {
            var parts = [sealed, nonce, data]
            for bit in 0..<parts[input].count * 8 {
                parts[input][bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(throws: CryptoError(.authenticationFailed)) {
                    try AES256GCM.open(
                        parts[0], key: key, nonce: parts[1], authenticating: parts[2])
                }
                parts[input][bit / 8] ^= 1 << UInt8(bit % 8)
            }
        }
    }

    @Test("a ciphertext shorter than a tag is refused", arguments: 0..<16)
    func shortCiphertextIsRefused(count: Int) throws {
        let key = try SecretBytes.random(count: 32)
        let nonce = [UInt8](repeating: 0, count: 12)
        #expect(throws: CryptoError(.authenticationFailed)) {
            try AES256GCM.open([UInt8](repeating: 0, count: count), key: key, nonce: nonce)
        }
        #expect(throws: CryptoError(.authenticationFailed)) {
            _ = try AES256GCM.openSecret(
                [UInt8](repeating: 0, count: count), key: key, nonce: nonce
            ).count
        }
    }

    @Test("another size of key or nonce is refused")
    func wrongSizesAreRefused() throws {
        let key = try SecretBytes.random(count: 32)
        for count in [0, 8, 11, 13, 16, 257] {
            #expect(throws: CryptoError(.invalidLength)) {
                try AES256GCM.seal([1], key: key, nonce: [UInt8](repeating: 0, count: count))
            }
        }
        for count in [0, 16, 24, 31, 33] {
            let key = try SecretBytes.random(count: count)
            #expect(throws: CryptoError(.invalidLength)) {
                try AES256GCM.seal([1], key: key, nonce: [UInt8](repeating: 0, count: 12))
            }
        }
    }

    @Test("a sealed secret opens to the same secret")
    func secretRoundTrip() throws {
        let key = try SecretBytes.random(count: 32)
        let secret = SecretBytes(copying: [5, 6, 7])
        let nonce = [UInt8](repeating: 0, count: 12)
        let sealed = try AES256GCM.seal(secret, key: key, nonce: nonce)
        let opened = try AES256GCM.openSecret(sealed, key: key, nonce: nonce)
        #expect(opened.withBytes { [UInt8](copying: $0) } == [5, 6, 7])
    }
}
