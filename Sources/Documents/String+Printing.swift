internal import Records

extension String {
    /// The text with a capital letter at its beginning; `a: …`, the letter of an item, stays.
    package var asSentence: String {
        dropFirst().drop { $0 == " " }.first == ":" ? self : prefix(1).uppercased() + dropFirst()
    }

    /// The text as it is printed, with the apostrophe of print, and no line that breaks before a sign
    /// or in the number of an article; for our own words, never for what was filled in.
    func typeset(in language: Language) -> String {
        var text = replacing("'", with: "’").replacing(" art. ", with: " art.\u{a0}")
            .replacing(" Art. ", with: " Art.\u{a0}")
            .replacing(" §", with: "\u{a0}§").replacing("I.4-", with: "I.\u{2060}4-")
        guard language == .fr else { return text }
        for sign in [";", ":", "?", "!"] {
            text = text.replacing(" \(sign)", with: "\u{a0}\(sign)")
        }
        return text
    }
}
