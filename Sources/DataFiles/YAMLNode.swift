package import Records

/// A value of a data file that remembers where it stands.
package struct YAMLNode: Sendable {
    /// One key with its value.
    package struct Entry: Sendable {
        /// The key.
        package let key: String
        /// The line of the key, counted from 1.
        package let line: Int
        /// The value.
        package let value: YAMLNode
    }

    /// What a value is.
    package enum Content: Sendable {
        /// A text; every scalar is one.
        case text(String)
        /// A list.
        case list([YAMLNode])
        /// A mapping, in the order of the file; keys are distinct.
        case mapping([Entry])
    }

    /// The name of the file.
    package let file: String
    /// The line, counted from 1.
    package let line: Int
    /// The value itself.
    package let content: Content

    /// An error that stands at this value.
    package func error(_ message: String, hint: String? = nil) -> DataFileError {
        DataFileError(file: file, line: line, message: message, hint: hint)
    }

    /// The value as a text that is not empty.
    package func text() throws(DataFileError) -> String {
        guard case .text(let text) = content else { throw error("expected a text") }
        guard !text.isEmpty else { throw error("the text is empty") }
        return text
    }

    /// The value as a list.
    package func list() throws(DataFileError) -> [YAMLNode] {
        guard case .list(let elements) = content else {
            throw error("expected a list", hint: "write `[…]` or lines that begin with `- `")
        }
        return elements
    }

    /// The value as a list of texts.
    package func texts() throws(DataFileError) -> [String] {
        var result: [String] = []
        for element in try list() { result.append(try element.text()) }
        return result
    }

    /// The value as a whole number in decimal digits, with a minus sign at most.
    package func integer(in range: ClosedRange<Int>) throws(DataFileError) -> Int {
        let text = try text()
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text)
        else { throw error("`\(text)` is not a whole number") }
        guard range.contains(number) else {
            throw error("\(number) lies outside \(range.lowerBound)…\(range.upperBound)")
        }
        return number
    }

    /// The value as `true` or `false`.
    package func boolean() throws(DataFileError) -> Bool {
        switch try text() {
        case "true": true
        case "false": false
        case let other: throw error("`\(other)` is neither `true` nor `false`")
        }
    }

    /// The value as a day, such as `2024-01-15`.
    package func date() throws(DataFileError) -> CivilDate {
        let text = try text()
        guard let date = CivilDate(text) else {
            throw error("`\(text)` is not a day", hint: "write it as `2024-01-15`")
        }
        return date
    }

    /// The value as a word of a closed vocabulary.
    ///
    /// - Parameters:
    ///   - vocabulary: The enumeration whose raw values are the words.
    ///   - noun: What such a word is called in an error, such as `role`.
    /// - Returns: The word.
    /// - Throws: ``DataFileError`` that names the nearest word of the vocabulary.
    package func word<Word: CaseIterable & RawRepresentable<String>>(
        of vocabulary: Word.Type, _ noun: String
    ) throws(DataFileError) -> Word {
        let text = try text()
        if let word = Word(rawValue: text) { return word }
        throw unknown(noun, text, among: vocabulary.allCases.map(\.rawValue))
    }

    /// The value as a list of distinct words of a closed vocabulary.
    package func words<Word: CaseIterable & RawRepresentable<String> & Hashable>(
        of vocabulary: Word.Type, _ noun: String
    ) throws(DataFileError) -> [Word] {
        var words: [Word] = []
        for element in try list() {
            let word = try element.word(of: vocabulary, noun)
            guard !words.contains(word) else {
                throw element.error("\(noun) `\(word.rawValue)` stands twice")
            }
            words.append(word)
        }
        return words
    }

    /// The value as a text in the four languages: a mapping with exactly `nl`, `fr`, `de`, `en`.
    package func localizedText() throws(DataFileError) -> LocalizedText {
        let mapping = try mapping(required: Language.allCases.map(\.rawValue))
        return LocalizedText(
            nl: try mapping.required("nl").text(), fr: try mapping.required("fr").text(),
            de: try mapping.required("de").text(), en: try mapping.required("en").text())
    }

    /// The value as a mapping with known keys.
    ///
    /// - Parameters:
    ///   - required: Keys that must stand there.
    ///   - optional: Keys that may.
    /// - Returns: The mapping, which then gives its values by key.
    /// - Throws: ``DataFileError`` for a missing key, and for any key that is in neither list.
    package func mapping(
        required: [String], optional: [String] = []
    ) throws(DataFileError) -> YAMLMapping {
        let entries = try entries()
        if let problem = keyProblems(entries, required: required, optional: optional).first {
            throw problem
        }
        return YAMLMapping(node: self, entries: entries)
    }

    /// The keys of this mapping that it may not have; if there are none, those that it lacks: what is
    /// misspelt is not missing.
    func keyProblems(
        _ entries: [Entry], required: [String], optional: [String]
    ) -> [DataFileError] {
        let unknown = entries.filter { !required.contains($0.key) && !optional.contains($0.key) }
        guard unknown.isEmpty else {
            return unknown.map {
                DataFileError(
                    file: file, line: $0.line, message: "unknown key `\($0.key)`",
                    hint: Spelling.hint(for: $0.key, among: required + optional))
            }
        }
        let missing = required.filter { key in !entries.contains { $0.key == key } }
        return missing.map { error("the key `\($0)` is missing") }
    }

    /// The value as a mapping with free keys, in the order of the file.
    package func entries() throws(DataFileError) -> [Entry] {
        guard case .mapping(let entries) = content else { throw error("expected a mapping") }
        return entries
    }

    /// An error about a word that a vocabulary does not have.
    package func unknown(
        _ noun: String, _ text: String, among words: [String]
    ) -> DataFileError {
        error("unknown \(noun) `\(text)`", hint: Spelling.hint(for: text, among: words))
    }
}

/// A mapping whose keys have been checked.
package struct YAMLMapping: Sendable {
    /// The value that is this mapping.
    package let node: YAMLNode
    private let entries: [YAMLNode.Entry]

    init(node: YAMLNode, entries: [YAMLNode.Entry]) {
        self.node = node
        self.entries = entries
    }

    /// The value of a key; `nil` when the key is absent.
    package subscript(key: String) -> YAMLNode? {
        entries.first { $0.key == key }?.value
    }

    /// The value of a key that must be there.
    package func required(_ key: String) throws(DataFileError) -> YAMLNode {
        guard let value = self[key] else { throw node.error("the key `\(key)` is missing") }
        return value
    }
}
