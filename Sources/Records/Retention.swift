package import CryptoPrimitives

/// How long a vault keeps what it holds, at least.
///
/// Nothing is destroyed by it: it says from when on founders may decide to.
package struct Retention: CanonicalRecord {
    package static let label = "vault/v1/retention"

    /// Its name.
    package let name: String
    /// Its revision; it rises.
    package let revision: UInt64
    /// For how many months an entry of the log is kept, from its writing.
    package let logMonths: UInt64
    /// For how many months a dossier is kept after the last step of its process.
    package let dossierMonths: UInt64

    /// Takes the periods.
    package init(name: String, revision: UInt64, logMonths: UInt64, dossierMonths: UInt64) {
        self.name = name
        self.revision = revision
        self.logMonths = logMonths
        self.dossierMonths = dossierMonths
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name)
        encoder.append(revision)
        encoder.append(logMonths)
        encoder.append(dossierMonths)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        name = try decoder.string(limit: 64)
        revision = try decoder.integer()
        logMonths = try decoder.integer()
        dossierMonths = try decoder.integer()
        guard !name.isEmpty, logMonths <= 1200, dossierMonths <= 1200 else { throw .invalidField }
    }
}
