package import CryptoPrimitives

/// A private key that signs notes under a name.
package struct NoteSigner: ~Copyable, Sendable {
    private let key: Ed25519.PrivateKey
    /// What others check the signatures with.
    package let verifierKey: VerifierKey

    /// Takes over a key.
    ///
    /// - Parameters:
    ///   - name: The name of the key; a log's own is its origin.
    ///   - key: The private key, of one log or one cosigner only.
    ///   - type: What the key signs: the text of notes, or cosignatures.
    /// - Throws: ``NoteError/invalidKeyName``.
    package init(
        name: String, key: consuming Ed25519.PrivateKey,
        type: VerifierKey.SignatureType = .ed25519
    ) throws(NoteError) {
        verifierKey = try VerifierKey(name: name, publicKey: key.publicKey.bytes, type: type)
        self.key = key
    }

    /// Signs the text of a note; a key of a log.
    ///
    /// - Throws: ``CryptoError``.
    package borrowing func sign(_ text: [UInt8]) throws(CryptoError) -> SignatureLine {
        precondition(verifierKey.type == .ed25519, "a cosigner's key signs cosignatures only")
        return line(try key.sign(text))
    }

    /// Signs a checkpoint as a whole note.
    ///
    /// A log signs no checkpoint that is inconsistent with one that it signed before: who calls
    /// this has the last signed head at hand and has the next one from the same frontier.
    ///
    /// - Throws: ``CryptoError``.
    package borrowing func sign(_ checkpoint: Checkpoint) throws(CryptoError) -> SignedNote {
        let text = checkpoint.text
        let line = try sign(text)
        do {
            return try SignedNote(text: text, lines: [line])
        } catch {
            // A checkpoint's text is valid by construction, but for extension lines that are read.
            throw CryptoError(.invalidEncoding)
        }
    }

    /// Cosigns the text of a checkpoint that was shown to be consistent with all seen before
    /// (C2SP tlog-cosignature, v1); a key of a cosigner.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint.
    ///   - time: Now, in seconds since 1970-01-01T00:00:00Z; below 2^63.
    /// - Returns: The line to add to the checkpoint's note.
    /// - Throws: ``CryptoError``.
    package borrowing func cosign(
        _ checkpoint: SignedCheckpoint, time: UInt64
    ) throws(CryptoError) -> SignatureLine {
        precondition(verifierKey.type == .cosignature, "a log's key does not cosign")
        precondition(time <= UInt64(Int64.max), "a time is below 2^63")
        let signature = try key.sign(Cosignature.message(checkpoint.note.text, time: time))
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * $0)) }
        return line(bytes + signature)
    }

    private borrowing func line(_ signature: [UInt8]) -> SignatureLine {
        SignatureLine(
            name: verifierKey.name, identifier: verifierKey.identifier, signature: signature)
    }
}
