internal import Records
internal import Reintegration

/// What the process refuses.
extension Refusals {
    /// The process refuses.
    ///
    /// - Parameters:
    ///   - refusal: Why, by which rule and article.
    ///   - others: The rules of access that refuse as well.
    /// - Returns: The refusal with its article and the mark of a rule that is not sourced.
    static func process(
        _ refusal: Reintegration.Refusal, beside others: [String] = []
    ) -> Records.Refusal {
        let citation = refusal.reference.citation
        return Records.Refusal(
            rules: [refusal.reference.rule.text] + others,
            reasons: texts(refusal.text).map { citation.isEmpty ? $0 : "\($0) (\(citation))" },
            hint: refusal.hint?[.en] ?? "")
    }

    /// Another regime does not govern the dossier.
    static func regime(
        _ outcome: RegimeSelection.Outcome, instead named: String
    ) -> Records.Refusal {
        switch outcome {
        case .governs(let regime):
            let title = regime.title
            return Records.Refusal(
                rules: [regime.applies.reference.rule.text],
                reasons: texts(
                    LocalizedText(
                        nl: "Op dit dossier is ‘\(title[.nl])’ van toepassing.",
                        fr: "Ce dossier est régi par « \(title[.fr]) ».",
                        de: "Für dieses Dossier gilt ‚\(title[.de])‘.",
                        en: "This dossier is governed by ‘\(title[.en])’.")),
                hint: regime.name.text == named
                    ? "nothing has to be changed" : "name `\(regime.name)`")
        case .unknown(let reason):
            return Records.Refusal(
                rules: ["authority/regime"], reasons: texts(reason),
                hint: "adopt the regime that governs: `kluis adopt regime`")
        }
    }

    /// A kind that decides something is written by a step only.
    static func stepNeeded(_ steps: [ProcessStep]) -> Records.Refusal {
        Records.Refusal(
            rules: steps.prefix(8).map(\.reference.rule.text),
            reasons: texts(
                LocalizedText(
                    nl: "Dit deel wordt geschreven door een stap van het traject.",
                    fr: "Cette partie s'écrit par une étape du trajet.",
                    de: "Dieser Teil wird durch einen Schritt des Verfahrens geschrieben.",
                    en: "This section is written by a step of the trajectory.")),
            hint: "use `kluis do`: \(steps.map(\.name.text).joined(separator: ", "))")
    }
}
