extension LocalizedText {
    /// Takes the texts in the order nl, fr, de, en; none of them is empty.
    package init(_ nl: String, _ fr: String, _ de: String, _ en: String) {
        self.init(nl: nl, fr: fr, de: de, en: en)
    }

    /// Makes the four texts one by one.
    package init(_ text: (Language) -> String) {
        self.init(nl: text(.nl), fr: text(.fr), de: text(.de), en: text(.en))
    }

    /// The same text with each language's version changed.
    package func map(_ change: (Language, String) -> String) -> Self {
        Self { change($0, self[$0]) }
    }

    /// Whether every language has something to read.
    package var isComplete: Bool {
        Language.allCases.allSatisfy { language in
            !self[language].unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        }
    }

    /// A list in words: `a, b or c`.
    package static func alternatives(_ parts: [Self]) -> Self {
        let or = Self("of", "ou", "oder", "or")
        return Self { language in
            let words = parts.map { $0[language] }
            guard let last = words.last, words.count > 1 else { return words.first ?? "-" }
            return words.dropLast().joined(separator: ", ") + " \(or[language]) \(last)"
        }
    }
}
