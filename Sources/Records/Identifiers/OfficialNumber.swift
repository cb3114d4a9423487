/// A number by which an authority knows a person or an enterprise.
///
/// It is kept without separators, shown to people with them, and masked unless they ask for it: no
/// description of it shows more than the masked form, so that none reaches an error or a log.
/// Nothing is derived from its digits, neither sex nor date of birth.
package protocol OfficialNumber: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Reads a number as people write it.
    ///
    /// Spaces, dots, hyphens and slashes may stand anywhere between the digits.
    ///
    /// - Throws: ``NumberFault``, the first one that is found.
    init(_ text: String) throws(NumberFault)

    /// The number without separators: what is stored and compared.
    var compact: String { get }

    /// The number as it is printed.
    var formatted: String { get }

    /// The number as it is printed, with `*` for each digit but the last two or three.
    var masked: String { get }
}

extension OfficialNumber {
    package var description: String { masked }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why a text is not a number of some kind.
///
/// It says nothing of the text.
package enum NumberFault: String, Error, CaseIterable, Hashable, Sendable {
    /// Something else than digits and separators.
    case otherCharacter = "other-character"
    /// Too few or too many digits.
    case digitCount = "digit-count"
    /// The first digit is one that no such number has.
    case firstDigit = "first-digit"
    /// Digits that stand for a day of birth stand for none.
    case birthDate = "birth-date"
    /// The check digits are others than the rest of the number asks for.
    case checkDigits = "check-digits"
}

/// The digits of a number as people write it.
struct NumberDigits {
    /// The digits, each 0 to 9.
    private(set) var values: [Int] = []

    /// Reads digits.
    ///
    /// - Throws: ``NumberFault/otherCharacter``.
    init(_ text: some StringProtocol) throws(NumberFault) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": values.append(Int(scalar.value) - 0x30)
            case " ", "\u{a0}", "\u{202f}", ".", "-", "/", "\u{2010}"..."\u{2013}": break
            default: throw .otherCharacter
            }
        }
    }

    /// The number of digits.
    var count: Int { values.count }

    /// The digits as text.
    var text: String { values.map(String.init).joined() }

    /// The number that some of the digits make.
    subscript(range: Range<Int>) -> Int { values[range].reduce(0) { $0 * 10 + $1 } }

    /// Puts zeros before the digits.
    mutating func pad(to count: Int) {
        guard values.count < count else { return }
        values = Array(repeating: 0, count: count - values.count) + values
    }
}

extension String {
    /// The text with separators between groups of its characters.
    ///
    ///     "0419052173".grouped([4, 3, 3], [".", "."])  // 0419.052.173
    func grouped(_ lengths: [Int], _ separators: [String]) -> String {
        var rest = self[...]
        var output = ""
        for (index, length) in lengths.enumerated() {
            output += rest.prefix(length)
            if separators.indices.contains(index) { output += separators[index] }
            rest = rest.dropFirst(length)
        }
        return output + rest
    }

    /// The text with `*` for each digit but the last ones.
    func masked(showing shown: Int) -> String {
        var left = count { $0.isASCII && $0.isNumber } - shown
        return String(
            map { character in
                guard character.isASCII, character.isNumber, left > 0 else { return character }
                left -= 1
                return "*"
            })
    }
}
