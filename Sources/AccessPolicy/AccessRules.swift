package import CryptoPrimitives
internal import Records

/// A named list of rules: what decides about the dossiers of one regime.
///
/// The order of the rules means nothing: what is not permitted is denied, and what is forbidden is
/// denied whatever permits it. When rules are in force, and who approved them, stands in the
/// ``BundleManifest`` to which they belong.
package struct AccessRules: CanonicalRecord {
    package static let label = "vault/v1/policy"

    /// Their name, such as `be-2022`: the regime for whose dossiers they decide.
    package let name: String
    /// The rules.
    package let rules: [PolicyRule]

    /// Takes the parts.
    package init(name: String, rules: [PolicyRule]) {
        self.name = name
        self.rules = rules
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name)
        encoder.append(records: rules)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        name = try decoder.string(limit: 64)
        rules = try decoder.records(limit: CompiledPolicy.maximumRules)
    }
}
