package import Records

extension ConsentVerdict: LabelledWord {
    /// The verdict as a circumstance, which completes `may read`.
    package var label: LocalizedText {
        switch self {
        case .none:
            LocalizedText(
                "zonder toestemming", "sans consentement", "ohne Einwilligung", "without consent")
        case .refused:
            LocalizedText(
                "ondanks een weigering van de werknemer", "malgré un refus du travailleur",
                "trotz einer Verweigerung des Arbeitnehmers", "despite a refusal of the worker")
        case .active:
            LocalizedText(
                "met geldige toestemming van de werknemer",
                "avec le consentement valable du travailleur",
                "mit gültiger Einwilligung des Arbeitnehmers",
                "with the worker's active consent")
        case .withdrawn:
            LocalizedText(
                "na intrekking van de toestemming", "après retrait du consentement",
                "nach Widerruf der Einwilligung", "after consent was withdrawn")
        case .expired:
            LocalizedText(
                "na afloop van de toestemming", "après expiration du consentement",
                "nach Ablauf der Einwilligung", "after consent ran out")
        case .mismatch:
            LocalizedText(
                "met een toestemming voor iets anders",
                "avec un consentement portant sur autre chose",
                "mit einer Einwilligung zu etwas anderem", "with a consent to something else")
        case .statutory:
            LocalizedText(
                "zolang de wet zelf de uitwisseling opent",
                "tant que la loi elle-même ouvre l'échange",
                "solange das Gesetz selbst den Austausch öffnet",
                "while the law itself opens the exchange")
        }
    }
}
