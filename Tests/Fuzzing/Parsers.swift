import CryptoPrimitives
import Records

/// The parsers that can be fuzzed, by name.
///
/// Each takes any bytes, lets the parser refuse them, and traps when the parser accepted what it
/// does not write itself: a value has one encoding.
let parsers: [String: @Sendable ([UInt8]) -> Void] = [
    "canonical-fields": { input in
        let label = "vault/v1/fuzz"
        guard var decoder = try? CanonicalDecoder(input, label: label) else { return }
        var encoder = CanonicalEncoder(label)
        while !decoder.isAtEnd {
            guard let field = try? decoder.bytes() else { return }
            encoder.append(field)
        }
        precondition(encoder.bytes == input, "decoded fields encode to what was read")
    },
    "canonical-list": { input in
        let label = "vault/v1/fuzz"
        let framed = CanonicalEncoder(label).bytes + input
        guard var decoder = try? CanonicalDecoder(framed, label: label),
            let elements = try? decoder.list(), (try? decoder.finish()) != nil
        else { return }
        var encoder = CanonicalEncoder(label)
        encoder.append(list: elements)
        precondition(encoder.bytes == framed, "a decoded list encodes to what was read")
    },
    "civil-date": { input in
        guard let text = String(validating: input, as: UTF8.self), let date = CivilDate(text) else {
            return
        }
        precondition(date.description == text, "a date has one text form")
        precondition(
            CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date, "days count forth and back")
    },
    "digest-hex": { input in
        guard let text = String(validating: input, as: UTF8.self), let bytes = [UInt8](hex: text)
        else { return }
        precondition(bytes.count * 2 == text.utf8.count, "two digits make a byte")
        precondition([UInt8](hex: bytes.hex) == bytes, "hexadecimal reads what it writes")
    },
]
