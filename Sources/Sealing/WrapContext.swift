package import CryptoPrimitives

/// What a wrap is for: `ctxW`.
///
///     E("vault/v1/ctxW", suite, H(manifest), dossier, section, version, role, epoch, H(pk),
///       grant, policy, wrapper)
///
/// Suite, version and epoch are 8 bytes, big endian. The fields are plain bytes here; what they
/// identify is another module's knowledge.
package struct WrapContext: Hashable, Sendable {
    /// The hash of the signed manifest of the section version.
    package let manifest: Digest
    /// The dossier's identifier.
    package let dossier: [UInt8]
    /// The section's identifier.
    package let section: [UInt8]
    /// The number of the section version.
    package let version: UInt64
    /// The role and its holder that the wrap is for.
    package let role: [UInt8]
    /// The epoch of the role key.
    package let epoch: UInt64
    /// The role key itself.
    package let roleKey: X25519.PublicKey
    /// The grant's identifier.
    package let grant: [UInt8]
    /// The hash of the policy bundle in force when the wrap was made.
    package let policy: Digest
    /// The identifier of the member who wraps.
    package let wrapper: [UInt8]

    /// Takes the fields.
    package init(
        manifest: Digest, dossier: [UInt8], section: [UInt8], version: UInt64, role: [UInt8],
        epoch: UInt64, roleKey: X25519.PublicKey, grant: [UInt8], policy: Digest,
        wrapper: [UInt8]
    ) {
        self.manifest = manifest
        self.dossier = dossier
        self.section = section
        self.version = version
        self.role = role
        self.epoch = epoch
        self.roleKey = roleKey
        self.grant = grant
        self.policy = policy
        self.wrapper = wrapper
    }

    /// The encoding.
    package var bytes: [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/ctxW")
        encoder.append(Suite.identifier)
        encoder.append(manifest)
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(version)
        encoder.append(role)
        encoder.append(epoch)
        encoder.append(Digest(hashing: roleKey.bytes))
        encoder.append(grant)
        encoder.append(policy)
        encoder.append(wrapper)
        return encoder.bytes
    }

    /// `H(ctxW)`: what the share, the wrap and the access request name.
    package var hash: Digest { Wrap.contextHash(of: bytes) }
}
