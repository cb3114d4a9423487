package import CryptoPrimitives

/// Asks for the figures of one employer and one calendar year, in which nobody can be recognised.
///
/// There is no finer and no other period, and no sum over employers: two such answers could be
/// subtracted from each other, and what one of them hides would be left.
package struct CountFigures: CanonicalRecord {
    package static let label = "vault/v1/count-figures"
    /// The years that can be asked for.
    package static let years: ClosedRange<UInt64> = 1900...9998
    /// The numbers of workers that a figure can be asked to be about at least.
    package static let thresholds =
        UInt64(SuppressedTable.usualThreshold)...UInt64(10_000)

    /// The employer.
    package let employer: OrganisationID
    /// The calendar year.
    package let year: UInt64
    /// The least number of workers that a figure is about, within ``thresholds``.
    package let threshold: UInt64

    /// Asks for a year; `nil` when a number is out of its range.
    package init?(employer: OrganisationID, year: UInt64, threshold: UInt64) {
        guard Self.years.contains(year), Self.thresholds.contains(threshold) else { return nil }
        self.employer = employer
        self.year = year
        self.threshold = threshold
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(employer)
        encoder.append(year)
        encoder.append(threshold)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let call = Self(
            employer: try decoder.identifier(), year: try decoder.integer(),
            threshold: try decoder.integer())
        guard let call else { throw .invalidField }
        self = call
    }

    /// The day from which a year can be asked for: the 1st of February after it.
    ///
    /// What is recorded later than the day before is in no figures.
    package static func opening(of year: UInt64) -> CivilDate? {
        CivilDate(year: Int(clamping: year) + 1, month: 2, day: 1)
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/figures"
        /// The figures by regime.
        package let regimes: [RegimeFigures]
        /// The trajectories opened in all regimes, by who asked for them.
        package let openings: [OpeningFigure]

        /// Takes the figures.
        package init(regimes: [RegimeFigures], openings: [OpeningFigure]) {
            self.regimes = regimes
            self.openings = openings
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: regimes)
            encoder.append(records: openings)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            regimes = try decoder.records(limit: 64)
            openings = try decoder.records(limit: OpeningFigure.limit)
        }
    }
}

/// The figures of one regime.
package struct RegimeFigures: CanonicalRecord {
    package static let label = "vault/v1/regime-figures"
    /// The regime.
    package let regime: String
    /// Its title.
    package let title: LocalizedText
    /// The trajectories opened, by who asked for them.
    package let openings: [OpeningFigure]
    /// What happened often enough to be told: what is not listed happened to fewer workers, or to
    /// none.
    package let rows: [FigureRow]
    /// The median number of days from opening to the first decision; `nil` where too few were decided.
    package let daysToDecision: UInt64?
    /// The median number of days from opening to the end; `nil` where too few ended.
    package let daysToEnd: UInt64?

    /// Takes the figures.
    package init(
        regime: String, title: LocalizedText, openings: [OpeningFigure], rows: [FigureRow],
        daysToDecision: UInt64?, daysToEnd: UInt64?
    ) {
        self.regime = regime
        self.title = title
        self.openings = openings
        self.rows = rows
        self.daysToDecision = daysToDecision
        self.daysToEnd = daysToEnd
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(regime)
        encoder.append(figureText: title)
        encoder.append(records: openings)
        encoder.append(records: rows)
        encoder.append(optionalCount: daysToDecision)
        encoder.append(optionalCount: daysToEnd)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        regime = try decoder.string(limit: 64)
        title = try decoder.figureText()
        openings = try decoder.records(limit: OpeningFigure.limit)
        rows = try decoder.records(limit: 1024)
        daysToDecision = try decoder.optionalCount()
        daysToEnd = try decoder.optionalCount()
    }
}

/// How many trajectories a role opened.
package struct OpeningFigure: CanonicalRecord {
    package static let label = "vault/v1/opening-figure"
    /// The most that an answer has: each role, and all of them together.
    static let limit = Role.allCases.count + 1
    /// Who asked for it; `nil` for all roles together.
    package let role: Role?
    /// How many; `nil` when it is not told.
    package let count: UInt64?

    /// Takes a figure.
    package init(role: Role?, count: UInt64?) {
        self.role = role
        self.count = count
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(optional: role.map { Array($0.rawValue.utf8) })
        encoder.append(optionalCount: count)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        role = try decoder.optional().map { (field) throws(CanonicalEncodingError) in
            guard let text = String(validating: field, as: UTF8.self),
                let role = Role(rawValue: text)
            else { throw .invalidField }
            return role
        }
        count = try decoder.optionalCount()
    }
}

/// How often something happened in a process.
package struct FigureRow: CanonicalRecord {
    package static let label = "vault/v1/figure-row"

    /// What is counted.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A step that communicates a decision.
        case decision
        /// Another step.
        case step
        /// A term that passed and led on.
        case lapse
        /// A duty that was not done by its last day.
        case missed
    }

    /// What is counted.
    package let kind: Kind
    /// Its name in the regime.
    package let name: String
    /// What people see.
    package let text: LocalizedText
    /// The article.
    package let article: String
    /// How the trajectory ends by it; `nil` when it goes on.
    package let end: LocalizedText?
    /// How often.
    package let count: UInt64

    /// Takes a figure.
    package init(
        kind: Kind, name: String, text: LocalizedText, article: String, end: LocalizedText?,
        count: UInt64
    ) {
        self.kind = kind
        self.name = name
        self.text = text
        self.article = article
        self.end = end
        self.count = count
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: kind)
        encoder.append(name)
        encoder.append(figureText: text)
        encoder.append(article)
        encoder.append(
            list: end.map { end in Language.allCases.map { Array(end[$0].utf8) } } ?? [])
        encoder.append(count)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        kind = try decoder.word()
        name = try decoder.string(limit: 64)
        text = try decoder.figureText()
        article = try decoder.string(limit: 8192)
        let end = try decoder.list(limit: Language.allCases.count)
        self.end = end.isEmpty ? nil : try CanonicalDecoder.figureText(end)
        count = try decoder.integer()
    }
}

extension CanonicalEncoder {
    /// Appends a text as a list, in the order nl, fr, de, en.
    fileprivate mutating func append(figureText text: LocalizedText) {
        append(list: Language.allCases.map { Array(text[$0].utf8) })
    }

    /// Appends a number that may be absent.
    fileprivate mutating func append(optionalCount count: UInt64?) {
        append(optional: count.map { Array(String($0).utf8) })
    }
}

extension CanonicalDecoder {
    /// Reads a text in four languages.
    fileprivate mutating func figureText() throws(CanonicalEncodingError) -> LocalizedText {
        try Self.figureText(try list(limit: Language.allCases.count))
    }

    fileprivate static func figureText(
        _ fields: [[UInt8]]
    ) throws(CanonicalEncodingError) -> LocalizedText {
        var texts: [String] = []
        for field in fields {
            guard field.count <= 16 << 10, let text = String(validating: field, as: UTF8.self)
            else {
                throw .invalidField
            }
            texts.append(text)
        }
        guard texts.count == Language.allCases.count else { throw .invalidField }
        return LocalizedText(nl: texts[0], fr: texts[1], de: texts[2], en: texts[3])
    }

    /// Reads a number that may be absent; it has one way to be written.
    fileprivate mutating func optionalCount() throws(CanonicalEncodingError) -> UInt64? {
        guard let field = try optional() else { return nil }
        guard let text = String(validating: field, as: UTF8.self), let count = UInt64(text),
            count <= UInt64(Int64.max), String(count) == text
        else { throw .invalidField }
        return count
    }
}
