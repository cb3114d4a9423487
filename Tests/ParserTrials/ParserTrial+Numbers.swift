internal import Records
internal import TestSupport

extension ParserTrial {
    /// Official numbers of every kind, as people write them: the first byte chooses the kind.
    package static let officialNumbers = Self(
        "official-number", .text,
        samples: [
            "2 85.07.30-033.28", "2urn:be:fgov:pseudo:v2:abc", "3BE 0419.052.173",
            "41-90069-51-001", "5111222333", "6111222333L01",
        ].map { Array($0.utf8) }
    ) { (input) -> Reading? in
        let schemes = NumberScheme.allCases
        guard let first = input.first,
            let text = String(validating: input.dropFirst(), as: UTF8.self),
            let number = try? schemes[Int(first) % schemes.count].number(text)
        else { return nil }
        let scheme = schemes[Int(first) % schemes.count]
        // What is kept, and what is shown, read as the same number; masked they read as none.
        guard (try? scheme.number(number.compact))?.compact == number.compact,
            (try? scheme.number(number.formatted))?.compact == number.compact,
            number.masked.contains("*")
        else { return .contradiction("it reads otherwise when it is written again") }
        return .free
    }
}
