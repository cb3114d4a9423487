package import Records

/// A set of words as a list that people read: whole groups by their name, a large set by what it
/// lacks.
package enum WordPhrase {
    /// How the last word is joined.
    package enum Joining: Hashable, Sendable {
        case and, or

        fileprivate var word: LocalizedText {
            switch self {
            case .and: LocalizedText("en", "et", "und", "and")
            case .or: LocalizedText("of", "ou", "oder", "or")
            }
        }
    }

    /// `a, b or c`; a name with a comma in it stands in quotation marks.
    package static func list(_ names: [LocalizedText], _ joining: Joining) -> LocalizedText {
        LocalizedText { language in
            let names = names.map { quoted($0[language], language) }
            guard let last = names.last, names.count > 1 else { return names.first ?? "" }
            return names.dropLast().joined(separator: ", ")
                + " \(joining.word[language]) \(last)"
        }
    }

    /// The names of the words of a set, one by one.
    package static func names<Word: LabelledWord>(_ words: WordSet<Word>) -> [LocalizedText] {
        words.words.map(\.label)
    }

    /// The names of a set: each group that lies wholly within it, then the rest one by one.
    static func names<Word: LabelledWord>(
        _ words: WordSet<Word>, _ groups: [WordGroup<Word>]
    ) -> [LocalizedText] {
        var rest = words
        var found: [LocalizedText] = []
        for group in groups where rest.isSuperset(of: group.words) {
            found.append(group.label)
            rest = rest.subtracting(group.words)
        }
        return found + names(rest)
    }

    private static func quoted(_ name: String, _ language: Language) -> String {
        guard name.contains(",") else { return name }
        switch language {
        case .nl, .en: return "“\(name)”"
        case .fr: return "« \(name) »"
        case .de: return "„\(name)“"
        }
    }
}

extension WordPhrase {
    /// Kinds of sections: `all sections but …`, `all that is under professional secrecy but …`, or
    /// a list, whichever names fewest.
    package static func sections(_ kinds: WordSet<SectionKind>) -> LocalizedText {
        guard kinds != .all else { return allSections }
        let groups = WordGroup.sections
        var best: (names: Int, text: LocalizedText)
        let plain = names(kinds, groups)
        best = (plain.count, list(plain, .and))
        /// Weighs `base but …, and …`.
        func weigh(_ base: WordSet<SectionKind>, _ label: LocalizedText) {
            let lacking = names(base.subtracting(kinds), groups)
            let further = names(kinds.subtracting(base), groups)
            guard 1 + lacking.count + further.count < best.names else { return }
            let text = LocalizedText {
                "\(label[$0]) \(but[$0]) \(list(lacking, .and)[$0])"
                    + (further.isEmpty ? "" : "\(besides[$0]) \(list(further, .and)[$0])")
            }
            best = (1 + lacking.count + further.count, text)
        }
        weigh(.all, allSections)
        for group in groups where !kinds.isSuperset(of: group.words) {
            weigh(group.words, group.label)
        }
        return best.text
    }

    /// Purposes: `any purpose`, `any purpose but …`, or a list.
    package static func purposes(_ purposes: WordSet<Purpose>) -> LocalizedText {
        guard purposes != .all else { return anyPurpose }
        let lacking = WordSet<Purpose>.all.subtracting(purposes)
        guard lacking.count < purposes.count else { return list(names(purposes), .or) }
        return LocalizedText {
            "\(anyPurpose[$0]) \(but[$0]) \(list(names(lacking), .and)[$0])"
        }
    }

    private static let allSections = LocalizedText(
        "alle delen", "toutes les parties", "alle Teile", "all sections")
    private static let anyPurpose = LocalizedText(
        "elk doel", "toute finalité", "jeden Zweck", "any purpose")
    private static let but = LocalizedText("behalve", "sauf", "außer", "but")
    private static let besides = LocalizedText(
        ", en daarnaast", ", ainsi que", ", und daneben", ", and besides")
}
