package import CryptoPrimitives

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
    /// The trajectories opened by all roles in each part of the year; none where that is not told.
    package let openingParts: [UInt64]
    /// The days from opening to the first decision.
    package let daysToDecision: FigureDuration
    /// The days from opening to the end.
    package let daysToEnd: FigureDuration

    /// Takes the figures.
    package init(
        regime: String, title: LocalizedText, openings: [OpeningFigure],
        openingParts: [UInt64] = [], rows: [FigureRow], daysToDecision: FigureDuration,
        daysToEnd: FigureDuration
    ) {
        self.regime = regime
        self.title = title
        self.openings = openings
        self.openingParts = openingParts
        self.rows = rows
        self.daysToDecision = daysToDecision
        self.daysToEnd = daysToEnd
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(regime)
        encoder.append(figureText: title)
        encoder.append(records: openings)
        encoder.append(figureParts: openingParts)
        encoder.append(records: rows)
        encoder.append(record: daysToDecision)
        encoder.append(record: daysToEnd)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        regime = try decoder.string(limit: 64)
        title = try decoder.figureText()
        openings = try decoder.records(limit: OpeningFigure.limit)
        openingParts = try decoder.figureParts()
        rows = try decoder.records(limit: 1024)
        daysToDecision = try decoder.record()
        daysToEnd = try decoder.record()
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
    /// How often in each part of the year; none where that is not told.
    package let parts: [UInt64]

    /// Takes a figure.
    package init(
        kind: Kind, name: String, text: LocalizedText, article: String, end: LocalizedText?,
        count: UInt64, parts: [UInt64] = []
    ) {
        self.kind = kind
        self.name = name
        self.text = text
        self.article = article
        self.end = end
        self.count = count
        self.parts = parts
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: kind)
        encoder.append(name)
        encoder.append(figureText: text)
        encoder.append(article)
        encoder.append(
            list: end.map { end in Language.allCases.map { Array(end[$0].utf8) } } ?? [])
        encoder.append(count)
        encoder.append(figureParts: parts)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        kind = try decoder.word()
        name = try decoder.string(limit: 64)
        text = try decoder.figureText()
        article = try decoder.string(limit: 8192)
        let end = try decoder.list(limit: Language.allCases.count)
        self.end = end.isEmpty ? nil : try CanonicalDecoder.figureText(end)
        count = try decoder.integer()
        parts = try decoder.figureParts()
    }
}

/// How long something took, in days.
///
/// Each of the three is told only where enough workers took at most so long, and enough at least so
/// long: a middle of a few is the number of one of them.
package struct FigureDuration: CanonicalRecord {
    package static let label = "vault/v1/figure-duration"
    /// A quarter took at most so long.
    package let lowerQuartile: UInt64?
    /// Half took at most so long.
    package let median: UInt64?
    /// Three quarters took at most so long.
    package let upperQuartile: UInt64?

    /// Takes the figures; `nil` for what is not told.
    package init(lowerQuartile: UInt64?, median: UInt64?, upperQuartile: UInt64?) {
        self.lowerQuartile = lowerQuartile
        self.median = median
        self.upperQuartile = upperQuartile
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(optionalCount: lowerQuartile)
        encoder.append(optionalCount: median)
        encoder.append(optionalCount: upperQuartile)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        lowerQuartile = try decoder.optionalCount()
        median = try decoder.optionalCount()
        upperQuartile = try decoder.optionalCount()
    }
}

extension CanonicalEncoder {
    /// Appends a text as a list, in the order nl, fr, de, en.
    fileprivate mutating func append(figureText text: LocalizedText) {
        append(list: Language.allCases.map { Array(text[$0].utf8) })
    }

    /// Appends the counts of the parts of a year, in decimal digits.
    fileprivate mutating func append(figureParts parts: [UInt64]) {
        append(list: parts.map { Array(String($0).utf8) })
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

    /// Reads the counts of the parts of a year: none, or as many as a division has.
    fileprivate mutating func figureParts() throws(CanonicalEncodingError) -> [UInt64] {
        var parts: [UInt64] = []
        for field in try list(limit: 12) { parts.append(try Self.count(field)) }
        guard FigureDivision.allCases.contains(where: { $0.parts == parts.count }) else {
            throw .invalidField
        }
        return parts
    }

    /// Reads a number that may be absent; it has one way to be written.
    fileprivate mutating func optionalCount() throws(CanonicalEncodingError) -> UInt64? {
        guard let field = try optional() else { return nil }
        return try Self.count(field)
    }

    private static func count(_ field: [UInt8]) throws(CanonicalEncodingError) -> UInt64 {
        guard let text = String(validating: field, as: UTF8.self), let count = UInt64(text),
            count <= UInt64(Int64.max), String(count) == text
        else { throw .invalidField }
        return count
    }
}
