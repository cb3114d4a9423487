package import CryptoPrimitives

/// Seals a row of a database, or a small file, under a storage key.
///
///     key || nonce || commitment = HKDF-Expand-SHA256(storage key,
///         E("vault/v1/row-key", salt, aad), 32 + 12 + 32)
///     aad                        = E("vault/v1/row", table, key columns)
///     sealed                     = salt (16) || commitment (32) || AES-256-GCM(key, nonce, aad)
///
/// Every row has a key and a nonce of its own, from a random salt. The commitment makes it
/// impossible to craft a row that opens under two keys, and binds it to its place: a row moved to
/// another table or other key columns does not open. It is compared in constant time, before
/// anything is decrypted.
package enum RowSeal {
    /// How many bytes a sealed row has more than its content.
    package static let overhead = 64

    private static let saltByteCount = 16

    /// Seals a row.
    ///
    /// - Parameters:
    ///   - content: What the row holds.
    ///   - key: The storage key, 32 bytes.
    ///   - table: Where the row stands.
    ///   - keyColumns: What finds the row there, in order.
    /// - Returns: 64 bytes more than the content.
    /// - Throws: `invalidLength` for another size of key, `randomnessUnavailable`.
    package static func seal(
        _ content: [UInt8], key: borrowing SecretBytes, table: String, keyColumns: [[UInt8]]
    ) throws(CryptoError) -> [UInt8] {
        let keys = try Keys(
            key, salt: Randomness.bytes(count: saltByteCount), table: table,
            keyColumns: keyColumns)
        return try keys.header
            + AES256GCM.seal(
                content, key: keys.key, nonce: keys.nonce, authenticating: keys.place)
    }

    /// Seals a secret as a row.
    ///
    /// - Throws: `invalidLength` for another size of key, `randomnessUnavailable`.
    package static func seal(
        _ content: borrowing SecretBytes, key: borrowing SecretBytes, table: String,
        keyColumns: [[UInt8]]
    ) throws(CryptoError) -> [UInt8] {
        let keys = try Keys(
            key, salt: Randomness.bytes(count: saltByteCount), table: table,
            keyColumns: keyColumns)
        return try keys.header
            + AES256GCM.seal(
                content, key: keys.key, nonce: keys.nonce, authenticating: keys.place)
    }

    /// Opens a row.
    ///
    /// - Parameters:
    ///   - sealed: What ``seal(_:key:table:keyColumns:)`` gave.
    ///   - key: The storage key, 32 bytes.
    ///   - table: Where the row stands.
    ///   - keyColumns: What finds the row there, in order.
    /// - Returns: The content.
    /// - Throws: `authenticationFailed`, whatever the reason; `invalidLength` for another size of
    ///   key.
    package static func open(
        _ sealed: [UInt8], key: borrowing SecretBytes, table: String, keyColumns: [[UInt8]]
    ) throws(CryptoError) -> [UInt8] {
        let keys = try Keys.checked(sealed, key, table: table, keyColumns: keyColumns)
        return try AES256GCM.open(
            Array(sealed.dropFirst(keys.header.count)), key: keys.key, nonce: keys.nonce,
            authenticating: keys.place)
    }

    /// Opens a row that holds a secret.
    ///
    /// - Throws: `authenticationFailed`, whatever the reason; `invalidLength` for another size of
    ///   key.
    package static func openSecret(
        _ sealed: [UInt8], key: borrowing SecretBytes, table: String, keyColumns: [[UInt8]]
    ) throws(CryptoError) -> SecretBytes {
        let keys = try Keys.checked(sealed, key, table: table, keyColumns: keyColumns)
        return try AES256GCM.openSecret(
            Array(sealed.dropFirst(keys.header.count)), key: keys.key, nonce: keys.nonce,
            authenticating: keys.place)
    }

    /// What one row is sealed with.
    private struct Keys: ~Copyable {
        let key: SecretBytes
        let nonce: [UInt8]
        let place: [UInt8]
        /// The salt and the commitment.
        let header: [UInt8]

        init(
            _ storageKey: borrowing SecretBytes, salt: [UInt8], table: String,
            keyColumns: [[UInt8]]
        ) throws(CryptoError) {
            guard storageKey.count == AES256GCM.keyByteCount else {
                throw CryptoError(.invalidLength)
            }
            var place = CanonicalEncoder("vault/v1/row")
            place.append(table)
            place.append(list: keyColumns)
            var info = CanonicalEncoder("vault/v1/row-key")
            info.append(salt)
            info.append(place.bytes)
            let derived = try HKDF.expand(
                storageKey, info: info.bytes, count: 32 + 12 + 32)
            key = derived.extracting(0..<32)
            nonce = derived.withBytes { [UInt8](copying: $0.extracting(32..<44)) }
            header = derived.withBytes { salt + [UInt8](copying: $0.extracting(44..<76)) }
            self.place = place.bytes
        }

        /// Derives the keys of a sealed row and checks its commitment.
        static func checked(
            _ sealed: [UInt8], _ storageKey: borrowing SecretBytes, table: String,
            keyColumns: [[UInt8]]
        ) throws(CryptoError) -> Keys {
            guard sealed.count >= RowSeal.overhead else { throw CryptoError(.authenticationFailed) }
            let keys = try Keys(
                storageKey, salt: Array(sealed.prefix(saltByteCount)), table: table,
                keyColumns: keyColumns)
            guard constantTimeEqual(keys.header, Array(sealed.prefix(keys.header.count))) else {
                throw CryptoError(.authenticationFailed)
            }
            return keys
        }
    }
}
