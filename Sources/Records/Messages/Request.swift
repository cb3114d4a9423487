package import CryptoPrimitives

/// What a member asks of the mediator.
///
/// Serialised, signed, and the same over every transport: in process, standard input and output,
/// socket or TLS. Ciphertext travels beside it and is bound by the manifest that the request names.
package struct Request: CanonicalRecord {
    package static let label = "vault/v1/request"

    /// The vault.
    package let vault: Digest
    /// Who asks.
    package let member: MemberID
    /// Under which appointment; `nil` for a worker or a founder.
    package let appointment: AppointmentID?
    /// When; the mediator accepts 2 minutes ahead and 5 minutes behind.
    package let time: Instant
    /// 16 random bytes; the same request gets the same receipt and no second entry.
    package let nonce: [UInt8]
    /// A fresh key, to which shares are sealed.
    package let ephemeralKey: X25519.PublicKey
    /// The size of the log that the member last saw; 0 for none.
    package let seenSize: UInt64
    /// What is asked.
    package let call: Call

    package init(
        vault: Digest, member: MemberID, appointment: AppointmentID?, time: Instant,
        nonce: [UInt8], ephemeralKey: X25519.PublicKey, seenSize: UInt64, call: Call
    ) {
        precondition(nonce.count == 16, "a request takes 16 random bytes")
        self.vault = vault
        self.member = member
        self.appointment = appointment
        self.time = time
        self.nonce = nonce
        self.ephemeralKey = ephemeralKey
        self.seenSize = seenSize
        self.call = call
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(vault)
        encoder.append(member)
        encoder.append(optional: appointment)
        encoder.append(time)
        encoder.append(nonce)
        encoder.append(ephemeralKey.bytes)
        encoder.append(seenSize)
        encoder.append(call.kind.rawValue)
        encoder.append(call.encoded)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        vault = try decoder.digest()
        member = try decoder.identifier()
        appointment = try decoder.optionalIdentifier()
        time = try decoder.instant()
        nonce = try decoder.bytes(count: 16)
        ephemeralKey = try decoder.agreementKey()
        seenSize = try decoder.integer()
        let kind: Call.Kind = try decoder.word()
        call = try Call(kind: kind, encoded: try decoder.bytes())
    }
}

/// A request with its signature and the ciphertext that travels beside it.
package struct SignedRequest: CanonicalRecord {
    package static let label = "vault/v1/signed-request"

    /// The canonical encoding of the ``Request``.
    package let request: [UInt8]
    /// The member's signature over it.
    package let signature: MemberSignature
    /// Ciphertext of a section version that is written; empty otherwise.
    package let content: [UInt8]

    package init(request: [UInt8], signature: MemberSignature, content: [UInt8] = []) {
        self.request = request
        self.signature = signature
        self.content = content
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(request)
        encoder.append(record: signature)
        encoder.append(content)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        request = try decoder.bytes()
        signature = try decoder.record()
        content = try decoder.bytes()
    }
}
