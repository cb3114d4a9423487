/// A text in each of the four languages: a label, a reason, a sentence of a rule.
package struct LocalizedText: Hashable, Sendable {
    /// The Dutch text.
    package let nl: String
    /// The French text.
    package let fr: String
    /// The German text.
    package let de: String
    /// The English text.
    package let en: String

    /// Takes the four texts.
    package init(nl: String, fr: String, de: String, en: String) {
        self.nl = nl
        self.fr = fr
        self.de = de
        self.en = en
    }

    /// The text in one language.
    package subscript(language: Language) -> String {
        switch language {
        case .nl: nl
        case .fr: fr
        case .de: de
        case .en: en
        }
    }
}
