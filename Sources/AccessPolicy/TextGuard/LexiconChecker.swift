internal import Records

/// A match of a pattern.
struct TextHit {
    /// The words that it covers.
    let tokens: Range<Int>
    /// What they give away.
    let textClass: TextClass
    /// The language of the lexicon.
    let language: Language
    /// What may stand there instead.
    let replacement: String?
}

/// A lexicon made ready to look words up.
struct LexiconChecker: Sendable {
    /// A pattern with what it means.
    private struct Entry: Sendable {
        let words: [WordPattern]
        let textClass: TextClass
        let replacement: String?
    }

    private let language: Language
    private let endings: Set<[UInt8]>
    /// Entries by the first two letters of their first word, where that word begins so.
    private let byStart: [UInt16: [Entry]]
    /// Entries whose first word may have letters before it.
    private let openBefore: [Entry]
    /// Single words, to be found in a run of letters that were spaced out.
    private let inRuns: [Entry]
    private let acronyms: Set<[UInt8]>
    private let bodyParts: [WordPattern]
    private let complaints: [WordPattern]
    private let allowed: [[WordPattern]]

    /// The number of words that may stand between a part of the body and a complaint.
    private static let reach = 3

    /// Letters that may join the parts of a compound word.
    private static let links: [[UInt8]] = ["", "s", "n", "en", "e"].map { Array($0.utf8) }

    init(_ lexicon: Lexicon) {
        language = lexicon.language
        endings = Set(lexicon.endings.flatMap { TextTokens.read($0) }.map(\.letters))
        var entries: [Entry] = []
        func add(_ patterns: [String], _ textClass: TextClass, _ replacement: String?) {
            for pattern in patterns.flatMap(Self.spellings).compactMap(TextPattern.init) {
                let forms = [pattern.words] + (pattern.joined.map { [[$0]] } ?? [])
                entries += forms.map {
                    Entry(words: $0, textClass: textClass, replacement: replacement)
                }
            }
        }
        for phrase in lexicon.phrases { add(phrase.patterns, phrase.textClass, phrase.replacement) }
        for terms in lexicon.terms { add(terms.patterns, terms.textClass, nil) }
        byStart = Dictionary(
            grouping: entries.filter { !$0.words[0].isOpenBefore },
            by: { Self.start($0.words[0].letters) })
        openBefore = entries.filter { $0.words[0].isOpenBefore }
        inRuns = entries.filter { $0.words.count == 1 && $0.words[0].letters.count >= 4 }
        acronyms = Set(lexicon.acronyms.flatMap { TextTokens.read($0) }.map(\.letters))
        func single(_ patterns: [String]) -> [WordPattern] {
            patterns.flatMap(Self.spellings).compactMap { TextPattern($0)?.single }
        }
        bodyParts = single(lexicon.bodyParts)
        complaints = single(lexicon.complaints)
        allowed = lexicon.allowed.flatMap(Self.spellings).compactMap { TextPattern($0)?.words }
    }

    /// A pattern as written and, when it has ä, ö or ü, with ae, oe or ue.
    private static func spellings(_ pattern: String) -> [String] {
        let umlauts: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue"]
        let spelled = pattern.map { umlauts[$0] ?? String($0) }.joined()
        return spelled == pattern ? [pattern] : [pattern, spelled]
    }

    /// Every match in a text, overlapping ones included.
    ///
    /// - Parameters:
    ///   - tokens: The words.
    ///   - readings: Other readings of them.
    ///   - spared: The words that are part of something allowed.
    /// - Returns: The matches.
    func hits(
        _ tokens: [TextToken], _ readings: [TextReading], sparing spared: Set<Int>
    ) -> [TextHit] {
        var hits: [TextHit] = []
        func add(_ range: Range<Int>, _ textClass: TextClass, _ replacement: String?) {
            guard !range.contains(where: spared.contains) else { return }
            hits.append(
                TextHit(
                    tokens: range, textClass: textClass, language: language,
                    replacement: replacement))
        }
        for index in tokens.indices {
            for entry in candidates(tokens[index].letters)
            where matches(entry.words, tokens, at: index) {
                add(index..<index + entry.words.count, entry.textClass, entry.replacement)
            }
            if isAcronym(tokens, index) { add(index..<index + 1, .diagnosis, nil) }
            if isDiseaseCode(tokens, index) { add(index..<index + 2, .code, nil) }
            if let range = painfulPlace(tokens, index) { add(range, .bodyPart, nil) }
        }
        for reading in readings {
            let found =
                reading.isSpaced
                ? inRuns.first { reading.letters.contains($0.words[0].letters) }
                : candidates(reading.letters).first {
                    $0.words.count == 1 && $0.words[0].matches(reading.letters, endings: endings)
                }
            if let found { add(reading.tokens, found.textClass, found.replacement) }
        }
        return hits
    }

    private static func start(_ letters: [UInt8]) -> UInt16 {
        UInt16(letters[0]) << 8 | UInt16(letters.count > 1 ? letters[1] : 0)
    }

    private func candidates(_ letters: [UInt8]) -> [Entry] {
        (byStart[Self.start(letters)] ?? []) + openBefore
    }

    /// Whether a pattern's words stand one after another from a position on.
    private func matches(_ words: [WordPattern], _ tokens: [TextToken], at index: Int) -> Bool {
        guard index + words.count <= tokens.count else { return false }
        for (offset, word) in words.enumerated() {
            let token = tokens[index + offset]
            guard word.matches(token.letters, endings: endings) else { return false }
            if offset > 0, token.gap == .far { return false }
        }
        return true
    }

    /// The words that are part of something allowed in this language.
    func sparedTokens(_ tokens: [TextToken]) -> Set<Int> {
        var spared = Set<Int>()
        for index in tokens.indices {
            for words in allowed where matches(words, tokens, at: index) {
                spared.formUnion(index..<index + words.count)
            }
        }
        return spared
    }

    /// A word of the list in capitals, in a text that is not all in capitals.
    private func isAcronym(_ tokens: [TextToken], _ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isCapitals, acronyms.contains(token.letters) else { return false }
        let neighbours = [index - 1, index + 1].filter(tokens.indices.contains).map { tokens[$0] }
            .filter { $0.letters.count > 1 }
        return neighbours.isEmpty || neighbours.contains { !$0.isCapitals }
    }

    /// A code of the International Classification of Diseases: `F32.1`.
    ///
    /// Without the part after the dot it would catch roads and rooms, so that is asked for.
    private func isDiseaseCode(_ tokens: [TextToken], _ index: Int) -> Bool {
        guard index + 1 < tokens.count, tokens[index + 1].gap == .dot else { return false }
        let (head, tail) = (tokens[index], tokens[index + 1].letters)
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        return head.isCapitals && head.letters.count == 3 && !isDigit(head.letters[0])
            && head.letters.dropFirst().allSatisfy(isDigit) && tail.count <= 2
            && tail.allSatisfy(isDigit)
    }

    /// A part of the body and a complaint, in one word or near each other.
    private func painfulPlace(_ tokens: [TextToken], _ index: Int) -> Range<Int>? {
        let letters = tokens[index].letters
        func isPart(_ word: [UInt8]) -> Bool {
            bodyParts.contains { $0.matches(word, endings: endings) }
        }
        func isComplaint(_ word: [UInt8]) -> Bool {
            complaints.contains { $0.matches(word, endings: endings) }
        }
        for part in bodyParts where letters.starts(with: part.letters) {
            let rest = letters[part.letters.count...]
            let isCompound = Self.links.contains { link in
                rest.starts(with: link)
                    && complaints.contains { rest.dropFirst(link.count).starts(with: $0.letters) }
            }
            if isCompound { return index..<index + 1 }
        }
        guard isPart(letters) else { return nil }
        for distance in 1...Self.reach + 1 {
            for other in [index - distance, index + distance]
            where tokens.indices.contains(other) && isComplaint(tokens[other].letters) {
                let range = min(index, other)..<max(index, other) + 1
                let isOnePhrase = range.dropFirst().allSatisfy { tokens[$0].gap != .far }
                if isOnePhrase { return range }
            }
        }
        return nil
    }
}
