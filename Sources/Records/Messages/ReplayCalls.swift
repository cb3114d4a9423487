package import CryptoPrimitives

/// Asks to decide again what entries say was decided, under the bundles that they name; for those
/// who oversee the log.
package struct ReplayDecisions: CanonicalRecord {
    package static let label = "vault/v1/replay-decisions"
    /// The most entries of one request: 4096.
    package static let maximumCount: UInt64 = 4096

    /// The index of the first entry.
    package let first: UInt64
    /// How many entries, from 1 to ``maximumCount``.
    package let count: UInt64

    /// Asks for a run of entries.
    package init(first: UInt64, count: UInt64) {
        self.first = first
        self.count = count
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(first)
        encoder.append(count)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        first = try decoder.integer()
        count = try decoder.integer()
        guard (1...Self.maximumCount).contains(count) else { throw .invalidField }
    }

    /// The answer: figures, and the places where what is decided now is not what was decided.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/replayed-decisions"
        /// How many entries there are in the log.
        package let size: UInt64
        /// How many entries were looked at.
        package let entries: UInt64
        /// How many of them hold a decision and were decided again.
        package let decided: UInt64
        /// How many were erased, so that nothing is known of what was decided.
        package let erased: UInt64
        /// How many were decided under another floor than this program has.
        package let underOtherFloor: UInt64
        /// The indices of the entries that are decided otherwise now.
        package let disagreements: [UInt64]

        /// Takes the figures.
        package init(
            size: UInt64, entries: UInt64, decided: UInt64, erased: UInt64,
            underOtherFloor: UInt64, disagreements: [UInt64]
        ) {
            self.size = size
            self.entries = entries
            self.decided = decided
            self.erased = erased
            self.underOtherFloor = underOtherFloor
            self.disagreements = disagreements
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            for count in [size, entries, decided, erased, underOtherFloor] {
                encoder.append(count)
            }
            encoder.append(list: disagreements.map(\.bigEndianBytes))
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            size = try decoder.integer()
            entries = try decoder.integer()
            decided = try decoder.integer()
            erased = try decoder.integer()
            underOtherFloor = try decoder.integer()
            disagreements = try decoder.indices(limit: Int(ReplayDecisions.maximumCount))
        }
    }
}
