package import Records

/// The two years of the exchange between physicians (Belgian Act of 31 January 2025: the
/// communication file).
///
/// In its first year those at its ends read it by law, in its second with the worker's consent, and
/// then nobody does. It counts from the day of the first exchange that is filed in the dossier:
/// before that day there is no file whose years could run. The act's own text on the first day was
/// not at hand; the day of filing is the earliest on which there is something to read.
package struct ExchangePeriod: Hashable, Sendable {
    /// The end of the first year, exclusive; `nil` while nothing was exchanged.
    package let statutoryUntil: Instant?
    /// The end of the second year, exclusive; `nil` while nothing was exchanged.
    package let closesAt: Instant?

    /// Nothing was exchanged yet: the law opens the first exchange.
    package static let notBegun = Self(statutoryUntil: nil, closesAt: nil)

    private init(statutoryUntil: Instant?, closesAt: Instant?) {
        self.statutoryUntil = statutoryUntil
        self.closesAt = closesAt
    }

    /// Counts years of 12 months, from date to date and clamped to the end of a month.
    ///
    /// - Parameters:
    ///   - day: The civil day of the first exchange.
    ///   - start: The moment at which a civil day begins.
    package init(from day: CivilDate, start: (CivilDate) -> Instant) {
        statutoryUntil = start(day.adding(months: 12))
        closesAt = start(day.adding(months: 24))
    }

    /// Whether the law opens it.
    func isStatutory(at instant: Instant) -> Bool { statutoryUntil.map { instant < $0 } ?? true }
}
