package import Records
internal import TransparencyLog

/// A purpose in the words of HL7: `http://terminology.hl7.org/CodeSystem/v3-ActReason`, the value
/// set PurposeOfUse.
package struct PurposeCode: Hashable, Sendable {
    /// The code system.
    package static let system = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
    /// The emergency procedure was used.
    static let breakTheGlass = Self(code: "BTG", display: "break the glass")

    /// The code.
    package let code: String
    /// Its display name.
    package let display: String

    private init(code: String, display: String) {
        self.code = code
        self.display = display
    }

    /// The nearest code; a purpose of the vault is always narrower.
    package init(_ purpose: Purpose) {
        switch purpose {
        case .reintegration: self.init(code: "CAREMGT", display: "care management")
        case .healthSurveillance, .absenceControl:
            self.init(code: "HOPERAT", display: "healthcare operations")
        case .appeal: self.init(code: "HLEGAL", display: "legal")
        case .inspection: self.init(code: "HCOMPL", display: "health compliance")
        case .insurance: self.init(code: "COVERAGE", display: "coverage under policy or program")
        case .care: self.init(code: "TREAT", display: "treatment")
        case .ownFile: self.init(code: "PATRQT", display: "patient requested")
        case .support: self.init(code: "SUPNWK", display: "support network")
        case .emergency: self.init(code: "ETREAT", display: "Emergency Treatment")
        }
    }

    /// The nearest code of a purpose in an entry; `nil` for one that the vault does not have.
    init?(_ token: LogToken) {
        guard let purpose = Purpose(rawValue: token.description) else { return nil }
        self.init(purpose)
    }
}
