internal import Records

/// Writes Cedar's syntax.
enum CedarText {
    /// A string literal; what is not printable ASCII and not a letter is escaped.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case " "..."~": quoted.unicodeScalars.append(scalar)
            case _ where scalar.properties.isAlphabetic: quoted.unicodeScalars.append(scalar)
            default: quoted += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return quoted + "\""
    }

    /// An entity, such as `Role::"employer"`.
    static func entity(_ dimension: CedarDimension, _ word: String) -> String {
        "\(dimension.type)::\(quoted(word))"
    }

    /// A test for one word.
    static func equals<Word: PolicyWord>(_ dimension: CedarDimension, _ word: Word) -> String {
        "\(dimension.variable) == \(entity(dimension, word.rawValue))"
    }

    /// A test for the words of a set; `nil` when every word passes.
    static func oneOf<Word: PolicyWord>(
        _ dimension: CedarDimension, _ words: WordSet<Word>
    ) -> String? {
        words == .all ? nil : isOneOf(dimension, words)
    }

    /// A test for the words of a set.
    static func isOneOf<Word: PolicyWord>(
        _ dimension: CedarDimension, _ words: WordSet<Word>
    ) -> String {
        let words = words.words
        if words.count == 1 { return equals(dimension, words[0]) }
        let entities = words.map { entity(dimension, $0.rawValue) }
        return "\(dimension.variable) in [\(entities.joined(separator: ", "))]"
    }

    /// A whole policy.
    static func policy(
        _ effect: PolicyRule.Effect, annotations: [(name: String, value: String)],
        action: String, when condition: String
    ) -> String {
        let lines = annotations.map { "@\($0.name)(\(quoted($0.value)))" }
        let when = condition.isEmpty ? "" : " when {\n    \(condition)\n}"
        return lines.joined(separator: "\n") + "\n"
            + "\(effect.rawValue) (principal, \(action), resource)\(when);\n"
    }
}
