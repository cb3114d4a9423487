internal import CryptoPrimitives
internal import TransparencyLog

/// Events of the Common Event Format, version 0, one a line.
///
///     CEF:0|kluis|kluis|0.1.0|section.read|Datastore access|1|externalId=7 rt=1700000000000 …
///
/// In a value of the extension `\` and `=` are escaped by `\`, a line feed is `\n` and a carriage
/// return `\r`. Other control characters, and the line and paragraph separators of Unicode, would
/// end a line for some readers: they are shown as `\u{0}`.
package struct CEFEvents: RowEncoder {
    private let source: ExportSource

    /// Starts a file.
    package init(_ source: ExportSource) { self.source = source }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        let entry = row.row.entry
        let header = [
            "CEF:0", "kluis", "kluis", source.version, entry.event.rawValue,
            "\(entry.event.rawValue) \(entry.outcome.rawValue)", String(Self.severity(entry)),
        ]
        let line =
            header.map(Self.escapedHeader).joined(separator: "|") + "|"
            + Self.pairs(row, source).compactMap { key, value in
                value.map { "\(key)=\(Self.escapedValue($0))" }
            }.joined(separator: " ")
        return Array(line.utf8) + [0x0a]
    }

    /// From 0 to 10: 1 for what was allowed, 5 for a refusal, 6 for a failure, 7 for an emergency.
    private static func severity(_ entry: LogEntry) -> Int {
        switch entry.outcome {
        case .allowed: entry.isEmergency ? 7 : 1
        case .denied: 5
        case .failed: 6
        }
    }

    /// Keys of the extension dictionary, and the custom ones with their labels.
    private static func pairs(
        _ row: NamedRow, _ source: ExportSource
    ) -> [(key: String, value: String?)] {
        let entry = row.row.entry
        var pairs: [(key: String, value: String?)] = [
            ("rt", String(entry.time.seconds * 1000)),
            ("externalId", String(row.row.index)),
            ("act", entry.outcome.rawValue),
            ("outcome", entry.outcome == .allowed ? "success" : "failure"),
            ("reason", entry.reason.rawValue),
            ("cat", entry.category?.rawValue),
            ("dvchost", source.host),
            ("deviceExternalId", entry.source.description),
            ("suid", entry.actor?.description),
            ("suser", row.actorName),
            ("spriv", entry.role?.description),
            ("duid", entry.subject?.description),
            ("duser", row.subjectName),
            ("msg", row.reason),
        ]
        func custom(_ key: String, _ label: String, _ value: String?) {
            guard let value else { return }
            pairs += [(key, value), (key + "Label", label)]
        }
        custom("cn1", "tlog-index", String(row.row.index))
        custom("cn2", "emergency", entry.isEmergency ? "1" : "0")
        custom("cn3", "reference", entry.reference.map { String($0) })
        custom("cs1", "tlog-leaf", row.row.leafHash.hex)
        custom("cs2", "record", entry.record?.description)
        custom("cs3", "organisation", entry.organisation?.description)
        custom("cs4", "organisation-name", row.organisationName)
        custom("cs5", "purpose", entry.purpose?.description)
        custom("cs6", "policy", entry.policy?.description)
        custom("flexString1", "action", entry.action.rawValue)
        custom(
            "flexString2", "approvals",
            entry.approvals.isEmpty
                ? nil : entry.approvals.sorted().map(\.description).joined(separator: " "))
        return pairs
    }

    /// A field of the header, in which `|` separates and there are no line ends.
    private static func escapedHeader(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
    }

    private static func escapedValue(_ text: String) -> String {
        var escaped = ""
        for scalar in text.showing({ scalar in
            switch scalar.value {
            case 0x0a, 0x0d: false
            case 0x00...0x1f, 0x7f...0x9f, 0x2028, 0x2029: true
            default: false
            }
        }).unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "=": escaped += "\\="
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
