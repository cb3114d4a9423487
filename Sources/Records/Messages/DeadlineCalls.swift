package import CryptoPrimitives

/// Asks how many dossiers have missed which legal terms; for those who oversee the log.
package struct CountDeadlines: CanonicalRecord {
    package static let label = "vault/v1/count-deadlines"
    /// The day on which terms are judged.
    package let on: CivilDate

    /// Asks for a day.
    package init(on day: CivilDate) { on = day }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(on) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        on = try decoder.civilDate()
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/deadline-counts"
        /// The terms that any dossier has missed, by name.
        package let missed: [MissedDeadline]

        /// Takes the terms.
        package init(missed: [MissedDeadline]) { self.missed = missed }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: missed)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            missed = try decoder.records(limit: 1024)
        }
    }
}

/// A legal term that was missed, and in how many dossiers: it names none of them.
package struct MissedDeadline: CanonicalRecord {
    package static let label = "vault/v1/missed-deadline"
    /// The regime.
    package let regime: String
    /// The name of the term in the regime.
    package let name: String
    /// What had to be done, in nl, fr, de and en.
    package let labels: [String]
    /// The article.
    package let article: String
    /// How many dossiers of different workers have missed it and not made up for it.
    package let dossiers: UInt64

    /// Takes a count.
    package init(
        regime: String, name: String, labels: [String], article: String, dossiers: UInt64
    ) {
        self.regime = regime
        self.name = name
        self.labels = labels
        self.article = article
        self.dossiers = dossiers
    }

    /// What had to be done, in a language.
    package subscript(language: Language) -> String {
        let position = Language.allCases.firstIndex(of: language) ?? 0
        return labels.indices.contains(position) ? labels[position] : name
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(regime)
        encoder.append(name)
        encoder.append(list: labels.map { Array($0.utf8) })
        encoder.append(article)
        encoder.append(dossiers)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        regime = try decoder.string(limit: 64)
        name = try decoder.string(limit: 64)
        var labels: [String] = []
        for field in try decoder.list(limit: Language.allCases.count) {
            guard field.count <= 1024, let text = String(validating: field, as: UTF8.self) else {
                throw .invalidField
            }
            labels.append(text)
        }
        guard labels.count == Language.allCases.count else { throw .invalidField }
        self.labels = labels
        article = try decoder.string(limit: 512)
        dossiers = try decoder.integer()
    }
}
