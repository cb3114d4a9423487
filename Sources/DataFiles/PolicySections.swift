package import AccessPolicy
package import Records

/// The words for sections in a policy or a case: a kind, a class, or either taken away.
///
/// `plan`, `@plan` (every kind of the class), `@all`, `@secret`; with `-` before it, taken away.
/// The order means nothing.
package enum PolicySections {
    /// The words that stand for several kinds.
    static let groups: [(word: String, kinds: WordSet<SectionKind>)] =
        [("@all", .all), ("@secret", WordSet(SectionKind.allCases.filter(\.isSecret)))]
        + SectionClass.allCases.map { named in
            (
                "@\(named.rawValue)",
                WordSet(SectionKind.allCases.filter { $0.sectionClass == named })
            )
        }

    /// The fewest such words for a set: whole groups, or `@all` and what it lacks.
    package static func words(for kinds: WordSet<SectionKind>) -> [String] {
        let named = names(of: kinds)
        let lacking = names(of: WordSet.all.subtracting(kinds)).map { "-\($0)" }
        return 1 + lacking.count < named.count ? ["@all"] + lacking : named
    }

    private static func names(of kinds: WordSet<SectionKind>) -> [String] {
        var rest = kinds
        var names: [String] = []
        for group in groups where group.kinds.count > 1 && rest.isSuperset(of: group.kinds) {
            names.append(group.word)
            rest = rest.subtracting(group.kinds)
        }
        return names + rest.words.map(\.rawValue)
    }

    /// Reads a list of such words.
    static func read(_ node: YAMLNode) throws(DataFileError) -> WordSet<SectionKind> {
        var added = WordSet<SectionKind>([])
        var removed = WordSet<SectionKind>([])
        for element in try node.list() {
            let word = try word(element)
            if word.isRemoved {
                removed = removed.union(word.kinds)
            } else {
                added = added.union(word.kinds)
            }
        }
        let kinds = added.subtracting(removed)
        guard !kinds.isEmpty else { throw node.error("no section is left") }
        return kinds
    }

    /// Reads one such word.
    static func word(
        _ element: YAMLNode
    ) throws(DataFileError) -> (kinds: WordSet<SectionKind>, isRemoved: Bool) {
        let text = try element.text()
        let isRemoved = text.hasPrefix("-")
        return (try kinds(isRemoved ? String(text.dropFirst()) : text, element), isRemoved)
    }

    /// Reads one such word, without `-`.
    private static func kinds(
        _ text: String, _ node: YAMLNode
    ) throws(DataFileError) -> WordSet<SectionKind> {
        if let kind = SectionKind(rawValue: text) { return [kind] }
        if let group = groups.first(where: { $0.word == text }) { return group.kinds }
        throw node.unknown(
            "section", text,
            among: SectionKind.allCases.map(\.rawValue) + groups.map(\.word))
    }
}
