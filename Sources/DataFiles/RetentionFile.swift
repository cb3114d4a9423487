package import Records

/// The periods of retention as they are written.
///
/// The format is docs/formats/retention-file.md.
package struct RetentionFile: Sendable {
    /// The periods.
    package let retention: Retention

    /// Reads the periods.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let mapping = try YAMLDocument(bytes, file: file).root.mapping(
            required: ["retention", "revision", "log-months", "dossier-months"])
        let name = try mapping.required("retention").text()
        guard (1...64).contains(name.utf8.count) else {
            throw try mapping.required("retention").error("the name has 1 to 64 bytes")
        }
        retention = Retention(
            name: name,
            revision: UInt64(try mapping.required("revision").integer(in: 1...1_000_000_000)),
            logMonths: UInt64(try mapping.required("log-months").integer(in: 1...1200)),
            dossierMonths: UInt64(try mapping.required("dossier-months").integer(in: 1...1200)))
    }
}
