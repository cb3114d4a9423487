package import CryptoPrimitives

/// The context to which the content of a section version is bound by its key derivation.
///
///     E("vault/v1/ctxC", suite, vault, dossier, section, version, H(manifest before), part)
///
/// Moving ciphertext to another section, version or vault makes it unopenable.
package struct ContentContext: Hashable, Sendable {
    /// The encoding.
    package let bytes: [UInt8]

    package init(
        vault: Digest, dossier: DossierID, section: SectionID, version: UInt64, previous: Digest
    ) {
        var encoder = CanonicalEncoder("vault/v1/ctxC")
        encoder.append(Manifest.suite)
        encoder.append(vault)
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(version)
        encoder.append(previous)
        encoder.append("body")
        bytes = encoder.bytes
    }
}

extension Manifest {
    /// The context of the version's content.
    package var contentContext: ContentContext {
        ContentContext(
            vault: vault, dossier: dossier, section: section, version: version, previous: previous)
    }
}
