internal import CryptoPrimitives
internal import TransparencyLog

/// Messages of the syslog protocol (RFC 5424), one a line.
///
///     <110>1 2026-11-23T03:17:50Z vault.example kluis - section.read [kluis@32473 index="7" …] …
///
/// The facility is 13, "log audit"; the severity 6 for what was allowed, 4 for a refusal and an
/// emergency, 3 for a failure. The structured data stand under `kluis@32473`: 32473 is the private
/// enterprise number that is kept for examples (RFC 5612), because this product has none. In a value
/// `"`, `\` and `]` are escaped by `\` (section 6.3.3); control characters are shown as `\u{0}`, so
/// that a message stays one line.
package struct SyslogMessages: RowEncoder {
    /// The name of the structured data.
    package static let structuredDataID = "kluis@32473"

    private let source: ExportSource

    /// Starts a file.
    package init(_ source: ExportSource) { self.source = source }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        let entry = row.row.entry
        let priority = 13 * 8 + Self.severity(entry)
        let data = Self.parameters(row, source).compactMap { name, value in
            value.map { " \(name)=\"\(Self.escaped($0))\"" }
        }
        let line =
            "<\(priority)>1 \(entry.time) \(Self.hostname(source.host)) kluis - "
            + "\(entry.event.rawValue) [\(Self.structuredDataID)\(data.joined())] "
            + "\(entry.event.rawValue) \(entry.outcome.rawValue)"
        return Array(line.utf8) + [0x0a]
    }

    private static func severity(_ entry: LogEntry) -> Int {
        switch entry.outcome {
        case .allowed: entry.isEmergency ? 4 : 6
        case .denied: 4
        case .failed: 3
        }
    }

    private static func parameters(
        _ row: NamedRow, _ source: ExportSource
    ) -> [(name: String, value: String?)] {
        let entry = row.row.entry
        return [
            ("index", String(row.row.index)),
            ("leaf", row.row.leafHash.hex),
            ("origin", source.origin),
            ("action", entry.action.rawValue),
            ("outcome", entry.outcome.rawValue),
            ("why", entry.reason.rawValue),
            ("emergency", entry.isEmergency ? "true" : "false"),
            ("actor", entry.actor?.description),
            ("actorName", row.actorName),
            ("role", entry.role?.description),
            ("organisation", entry.organisation?.description),
            ("organisationName", row.organisationName),
            ("purpose", entry.purpose?.description),
            ("reason", row.reason),
            ("subject", entry.subject?.description),
            ("subjectName", row.subjectName),
            ("record", entry.record?.description),
            ("category", entry.category?.rawValue),
            ("policy", entry.policy?.description),
            ("source", entry.source.description),
            ("reference", entry.reference.map { String($0) }),
        ] + entry.approvals.sorted().map { ("approval", $0.description) }
    }

    /// HOSTNAME: 1 to 255 printable characters of ASCII, else the NILVALUE.
    private static func hostname(_ host: String) -> String {
        let isValid =
            (1...255).contains(host.utf8.count)
            && host.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        return isValid ? host : "-"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.showing({ scalar in
            switch scalar.value {
            case 0x00...0x1f, 0x7f...0x9f, 0x2028, 0x2029: true
            default: false
            }
        }).unicodeScalars {
            if scalar == "\"" || scalar == "\\" || scalar == "]" { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
