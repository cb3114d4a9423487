package import Records

/// What a reader is told before some sections: the duty `show-warning`.
///
/// The reader's client shows it. A rule may ask for it only where there is a text here: a warning that
/// nobody shows is a duty that cannot be done.
package enum ReadingWarning {
    /// The warning of a kind for a role; `nil` where there is none.
    package static func text(for kind: SectionKind, role: Role?) -> LocalizedText? {
        guard let role, role.side == .employer else { return nil }
        switch kind {
        case .workerStatement: return statement
        case .workplaceReport, .employerConsultation, .teamText: return purpose
        default: return role == .otherEmployer ? purpose : nil
        }
    }

    private static let statement = LocalizedText(
        nl:
            "De werknemer schreef dit uit eigen beweging. Het dient alleen waarvoor het gegeven is, en "
            + "telt nooit tegen de werknemer.",
        fr:
            "Le travailleur a écrit ceci de sa propre initiative. Cela ne sert qu'à ce pour quoi il "
            + "l'a donné, et ne joue jamais contre lui.",
        de: "Der Arbeitnehmer schrieb dies aus eigenem Antrieb. Es dient nur dem, wofür es gegeben "
            + "wurde, und spricht nie gegen ihn.",
        en: "The worker wrote this of free will. It serves only what it was given for, and never "
            + "counts against the worker.")

    private static let purpose = LocalizedText(
        nl: "Dit dient alleen waarvoor het gegeven is, en telt nooit tegen de werknemer.",
        fr: "Ceci ne sert qu'à ce pour quoi c'est donné, et ne joue jamais contre le travailleur.",
        de: "Dies dient nur dem, wofür es gegeben wurde, und spricht nie gegen den Arbeitnehmer.",
        en: "This serves only what it was given for, and never counts against the worker.")
}
