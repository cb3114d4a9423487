/// A word of a text as the guard sees it.
struct TextToken {
    /// The folded letters, as UTF-8.
    let letters: [UInt8]
    /// Where it stands in the text's UTF-8.
    let range: Range<Int>
    /// Whether every letter is a capital.
    let isCapitals: Bool
    /// What parts it from the word before.
    let gap: TextGap

    /// The folded letters as a text.
    var word: String { String(decoding: letters, as: UTF8.self) }
}

/// What parts two words.
enum TextGap: Equatable {
    /// The text begins, or a sign that ends a phrase stands between.
    case far
    /// Blanks.
    case blank
    /// A hyphen, with a line break after it or not.
    case hyphen
    /// One full stop without a blank.
    case dot
    /// Another single sign without a blank, such as an apostrophe, a slash or an underscore.
    case sign
}

/// Cuts a text into words.
enum TextTokens {
    /// The words of a text, in their order.
    static func read(_ text: String) -> [TextToken] {
        var tokens: [TextToken] = []
        var letters: [UInt8] = []
        var start = 0
        var end = 0
        var isCapitals = true
        var gap: [Unicode.Scalar] = []
        var offset = 0
        func close() {
            guard !letters.isEmpty else { return }
            tokens.append(
                TextToken(
                    letters: letters, range: start..<end, isCapitals: isCapitals,
                    gap: tokens.isEmpty ? .far : kind(of: gap)))
            letters = []
            gap = []
            isCapitals = true
        }
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            switch LetterFolding.fold(scalar) {
            case .letters(let first, let second):
                if letters.isEmpty { start = offset }
                letters.append(first)
                if let second { letters.append(second) }
                end = offset + width
                if !(0x30...0x39).contains(first), !LetterFolding.isCapital(scalar) {
                    isCapitals = false
                }
            case .invisible:
                break
            case .separator:
                close()
                gap.append(scalar)
            }
            offset += width
        }
        close()
        return tokens
    }

    private static func kind(of gap: [Unicode.Scalar]) -> TextGap {
        let signs = gap.filter { !$0.properties.isWhitespace }
        let hasBlank = signs.count < gap.count
        guard let sign = signs.first else { return .blank }
        guard signs.count == 1 else { return .far }
        switch sign.value {
        case 0x2d, 0x2010...0x2015:
            // A blank before the hyphen makes it a dash; one after it only at the end of a line.
            return !hasBlank || gap.first == sign && gap.contains("\n") ? .hyphen : .far
        case 0x2e: return hasBlank ? .far : .dot
        case 0x27, 0x2019, 0x2f, 0x5f, 0x2a, 0x7e, 0xb7, 0x2022, 0x22, 0xab, 0xbb, 0x201c...0x201e,
            0x28, 0x29:
            return hasBlank ? .blank : .sign
        default: return hasBlank ? .far : .sign
        }
    }
}

/// A reading of one or more words as one word.
struct TextReading {
    /// The letters.
    let letters: [UInt8]
    /// The words that it covers.
    let tokens: Range<Int>
    /// Whether the letters stood apart, so that words in them have no ends.
    let isSpaced: Bool
}

extension TextTokens {
    /// The readings of a text beside its plain words: letters that were spaced out, words that were
    /// parted by hyphens, digits and signs that stand for letters.
    static func readings(_ tokens: [TextToken]) -> [TextReading] {
        var readings: [TextReading] = []
        var index = 0
        while index < tokens.count {
            let isSingle = tokens[index].letters.count == 1
            let spaced =
                isSingle
                ? run(tokens, from: index) { $0.letters.count == 1 && $0.gap != .far } : index
            if spaced - index >= 4 {
                readings.append(joined(tokens, index..<spaced, isSpaced: true))
            }
            let hyphened = run(tokens, from: index) { $0.gap == .hyphen }
            if hyphened - index >= 2, hyphened - index <= 8 {
                readings.append(joined(tokens, index..<hyphened, isSpaced: false))
                if hyphened - index > 2 {
                    for first in index..<hyphened - 1 {
                        readings.append(joined(tokens, first..<first + 2, isSpaced: false))
                    }
                }
            }
            index = max(index + 1, spaced - index >= 4 ? spaced : hyphened)
        }
        for (position, token) in tokens.enumerated() {
            for letters in unmasked(token.letters) {
                readings.append(
                    TextReading(
                        letters: letters, tokens: position..<position + 1, isSpaced: false))
            }
        }
        return readings
    }

    /// The end of the run that starts at a word and goes on while its followers satisfy a test.
    private static func run(
        _ tokens: [TextToken], from start: Int, while follows: (TextToken) -> Bool
    ) -> Int {
        var end = start + 1
        while end < tokens.count, follows(tokens[end]) { end += 1 }
        return end
    }

    private static func joined(
        _ tokens: [TextToken], _ range: Range<Int>, isSpaced: Bool
    ) -> TextReading {
        TextReading(
            letters: tokens[range].flatMap(\.letters), tokens: range, isSpaced: isSpaced)
    }

    /// A word with digits among its letters, read as letters; `1` is an i or an l.
    private static func unmasked(_ letters: [UInt8]) -> [[UInt8]] {
        let digits = letters.filter { (0x30...0x39).contains($0) }.count
        guard digits > 0, letters.count - digits >= 3 else { return [] }
        let table: [UInt8: Character] = [
            0x30: "o", 0x33: "e", 0x34: "a", 0x35: "s", 0x37: "t", 0x38: "b",
        ]
        return [UInt8(ascii: "i"), UInt8(ascii: "l")].map { one in
            letters.map { $0 == 0x31 ? one : table[$0]?.asciiValue ?? $0 }
        }
    }
}
