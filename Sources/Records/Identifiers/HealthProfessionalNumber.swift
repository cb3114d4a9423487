/// The number of a health professional at the Belgian health insurance (RIZIV, INAMI).
///
/// Six digits, two check digits and three of the qualification; or the first eight only, which are
/// one person's.
///
///     check = 97 − (first six digits mod 97), for newer numbers 89 − (first six digits mod 89)
///
/// The second formula is taken by analogy, and numbers are in use that fit neither. So check digits
/// that do not fit are a reason to look again, and none to refuse: see ``isLikely``.
///
/// Check by hand: 190069 mod 97 = 46, 97 − 46 = 51: 19006951001.
package struct HealthProfessionalNumber: OfficialNumber {
    package let compact: String
    /// Whether the check digits fit one of the two formulas.
    package let isLikely: Bool

    package init(_ text: String) throws(NumberFault) {
        let digits = try NumberDigits(text)
        guard digits.count == 11 || digits.count == 8 else { throw .digitCount }
        let base = digits[0..<6]
        isLikely = [97, 89].contains { $0 - base % $0 == digits[6..<8] }
        compact = digits.text
    }

    package var formatted: String {
        compact.count == 8
            ? compact.grouped([1, 5, 2], ["-", "-"])
            : compact.grouped([1, 5, 2, 3], ["-", "-", "-"])
    }

    package var masked: String { formatted.masked(showing: compact.count == 8 ? 2 : 3) }
}
