/// The number of a Belgian enterprise (KBO, BCE).
///
/// Ten digits, the first 0 or 1; `BE` may stand before them, and the older form of nine digits
/// gets a 0.
///
///     check = 97 − (first eight digits mod 97)
///
/// Check by hand: 4190521 mod 97 = 24, 97 − 24 = 73: 0419052173.
package struct EnterpriseNumber: OfficialNumber {
    package let compact: String

    package init(_ text: String) throws(NumberFault) {
        let start = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let isPrefixed = String(String.UnicodeScalarView(start.prefix(2))).uppercased() == "BE"
        var digits = try NumberDigits(
            String(String.UnicodeScalarView(isPrefixed ? start.dropFirst(2) : start[...])))
        if digits.count == 9 { digits.pad(to: 10) }
        guard digits.count == 10 else { throw .digitCount }
        guard digits.values[0] <= 1 else { throw .firstDigit }
        guard digits[0..<8] > 0, 97 - digits[0..<8] % 97 == digits[8..<10] else {
            throw .checkDigits
        }
        compact = digits.text
    }

    package var formatted: String { compact.grouped([4, 3, 3], [".", "."]) }
    package var masked: String { formatted.masked(showing: 3) }
}
