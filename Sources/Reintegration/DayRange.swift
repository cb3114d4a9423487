package import Records

/// The days on which a legal value holds: a law that changes a number from a day on leaves the old
/// one in the file, with its last day.
package struct DayRange: Hashable, Sendable {
    /// The first day; `nil`: from ever.
    package let from: CivilDate?
    /// The first day on which it no longer holds; `nil`: none is known.
    package let before: CivilDate?

    /// Every day.
    package static let always = Self(from: nil, before: nil)

    /// Makes a range.
    package init(from: CivilDate?, before: CivilDate?) {
        self.from = from
        self.before = before
    }

    /// Whether a day lies in it.
    package func contains(_ day: CivilDate) -> Bool {
        if let from, day < from { return false }
        if let before, day >= before { return false }
        return true
    }

    /// Whether no day lies in it.
    var isEmpty: Bool {
        guard let from, let before else { return false }
        return before <= from
    }
}
