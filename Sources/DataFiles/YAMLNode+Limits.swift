extension YAMLNode {
    /// The largest text in bytes of what is compiled.
    static let maximumText = 4096

    /// Checks that no text and no list below is larger than the compiled form can hold; what could
    /// be written and not be read again must not be adopted.
    ///
    /// - Parameter list: The largest number of elements of a list or a mapping.
    /// - Throws: ``DataFileError`` with the line.
    func checkSizes(list: Int) throws(DataFileError) {
        switch content {
        case .text(let value):
            guard value.utf8.count <= Self.maximumText else {
                throw error("the text is longer than \(Self.maximumText) bytes")
            }
        case .list(let elements):
            guard elements.count <= list else {
                throw error("the list has more than \(list) elements")
            }
            for element in elements { try element.checkSizes(list: list) }
        case .mapping(let entries):
            guard entries.count <= list else {
                throw error("the mapping has more than \(list) keys")
            }
            for entry in entries {
                guard entry.key.utf8.count <= Self.maximumText else {
                    throw error("a key is longer than \(Self.maximumText) bytes")
                }
                try entry.value.checkSizes(list: list)
            }
        }
    }
}
