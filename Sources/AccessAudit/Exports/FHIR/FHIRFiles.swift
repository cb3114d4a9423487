internal import CryptoPrimitives

/// AuditEvents, one resource a line: FHIR's NDJSON.
package struct FHIRLines: RowEncoder {
    private let source: ExportSource

    /// Starts a file.
    package init(_ source: ExportSource) { self.source = source }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        var json = JSONWriter()
        AuditEventWriter(row, from: source).write(to: &json)
        return json.bytes + [0x0a]
    }
}

/// AuditEvents in a Bundle of type `collection`, one entry a line.
///
/// FHIR has no empty arrays: a bundle of no rows has no `entry`.
package struct FHIRBundle: RowEncoder {
    private let source: ExportSource
    private var isEmpty = true

    /// Starts a file.
    package init(_ source: ExportSource) { self.source = source }

    package mutating func header() -> [UInt8] {
        Array(#"{"resourceType":"Bundle","type":"collection""#.utf8)
    }

    package mutating func encode(_ row: NamedRow) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            let event = AuditEventWriter(row, from: source)
            json.member("fullUrl", source.uri("AuditEvent/\(event.id)"))
            json.name("resource")
            event.write(to: &json)
        }
        defer { isEmpty = false }
        return Array((isEmpty ? ",\"entry\":[\n" : ",\n").utf8) + json.bytes
    }

    package mutating func footer() -> [UInt8] { Array((isEmpty ? "}\n" : "\n]}\n").utf8) }
}
