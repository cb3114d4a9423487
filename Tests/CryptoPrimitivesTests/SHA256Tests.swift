import CryptoPrimitives
import Testing
import TestSupport

@Suite("SHA-256") struct SHA256Tests {
    @Test(
        "the examples of FIPS 180 give their published hash",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(message: String, hash: String) {
        #expect(Digest(hashing: Array(message.utf8)).hex == hash)
    }

    @Test("a million times a gives its published hash, in pieces")
    func million() {
        var hasher = SHA256Hasher()
        let piece = [UInt8](repeating: 0x61, count: 997)
        for _ in 0..<1003 { hasher.update(piece) }
        hasher.update([UInt8](repeating: 0x61, count: 1_000_000 - 997 * 1003))
        #expect(
            hasher.finish().hex
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("parts hash like their concatenation")
    func parts() {
        let whole = Digest(hashing: [1, 2, 3, 4])
        #expect(Digest(hashing: [1], [], [2, 3], [4]) == whole)
        #expect(Digest(hashing: [[1, 2], [3, 4]]) == whole)
        #expect(Digest(hashing: [1], [2, 3]) != whole)
    }

    @Test("a used hasher hashes like a new one, whatever came before")
    func reuse() {
        var hasher = SHA256Hasher()
        var generator = SeededGenerator(seed: 2)
        for length in [0, 1, 31, 63, 64, 65, 1022, 1023, 1024, 1025, 16400, 5] {
            let entry = generator.bytes(length)
            #expect(hasher.hash(prefix: 0, entry: entry) == Digest(hashing: [0] + entry))
            let left = Digest(hashing: entry)
            let right = Digest(hashing: entry, [1])
            #expect(
                hasher.hash(prefix: 1, left: left, right: right)
                    == Digest(hashing: [1] + left.bytes + right.bytes))
            hasher.update(entry)
            #expect(hasher.finish() == left)
        }
    }

    @Test("a digest keeps its 32 bytes and takes no other number of them")
    func digestBytes() {
        let bytes = [UInt8](0..<32)
        let digest = Digest(bytes)
        #expect(digest?.bytes == bytes)
        #expect(digest?.withBytes { [UInt8](copying: $0) } == bytes)
        #expect(digest?.hex == bytes.hex)
        #expect(Digest(Array(bytes.reversed())) != digest)
        for count in [0, 31, 33] { #expect(Digest([UInt8](repeating: 0, count: count)) == nil) }
    }

    @Test("equality in constant time is equality")
    func constantTime() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
        #expect(!constantTimeEqual([1], []))
        let digest = Digest(hashing: [1])
        #expect(constantTimeEqual(digest, Digest(hashing: [1])))
        #expect(!constantTimeEqual(digest, Digest(hashing: [2])))
    }
}
