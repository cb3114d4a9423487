package import CryptoPrimitives

/// What stands for a person, a record or an organisation in the log: 128 bits that only the holder
/// of its key can link (access to the key is access to the link; without it they are noise).
///
///     key = HKDF-SHA-256(ikm = K, salt = "", info = "vault/v1/tag/" || purpose, L = 32)
///     tag = HMAC-SHA-256(key, u64be epoch || about)[:16]
///
/// `K` is 32 random bytes, made for one subject, actor or organisation and kept with it, never
/// with the log: destroying `K` makes all its tags unlinkable, and a key for everybody, which
/// could be tried on all identifiers, does not exist. Tags of one thing differ from epoch to epoch.
package struct LogTag: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// What a tag stands for.
    package enum Purpose: String, CaseIterable, Hashable, Sendable {
        /// The worker that a dossier is about.
        case subject = "s"
        /// The member who acts.
        case actor = "a"
        /// A record of a subject, under the subject's key.
        case record = "r"
        /// An organisation whose name would tell who the worker is.
        case organisation = "o"
    }

    /// The 16 bytes.
    package let bytes: [UInt8]

    /// Computes a tag.
    ///
    /// - Parameters:
    ///   - key: The random key of the subject, actor or organisation: 32 bytes.
    ///   - epoch: The period in which tags of one thing are equal, as the vault numbers them.
    ///   - purpose: What the tag stands for.
    ///   - about: For a record, its identifier: one key has many of them. Otherwise empty.
    /// - Throws: ``CryptoError``.
    package init(
        key: borrowing SecretBytes, epoch: UInt64, purpose: Purpose, about: [UInt8] = []
    ) throws(CryptoError) {
        precondition(key.count == 32, "a key of tags has 32 bytes")
        let secret = try HKDF.extract(salt: [], inputKey: key)
        let derived = try HKDF.expand(
            secret, info: Array("vault/v1/tag/\(purpose.rawValue)".utf8), count: 32)
        let message = (0..<8).map { UInt8(truncatingIfNeeded: epoch >> UInt64(56 - 8 * $0)) }
        let code = HMACSHA256.authenticate(message + about, key: derived)
        bytes = Array(code.bytes[..<16])
    }

    /// Reads the text form; `nil` for any other spelling.
    package init?(_ text: String) {
        guard text.utf8.count == 32, let bytes = [UInt8](hex: text), bytes.hex == text else {
            return nil
        }
        self.bytes = bytes
    }

    /// The text form: 32 lower-case hexadecimal digits.
    package var description: String { bytes.hex }

    package static func < (left: Self, right: Self) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
