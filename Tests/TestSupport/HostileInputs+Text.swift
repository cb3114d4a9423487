extension HostileInputs {
    /// A text with a change that a person would hardly see, or that a reader of lines, words or
    /// numbers would stumble over.
    mutating func changedText(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        switch number(0...15) {
        case 0: insert([0], into: &bytes)
        case 1: bytes = bytes.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
        case 2: bytes = [0xef, 0xbb, 0xbf] + bytes
        case 3: insert(Self.invalid[number(0...Self.invalid.count - 1)], into: &bytes)
        case 4: insert([UInt8](repeating: 0x78, count: number(500...70_000)), into: &bytes)
        case 5:
            let token = Self.tokens[number(0...Self.tokens.count - 1)]
            insert((0..<number(1...400)).flatMap { _ in token }, into: &bytes)
        case 6:
            bytes = exchangingLines(bytes) { lines, place in lines.insert(lines[place], at: place) }
        case 7: bytes = exchangingLines(bytes) { lines, place in lines.remove(at: place) }
        case 8: bytes = exchangingLines(bytes) { lines, place in lines.swapAt(0, place) }
        case 9: bytes = look(alike: bytes)
        // A mark that joins with the character before it.
        case 10: insert([0xcc, 0x81], into: &bytes)
        case 11: bytes = exchangingNumber(bytes)
        case 12: bytes = flippingCase(bytes)
        case 13: insert(Self.spaces[number(0...Self.spaces.count - 1)], into: &bytes)
        case 14: while bytes.last == 0x0a { bytes.removeLast() }
        default: bytes += [0x0a]
        }
        return bytes
    }

    /// Bytes that are no UTF-8: too long a form, half a pair, beyond the last character, cut off.
    private static let invalid: [[UInt8]] = [
        [0xc0, 0x80], [0xe0, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff],
        [0x80], [0xe2, 0x80],
    ]

    /// What opens something in one of the formats.
    private static let tokens: [[UInt8]] = [
        "[", "{", "- ", "? ", ": ", "\"", "'", "&a ", "*a ", "!!str ", "<<: ", "#", "|\n", "{a: ",
        "[[", "---\n", "}", "]", "\u{2014} ", "=", "%", "\\",
    ].map { Array($0.utf8) }

    /// Spaces and line ends of several kinds, marks that set the direction, and escapes.
    private static let spaces: [[UInt8]] = [
        " ", "\t", "\u{a0}", "\u{85}", "\u{2028}", "\u{200b}", "\u{202e}", "\r", "\u{0c}",
        "\u{1b}[2J",
        "\u{7f}",
    ].map { Array($0.utf8) }

    private mutating func insert(_ part: [UInt8], into bytes: inout [UInt8]) {
        bytes.insert(contentsOf: part, at: number(0...bytes.count))
    }

    private mutating func exchangingLines(
        _ bytes: [UInt8], _ change: (inout [ArraySlice<UInt8>], Int) -> Void
    ) -> [UInt8] {
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        change(&lines, number(0...lines.count - 1))
        return Array(lines.joined(separator: [0x0a]))
    }

    /// Another character that Unicode takes for equal to one that stands there.
    private func look(alike bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "K"): [0xe2, 0x84, 0xaa]
            case UInt8(ascii: ";"): [0xcd, 0xbe]
            case UInt8(ascii: "`"): [0xe1, 0xbf, 0xaf]
            default: [byte]
            }
        }
    }

    private mutating func exchangingNumber(_ bytes: [UInt8]) -> [UInt8] {
        let places = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
        guard !places.isEmpty else { return bytes }
        let place = places[number(0...places.count - 1)]
        let numbers = [
            "0", "-1", "+1", "00", "18446744073709551615", "9223372036854775808", "1e9", "0x1",
            "\u{664}", "1_0",
        ]
        var changed = bytes
        changed.replaceSubrange(
            place..<place + 1, with: Array(numbers[number(0...numbers.count - 1)].utf8))
        return changed
    }

    private mutating func flippingCase(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for place in range(in: bytes) where (0x61...0x7a).contains(bytes[place] | 0x20) {
            bytes[place] ^= 0x20
        }
        return bytes
    }
}
