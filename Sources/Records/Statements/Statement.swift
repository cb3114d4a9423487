package import CryptoPrimitives

/// A fact that decisions use: append-only, signed by who may make it, logged, and chained.
///
///     E("vault/v1/statement", chain, length of the chain before it, link before it, time, nonce,
///       kind, body)
///
/// The 16 random bytes make the hash in the log say nothing about the body.
package struct Statement: Hashable, Sendable {
    /// The chain that it extends.
    package let chain: ChainID
    /// The head of the chain before it.
    package let previous: ChainHead
    /// When its signer says it was made; the mediator accepts 2 minutes of difference.
    package let time: Instant
    /// 16 random bytes.
    package let nonce: [UInt8]
    /// What it says.
    package let body: StatementBody

    /// Makes a statement that extends a chain.
    ///
    /// - Parameters:
    ///   - body: What it says.
    ///   - chain: The chain that it extends.
    ///   - previous: The head of the chain before it.
    ///   - time: When it is made.
    ///   - nonce: 16 random bytes.
    package init(
        _ body: StatementBody, chain: ChainID, previous: ChainHead, time: Instant, nonce: [UInt8]
    ) {
        precondition(nonce.count == 16, "a statement takes 16 random bytes")
        self.body = body
        self.chain = chain
        self.previous = previous
        self.time = time
        self.nonce = nonce
    }
}

extension Statement: CanonicalRecord {
    package static var label: String { "vault/v1/statement" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: chain)
        encoder.append(record: previous)
        encoder.append(time)
        encoder.append(nonce)
        encoder.append(body.kind.rawValue)
        encoder.append(body.encoded)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        chain = try decoder.record()
        previous = try decoder.record()
        time = try decoder.instant()
        nonce = try decoder.bytes(count: 16)
        let kind: StatementBody.Kind = try decoder.word()
        body = try StatementBody(kind: kind, encoded: try decoder.bytes())
    }
}

/// A member's signature, with the appointment under which it is given.
package struct MemberSignature: Hashable, Sendable {
    /// Who signs.
    package let member: MemberID
    /// Under which appointment; `nil` for a founder, a worker or a new member's own signature.
    package let appointment: AppointmentID?
    /// Ed25519, 64 bytes, over `E("vault/v1/signature", member, appointment, signed bytes)`.
    package let signature: [UInt8]

    /// Takes a signature made over ``message(for:member:appointment:)``.
    package init(member: MemberID, appointment: AppointmentID?, signature: [UInt8]) {
        self.member = member
        self.appointment = appointment
        self.signature = signature
    }

    /// What is signed: who signs under which appointment is part of it.
    package static func message(
        for bytes: [UInt8], member: MemberID, appointment: AppointmentID?
    ) -> [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/signature")
        encoder.append(member)
        encoder.append(optional: appointment)
        encoder.append(bytes)
        return encoder.bytes
    }

    /// Whether `key` made this signature over `bytes`.
    package func isValid(for bytes: [UInt8], key: Ed25519.PublicKey) -> Bool {
        key.isValidSignature(
            signature, for: Self.message(for: bytes, member: member, appointment: appointment))
    }
}

extension MemberSignature: CanonicalRecord {
    package static var label: String { "vault/v1/member-signature" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(member)
        encoder.append(optional: appointment)
        encoder.append(signature)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        member = try decoder.identifier()
        appointment = try decoder.optionalIdentifier()
        signature = try decoder.bytes(count: 64)
    }
}

/// A statement with the signatures of those who make it.
package struct SignedStatement: Hashable, Sendable {
    /// The statement.
    package let statement: Statement
    /// One signature a signer, in the order of signing; at most 8.
    package let signatures: [MemberSignature]

    /// Joins a statement and its signatures.
    package init(_ statement: Statement, signatures: [MemberSignature]) {
        self.statement = statement
        self.signatures = signatures
    }

    /// What the log entry and the next link commit to: the hash of statement and signatures.
    package var hash: Digest { Digest(hashing: canonicalBytes) }

    /// The head of the chain with this statement.
    package var head: ChainHead { statement.previous.appending(hash) }
}

extension SignedStatement: CanonicalRecord {
    package static var label: String { "vault/v1/signed-statement" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: statement)
        encoder.append(records: signatures)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        statement = try decoder.record()
        signatures = try decoder.records(limit: 8)
        guard Set(signatures.map(\.member)).count == signatures.count else { throw .invalidField }
    }
}
