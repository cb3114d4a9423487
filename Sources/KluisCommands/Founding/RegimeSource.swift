internal import DataFiles
internal import Reintegration

/// A regime file on disk with the parts that it names, which lie beside it in `parts`.
enum RegimeSource {
    /// Reads and checks a regime.
    ///
    /// - Throws: Status 65 with file and line of a fault.
    static func read(_ bytes: [UInt8], file: String) throws -> Regime {
        let parts = try ShippedFiles.yamlFiles(in: "\(Files.parent(of: file))/parts")
        return try RegimeFile.parse(
            bytes, file: file,
            parts: Dictionary(
                parts.map { (Files.name(of: $0.file), $0.bytes) }, uniquingKeysWith: { $1 }))
    }
}
