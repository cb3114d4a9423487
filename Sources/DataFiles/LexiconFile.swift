package import AccessPolicy
internal import Records

/// A lexicon of the text guard as it is written.
///
/// The format is docs/formats/lexicon-file.md.
package struct LexiconFile: Sendable {
    /// The lexicon.
    package let lexicon: Lexicon

    /// Reads a lexicon.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let root = try YAMLDocument(bytes, file: file).root
        try root.checkSizes(list: 4096)
        let mapping = try root.mapping(
            required: [
                "lexicon", "revision", "endings", "phrases", "terms", "acronyms", "body-parts",
                "complaints", "allowed",
            ])
        var phrases: [Lexicon.Phrase] = []
        for node in try mapping.required("phrases").list() {
            let phrase = try node.mapping(required: ["find", "class", "instead"])
            phrases.append(
                Lexicon.Phrase(
                    patterns: try Self.patterns(try phrase.required("find")),
                    textClass: try phrase.required("class").word(of: TextClass.self, "class"),
                    replacement: try phrase.required("instead").text()))
        }
        let classes = TextClass.allCases.map(\.rawValue)
        let lists = try mapping.required("terms").mapping(required: [], optional: classes)
        var terms: [Lexicon.Terms] = []
        for textClass in TextClass.allCases {
            guard let node = lists[textClass.rawValue] else { continue }
            terms.append(Lexicon.Terms(textClass: textClass, patterns: try Self.patterns(node)))
        }
        lexicon = Lexicon(
            language: try mapping.required("lexicon").word(of: Language.self, "language"),
            revision: UInt64(try mapping.required("revision").integer(in: 1...1_000_000_000)),
            endings: try Self.endings(try mapping.required("endings")), phrases: phrases,
            terms: terms,
            acronyms: try Self.patterns(try mapping.required("acronyms")),
            bodyParts: try Self.patterns(try mapping.required("body-parts")),
            complaints: try Self.patterns(try mapping.required("complaints")),
            allowed: try Self.patterns(try mapping.required("allowed")))
    }

    /// Reads endings, which are short.
    private static func endings(_ node: YAMLNode) throws(DataFileError) -> [String] {
        for element in try node.list() {
            guard try element.text().utf8.count <= 256 else {
                throw element.error("an ending is longer than 256 bytes")
            }
        }
        return try node.texts()
    }

    /// Reads patterns: distinct, with letters, `*` at the ends only, and not all `*`.
    private static func patterns(_ node: YAMLNode) throws(DataFileError) -> [String] {
        var seen = Set<String>()
        for element in try node.list() {
            let text = try element.text()
            guard seen.insert(text).inserted else {
                throw element.error("`\(text)` stands twice")
            }
            let inner = text.drop { $0 == "*" }
            let body = inner.hasSuffix("*") ? inner.dropLast() : inner
            guard !body.contains("*"), body.contains(where: { $0.isLetter || $0.isNumber }),
                text.utf8.count <= 256
            else {
                throw element.error(
                    "`\(text)` is not a pattern", hint: "write words, with `*` at either end only")
            }
            let isOpen = text.hasPrefix("*") || text.hasSuffix("*")
            guard !isOpen || body.count >= 3 else {
                throw element.error(
                    "`\(text)` would match too much", hint: "three letters beside a `*` at least")
            }
        }
        return try node.texts()
    }
}
