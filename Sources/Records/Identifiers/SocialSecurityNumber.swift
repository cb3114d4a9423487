/// A Belgian social security number (INSZ, NISS): of the national register or, for who does not
/// stand in it, of the BIS register.
///
/// Eleven digits: a date of birth YYMMDD, a counter of three, two check digits.
///
///     check = 97 − (b mod 97), where b is the first nine digits; for who was born in 2000 or
///     later it is these nine digits after a 2. 2·10⁹ mod 97 = 68, so only one century fits.
///
/// A month or a day that is not known is 00, and the counter of a day that is full goes on in
/// days that are none: the day is not checked. BIS numbers have 20 or 40 added to the month. Since
/// nothing here knows what day it is, a year of birth that lies ahead is not refused.
///
/// Source: `stdnum.be.nn` and `stdnum.be.bis` of python-stdnum. Check by hand: 850730033 mod 97 = 69, 97 − 69 = 28: 85073003328.
package struct SocialSecurityNumber: OfficialNumber {
    package let compact: String

    package init(_ text: String) throws(NumberFault) {
        let digits = try NumberDigits(text)
        guard digits.count == 11 else { throw .digitCount }
        guard digits.values.contains(where: { $0 != 0 }) else { throw .checkDigits }
        let base = digits[0..<9]
        guard [base, 2_000_000_000 + base].contains(where: { 97 - $0 % 97 == digits[9..<11] })
        else { throw .checkDigits }
        switch digits[2..<4] {
        case 0...12, 20...32, 40...52: break
        default: throw .birthDate
        }
        compact = digits.text
    }

    package var formatted: String {
        compact.grouped([2, 2, 2, 3, 2], [".", ".", "-", "."])
    }

    /// Only the check digits are shown: the ninth digit would tell the sex.
    package var masked: String { formatted.masked(showing: 2) }
}

/// A pseudonym of eHealth that stands where a social security number would:
/// `urn:be:fgov:pseudo:v2:…`.
///
/// What follows the prefix is for eHealth to judge: it is kept as it is.
package struct SocialSecurityPseudonym: OfficialNumber {
    private static let prefix = "urn:be:fgov:pseudo:"
    /// The most characters that are kept.
    package static let maximumLength = 2000

    package let compact: String

    /// Whether a text claims to be one.
    package static func isClaimed(by text: String) -> Bool { text.hasPrefix(prefix) }

    package init(_ text: String) throws(NumberFault) {
        guard Self.isClaimed(by: text),
            text.unicodeScalars.allSatisfy({ (0x21...0x7e).contains($0.value) })
        else { throw .otherCharacter }
        let parts = text.dropFirst(Self.prefix.count).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].first == "v", Int(parts[0].dropFirst()) != nil else {
            throw .otherCharacter
        }
        guard !parts[1].isEmpty, text.utf8.count <= Self.maximumLength else { throw .digitCount }
        compact = text
    }

    package var formatted: String { compact }

    package var masked: String {
        let version = compact.dropFirst(Self.prefix.count).prefix { $0 != ":" }
        return "\(Self.prefix)\(version):***"
    }
}
