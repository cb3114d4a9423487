package import CryptoPrimitives

/// A person with keys.
///
/// Signed by the member, which proves possession of the signing key. A worker's statement is signed
/// by two members of different organisations as well, never the employer's side; another member's
/// by a registrar or a founder.
package struct Member: CanonicalRecord {
    package static let label = "vault/v1/member"

    /// The member.
    package let id: MemberID
    /// The name by which others know the person; sealed with the statement.
    package let name: String
    /// The key that signs.
    package let signingKey: Ed25519.PublicKey
    /// The key to which role keys and notices are sealed.
    package let agreementKey: X25519.PublicKey
    /// Whether the member may be the worker of a dossier.
    package let isWorker: Bool
    /// The epoch of the keys, from 1.
    package let epoch: UInt64

    package init(
        id: MemberID, name: String, signingKey: Ed25519.PublicKey, agreementKey: X25519.PublicKey,
        isWorker: Bool, epoch: UInt64 = 1
    ) {
        self.id = id
        self.name = name
        self.signingKey = signingKey
        self.agreementKey = agreementKey
        self.isWorker = isWorker
        self.epoch = epoch
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(name)
        encoder.append(signingKey.bytes)
        encoder.append(agreementKey.bytes)
        encoder.append(flag: isWorker)
        encoder.append(epoch)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        name = try decoder.string(limit: 200)
        signingKey = try decoder.signingKey()
        agreementKey = try decoder.agreementKey()
        isWorker = try decoder.flag()
        epoch = try decoder.integer()
        guard !name.isEmpty, epoch >= 1 else { throw .invalidField }
    }
}

/// A member's role in an organisation, from a moment to a moment.
package struct Appointment: CanonicalRecord {
    package static let label = "vault/v1/appointment"

    /// The appointment.
    package let id: AppointmentID
    /// Who is appointed.
    package let member: MemberID
    /// To which role.
    package let role: Role
    /// In which organisation.
    package let organisation: OrganisationID
    /// From when.
    package let from: Instant
    /// Until when; `nil` for no end.
    package let until: Instant?

    package init(
        id: AppointmentID, member: MemberID, role: Role, organisation: OrganisationID,
        from: Instant, until: Instant?
    ) {
        self.id = id
        self.member = member
        self.role = role
        self.organisation = organisation
        self.from = from
        self.until = until
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(member)
        encoder.append(word: role)
        encoder.append(organisation)
        encoder.append(from)
        encoder.append(optional: until)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        member = try decoder.identifier()
        role = try decoder.word()
        organisation = try decoder.identifier()
        from = try decoder.instant()
        until = try decoder.optionalInstant()
        guard role != .worker, until.map({ $0 > from }) ?? true else { throw .invalidField }
    }
}

/// The end of an appointment before its term.
package struct AppointmentEnd: CanonicalRecord {
    package static let label = "vault/v1/appointment-end"

    /// The appointment.
    package let appointment: AppointmentID
    /// When it ends.
    package let at: Instant

    package init(appointment: AppointmentID, at: Instant) {
        self.appointment = appointment
        self.at = at
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(appointment)
        encoder.append(at)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        appointment = try decoder.identifier()
        at = try decoder.instant()
    }
}
