internal import CryptoPrimitives

/// One signature line of a note: `— <name> <base64(u32be identifier || signature)>`.
package struct SignatureLine: Hashable, Sendable {
    /// The name of the key.
    package let name: String
    /// The identifier of the key.
    package let identifier: UInt32
    /// The signature, whose form depends on the key's type.
    package let signature: [UInt8]

    /// Takes the parts of a line; the name must be valid and the signature not empty.
    package init(name: String, identifier: UInt32, signature: [UInt8]) {
        precondition(KeyName.isValid(name) && !signature.isEmpty, "a line has a name and bytes")
        self.name = name
        self.identifier = identifier
        self.signature = signature
    }

    /// Reads a line without its line feed; `nil` for anything but the one form.
    init?(_ text: ArraySlice<UInt8>) {
        // In bytes: a combining character after a space would hide it from a search in text.
        guard text.starts(with: Self.prefix) else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(
            separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self),
            KeyName.isValid(name),
            let bytes = Base64.decode(String(decoding: parts[1], as: UTF8.self)), bytes.count > 4
        else { return nil }
        self.name = name
        identifier = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        signature = Array(bytes[4...])
    }

    /// An em dash, U+2014, and a space.
    private static let prefix: [UInt8] = [0xe2, 0x80, 0x94, 0x20]

    /// The line, with its line feed.
    var text: String {
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: identifier >> UInt32($0)) }
        return "\u{2014} \(name) \(Base64.encode(bytes + signature))\n"
    }
}

/// A text with signature lines that were not verified yet (C2SP signed-note).
///
///     <text, ending in a line feed>
///     <blank line>
///     — <name> <base64 signature>          one or more
///
/// The text may hold blank lines; the last one in the note ends it.
package struct SignedNote: Hashable, Sendable {
    /// The largest note: 1 MiB.
    package static let maximumSize = 1 << 20
    /// The largest number of signature lines; the specification asks for at least 16.
    package static let maximumLines = 100

    /// What is signed, with the line feed at its end.
    package let text: [UInt8]
    /// The signature lines, in order.
    package let lines: [SignatureLine]

    /// Puts a text and lines together.
    ///
    /// - Throws: ``NoteError/invalidCharacter``; ``NoteError/notSigned`` when there is no line or
    ///   no line feed at the end of the text; ``NoteError/tooLarge``.
    package init(text: [UInt8], lines: [SignatureLine]) throws(NoteError) {
        try Self.checkCharacters(text)
        guard text.last == 0x0a, !lines.isEmpty else { throw .notSigned }
        guard lines.count <= Self.maximumLines else { throw .tooLarge }
        self.text = text
        self.lines = lines
        guard bytes.count <= Self.maximumSize else { throw .tooLarge }
    }

    /// Reads a note; the signatures are not verified.
    ///
    /// - Throws: ``NoteError``: `tooLarge`, `invalidCharacter`, `notSigned`,
    ///   `malformedSignatureLine`.
    package init(_ bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.maximumSize else { throw .tooLarge }
        try Self.checkCharacters(bytes)
        guard bytes.last == 0x0a,
            let blank = bytes.indices.dropFirst().last(where: {
                bytes[$0] == 0x0a && bytes[$0 - 1] == 0x0a
            }), blank + 1 < bytes.count
        else { throw .notSigned }
        let signatures = bytes[(blank + 1)..<(bytes.count - 1)]
            .split(separator: 0x0a, omittingEmptySubsequences: false)
        guard signatures.count <= Self.maximumLines else { throw .tooLarge }
        var lines: [SignatureLine] = []
        for signature in signatures {
            guard let line = SignatureLine(signature) else { throw .malformedSignatureLine }
            lines.append(line)
        }
        text = Array(bytes[..<blank])
        self.lines = lines
    }

    /// The whole note.
    package var bytes: [UInt8] {
        text + [0x0a] + lines.flatMap { Array($0.text.utf8) }
    }

    /// The note with more lines at its end.
    ///
    /// - Throws: ``NoteError/tooLarge``.
    package func adding(_ more: [SignatureLine]) throws(NoteError) -> Self {
        try Self(text: text, lines: lines + more)
    }

    private static func checkCharacters(_ bytes: [UInt8]) throws(NoteError) {
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0a }),
            String(validating: bytes, as: UTF8.self) != nil
        else { throw .invalidCharacter }
    }
}

/// A note of which every line of a known key was verified, and at least one was there.
///
/// There is no way to make one except by checking signatures.
package struct VerifiedNote: Hashable, Sendable {
    /// The note as it was read, lines of unknown keys included.
    package let note: SignedNote
    /// The verified signatures, one for each known key that signed, in the order of the lines.
    package let signatures: [VerifiedSignature]

    /// Checks the lines of all known keys (C2SP signed-note).
    ///
    /// Lines of unknown keys are ignored, even those that share a name or an identifier, but not
    /// both, with a known one.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - keys: The known keys.
    /// - Throws: ``NoteError/ambiguousKey``; ``NoteError/invalidSignature`` when one line of a known
    ///   key fails, whatever the others say; ``NoteError/noKnownSignature``.
    package init(verifying note: SignedNote, keys: [VerifierKey]) throws(NoteError) {
        var known: [KeyLabel: VerifierKey] = [:]
        for key in keys {
            let label = KeyLabel(key.name, key.identifier)
            guard known[label, default: key] == key else { throw .ambiguousKey }
            known[label] = key
        }
        var signatures: [VerifiedSignature] = []
        for line in note.lines {
            let label = KeyLabel(line.name, line.identifier)
            guard let key = known[label] else { continue }
            guard let signature = key.verify(line, over: note.text) else { throw .invalidSignature }
            if !signatures.contains(where: { $0.key == key }) { signatures.append(signature) }
        }
        guard !signatures.isEmpty else { throw .noKnownSignature }
        self.note = note
        self.signatures = signatures
    }

    /// What tells whose a line is: the name byte by byte, where text would compare equal in
    /// several spellings.
    private struct KeyLabel: Hashable, Sendable {
        private let name: [UInt8]
        private let identifier: UInt32

        init(_ name: String, _ identifier: UInt32) {
            self.name = Array(name.utf8)
            self.identifier = identifier
        }
    }
}
