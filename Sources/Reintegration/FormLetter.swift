package import Records

/// The fixed sentences around a form, for whoever gets it as a letter.
package struct FormLetter: Hashable, Sendable {
    /// The most sentences before, and after, what was filled in.
    package static let maximumParagraphs = 16

    /// A paragraph that stands in a letter always, or when the form says something.
    package struct Paragraph: Hashable, Sendable {
        /// The text.
        package let text: LocalizedText
        /// The answer on which it depends; `nil`: it always stands there.
        package let condition: FieldCondition?

        /// Makes a paragraph.
        package init(_ text: LocalizedText, when condition: FieldCondition? = nil) {
            self.text = text
            self.condition = condition
        }
    }

    /// Whether the layout is the official form; otherwise the letter calls itself a model.
    package let isOfficial: Bool
    /// What stands before the fields.
    package let opening: [Paragraph]
    /// What stands after the fields.
    package let closing: [Paragraph]

    /// Puts a letter together; ``Form`` checks it.
    package init(isOfficial: Bool, opening: [Paragraph], closing: [Paragraph]) {
        self.isOfficial = isOfficial
        self.opening = opening
        self.closing = closing
    }

    /// All paragraphs.
    var paragraphs: [Paragraph] { opening + closing }
}

extension FormLetter.Paragraph {
    /// Whether the paragraph stands in the letter of a content.
    package func applies(to content: FormContent) -> Bool {
        condition?.holds(for: content.record) ?? true
    }
}

extension FieldCondition {
    /// Whether the other field has one of the values.
    func holds(for record: FormRecord) -> Bool { holds(for: record[field]) }

    /// Whether a value of the other field is one of those that are named.
    func holds(for value: FormValue?) -> Bool {
        switch value {
        case .choice(let choice)?: values.contains(choice)
        case .flag(let flag)?: values.contains(flag ? "true" : "false")
        default: false
        }
    }
}
