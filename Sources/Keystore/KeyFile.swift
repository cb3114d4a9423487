internal import CryptoPrimitives
internal import Mediation

/// The file of a key-encryption key: text, so that it can be printed and typed.
///
///     kluis key-encryption key 1
///     <8 groups of 8 hexadecimal digits: the 32 bytes>
///     <16 hexadecimal digits: the first 8 bytes of HMAC-SHA256(key, "vault/v1/keystore-key")>
enum KeyFile {
    private static let title = Array("kluis key-encryption key ".utf8)

    static func exists(_ path: String) -> Bool { PrivateFile.exists(path) }

    /// Makes a file with a new random key, durably.
    static func create(_ path: String) throws(SecretStoreError) {
        let key: SecretBytes
        do throws(CryptoError) {
            key = try .random(count: 32)
        } catch {
            throw SecretStoreError(.cryptography, .key)
        }
        var text = text(of: key)
        defer { _ = SecretBytes(moving: &text) }
        try PrivateFile.create(path, text, of: .key)
    }

    /// Puts the key of `nextPath` in the place of the one at `path`, which is overwritten.
    static func replace(_ path: String, by nextPath: String) throws(SecretStoreError) {
        try PrivateFile.rename(nextPath, to: path, of: .key, wipingTarget: true)
    }

    static func read(_ path: String) throws(SecretStoreError) -> KeyEncryptionKey {
        guard var text = try PrivateFile.read(path, of: .key, limit: 4096) else {
            throw SecretStoreError(.missing, .key)
        }
        defer { _ = SecretBytes(moving: &text) }
        let key = try parse(text)
        do throws(CryptoError) {
            return try KeyEncryptionKey(key)
        } catch {
            throw SecretStoreError(.cryptography, .key)
        }
    }

    static func text(of key: borrowing SecretBytes) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(256)
        text += title
        text += Array("1\n".utf8)
        key.withBytes { key in
            for index in key.indices {
                if index > 0, index.isMultiple(of: 4) { text.append(0x20) }
                text.append(digits[Int(key[index] >> 4)])
                text.append(digits[Int(key[index] & 15)])
            }
        }
        text.append(0x0a)
        text += Array(checksum(of: key).hex.utf8)
        text.append(0x0a)
        return text
    }

    static func parse(_ text: [UInt8]) throws(SecretStoreError) -> SecretBytes {
        guard text.starts(with: title.prefix(text.count)) else {
            throw SecretStoreError(.foreign, .key)
        }
        let lines = text.split(separator: 0x0a, omittingEmptySubsequences: false)
        guard lines.count >= 3 else { throw SecretStoreError(.truncated, .key) }
        let format = lines[0].dropFirst(title.count)
        guard format.elementsEqual([0x31]) else {
            // A later format has a larger number; there is no earlier one.
            throw SecretStoreError(
                !format.isEmpty && format.allSatisfy { (0x30...0x39).contains($0) }
                    ? .newerFormat : .damaged, .key)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for character in lines[1] where character != 0x20 && character != 0x0d {
            guard bytes.count < 32, let digit = value(of: character) else {
                _ = SecretBytes(moving: &bytes)
                throw SecretStoreError(.damaged, .key)
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        let key = SecretBytes(moving: &bytes)
        let written = lines[2].filter { $0 != 0x0d }
        guard key.count == 32, high == nil, written.count >= 16 else {
            throw SecretStoreError(.truncated, .key)
        }
        guard constantTimeEqual(Array(written), Array(checksum(of: key).hex.utf8)),
            lines.dropFirst(3).allSatisfy(\.isEmpty)
        else { throw SecretStoreError(.damaged, .key) }
        return key
    }

    /// 8 bytes that find a typing mistake; of 32 random bytes they tell nothing useful.
    private static func checksum(of key: borrowing SecretBytes) -> [UInt8] {
        Array(
            HMACSHA256.authenticate(Array("vault/v1/keystore-key".utf8), key: key).bytes.prefix(8))
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x41...0x46: character - 0x41 + 10
        case 0x61...0x66: character - 0x61 + 10
        default: nil
        }
    }
}
