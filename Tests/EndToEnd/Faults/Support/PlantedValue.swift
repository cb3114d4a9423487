import CryptoPrimitives
import Foundation

/// A value that was planted to be looked for, in the encodings in which it could lie somewhere.
struct PlantedValue: Sendable {
    /// What it is, for messages.
    let name: String
    /// The value.
    let text: String
    /// The bytes to look for, by the name of their encoding.
    let encodings: [(name: String, bytes: [UInt8])]

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
        let utf8 = Array(text.utf8)
        var encodings: [(String, [UInt8])] = [
            ("UTF-8", utf8), ("reversed", utf8.reversed()),
            ("UTF-16LE", text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
            ("UTF-16BE", text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }),
            ("Latin-1", text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }),
            ("upper case", Array(text.uppercased().utf8)),
            ("lower case", Array(text.lowercased().utf8)),
            ("hexadecimal", Array(Self.hexadecimal(utf8).utf8)),
            ("capital hexadecimal", Array(Self.hexadecimal(utf8).uppercased().utf8)),
            ("percent", Array(Self.percent(utf8).utf8)),
            ("JSON", Array(Self.json(text).utf8)),
        ]
        for offset in 0..<3 {
            let base64 = Self.base64(utf8, offset: offset)
            encodings.append(("base64 at \(offset)", Array(base64.utf8)))
            let other = base64.replacing("+", with: "-").replacing("/", with: "_")
            encodings.append(("base64url at \(offset)", Array(other.utf8)))
        }
        self.encodings = encodings.map { (name: $0.0, bytes: $0.1) }
    }

    /// An identifier of 16 bytes, by its text: in its text forms, as bytes, and as a number.
    init?(_ name: String, identifier text: String) {
        let digits = text.replacing("-", with: "").lowercased()
        guard digits.count == 32, let bytes = [UInt8](hex: digits) else { return nil }
        self.name = name
        self.text = text
        var encodings: [(String, [UInt8])] = [
            ("bytes", bytes), ("bytes reversed", bytes.reversed()),
            ("text", Array(text.lowercased().utf8)), ("capitals", Array(text.uppercased().utf8)),
            ("hexadecimal", Array(digits.utf8)),
            ("capital hexadecimal", Array(digits.uppercased().utf8)),
            ("decimal", Array(Self.decimal(bytes).utf8)),
            ("decimal reversed", Array(Self.decimal(bytes.reversed()).utf8)),
            ("bytes in decimal", Array(bytes.map { String($0) }.joined(separator: ",").utf8)),
        ]
        // A format may carry bytes or either text in base64, wherever they begin.
        for (form, value) in [
            ("bytes", bytes), ("text", Array(text.lowercased().utf8)),
            ("hexadecimal", Array(digits.utf8)),
        ] {
            for offset in 0..<3 {
                let base64 = Self.base64(value, offset: offset)
                encodings.append(("base64 of \(form) at \(offset)", Array(base64.utf8)))
                let other = base64.replacing("+", with: "-").replacing("/", with: "_")
                encodings.append(("base64url of \(form) at \(offset)", Array(other.utf8)))
            }
        }
        self.encodings = encodings.map { (name: $0.0, bytes: $0.1) }
    }

    /// The digits of a number of any length, big endian.
    private static func decimal(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = [0]
        for byte in bytes {
            var carry = Int(byte)
            for place in digits.indices {
                carry += Int(digits[place]) * 256
                digits[place] = UInt8(carry % 10)
                carry /= 10
            }
            while carry > 0 {
                digits.append(UInt8(carry % 10))
                carry /= 10
            }
        }
        return digits.reversed().map { String($0) }.joined()
    }

    /// The encodings in which the value is in some bytes.
    func found(in data: Data) -> [String] {
        encodings.filter { data.range(of: Data($0.bytes)) != nil }.map(\.name)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func percent(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isPlain = character.isASCII && (character.isLetter || character.isNumber)
            return isPlain || ".-_~".contains(character)
                ? String(character) : "%" + hexadecimal([byte]).uppercased()
        }.joined()
    }

    /// What is not ASCII as an escape of four digits.
    private static func json(_ text: String) -> String {
        text.utf16.map { unit in
            unit < 128
                ? String(UnicodeScalar(UInt8(unit)))
                : "\\u" + hexadecimal([UInt8(unit >> 8), UInt8(unit & 255)])
        }.joined()
    }

    /// The digits that depend on the value alone, where it starts at some place of a group of three.
    private static func base64(_ bytes: [UInt8], offset: Int) -> String {
        let digits = Data([UInt8](repeating: 0, count: offset) + bytes).base64EncodedString()
        let whole = (offset + bytes.count) * 8 / 6
        return String(digits.prefix(whole).dropFirst([0, 2, 3][offset]))
    }
}
