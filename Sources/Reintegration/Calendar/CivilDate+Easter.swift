package import Records

extension CivilDate {
    /// Easter Sunday of the Gregorian calendar; `nil` for a year before 1 or after 9999.
    ///
    /// The computus of an anonymous correspondent of Nature (1876), as Jean Meeus gives it in
    /// Astronomical Algorithms (2nd edition, chapter 8) after Jones and Butcher: the Sunday after
    /// the first ecclesiastical full moon on or after 21 March.
    package static func easterSunday(in year: Int) -> Self? {
        let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
        // The place in the moon's cycle of 19 years, and what the moon has drifted by since.
        let golden = year % 19
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let toSunday =
            (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4)
        let weekday = toSunday % 7
        let exception = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * exception + 114
        return Self(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}
