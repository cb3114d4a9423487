/// A format in which rows of the log leave the vault.
package enum ExportFormat: String, CaseIterable, Hashable, Sendable {
    /// FHIR R4 AuditEvent by the patterns of IHE BALP, one resource a line (NDJSON).
    case fhir
    /// The same resources in one Bundle of type `collection`.
    case fhirBundle = "fhir-bundle"
    /// DICOM audit messages (PS3.15 A.5), one XML document a line.
    case dicom
    /// OCSF 1.8 events, one JSON object a line.
    case ocsf
    /// Elastic Common Schema, one JSON object a line.
    case ecs
    /// Common Event Format, one event a line.
    case cef
    /// Syslog messages of RFC 5424, one a line.
    case syslog
    /// Comma-separated values (RFC 4180) with a heading, guarded against formulas.
    case csv
    /// One JSON object a line, with the columns of the CSV as members.
    case json

    /// What writes the format.
    package func encoder(for source: ExportSource) -> any RowEncoder {
        switch self {
        case .fhir: FHIRLines(source)
        case .fhirBundle: FHIRBundle(source)
        case .dicom: DICOMMessages(source)
        case .ocsf: OCSFEvents(source)
        case .ecs: ECSDocuments(source)
        case .cef: CEFEvents(source)
        case .syslog: SyslogMessages(source)
        case .csv: CSVRows()
        case .json: JSONRows()
        }
    }
}

/// Writes rows in a format, one after the other, in memory that does not depend on how many.
package protocol RowEncoder: Sendable {
    /// What comes before the first row.
    mutating func header() -> [UInt8]
    /// A row.
    mutating func encode(_ row: NamedRow) -> [UInt8]
    /// What comes after the last row.
    mutating func footer() -> [UInt8]
}

extension RowEncoder {
    package mutating func header() -> [UInt8] { [] }
    package mutating func footer() -> [UInt8] { [] }
}
