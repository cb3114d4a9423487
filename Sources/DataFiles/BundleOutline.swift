package import AccessPolicy

/// The manifest of a bundle, of which one policy is read at a time.
///
/// Who asks about one regime does not wait for the files of the others, nor for any cases. What is
/// proved or adopted is read wholly, as a ``BundleFile``.
package struct BundleOutline: Sendable {
    /// The regimes that have a policy, in the order of the file.
    package let regimes: [String]
    private let file: String
    private let parts: [String: [YAMLNode]]

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: The manifest.
    ///   - file: The name that errors give.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let mapping = try YAMLDocument(bytes, file: file).root.mapping(
            required: BundleFile.requiredKeys, optional: BundleFile.optionalKeys)
        try mapping.required("vocabulary").checkVocabulary()
        var regimes: [String] = []
        var parts: [String: [YAMLNode]] = [:]
        for entry in try mapping.required("policies").entries() {
            regimes.append(entry.key)
            parts[entry.key] = try entry.value.list()
        }
        self.file = file
        self.regimes = regimes
        self.parts = parts
    }

    /// Reads the policy of one regime.
    ///
    /// - Parameters:
    ///   - regime: The regime.
    ///   - read: Gives a file beside the manifest, by its name; `nil` when there is none.
    /// - Returns: The policy; `nil` when there is none for the regime.
    /// - Throws: ``DataFileError`` with file and line of the fault, or whatever `read` throws.
    package func policy(
        of regime: String, reading read: (String) throws -> [UInt8]?
    ) throws -> CompiledPolicy? {
        guard let nodes = parts[regime] else { return nil }
        let directory = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        let files = try nodes.map { node in
            let name = try BundleFile.fileName(node)
            guard let bytes = try read(name) else {
                throw node.error("there is no file `\(name)` beside the bundle")
            }
            return try PolicyFile(
                bytes, file: directory.isEmpty ? name : "\(directory)/\(name)")
        }
        do throws(PolicyFault) {
            return try CompiledPolicy(
                AccessRules(name: regime, rules: files.flatMap(\.rules)))
        } catch {
            throw BundleFile.located(error, in: files)
                ?? DataFileError(file: file, line: 0, message: "\(regime): \(error)")
        }
    }
}
