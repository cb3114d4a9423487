package import CryptoPrimitives
package import Records

/// A named, numbered list of rules, as people write and approve it.
///
/// The order of the rules means nothing: what is not permitted is denied, and what is forbidden is
/// denied whatever permits it.
package struct PolicyBundle: CanonicalRecord {
    package static let label = "vault/v1/policy"

    /// Its name, such as `be-2022`.
    package let name: String
    /// Its revision, from 1; it rises with every adoption.
    package let revision: UInt64
    /// The jurisdiction, an ISO 3166-1 code such as `BE`.
    package let jurisdiction: String
    /// The first day on which it may be used.
    package let validFrom: CivilDate
    /// The day after the last; `nil` for no end.
    package let validUntil: CivilDate?
    /// The hash of the revision before it; `nil` for the first.
    package let predecessor: Digest?
    /// The rules.
    package let rules: [PolicyRule]

    /// Takes the parts.
    package init(
        name: String, revision: UInt64, jurisdiction: String, validFrom: CivilDate,
        validUntil: CivilDate? = nil, predecessor: Digest? = nil, rules: [PolicyRule]
    ) {
        self.name = name
        self.revision = revision
        self.jurisdiction = jurisdiction
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.predecessor = predecessor
        self.rules = rules
    }

    /// Whether the bundle may be used on a day.
    package func isValid(on day: CivilDate) -> Bool {
        validFrom <= day && validUntil.map { day < $0 } ?? true
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name)
        encoder.append(revision)
        encoder.append(jurisdiction)
        encoder.append(validFrom)
        encoder.append(optional: validUntil)
        encoder.append(optional: predecessor?.bytes)
        encoder.append(records: rules)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        name = try decoder.string(limit: 64)
        revision = try decoder.integer()
        jurisdiction = try decoder.string(limit: 8)
        validFrom = try decoder.civilDate()
        validUntil = try decoder.optionalCivilDate()
        let bytes = try decoder.optional()
        predecessor = bytes.flatMap { Digest($0) }
        rules = try decoder.records(limit: CompiledPolicy.maximumRules)
        guard (bytes == nil) == (predecessor == nil) else { throw .invalidField }
    }
}
