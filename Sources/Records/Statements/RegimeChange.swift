package import CryptoPrimitives

/// From now on another regime governs a dossier: a request came in under a later law, or a law took
/// over what was undecided.
package struct RegimeChange: CanonicalRecord {
    package static let label = "vault/v1/regime-change"

    /// The name of the regime that governs from now on.
    package let regime: String
    /// Standing grants of kinds that its policy lets a party read and that of the regime before did
    /// not.
    package let grants: [Grant]

    package init(regime: String, grants: [Grant]) {
        self.regime = regime
        self.grants = grants
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(regime)
        encoder.append(records: grants)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        regime = try decoder.string(limit: 64)
        grants = try decoder.records(limit: 64)
        guard !regime.isEmpty else { throw .invalidField }
    }
}
