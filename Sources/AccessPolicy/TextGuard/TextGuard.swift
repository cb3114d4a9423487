/// Finds words in a text that would give away what medical secrecy covers.
///
/// It helps a careful author and stops a careless one. It is no proof that a text is harmless: an
/// illness can be told in words that no list has, and an author with another program can skip it.
/// It works on the text alone, without any service.
package struct TextGuard: Sendable {
    private let checkers: [LexiconChecker]

    /// Makes a guard that knows the words of the lexicons given; a text may be in any of their
    /// languages, or in several.
    package init(_ lexicons: [Lexicon]) {
        checkers = lexicons.map(LexiconChecker.init)
    }

    /// What may not stand in a text, in the order in which it stands there, without overlaps.
    package func findings(in text: String) -> [TextFinding] {
        let tokens = TextTokens.read(text)
        let readings = TextTokens.readings(tokens)
        // What one language allows is spared in all: "aan de hand" holds no German hand.
        let spared = checkers.reduce(into: Set<Int>()) { $0.formUnion($1.sparedTokens(tokens)) }
        let hits = checkers.flatMap { $0.hits(tokens, readings, sparing: spared) }
        // The longest wins, then one with a replacement, then the order of the lexicons.
        let ranked = hits.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.tokens.count != other.tokens.count {
                return one.tokens.count > other.tokens.count
            }
            if (one.replacement == nil) != (other.replacement == nil) {
                return one.replacement != nil
            }
            return left.offset < right.offset
        }
        var taken = Set<Int>()
        var findings: [TextFinding] = []
        let bytes = Array(text.utf8)
        for (_, hit) in ranked where taken.isDisjoint(with: hit.tokens) {
            taken.formUnion(hit.tokens)
            let first = tokens[hit.tokens.lowerBound].range.lowerBound
            let range = first..<tokens[hit.tokens.upperBound - 1].range.upperBound
            findings.append(
                TextFinding(
                    range: range, text: String(decoding: bytes[range], as: UTF8.self),
                    textClass: hit.textClass, language: hit.language,
                    replacement: hit.replacement))
        }
        return findings.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
