package import CryptoPrimitives

/// The admission of an organisation, signed by two founders of whom one stands for oversight.
package struct Organisation: CanonicalRecord {
    package static let label = "vault/v1/organisation"

    /// The organisation.
    package let id: OrganisationID
    /// The side on which it stands; it never changes.
    package let side: Side
    /// The name.
    package let name: String
    /// The enterprise number in compact form, or empty.
    package let number: String

    package init(id: OrganisationID, side: Side, name: String, number: String) {
        self.id = id
        self.side = side
        self.name = name
        self.number = number
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(word: side)
        encoder.append(name)
        encoder.append(number)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        side = try decoder.word()
        name = try decoder.string(limit: 200)
        number = try decoder.string(limit: 32)
        guard !name.isEmpty else { throw .invalidField }
    }
}

/// A public role key: usable from the log index of this statement on.
///
/// Made by a member of the role and signed by that member and a second person.
package struct RoleKey: CanonicalRecord {
    package static let label = "vault/v1/role-key"

    /// The role.
    package let role: Role
    /// The organisation that holds it.
    package let organisation: OrganisationID
    /// The epoch, from 1.
    package let epoch: UInt64
    /// The public key.
    package let key: X25519.PublicKey

    package init(role: Role, organisation: OrganisationID, epoch: UInt64, key: X25519.PublicKey) {
        self.role = role
        self.organisation = organisation
        self.epoch = epoch
        self.key = key
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: role)
        encoder.append(organisation)
        encoder.append(epoch)
        encoder.append(key.bytes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        role = try decoder.word()
        organisation = try decoder.identifier()
        epoch = try decoder.integer()
        key = try decoder.agreementKey()
        guard epoch >= 1, !role.isPersonal, role.holdsSectionKey else { throw .invalidField }
    }
}

/// A case that an inspectorate opens on an employer; while it lasts, its inspectors are competent.
package struct InspectionCase: CanonicalRecord {
    package static let label = "vault/v1/inspection-case"

    /// The inspectorate.
    package let inspectorate: OrganisationID
    /// The employer.
    package let employer: OrganisationID
    /// The first day.
    package let from: CivilDate
    /// The day after the last; `nil` while it is open.
    package let until: CivilDate?
    /// Why it is opened, in the inspector's words.
    package let reason: String

    package init(
        inspectorate: OrganisationID, employer: OrganisationID, from: CivilDate, until: CivilDate?,
        reason: String
    ) {
        self.inspectorate = inspectorate
        self.employer = employer
        self.from = from
        self.until = until
        self.reason = reason
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(inspectorate)
        encoder.append(employer)
        encoder.append(from)
        encoder.append(optional: until)
        encoder.append(reason)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        inspectorate = try decoder.identifier()
        employer = try decoder.identifier()
        from = try decoder.civilDate()
        until = try decoder.optionalCivilDate()
        reason = try decoder.string(limit: 500)
        guard until.map({ $0 > from }) ?? true, !reason.isEmpty else { throw .invalidField }
    }
}
