package import Records

extension PolicyDiff.Change {
    /// The change as a sentence: what is permitted, now or no longer, or the duties that come and
    /// go with it.
    package var text: LocalizedText {
        let sentence = PolicySentence(.permit, states).text
        guard direction == .dutiesChanged else { return sentence }
        let parts = [(added, Self.more), (dropped, Self.fewer)].filter { !$0.0.isEmpty }
            .map { duties, label in
                let names = WordPhrase.list(WordPhrase.names(duties), .and)
                return LocalizedText { " \(label[$0]) \(names[$0])." }
            }
        return LocalizedText { language in
            sentence[language] + parts.map { $0[language] }.joined()
        }
    }

    private static let more = LocalizedText(
        "Nieuwe plichten:", "Obligations nouvelles :", "Neue Pflichten:", "New duties:")
    private static let fewer = LocalizedText(
        "Vervallen plichten:", "Obligations supprimées :", "Entfallene Pflichten:",
        "Duties dropped:")
}
