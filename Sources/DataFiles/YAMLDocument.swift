internal import Yams

/// A YAML file read with everything switched off that can surprise.
///
/// Scalars are strings (Yams' basic resolver: `no`, `12:30` and `2026-01-01` stay what was written),
/// mappings have plain, distinct keys. Refused: more than 256 KiB (or what the reader sets), bytes that are not UTF-8, anchors,
/// aliases, tags, directives, merge keys, keys that are no words, duplicate keys, more than one document, nesting deeper
/// than 16.
package struct YAMLDocument: Sendable {
    /// The largest file that is read unless its reader sets another limit, in bytes: 256 KiB.
    package static let maximumSize = 256 << 10
    /// The deepest nesting of lists and mappings.
    package static let maximumDepth = 16

    /// The root of the document.
    package let root: YAMLNode

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    ///   - limit: The largest size in bytes.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(
        _ bytes: [UInt8], file: String, limit: Int = Self.maximumSize
    ) throws(DataFileError) {
        func refuse(_ line: Int, _ message: String, hint: String? = nil) -> DataFileError {
            DataFileError(file: file, line: line, message: message, hint: hint)
        }
        guard bytes.count <= limit else {
            throw refuse(0, "the file has \(bytes.count) bytes", hint: "at most \(limit) are read")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refuse(Self.lineOfBadText(bytes), "the file is not UTF-8")
        }
        // Before the parser runs: it would compare keys that aliases blow up, and has no limits.
        if let found = YAMLScreen.firstRefusal(in: bytes) {
            throw refuse(found.line, found.message, hint: found.hint)
        }
        let node: Node?
        do {
            node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            let (line, problem) = Self.describe(error, in: text)
            throw refuse(line, problem)
        }
        guard let node else { throw refuse(1, "the file is empty") }
        root = try YAMLNode(node, file: file, depth: 1)
    }

    /// A key in backticks, if it is a word that a data file may have as a key; else it may be a text
    /// that somebody typed into a form, and is not repeated.
    private static func shown(_ key: String) -> String {
        let isWord =
            (1...64).contains(key.utf8.count)
            && key.utf8.allSatisfy {
                (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x2e
            }
        return isWord ? " `\(key)`" : ""
    }

    /// The line of the first bytes that are not UTF-8.
    private static func lineOfBadText(_ bytes: [UInt8]) -> Int {
        var line = 1
        var decoder = UTF8()
        var rest = bytes.makeIterator()
        while true {
            switch decoder.decode(&rest) {
            case .scalarValue(let scalar): if scalar == "\n" { line += 1 }
            case .emptyInput, .error: return line
            }
        }
    }

    /// The line in which a key of a mapping stands for the second time; `nil` in a mapping in braces.
    ///
    /// The keys of a mapping without braces stand in one column, that of the first.
    private static func line(ofSecond key: String, from mark: Mark, in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let places = lines.indices.dropFirst(mark.line - 1).filter { index in
            var rest = lines[index].unicodeScalars.dropFirst(mark.column - 1)
            if rest.first == "\"" || rest.first == "'" { rest = rest.dropFirst() }
            return rest.starts(with: key.unicodeScalars)
                && rest.dropFirst(key.unicodeScalars.count).first.map {
                    ":\"' ".contains(Character($0))
                }
                    ?? false
        }
        return places.dropFirst().first.map { $0 + 1 }
    }

    /// Line and text of a parser error; the parser's own description would print the file.
    private static func describe(
        _ error: any Error, in text: String
    ) -> (line: Int, problem: String) {
        guard let error = error as? YamlError else { return (0, "the file cannot be read") }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let line = keys.first.flatMap { Self.line(ofSecond: $0, from: context.mark, in: text) }
            return (
                line ?? context.mark.line, "duplicate key" + (keys.first.map(Self.shown) ?? "")
            )
        case .reader(let problem, _, _, _):
            return (0, "not YAML: \(problem)")
        default:
            return (0, "the file cannot be read")
        }
    }
}

extension YAMLNode {
    /// Copies a parsed node, refusing what the subset does not have.
    fileprivate init(_ node: Node, file: String, depth: Int) throws(DataFileError) {
        let line = node.mark?.line ?? 0
        func refuse(_ message: String) -> DataFileError {
            DataFileError(file: file, line: line, message: message)
        }
        guard depth <= YAMLDocument.maximumDepth else {
            throw refuse("nested deeper than \(YAMLDocument.maximumDepth)")
        }
        guard node.anchor == nil else { throw refuse("anchors are not allowed") }
        switch node {
        case .scalar(let scalar):
            guard node.tag == Tag(.str) else { throw refuse("tags are not allowed") }
            self.init(file: file, line: line, content: .text(scalar.string))
        case .sequence(let sequence):
            guard node.tag == Tag(.seq) else { throw refuse("tags are not allowed") }
            var elements: [YAMLNode] = []
            for element in sequence {
                elements.append(try YAMLNode(element, file: file, depth: depth + 1))
            }
            self.init(file: file, line: line, content: .list(elements))
        case .mapping(let mapping):
            guard node.tag == Tag(.map) else { throw refuse("tags are not allowed") }
            var entries: [YAMLNode.Entry] = []
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key else { throw refuse("a key is a plain word") }
                guard scalar.string != "<<" else { throw refuse("merge keys are not allowed") }
                guard key.tag == Tag(.str), key.anchor == nil else {
                    throw refuse("tags and anchors are not allowed")
                }
                entries.append(
                    YAMLNode.Entry(
                        key: scalar.string, line: key.mark?.line ?? line,
                        value: try YAMLNode(value, file: file, depth: depth + 1)))
            }
            self.init(file: file, line: line, content: .mapping(entries))
        case .alias:
            throw refuse("aliases are not allowed")
        }
    }
}
