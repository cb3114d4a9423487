internal import CryptoPrimitives
internal import Mediation
internal import Records

/// The layout of a sealed file, taken apart and not yet opened.
///
///      0   8  the letters kluis-ks
///      8   2  format, big endian: 1
///     10  18  name: kind of file, kind of chain, identifier
///     28   8  identifier of the key-encryption key
///     36  32  salt
///     68  32  commitment to the key
///    100   4  length of what follows, big endian
///    104      ciphertext, and a tag of 16 bytes
///
///     key ‖ commitment = HKDF-SHA256(salt, key-encryption key, E("vault/v1/keystore", name), 64)
///     body = AES-256-GCM(key, nonce = 12 zero bytes, data = bytes 0 to 104)
///
/// The salt is random for each writing, so no key seals twice and the nonce may be constant.
struct SealedFile {
    static let magic = Array("kluis-ks".utf8)
    static let format: UInt16 = 1
    static let headerSize = 104
    /// The largest file that is read at all: 16 MiB.
    static let maximumSize = 16 << 20

    private let header: [UInt8]
    private let body: [UInt8]
    private let file: SecretStoreError.File

    /// Checks the outer form.
    init(_ bytes: [UInt8], of file: SecretStoreError.File) throws(SecretStoreError) {
        guard bytes.starts(with: Self.magic.prefix(bytes.count)) else {
            throw SecretStoreError(.foreign, file)
        }
        guard bytes.count >= Self.magic.count + 2 else { throw SecretStoreError(.truncated, file) }
        let format = UInt16(bytes[8]) << 8 | UInt16(bytes[9])
        guard format >= Self.format else { throw SecretStoreError(.olderFormat, file) }
        guard format <= Self.format else { throw SecretStoreError(.newerFormat, file) }
        guard bytes.count >= Self.headerSize else { throw SecretStoreError(.truncated, file) }
        let length = bytes[100..<104].reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count - Self.headerSize >= length else {
            throw SecretStoreError(.truncated, file)
        }
        guard bytes.count - Self.headerSize == length else {
            throw SecretStoreError(.damaged, file)
        }
        header = Array(bytes.prefix(Self.headerSize))
        body = Array(bytes.dropFirst(Self.headerSize))
        self.file = file
    }

    /// The identifier of the key-encryption key: 8 bytes.
    var keyID: [UInt8] { Array(header[28..<36]) }

    /// The chain whose secrets the file says to hold; whether it does shows when it is opened.
    func chain() throws(SecretStoreError) -> ChainID {
        guard case .chain(let id) = SealedName(Array(header[10..<28])) else {
            throw SecretStoreError(.misplaced, file)
        }
        return id
    }

    /// Seals `plaintext` for its place.
    static func seal(
        _ plaintext: borrowing SecretBytes, as name: SealedName, under key: KeyEncryptionKey
    ) throws(CryptoError) -> [UInt8] {
        let salt = try Randomness.bytes(count: 32)
        let keys = try derive(key, salt: salt, name: name.bytes)
        var header = magic + [UInt8(format >> 8), UInt8(format & 255)] + name.bytes
        header += key.id + salt
        keys.withBytes { keys in for index in 32..<64 { header.append(keys[index]) } }
        let length = plaintext.count + AES256GCM.tagByteCount
        for shift in [24, 16, 8, 0] { header.append(UInt8(truncatingIfNeeded: length >> shift)) }
        return header
            + (try AES256GCM.seal(
                plaintext, key: keys.extracting(0..<32), nonce: Self.nonce,
                authenticating: header))
    }

    /// Opens the file in its place.
    func open(
        as name: SealedName, under key: KeyEncryptionKey
    ) throws(SecretStoreError) -> SecretBytes {
        guard Array(header[10..<28]) == name.bytes else {
            throw SecretStoreError(.misplaced, file)
        }
        do throws(CryptoError) {
            let keys = try Self.derive(key, salt: Array(header[36..<68]), name: name.bytes)
            let isCommitted = keys.withBytes { keys in
                constantTimeEqual(keys.extracting(32..<64), header.span.extracting(68..<100))
            }
            guard isCommitted else { throw CryptoError(.commitmentMismatch) }
            return try AES256GCM.openSecret(
                body, key: keys.extracting(0..<32), nonce: Self.nonce, authenticating: header)
        } catch {
            throw SecretStoreError(error.code == .libraryFailure ? .cryptography : .damaged, file)
        }
    }

    private static var nonce: [UInt8] { [UInt8](repeating: 0, count: AES256GCM.nonceByteCount) }

    private static func derive(
        _ key: KeyEncryptionKey, salt: [UInt8], name: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        var info = CanonicalEncoder("vault/v1/keystore")
        info.append(name)
        let pseudorandom = try HKDF.extract(salt: salt, inputKey: key.box.secret)
        return try HKDF.expand(pseudorandom, info: info.bytes, count: 64)
    }
}
