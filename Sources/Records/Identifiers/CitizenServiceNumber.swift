/// A Dutch citizen service number (BSN).
///
/// Nine digits, not all 0; one that is written with eight gets a 0.
///
///     9·d₁ + 8·d₂ + … + 2·d₈ − d₉ is a multiple of 11
///
/// Check by hand 111222333: 9 + 8 + 7 + 12 + 10 + 8 + 9 + 6 − 3 = 66 = 6·11.
package struct CitizenServiceNumber: OfficialNumber {
    package let compact: String

    package init(_ text: String) throws(NumberFault) {
        var digits = try NumberDigits(text)
        if digits.count == 8 { digits.pad(to: 9) }
        guard digits.count == 9 else { throw .digitCount }
        let sum = digits.values.enumerated().reduce(0) { sum, digit in
            sum + (digit.offset == 8 ? -digit.element : (9 - digit.offset) * digit.element)
        }
        guard digits[0..<9] > 0, sum % 11 == 0 else { throw .checkDigits }
        compact = digits.text
    }

    package var formatted: String { compact }
    package var masked: String { compact.masked(showing: 2) }
}
