package import CryptoPrimitives
package import Records

/// What two approvers sign: which rules decide for which regime, from when, and after what.
///
/// Its hash stands in every entry of the log; what it names is found by hash, so nothing in it can
/// be another without being another bundle.
package struct BundleManifest: CanonicalRecord {
    package static let label = "vault/v1/policy-bundle"
    /// The version of the closed vocabulary that the words of its policies are from.
    package static let vocabulary: UInt64 = 1

    /// The rules of one regime.
    package struct Entry: CanonicalRecord {
        package static let label = "vault/v1/policy-bundle-entry"

        /// The regime for whose dossiers they decide, such as `be-2022`.
        package let regime: String
        /// The hash of the compiled rules.
        package let policy: Digest
        /// The hash of the cases that they pass.
        package let cases: Digest

        /// Takes the parts.
        package init(regime: String, policy: Digest, cases: Digest) {
            self.regime = regime
            self.policy = policy
            self.cases = cases
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(regime)
            encoder.append(policy)
            encoder.append(cases)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            regime = try decoder.string(limit: 64)
            policy = try decoder.digest()
            cases = try decoder.digest()
        }
    }

    /// A file from which the bundle was made.
    package struct Source: CanonicalRecord {
        package static let label = "vault/v1/policy-bundle-source"

        /// Its name.
        package let name: String
        /// SHA-256 of its bytes.
        package let hash: Digest

        /// Takes the parts.
        package init(name: String, hash: Digest) {
            self.name = name
            self.hash = hash
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(name)
            encoder.append(hash)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            name = try decoder.string(limit: 128)
            hash = try decoder.digest()
        }
    }

    /// Its name, such as `kluis`.
    package let name: String
    /// Its revision, from 1; it rises with every adoption.
    package let revision: UInt64
    /// The jurisdiction, an ISO 3166-1 code such as `BE`.
    package let jurisdiction: String
    /// The first day on which it may be used.
    package let validFrom: CivilDate
    /// The day after the last; `nil` for no end.
    package let validUntil: CivilDate?
    /// The hash of the bundle that it takes the place of; `nil` for the first.
    package let predecessor: Digest?
    /// The rules of each regime, by name.
    package let entries: [Entry]
    /// The files from which it was made, by name.
    package let sources: [Source]

    /// Takes the parts; entries and sources are put in order.
    package init(
        name: String, revision: UInt64, jurisdiction: String, validFrom: CivilDate,
        validUntil: CivilDate? = nil, predecessor: Digest? = nil, entries: [Entry],
        sources: [Source]
    ) {
        self.name = name
        self.revision = revision
        self.jurisdiction = jurisdiction
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.predecessor = predecessor
        self.entries = entries.sorted { $0.regime < $1.regime }
        self.sources = sources.sorted { $0.name < $1.name }
    }

    /// Its hash: the name of the bundle in entries and adoptions.
    package var hash: Digest { Digest(hashing: canonicalBytes) }

    /// The rules of a regime; `nil` when it has none.
    package func entry(for regime: String) -> Entry? { entries.first { $0.regime == regime } }

    /// Whether the bundle may be used on a day.
    package func isValid(on day: CivilDate) -> Bool {
        validFrom <= day && validUntil.map { day < $0 } ?? true
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name)
        encoder.append(revision)
        encoder.append(Self.vocabulary)
        encoder.append(jurisdiction)
        encoder.append(validFrom)
        encoder.append(optional: validUntil)
        encoder.append(optional: predecessor?.bytes)
        encoder.append(records: entries)
        encoder.append(records: sources)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        name = try decoder.string(limit: 64)
        revision = try decoder.integer()
        let vocabulary = try decoder.integer()
        jurisdiction = try decoder.string(limit: 8)
        validFrom = try decoder.civilDate()
        validUntil = try decoder.optionalCivilDate()
        let bytes = try decoder.optional()
        predecessor = bytes.flatMap { Digest($0) }
        entries = try decoder.records(limit: 64)
        sources = try decoder.records(limit: 256)
        func isRising(_ names: [String]) -> Bool {
            zip(names, names.dropFirst()).allSatisfy { $0 < $1 }
        }
        guard vocabulary == Self.vocabulary, revision > 0, !entries.isEmpty,
            (bytes == nil) == (predecessor == nil), isRising(entries.map(\.regime)),
            isRising(sources.map(\.name)), PolicyName.isValid(name, limit: 64),
            PolicyName.isValid(jurisdiction, limit: 8),
            entries.allSatisfy({ PolicyName.isValid($0.regime, limit: 64) })
        else { throw .invalidField }
        if let until = validUntil, until <= validFrom { throw .invalidField }
    }
}

/// How bundles, policies and rules may be called.
enum PolicyName {
    /// Whether a name consists of letters, digits and hyphens only.
    static func isValid(_ text: String, limit: Int) -> Bool {
        (1...limit).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5a).contains($0)
                    || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}
