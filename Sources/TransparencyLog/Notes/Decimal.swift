/// Decimal numbers of the C2SP text formats: ASCII digits, no leading zero, no sign, below 2^63.
enum Decimal {
    /// Reads a number; `nil` for any other spelling.
    static func parse(_ text: some StringProtocol) -> UInt64? {
        let digits = text.utf8
        guard let first = digits.first, digits.count <= 19,
            digits.allSatisfy({ (0x30...0x39).contains($0) }), first != 0x30 || digits.count == 1,
            let value = UInt64(text), value <= UInt64(Int64.max)
        else { return nil }
        return value
    }
}
