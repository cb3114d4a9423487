/// A set of words of one vocabulary, as bits.
package struct WordSet<Word: PolicyWord>: Hashable, Sendable {
    /// Bit `n` stands for the word with code `n`.
    package let bits: UInt64

    /// The words given.
    package init(_ words: some Sequence<Word>) {
        bits = words.reduce(0) { $0 | 1 << UInt64($1.code) }
    }

    /// The words of a bit pattern; `nil` when a bit stands for no word.
    package init?(bits: UInt64) {
        guard bits & ~Self.all.bits == 0 else { return nil }
        self.bits = bits
    }

    /// The words of bits that are known to be words.
    init(masked bits: UInt64) { self.bits = bits }

    /// Every word.
    package static var all: Self {
        Self(masked: Word.allCases.reduce(0) { $0 | 1 << UInt64($1.code) })
    }

    /// Whether there is no word.
    package var isEmpty: Bool { bits == 0 }

    /// The number of words.
    package var count: Int { bits.nonzeroBitCount }

    /// The words in the order of the vocabulary.
    package var words: [Word] {
        var words: [Word] = []
        words.reserveCapacity(count)
        for word in Word.allCases where contains(word) { words.append(word) }
        return words
    }

    /// Calls `body` with the code of each word, rising.
    @inline(__always)
    func forEachCode(_ body: (Int) -> Void) {
        var rest = bits
        while rest != 0 {
            body(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
    }

    /// Whether a word is in the set.
    package func contains(_ word: Word) -> Bool { bits >> UInt64(word.code) & 1 == 1 }

    /// Whether every word of another set is in this one.
    package func isSuperset(of other: Self) -> Bool { other.bits & ~bits == 0 }

    /// The words of either.
    package func union(_ other: Self) -> Self { Self(masked: bits | other.bits) }

    /// The words of both.
    package func intersection(_ other: Self) -> Self { Self(masked: bits & other.bits) }

    /// The words that the other has not.
    package func subtracting(_ other: Self) -> Self { Self(masked: bits & ~other.bits) }
}

extension WordSet: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: Word...) { self.init(elements) }
}
