/// Text as it was before it was set for print.
enum Printed {
    /// The text with plain apostrophes and spaces, and without marks that keep a line together.
    static func plain(_ text: String) -> String {
        text.replacing("\u{2060}", with: "").replacing("\u{a0}", with: " ")
            .replacing("’", with: "'")
    }
}
