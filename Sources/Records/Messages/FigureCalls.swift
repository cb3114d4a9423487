package import CryptoPrimitives

/// Asks for the figures of one employer and one calendar year, in which nobody can be recognised.
///
/// There is no other period and no sum over employers: two such answers could be subtracted from each
/// other, and what one of them hides would be left. A year can be divided into quarters or months; of
/// a figure all parts are told or none, so that no part is what the others lack.
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
    /// Into what the year is divided.
    package let division: FigureDivision

    /// Asks for a year; `nil` when a number is out of its range.
    package init?(
        employer: OrganisationID, year: UInt64, threshold: UInt64,
        division: FigureDivision = .year
    ) {
        guard Self.years.contains(year), Self.thresholds.contains(threshold) else { return nil }
        self.employer = employer
        self.year = year
        self.threshold = threshold
        self.division = division
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(employer)
        encoder.append(year)
        encoder.append(threshold)
        encoder.append(word: division)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let call = Self(
            employer: try decoder.identifier(), year: try decoder.integer(),
            threshold: try decoder.integer(), division: try decoder.word())
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

/// Into what a calendar year of figures is divided.
package enum FigureDivision: String, CaseIterable, Hashable, Sendable {
    /// Into nothing.
    case year
    /// Into quarters, from January on.
    case quarter
    /// Into months.
    case month

    /// How many parts a year has; 0 when it is not divided.
    package var parts: Int {
        switch self {
        case .year: 0
        case .quarter: 4
        case .month: 12
        }
    }

    /// The part of a day, from 0.
    package func part(of day: CivilDate) -> Int {
        switch self {
        case .year: 0
        case .quarter: (day.month - 1) / 3
        case .month: day.month - 1
        }
    }
}
