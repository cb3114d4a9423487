package import AccessPolicy

/// What the manifest of a bundle lists, for who needs the rules of one regime only.
///
/// Neither the cases nor the rules of other regimes are read, which take many times as long.
package struct BundleListing: Sendable {
    /// The name of the manifest.
    package let file: String
    private let policies: [YAMLNode.Entry]

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: The manifest.
    ///   - file: The name of the manifest that errors give.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let mapping = try YAMLDocument(bytes, file: file).root.mapping(
            required: BundleFile.requiredKeys, optional: ["predecessor", "title"])
        try mapping.required("vocabulary").checkVocabulary()
        self.file = file
        policies = try mapping.required("policies").entries()
    }

    /// The regimes in the order of the file.
    package var regimes: [String] { policies.map(\.key) }

    /// The policy of a regime; `nil` when the bundle has none.
    ///
    /// - Parameters:
    ///   - regime: Its name.
    ///   - read: Gives a file beside the manifest, by its name; `nil` when there is none.
    /// - Returns: The compiled rules of all files of the regime.
    /// - Throws: ``DataFileError`` with file and line of the fault, or whatever `read` throws.
    package func policy(
        of regime: String, reading read: (String) throws -> [UInt8]?
    ) throws -> CompiledPolicy? {
        guard let entry = policies.first(where: { $0.key == regime }) else { return nil }
        let directory = String(file.dropLast(BundleFile.lastComponent(file).count))
        var parts: [PolicyFile] = []
        for node in try entry.value.list() {
            let name = try BundleFile.fileName(node)
            guard let bytes = try read(name) else {
                throw node.error("there is no file `\(name)` beside the bundle")
            }
            parts.append(try PolicyFile(bytes, file: directory + name))
        }
        do throws(PolicyFault) {
            return try CompiledPolicy(AccessRules(name: regime, rules: parts.flatMap(\.rules)))
        } catch {
            throw BundleFile.located(error, in: parts)
                ?? entry.value.error("\(regime): \(error)")
        }
    }
}
