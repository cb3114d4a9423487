package import CryptoPrimitives
package import Records

/// What a member's private keys can do, so that they can stay inside a key file's process or an
/// agent.
///
/// Whoever implements it looks at what is signed: the bytes are a canonical encoding, whose label
/// says what they are. An agent signs by itself only a `vault/v1/request` whose call
/// ``Call/Kind/isReading``; statements, manifests, wraps and other requests ask the person.
package protocol MemberKeys: Sendable {
    /// Whose keys they are.
    var member: MemberID { get }
    /// The public half of the key that signs.
    var signingKey: Ed25519.PublicKey { get }
    /// The public half of the key to which role keys, notices and personal wraps are sealed.
    var agreementKey: X25519.PublicKey { get }

    /// Signs a canonical encoding under an appointment.
    ///
    /// - Parameters:
    ///   - bytes: The canonical encoding.
    ///   - appointment: The appointment; `nil` for a worker, a founder or a new member.
    /// - Returns: The signature over ``MemberSignature/message(for:member:appointment:)``.
    /// - Throws: Whatever keeps the keys from signing, such as a person who says no.
    func sign(_ bytes: [UInt8], appointment: AppointmentID?) throws -> MemberSignature

    /// Opens what was sealed to the agreement key with HPKE in mode base.
    ///
    /// - Parameters:
    ///   - sealed: The encapsulated key of 32 bytes and the ciphertext.
    ///   - info: What the message is for.
    ///   - data: What is authenticated with it.
    /// - Returns: The message.
    /// - Throws: ``CryptoError`` when it does not open.
    func openSealed(
        _ sealed: [UInt8], info: [UInt8], authenticating data: [UInt8]
    ) throws -> SecretBytes

    /// Opens the data key of a section version.
    ///
    /// - Parameters:
    ///   - sealedKey: The wrap's sealed data key, 80 bytes.
    ///   - contextHash: The hash of the wrap's context.
    ///   - share: The mediator's share, 32 bytes.
    ///   - roleKey: Where the role's private key is.
    /// - Returns: The data key, 32 bytes.
    /// - Throws: ``CryptoError`` when the wrap or the copy does not open.
    func openWrap(
        _ sealedKey: [UInt8], contextHash: Digest, share: borrowing SecretBytes,
        roleKey: RoleKeySource
    ) throws -> SecretBytes

    /// The inner search tag of a value: `HMAC(HKDF(role's private key, "vault/v1/index"), value)`.
    ///
    /// - Parameters:
    ///   - value: The normalised value.
    ///   - roleKey: Where the role's private key is.
    /// - Returns: 32 bytes.
    /// - Throws: ``CryptoError`` when the copy does not open.
    func indexTag(of value: [UInt8], roleKey: RoleKeySource) throws -> Digest

    /// The key under which the client keeps what it has verified: 32 bytes, the same each time.
    ///
    ///     HKDF(agreement key, "vault/v1/client-state" || vault)
    func stateKey(for vault: Digest) throws -> SecretBytes
}

/// Where the private key of a role is to be found.
package enum RoleKeySource: Hashable, Sendable {
    /// A role of one person: the member's own agreement key.
    case own
    /// A role of an organisation: the member's sealed copy of 80 bytes, and the public key that
    /// the opened copy must belong to.
    case copy(sealed: [UInt8], key: X25519.PublicKey)

    /// What a copy is sealed for (HPKE info); the public role key is authenticated with it.
    package static let copyInfo = Array("vault/v1/role-key-copy".utf8)
}

/// One who signs: keys, and the appointment under which they sign.
package struct Signer: Sendable {
    /// The keys.
    package let keys: any MemberKeys
    /// The appointment; `nil` for a worker, a founder or a new member.
    package let appointment: AppointmentID?

    /// Joins keys and an appointment.
    package init(_ keys: any MemberKeys, appointment: AppointmentID?) {
        self.keys = keys
        self.appointment = appointment
    }

    /// Signs a statement, behind the signatures that are there.
    func sign(_ signed: SignedStatement) throws -> SignedStatement {
        let signature = try keys.sign(
            signed.statement.canonicalBytes, appointment: appointment)
        return SignedStatement(signed.statement, signatures: signed.signatures + [signature])
    }
}
