/// A Dutch payroll tax number (loonheffingennummer), by which the tax administration and UWV know an
/// employer.
///
/// Nine digits of the RSIN, or of the BSN of who has no RSIN, then `L` and two digits, `01` for most:
///
///     111222333L01
///
/// The nine digits pass the test of ``CitizenServiceNumber``; the two are not 00. Source: ugoo.nl,
/// loonheffingennummer (RSIN, `L`, number of the administrative unit); leerwiki.nl, RSIN (it took the
/// place of the fiscal number); SGR of BKWI on the test by 11.
package struct PayrollTaxNumber: OfficialNumber {
    package let compact: String

    package init(_ text: String) throws(NumberFault) {
        let parts = text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "L" || $0 == "l" })
        guard parts.count == 2 else {
            // Without the letter it is only digits, and too few of them, or something else.
            _ = try NumberDigits(text.filter { $0 != "L" && $0 != "l" })
            throw .digitCount
        }
        let employer = try NumberDigits(parts[0])
        let unit = try NumberDigits(parts[1])
        guard employer.count == 9, unit.count == 2 else { throw .digitCount }
        guard unit[0..<2] > 0 else { throw .checkDigits }
        compact = try CitizenServiceNumber(employer.text).compact + "L" + unit.text
    }

    package var formatted: String { compact }
    package var masked: String { compact.masked(showing: 2) }
}
