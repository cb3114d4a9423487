package import CryptoPrimitives

/// Who acted, as the sealed detail of an entry names it.
///
///     E("vault/v1/log-actor", member, appointment?, responsible?)
///
/// It is sealed once more inside the detail, under the actor's own key: whoever opens what happened
/// does not learn by whom. A worker sees role and organisation of those who looked; the name takes a
/// decision of its own (CJEU C-579/21, Pankki S).
package struct LogActor: Hashable, Sendable {
    /// The member who acted.
    package let member: LogIdentifier
    /// The appointment under which the member acted.
    package let appointment: LogIdentifier?
    /// The member on whose responsibility the actor acted (NEN 7513 7.3.6).
    package let responsible: LogIdentifier?

    private static let label = "vault/v1/log-actor"

    /// Names who acted.
    package init(
        member: LogIdentifier, appointment: LogIdentifier? = nil,
        responsible: LogIdentifier? = nil
    ) {
        self.member = member
        self.appointment = appointment
        self.responsible = responsible
    }

    fileprivate var encoded: [UInt8] {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(member.bytes)
        encoder.append(optional: appointment?.bytes)
        encoder.append(optional: responsible?.bytes)
        return encoder.bytes
    }

    /// Reads an encoding.
    ///
    /// - Throws: ``EntryError/invalidField``.
    package init(_ bytes: [UInt8]) throws(EntryError) {
        do {
            var decoder = try CanonicalDecoder(bytes, label: Self.label)
            guard let member = LogIdentifier(try decoder.bytes(count: 16)) else {
                throw EntryError.invalidField
            }
            self.member = member
            appointment = try Self.identifier(decoder.optional())
            responsible = try Self.identifier(decoder.optional())
            try decoder.finish()
        } catch {
            throw .invalidField
        }
    }

    private static func identifier(_ bytes: [UInt8]?) throws(EntryError) -> LogIdentifier? {
        guard let bytes else { return nil }
        guard let identifier = LogIdentifier(bytes) else { throw .invalidField }
        return identifier
    }
}

/// The sealed name of who acted, which stands in the detail of an entry.
///
/// A ``CommittingSeal`` under the actor's key with the label `vault/v1/log-actor`; nothing more is
/// authenticated, because the detail around it is bound to its entry.
package struct SealedActor: Hashable, Sendable {
    /// The largest size in bytes.
    package static let maximumSize = 256
    private static let label = "vault/v1/log-actor"

    private let seal: CommittingSeal

    /// Seals who acted.
    ///
    /// - Parameters:
    ///   - actor: Who.
    ///   - key: The actor's key: 32 bytes.
    ///   - nonce: 16 random bytes, new for each.
    /// - Throws: ``CryptoError``.
    package init(
        _ actor: LogActor, key: borrowing SecretBytes, nonce: [UInt8]
    ) throws(CryptoError) {
        seal = try CommittingSeal(
            actor.encoded, label: Self.label, authenticating: [], key: key, nonce: nonce)
    }

    /// Takes stored bytes; `nil` when they have an impossible size.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.maximumSize,
            let seal = CommittingSeal(bytes, limit: Self.maximumSize)
        else { return nil }
        self.seal = seal
    }

    /// The stored bytes.
    package var bytes: [UInt8] { seal.bytes }

    /// Opens it with the key of this one.
    ///
    /// - Throws: ``EntryError/wrongKey``, ``EntryError/damagedDetail``, ``EntryError/invalidField``.
    package func open(actorKey: borrowing SecretBytes) throws(EntryError) -> LogActor {
        try LogActor(seal.open(label: Self.label, authenticating: [], sealKey: actorKey))
    }

    /// The key of this one: 32 bytes from which the actor's key cannot be found.
    package func actorKey(
        from key: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try seal.sealKey(from: key)
    }
}
