/// The one set of algorithms that this version seals and opens with.
///
/// Ed25519, X25519, SHA-256, HPKE with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, and
/// the chunked encryption of C2SP with HKDF-SHA512 and AES-256-GCM. There is no negotiation: the
/// identifier stands first in every context, and another one is refused.
package enum Suite {
    /// The identifier, 0x0001.
    package static let identifier: UInt64 = 0x0001
}
