/// One word of a lexicon's pattern, folded.
struct WordPattern: Hashable {
    /// The letters.
    let letters: [UInt8]
    /// Whether any letters may stand before.
    let isOpenBefore: Bool
    /// Whether any letters may stand after.
    let isOpenAfter: Bool

    /// Whether a word matches, with one of the endings.
    func matches(_ word: [UInt8], endings: Set<[UInt8]>) -> Bool {
        guard word.count >= letters.count else { return false }
        switch (isOpenBefore, isOpenAfter) {
        case (true, true): return word.contains(letters)
        case (false, true): return word.starts(with: letters)
        case (true, false):
            return word.hasSuffix(letters)
                || endings.contains { word.hasSuffix(letters + $0) }
        case (false, false):
            guard word.starts(with: letters) else { return false }
            // Short words take no endings: too many other words begin with them.
            return word.count == letters.count
                || letters.count > 3 && endings.contains(Array(word[letters.count...]))
        }
    }
}

/// A pattern of a lexicon: one or more words.
struct TextPattern {
    /// The words.
    let words: [WordPattern]
    /// The words without what parts them, for hyphened patterns such as `burn-out`.
    let joined: WordPattern?

    /// Folds a pattern; `nil` when it has no letters.
    init?(_ text: String) {
        let isOpenBefore = text.hasPrefix("*")
        let isOpenAfter = text.hasSuffix("*")
        let tokens = TextTokens.read(text)
        guard !tokens.isEmpty else { return nil }
        words = tokens.indices.map { index in
            WordPattern(
                letters: tokens[index].letters, isOpenBefore: isOpenBefore && index == 0,
                isOpenAfter: isOpenAfter && index == tokens.count - 1)
        }
        let isHyphened = tokens.count > 1 && tokens.dropFirst().allSatisfy { $0.gap == .hyphen }
        joined =
            isHyphened
            ? WordPattern(
                letters: tokens.flatMap(\.letters), isOpenBefore: isOpenBefore,
                isOpenAfter: isOpenAfter)
            : nil
    }

    /// The pattern as one word, when it is one or may be written as one.
    var single: WordPattern? { words.count == 1 ? words[0] : joined }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
    }

    /// Whether the letters stand anywhere in these.
    func contains(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty, count >= part.count else { return false }
        return (0...(count - part.count)).contains { self[$0...].starts(with: part) }
    }
}
