package import Records

extension AccessState {
    /// How a word of a dimension, as ``words`` names it, reads; `nil` for no word of it.
    package static func label(of word: String, in dimension: String) -> LocalizedText? {
        switch dimension {
        case "role": Role(rawValue: word)?.label
        case "action": Action(rawValue: word)?.label
        case "section": SectionKind(rawValue: word)?.label
        case "purpose": Purpose(rawValue: word)?.label
        case "relation": Relation(rawValue: word)?.label
        case "consent": ConsentVerdict(rawValue: word)?.label
        case "phase": Phase(rawValue: word)?.label
        case "glass": Glass(rawValue: word)?.label
        case "author": Authorship(rawValue: word)?.label
        default: nil
        }
    }
}
