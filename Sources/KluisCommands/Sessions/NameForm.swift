package import Records

/// How names are written on the command line.
package enum NameForm {
    /// A name in lower-case letters and digits with hyphens between them.
    ///
    /// `Dienst Noord` becomes `dienst-noord`. Letters keep their accents.
    package static func slug(_ name: String) -> String {
        var slug = ""
        for character in name.lowercased() {
            if character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty && slug.last != "-" {
                slug.append("-")
            }
        }
        if slug.last == "-" { slug.removeLast() }
        return slug
    }

    /// Whether a text means a thing: by identifier, short code or name.
    package static func matches<Subject>(
        _ text: String, id: Identifier<Subject>, name: String
    ) -> Bool {
        text.uppercased() == id.short || Identifier<Subject>(text) == id
            || !name.isEmpty && (text == name || slug(text) == slug(name))
    }
}
