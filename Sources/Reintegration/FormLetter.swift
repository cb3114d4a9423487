package import Records

/// The fixed parts of a form as a letter or a paper: for whom it is, the sentences around what was
/// filled in, and who signs.
package struct FormLetter: Hashable, Sendable {
    /// The most sentences before, and after, what was filled in.
    package static let maximumParagraphs = 16
    /// The most senders, receivers or signatories.
    package static let maximumParties = 8
    /// The most fields that stand below a party.
    package static let maximumLines = 8

    /// A paragraph that stands in a letter always, or when the form says something, or under some
    /// regimes.
    package struct Paragraph: Hashable, Sendable {
        /// The text.
        package let text: LocalizedText
        /// The answer on which it depends; `nil`: it depends on none.
        package let condition: FieldCondition?
        /// The regimes under which it holds; empty: under any.
        package let regimes: [RegimeName]

        /// Makes a paragraph.
        package init(
            _ text: LocalizedText, when condition: FieldCondition? = nil,
            under regimes: [RegimeName] = []
        ) {
            self.text = text
            self.condition = condition
            self.regimes = regimes
        }
    }

    /// A sender, receiver or signatory.
    package struct Party: Hashable, Sendable {
        /// What the party is called.
        package let title: LocalizedText
        /// The fields that name the party, an address or a day, in their order.
        package let lines: [FieldName]
        /// The answer on which it depends; `nil`: it depends on none.
        package let condition: FieldCondition?

        /// Makes a party.
        package init(
            _ title: LocalizedText, lines: [FieldName] = [], when condition: FieldCondition? = nil
        ) {
            self.title = title
            self.lines = lines
            self.condition = condition
        }
    }

    /// Whether the layout is the official form; otherwise the letter calls itself a model.
    package let isOfficial: Bool
    /// Whether it begins with a salutation and ends with a greeting: it goes to somebody, and is no
    /// paper that lies before its parties.
    package let isGreeting: Bool
    /// Who sends it, when the form tells; else who wrote it.
    package let senders: [Party]
    /// For whom it is.
    package let receivers: [Party]
    /// What stands before the fields.
    package let opening: [Paragraph]
    /// What stands after the fields.
    package let closing: [Paragraph]
    /// Who signs it, at the end.
    package let signatories: [Party]

    /// Puts a letter together; ``Form`` checks it.
    package init(
        isOfficial: Bool, isGreeting: Bool = false, senders: [Party] = [],
        receivers: [Party] = [], opening: [Paragraph] = [], closing: [Paragraph] = [],
        signatories: [Party] = []
    ) {
        self.isOfficial = isOfficial
        self.isGreeting = isGreeting
        self.senders = senders
        self.receivers = receivers
        self.opening = opening
        self.closing = closing
        self.signatories = signatories
    }

    /// All paragraphs.
    var paragraphs: [Paragraph] { opening + closing }
    /// All parties.
    var parties: [Party] { senders + receivers + signatories }
}

extension FormLetter.Paragraph {
    /// Whether the paragraph stands in the letter of a content, in a dossier under a regime.
    package func applies(to content: FormContent, under regime: RegimeName?) -> Bool {
        guard condition?.holds(for: content.record) ?? true else { return false }
        return regimes.isEmpty || regime.map(regimes.contains) ?? false
    }
}

extension FormLetter.Party {
    /// Whether the party stands in the letter of a content.
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
