package import Records

/// An ambiguity of the rules, with its readings.
package struct ProcessOption: Hashable, Sendable {
    /// A reading.
    package struct Choice: Hashable, Sendable {
        /// Its name.
        package let name: ChoiceName
        /// What it says.
        package let label: LocalizedText
        /// Who reads it so.
        package let source: String

        /// Makes a reading.
        package init(name: ChoiceName, label: LocalizedText, source: String) {
            self.name = name
            self.label = label
            self.source = source
        }
    }

    /// Its name.
    package let name: OptionName
    /// What is ambiguous.
    package let label: LocalizedText
    /// The readings, two at least.
    package let choices: [Choice]
    /// The reading that holds when none was chosen.
    package let standard: ChoiceName

    /// Puts an option together.
    package init(
        name: OptionName, label: LocalizedText, choices: [Choice], standard: ChoiceName
    ) {
        self.name = name
        self.label = label
        self.choices = choices
        self.standard = standard
    }
}
