package import Records

/// A place in a text that may not leave the medical side as it stands.
///
/// It holds words of the text: show it to the author, and keep it nowhere.
package struct TextFinding: Hashable, Sendable {
    /// Where it stands: offsets in the text's UTF-8, the end exclusive.
    package let range: Range<Int>
    /// What stands there, as it was written.
    package let text: String
    /// What it gives away.
    package let textClass: TextClass
    /// The language of the lexicon that knows it.
    package let language: Language
    /// What may stand there instead, in that language; `nil` when it must be put in other words.
    package let replacement: String?

    /// Why it may not stand there, and what to do, in the reader's language.
    package func message(in reader: Language) -> String {
        let reason = textClass.explanation[reader]
        guard let replacement else { return "\(reason) \(textClass.advice[reader])" }
        let instead =
            switch reader {
            case .nl: "Schrijf bijvoorbeeld: \(replacement)."
            case .fr: "Écrivez par exemple : \(replacement)."
            case .de: "Schreiben Sie zum Beispiel: \(replacement)."
            case .en: "Write for example: \(replacement)."
            }
        return "\(reason) \(instead)"
    }
}
