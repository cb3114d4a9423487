import CryptoPrimitives
import Sealing
import TestSupport
import Testing

/// AES-GCM alone lets an author send one ciphertext that reads differently under two keys; these
/// tests make one, and see that no format of ours lets it through.
@Suite("Key commitment") struct KeyCommitmentTests {
    /// An element of GF(2¹²⁸) as GCM writes it: the coefficient of x⁰ is the highest bit.
    private struct Element: Equatable {
        var high: UInt64
        var low: UInt64

        init(_ bytes: [UInt8]) {
            high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
        }

        init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }

        var bytes: [UInt8] {
            [high, low].flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
            }
        }

        static let one = Self(high: 1 << 63, low: 0)

        static func + (left: Self, right: Self) -> Self {
            Self(high: left.high ^ right.high, low: left.low ^ right.low)
        }

        /// Multiplication as in NIST SP 800-38D, section 6.3.
        static func * (left: Self, right: Self) -> Self {
            var product = Self(high: 0, low: 0)
            var factor = right
            for bit in 0..<128 {
                let word = bit < 64 ? left.high : left.low
                if word >> UInt64(63 - bit % 64) & 1 == 1 { product = product + factor }
                let carry = factor.low & 1
                factor.low = factor.low >> 1 | factor.high << 63
                factor.high = factor.high >> 1 ^ (carry == 1 ? 0xe1 << 56 : 0)
            }
            return product
        }

        /// The inverse: the power 2¹²⁸ - 2.
        var inverse: Self {
            var result = Self.one
            var power = self
            for _ in 1..<128 {
                power = power * power
                result = result * power
            }
            return result
        }
    }

    /// GHASH's key, the encryption of the zero block, and the mask of the tag.
    ///
    /// Both come from sealing alone. The tag of nothing is the mask, for a length block of zero. The
    /// tag of one block a of data is a·H² + L·H + mask; with a = 0 it gives L·H + mask, and so H.
    private func keys(
        _ key: borrowing SecretBytes, nonce: [UInt8]
    ) throws -> (hash: Element, mask: Element) {
        let mask = Element(try AES256GCM.seal([], key: key, nonce: nonce))
        let zeros = [UInt8](repeating: 0, count: 16)
        let tag = Element(try AES256GCM.seal([], key: key, nonce: nonce, authenticating: zeros))
        // The length block: 128 bits of data, no ciphertext.
        let length = Element(high: 128, low: 0)
        return ((tag + mask) * length.inverse, mask)
    }

    /// A ciphertext of two blocks with a tag that is right under both keys.
    private func salamander(
        _ first: borrowing SecretBytes, _ second: borrowing SecretBytes, nonce: [UInt8]
    ) throws -> [UInt8] {
        let (h1, mask1) = try keys(first, nonce: nonce)
        let (h2, mask2) = try keys(second, nonce: nonce)
        let block1 = Element([UInt8](repeating: 0x42, count: 16))
        let length = Element(high: 0, low: 256)
        // tag = c1·h³ + c2·h² + length·h + mask under both; solved for c2.
        func rest(_ h: Element, _ mask: Element) -> Element {
            block1 * h * h * h + length * h + mask
        }
        let block2 =
            (rest(h1, mask1) + rest(h2, mask2)) * (h1 * h1 + h2 * h2).inverse
        let tag = rest(h1, mask1) + block2 * h1 * h1
        return block1.bytes + block2.bytes + tag.bytes
    }

    @Test("one ciphertext opens under two keys with bare AES-GCM")
    func bareGCMDoesNotCommit() throws {
        let first = try SecretBytes.random(count: 32)
        let second = try SecretBytes.random(count: 32)
        let nonce = [UInt8](repeating: 7, count: 12)
        let both = try salamander(first, second, nonce: nonce)
        let one = try AES256GCM.open(both, key: first, nonce: nonce)
        let other = try AES256GCM.open(both, key: second, nonce: nonce)
        #expect(one != other)
    }

    @Test("the chunked format refuses it under every data key but one, before decrypting")
    func chunkedFormatCommits() throws {
        // The attacker chooses both data keys, learns the derived keys of one header, and would
        // need the same header to be right for both.
        let first = try SecretBytes.random(count: 32)
        let second = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal(
            [UInt8](repeating: 1, count: 32), key: first, context: [])
        let nonce = [UInt8](repeating: 7, count: 12)
        let both = try salamander(first, second, nonce: nonce)
        let forged = Array(sealed.bytes.prefix(56)) + both
        #expect(throws: CryptoError(.commitmentMismatch)) {
            try ChunkedEncryption.open(forged, key: second, context: [])
        }
        #expect(throws: CryptoError(.authenticationFailed)) {
            try ChunkedEncryption.open(forged, key: first, context: [])
        }
        // Nor can a reader be given another key for the author's bytes.
        #expect(throws: CryptoError(.commitmentMismatch)) {
            try ChunkedEncryption.open(
                sealed.bytes, matching: sealed.summary, key: second, context: [])
        }
    }

    @Test("a sealed row refuses every other key by its commitment")
    func rowsCommit() throws {
        let first = try SecretBytes.random(count: 32)
        let second = try SecretBytes.random(count: 32)
        let sealed = try RowSeal.seal([1, 2, 3], key: first, table: "t", keyColumns: [])
        let both = try salamander(first, second, nonce: [UInt8](repeating: 7, count: 12))
        #expect(throws: CryptoError(.authenticationFailed)) {
            try RowSeal.open(
                Array(sealed.prefix(48)) + both, key: second, table: "t", keyColumns: [])
        }
    }
}
