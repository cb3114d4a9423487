/// A code as the audit message of DICOM writes it.
struct DICOMCode: Hashable, Sendable {
    /// The code (`csd-code`).
    let code: String
    /// The coding scheme.
    let system: String
    /// Its meaning (`originalText`).
    let meaning: String

    /// A code of DICOM PS3.16.
    static func dicom(_ code: String, _ meaning: String) -> Self {
        Self(code: code, system: "DCM", meaning: meaning)
    }

    /// A code of RFC 3881, which PS3.15 A.5.1.2.4 keeps.
    static func rfc3881(_ code: String, _ meaning: String) -> Self {
        Self(code: code, system: "RFC-3881", meaning: meaning)
    }

    /// A code of this product.
    static func kluis(_ code: String) -> Self { Self(code: code, system: "kluis", meaning: code) }

    /// The attributes.
    var attributes: [(name: StaticString, value: String?)] {
        [("csd-code", code), ("codeSystemName", system), ("originalText", meaning)]
    }
}
