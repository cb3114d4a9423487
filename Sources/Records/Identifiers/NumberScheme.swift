/// The kinds of number that a field of a form can ask for.
package enum NumberScheme: String, CaseIterable, Hashable, Sendable {
    /// Social security number, Belgium: INSZ of the national or the BIS register, or a pseudonym.
    case insz
    /// Enterprise number, Belgium (KBO, BCE).
    case kbo
    /// Number of a health professional, Belgium (RIZIV, INAMI).
    case riziv
    /// Citizen service number, the Netherlands.
    case bsn
    /// Payroll tax number of an employer, the Netherlands.
    case loonheffingen

    /// Reads a number of this kind as people write it.
    ///
    /// - Throws: ``NumberFault``.
    package func number(_ text: String) throws(NumberFault) -> any OfficialNumber {
        switch self {
        case .insz:
            if SocialSecurityPseudonym.isClaimed(by: text) {
                return try SocialSecurityPseudonym(text)
            }
            return try SocialSecurityNumber(text)
        case .kbo: return try EnterpriseNumber(text)
        case .riziv: return try HealthProfessionalNumber(text)
        case .bsn: return try CitizenServiceNumber(text)
        case .loonheffingen: return try PayrollTaxNumber(text)
        }
    }

    /// What people call it, with an example that is nobody's.
    package var label: LocalizedText {
        switch self {
        case .insz: LocalizedText("INSZ", "NISS", "ENSS", "Belgian social security number")
        case .kbo:
            LocalizedText(
                "ondernemingsnummer", "numéro d'entreprise", "Unternehmensnummer",
                "Belgian enterprise number")
        case .riziv:
            LocalizedText("RIZIV-nummer", "numéro INAMI", "LIKIV-Nummer", "RIZIV number")
        case .bsn: LocalizedText("BSN", "BSN", "BSN", "Dutch citizen service number")
        case .loonheffingen:
            LocalizedText(
                "loonheffingennummer", "numéro néerlandais de retenue sur salaire",
                "niederländische Lohnsteuernummer", "Dutch payroll tax number")
        }
    }

    /// How it is written.
    package var pattern: String {
        switch self {
        case .insz: "00.00.00-000.00"
        case .kbo: "0000.000.000"
        case .riziv: "0-00000-00-000"
        case .bsn: "000000000"
        case .loonheffingen: "000000000L00"
        }
    }
}
