package import CryptoPrimitives

/// Who holds a role key or receives a section: an organisation, or a person for roles of one.
package enum Holder: Hashable, Sendable {
    /// An organisation; every member appointed to the role there shares the role key.
    case organisation(OrganisationID)
    /// One person; the role key is the member's own agreement key.
    case member(MemberID)

    /// The 16 bytes of the identifier.
    package var bytes: [UInt8] {
        switch self {
        case .organisation(let id): id.bytes
        case .member(let id): id.bytes
        }
    }
}

extension Holder: CanonicalRecord {
    package static var label: String { "vault/v1/holder" }

    package func encode(to encoder: inout CanonicalEncoder) {
        switch self {
        case .organisation(let id):
            encoder.append("organisation")
            encoder.append(id)
        case .member(let id):
            encoder.append("member")
            encoder.append(id)
        }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        switch try decoder.string(limit: 16) {
        case "organisation": self = .organisation(try decoder.identifier())
        case "member": self = .member(try decoder.identifier())
        default: throw .invalidField
        }
    }
}
