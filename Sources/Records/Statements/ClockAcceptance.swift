package import CryptoPrimitives

/// The founders' word that the mediator's clock is right, though it is behind the log.
///
/// A clock that once ran ahead leaves entries of a time that has not come yet, and the mediator then
/// stops. The acceptance covers the entries before its own: until the clock has caught up with them,
/// new entries repeat their time. An entry that is further ahead stops the mediator again.
package struct ClockAcceptance: CanonicalRecord {
    package static let label = "vault/v1/clock-acceptance"

    /// Why the clock had been wrong, in the founders' words: at most 500 bytes, never empty.
    package let reason: String

    package init(reason: String) { self.reason = reason }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(reason) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        reason = try decoder.string(limit: 500)
        guard !reason.isEmpty else { throw .invalidField }
    }
}
