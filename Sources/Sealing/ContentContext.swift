package import CryptoPrimitives

/// What a sealed content is: `ctxC`.
///
///     E("vault/v1/ctxC", suite, vault, dossier, section, version, [H(previous manifest)], part)
///
/// Suite, version and part are 8 bytes, big endian; the hash is absent for the first version. The
/// context enters the derivation of the content's key, so a content opens at its own place only.
package struct ContentContext: Hashable, Sendable {
    /// The vault's identifier.
    package let vault: [UInt8]
    /// The dossier's identifier.
    package let dossier: [UInt8]
    /// The section's identifier.
    package let section: [UInt8]
    /// The number of the section version.
    package let version: UInt64
    /// The hash of the manifest of the version before, `nil` for the first.
    package let previousManifest: Digest?
    /// The number of the part: 0 for the body, then the attachments.
    package let part: UInt64

    /// Takes the fields.
    package init(
        vault: [UInt8], dossier: [UInt8], section: [UInt8], version: UInt64,
        previousManifest: Digest?, part: UInt64
    ) {
        self.vault = vault
        self.dossier = dossier
        self.section = section
        self.version = version
        self.previousManifest = previousManifest
        self.part = part
    }

    /// The encoding; the hash of the encoding when that is longer than 256 bytes, so that the key
    /// derivation always works on a short context.
    package var bytes: [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/ctxC")
        encoder.append(Suite.identifier)
        encoder.append(vault)
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(version)
        encoder.append(optional: previousManifest?.bytes)
        encoder.append(part)
        let bytes = encoder.bytes
        return bytes.count <= 256 ? bytes : Digest(hashing: bytes).bytes
    }
}
