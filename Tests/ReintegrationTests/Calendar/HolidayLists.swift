internal import Records
internal import Reintegration

/// The public holidays of two countries, as the shipped regimes have them.
enum HolidayLists {
    static let belgium = holidays(of: "be-2017")
    static let netherlands = holidays(of: "nl-poortwachter")

    /// None when the regime cannot be read, which every test of holidays notices.
    private static func holidays(of regime: RegimeName) -> HolidayCalendar {
        (try? Shipped.regime(regime).holidays) ?? .none
    }
}
