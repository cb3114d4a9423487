internal import Records

/// What a reader is told before some sections: the duty `show-warning`.
enum ReadingWarning {
    /// The warning of a kind for a role; `nil` where there is none.
    static func text(for kind: SectionKind, role: Role?) -> LocalizedText? {
        guard kind == .workerStatement, role?.side == .employer else { return nil }
        return LocalizedText(
            nl:
                "De werknemer schreef dit uit eigen beweging. Het dient alleen waarvoor het gegeven "
                + "is, en telt nooit tegen de werknemer.",
            fr:
                "Le travailleur a écrit ceci de sa propre initiative. Cela ne sert qu'à ce pour quoi "
                + "il l'a donné, et ne joue jamais contre lui.",
            de: "Der Arbeitnehmer schrieb dies aus eigenem Antrieb. Es dient nur dem, wofür es "
                + "gegeben wurde, und spricht nie gegen ihn.",
            en:
                "The worker wrote this of free will. It serves only what it was given for, and never "
                + "counts against the worker.")
    }
}
