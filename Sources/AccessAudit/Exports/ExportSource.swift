internal import CryptoPrimitives

/// From where exported rows come, as far as a format says it.
package struct ExportSource: Hashable, Sendable {
    /// The log's origin, such as `vault.example/access-log`.
    package let origin: String
    /// The version of the product.
    package let version: String
    /// The log index of the entry of the export; `nil` where the tags are those of the log.
    ///
    /// Within an export, and in no other, tags of one thing are equal.
    package let series: UInt64?

    /// Names a source.
    package init(origin: String, version: String, series: UInt64?) {
        self.origin = origin
        self.version = version
        self.series = series
    }

    /// The host part of the origin.
    var host: String { String(origin.prefix { $0 != "/" }) }

    /// The URI of the log.
    var logURI: String { "https://\(Self.escaped(origin))" }

    /// The URI of something of the log, such as `https://vault.example/access-log/entry`.
    ///
    /// It names; nothing has to answer there.
    package func uri(_ path: String) -> String { "\(logURI)/\(path)" }

    /// The naming system of tags of one kind: another one in each export.
    func tagSystem(_ kind: String) -> String {
        series.map { uri("export/\($0)/\(kind)") } ?? uri(kind)
    }

    /// Escapes what may not stand in the path of a URI (RFC 3986, section 3.3).
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e, 0x2f, 0x3a:
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default: escaped += "%" + [byte].hex.uppercased()
            }
        }
        return escaped
    }
}
