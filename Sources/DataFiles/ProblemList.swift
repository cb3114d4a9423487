internal import AccessPolicy
internal import Records

/// What is wrong with a file, found by reading on after each fault.
struct ProblemList {
    /// The faults in the order in which they were found.
    private(set) var problems: [DataFileError] = []

    /// What is read; `nil` when it cannot be.
    mutating func reading<Value>(_ read: () throws(DataFileError) -> Value) -> Value? {
        do throws(DataFileError) {
            return try read()
        } catch {
            problems.append(error)
            return nil
        }
    }

    /// What is read from a value; `nil` when there is none, or when it cannot be read.
    mutating func reading<Value>(
        _ node: YAMLNode?, _ read: (YAMLNode) throws(DataFileError) -> Value
    ) -> Value? {
        guard let node else { return nil }
        return reading { () throws(DataFileError) in try read(node) }
    }

    /// Adds a fault.
    mutating func add(_ problem: DataFileError) { problems.append(problem) }

    /// A mapping with every key that it may not have and every one that it lacks.
    ///
    /// - Returns: The mapping, whatever its keys; `nil` when the value is none.
    mutating func mapping(
        _ node: YAMLNode?, required: [String], optional: [String] = []
    ) -> YAMLMapping? {
        guard let node,
            let entries = reading(
                node,
                { (node) throws(DataFileError) in
                    try node.entries()
                })
        else { return nil }
        for problem in node.keyProblems(entries, required: required, optional: optional) {
            add(problem)
        }
        return YAMLMapping(node: node, entries: entries)
    }

    /// A set of distinct words, with every word that is none.
    mutating func words<Word: PolicyWord>(_ node: YAMLNode?, _ noun: String) -> WordSet<Word>? {
        guard let node,
            let elements = reading(
                node,
                { (node) throws(DataFileError) in
                    try node.list()
                })
        else { return nil }
        guard !elements.isEmpty else {
            add(node.error("the list of \(noun)s is empty"))
            return nil
        }
        var words = WordSet<Word>([])
        for element in elements {
            guard
                let word = reading(
                    element,
                    { (element) throws(DataFileError) in
                        try element.word(of: Word.self, noun)
                    })
            else { continue }
            if words.contains(word) {
                add(element.error("\(noun) `\(word.rawValue)` stands twice"))
            }
            words = words.union([word])
        }
        return words
    }

    /// A set of words: a list, one word, or `*` for all.
    mutating func sweep<Word: PolicyWord>(_ node: YAMLNode?, _ noun: String) -> WordSet<Word>? {
        guard let node, case .text(let text) = node.content else { return words(node, noun) }
        if text == "*" { return .all }
        return reading(node) { (node) throws(DataFileError) in
            [try node.word(of: Word.self, noun)]
        }
    }

    /// Sections, with every word that stands for none.
    mutating func sections(_ node: YAMLNode?) -> WordSet<SectionKind>? {
        guard let node,
            let elements = reading(
                node,
                { (node) throws(DataFileError) in
                    try node.list()
                })
        else { return nil }
        let count = problems.count
        for element in elements {
            _ = reading(element) { (element) throws(DataFileError) in
                try PolicySections.word(element)
            }
        }
        guard problems.count == count else { return nil }
        return reading(node) { (node) throws(DataFileError) in try PolicySections.read(node) }
    }
}
