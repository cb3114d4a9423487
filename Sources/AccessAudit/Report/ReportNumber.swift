package import Records

/// Writes numbers as people of a language read them.
package enum ReportNumber {
    /// A count with its thousands apart: `12.345` (nl, de), `12 345` (fr), `12,345` (en).
    package static func text(_ number: Int, _ language: Language) -> String {
        let separator =
            switch language {
            case .nl, .de: "."
            case .fr: "\u{202f}"  // narrow, and no line is broken at it
            case .en: ","
            }
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset).isMultiple(of: 3) { text += separator }
            text.append(digit)
        }
        return text
    }

    /// A share of a whole in tenths of a percent: `98,7 %`, in English `98.7%`.
    package static func share(_ part: Int, of whole: Int, _ language: Language) -> String {
        guard whole > 0 else { return "–" }
        let tenths = (part * 2000 + whole) / (whole * 2)
        let point = language == .en ? "." : ","
        let sign = language == .en ? "%" : "\u{a0}%"
        return "\(tenths / 10)\(point)\(tenths % 10)\(sign)"
    }
}
