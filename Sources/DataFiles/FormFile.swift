package import Reintegration

/// Reads a form that somebody filled in: YAML, or JSON, which is YAML too.
///
/// Strict: UTF-8, 256 KiB at most, no anchors, tags or duplicate keys. What was filled in is not
/// checked here; that is ``Form/validate(_:)``.
package enum FormFile {
    /// Reads the keys and values.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Returns: What was filled in, with its lines; an empty value says that nothing was.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package static func parse(
        _ bytes: [UInt8], file: String
    ) throws(DataFileError) -> RawFormValue {
        let root = try YAMLDocument(bytes, file: file).root
        guard case .mapping = root.content else {
            throw root.error("expected a mapping", hint: "fill in the empty form")
        }
        return value(root)
    }

    /// The values of a node, whatever form they are for.
    static func value(_ node: YAMLNode) -> RawFormValue {
        switch node.content {
        case .text(let text): RawFormValue(line: node.line, .text(text))
        case .list(let elements): RawFormValue(line: node.line, .list(elements.map(value)))
        case .mapping(let entries):
            RawFormValue(
                line: node.line,
                .mapping(
                    entries.map { entry in
                        RawFormValue.Entry(
                            key: entry.key, line: entry.line, value: value(entry.value))
                    }))
        }
    }
}
