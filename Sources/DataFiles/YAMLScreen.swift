/// A look at a file's characters before any parser sees them.
///
/// It knows no quotes, on purpose: a scanner that tracks quotes can be led to think that it is inside
/// one. So a text may not hold `*word` or `&word` after a space either, quoted or not.
enum YAMLScreen {
    /// What is refused, and where.
    struct Refusal {
        /// The line, counted from 1.
        let line: Int
        /// What is wrong.
        let message: String
        /// What to write instead.
        let hint: String?
    }

    /// The most lines, commas, colons, dashes and brackets of a file.
    ///
    /// No file has more values than these, and a value takes hundreds of bytes once it is read. The
    /// largest policy has 900,000.
    static let maximumParts = 1 << 20

    /// Whether a value can begin after a character.
    private static func canOpenPart(_ byte: UInt8, before next: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","), UInt8(ascii: ":"),
            UInt8(ascii: "["), UInt8(ascii: "{"):
            true
        case UInt8(ascii: "-"): isSpace(next)
        default: false
        }
    }

    /// The first place where an anchor, an alias, a tag, a directive or a key of its own (`? key`)
    /// could stand.
    static func firstRefusal(in bytes: [UInt8]) -> Refusal? {
        var line = 1
        var previous = UInt8(ascii: "\n")
        var parts = 0
        // The last character that is no space, of the line or before it.
        var sign = UInt8(ascii: "\n")
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "\n")
            if canOpenPart(byte, before: next) {
                parts += 1
                guard parts <= maximumParts else {
                    return Refusal(
                        line: line, message: "the file has too many parts",
                        hint: "at most \(maximumParts) lines, commas, colons and brackets are read")
                }
            }
            switch byte {
            case UInt8(ascii: "*") where canStartToken(after: previous) && isWord(next):
                return Refusal(
                    line: line, message: "an alias (`*word`) is not allowed",
                    hint: "write the value out")
            case UInt8(ascii: "&") where canStartToken(after: previous) && isWord(next):
                return Refusal(
                    line: line, message: "an anchor (`&word`) is not allowed",
                    hint: "write the value out")
            case UInt8(ascii: "!")
            where canStartToken(after: previous)
                && (isWord(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "<")):
                return Refusal(
                    line: line, message: "a tag (`!word`) is not allowed",
                    hint: "every value is a text, a list or a mapping")
            // Keys that are no words can be nested, and comparing them costs the square of the depth.
            case UInt8(ascii: "?")
            where canStartToken(after: previous) && isSpace(next) && canStartKey(after: sign):
                return Refusal(
                    line: line, message: "a key of its own (`? key`) is not allowed",
                    hint: "a key is a plain word with a colon; a text stands in quotes")
            case UInt8(ascii: "%") where isBreak(previous):
                return Refusal(line: line, message: "a directive is not allowed", hint: nil)
            case UInt8(ascii: "\n"):
                line += 1
            default:
                break
            }
            // A byte order mark is not a character of the line that it opens.
            guard index >= 3 || ![0xef, 0xbb, 0xbf].contains(byte) else { continue }
            previous = byte
            if byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") { sign = byte }
        }
        return nil
    }

    /// Whether a key can follow this character with spaces between: at the start of a line, in a
    /// list, and in braces and brackets.
    private static func canStartKey(after sign: UInt8) -> Bool {
        switch sign {
        case UInt8(ascii: "-"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): true
        default: isBreak(sign)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isBreak(byte)
    }

    private static func canStartToken(after byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "["), UInt8(ascii: "{"),
            UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "?"):
            true
        default:
            isBreak(byte)
        }
    }

    /// Line breaks of YAML 1.1, by their last byte in UTF-8: LF, CR, U+0085, U+2028, U+2029.
    private static func isBreak(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x85, 0xa8, 0xa9: true
        default: false
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
