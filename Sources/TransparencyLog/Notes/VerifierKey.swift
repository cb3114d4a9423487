internal import CryptoPrimitives

/// A public key that checks lines of signed notes, and the name that it goes by (C2SP signed-note).
///
/// Its text form, the vkey, is
///
///     <name>+<8 hexadecimal digits of the identifier>+<base64(type || public key)>
///
/// where the identifier is the first 4 bytes of `SHA-256(name || 0x0A || type || public key)`.
/// Example: `example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// What the key signs.
    package enum SignatureType: UInt8, Hashable, Sendable {
        /// Ed25519 over the note's text.
        case ed25519 = 0x01
        /// A timestamped Ed25519 cosignature of a checkpoint (C2SP tlog-cosignature, v1).
        case cosignature = 0x04
    }

    /// The key's name, such as a host and a path.
    package let name: String
    /// What tells, with the name, which line is this key's; not a commitment to the key.
    package let identifier: UInt32
    /// What the key signs.
    package let type: SignatureType
    /// The Ed25519 public key: 32 bytes.
    package let publicKey: [UInt8]

    /// Names a public key.
    ///
    /// - Throws: ``NoteError/invalidKeyName``; ``NoteError/malformedKey`` when the public key has
    ///   small order or is not 32 bytes in their one encoding.
    package init(
        name: String, publicKey: [UInt8], type: SignatureType = .ed25519
    ) throws(NoteError) {
        guard KeyName.isValid(name) else { throw .invalidKeyName }
        guard (try? Ed25519.PublicKey(publicKey)) != nil else { throw .malformedKey }
        self.name = name
        self.publicKey = publicKey
        self.type = type
        identifier = Self.identifier(name: name, material: [type.rawValue] + publicKey)
    }

    /// Reads a vkey.
    ///
    /// - Throws: ``NoteError/malformedKey``, ``NoteError/invalidKeyName``,
    ///   ``NoteError/unsupportedKeyType``, ``NoteError/keyIdentifierMismatch``.
    package init(_ text: String) throws(NoteError) {
        // Base64 may hold a plus sign as well: only the first two separate.
        let parts = text.unicodeScalars
            .split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
            .map { String($0) }
        guard parts.count == 3, parts[1].utf8.count == 8,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            let identifier = UInt32(parts[1], radix: 16),
            let material = Base64.decode(parts[2]), let code = material.first
        else { throw .malformedKey }
        guard KeyName.isValid(parts[0]) else { throw .invalidKeyName }
        guard let type = SignatureType(rawValue: code) else { throw .unsupportedKeyType }
        try self.init(name: parts[0], publicKey: Array(material.dropFirst()), type: type)
        guard self.identifier == identifier else { throw .keyIdentifierMismatch }
    }

    /// The vkey.
    package var description: String {
        let digits = String(identifier, radix: 16)
        let padding = String(repeating: "0", count: 8 - digits.count)
        return "\(name)+\(padding)\(digits)+\(Base64.encode([type.rawValue] + publicKey))"
    }

    /// Checks a line's signature over a text.
    ///
    /// - Returns: What was signed, or `nil` when the signature is not this key's over this text.
    func verify(_ line: SignatureLine, over text: [UInt8]) -> VerifiedSignature? {
        guard line.name.utf8.elementsEqual(name.utf8), line.identifier == identifier,
            let key = try? Ed25519.PublicKey(publicKey)
        else { return nil }
        switch type {
        case .ed25519:
            guard key.isValidSignature(line.signature, for: text) else { return nil }
            return VerifiedSignature(key: self, time: nil)
        case .cosignature:
            guard let time = Cosignature.time(of: line.signature) else { return nil }
            let signature = Array(line.signature[Cosignature.timeSize...])
            guard key.isValidSignature(signature, for: Cosignature.message(text, time: time))
            else { return nil }
            return VerifiedSignature(key: self, time: time)
        }
    }

    private static func identifier(name: String, material: [UInt8]) -> UInt32 {
        Digest(hashing: Array(name.utf8), [0x0a], material).bytes[..<4]
            .reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// A line of a note that was verified.
package struct VerifiedSignature: Hashable, Sendable {
    /// Whose signature it is.
    package let key: VerifierKey
    /// For a cosignature, when it was made: seconds since 1970-01-01T00:00:00Z.
    package let time: UInt64?
}

/// The Ed25519 cosignature of a checkpoint (C2SP tlog-cosignature, v1).
///
/// The line holds `u64be time || signature`; signed is `cosignature/v1`, a line with the time, and
/// the whole text of the note. It says: at that time this was the largest consistent tree of the
/// log that the cosigner had seen.
enum Cosignature {
    static let timeSize = 8

    /// The time in a line's bytes; `nil` when they are not 72 or the time is not below 2^63.
    static func time(of signature: [UInt8]) -> UInt64? {
        guard signature.count == timeSize + 64 else { return nil }
        let time = signature[..<timeSize].reduce(0) { $0 << 8 | UInt64($1) }
        return time <= UInt64(Int64.max) ? time : nil
    }

    static func message(_ text: [UInt8], time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + text
    }
}
