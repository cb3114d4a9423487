package import Records

extension Phase: LabelledWord {
    /// The phase as a circumstance, which completes `may read`.
    package var label: LocalizedText {
        switch self {
        case .intake:
            LocalizedText(
                "voor een traject loopt", "avant qu'un trajet ne soit en cours",
                "bevor ein Verfahren läuft", "before a trajectory runs")
        case .assessment:
            LocalizedText(
                "tijdens de beoordeling", "pendant l'évaluation", "während der Beurteilung",
                "during the assessment")
        case .appeal:
            LocalizedText(
                "tijdens het beroep", "pendant le recours", "während der Beschwerde",
                "during the appeal")
        case .plan:
            LocalizedText(
                "tijdens het plan", "pendant le plan", "während des Plans", "during the plan")
        case .closed:
            LocalizedText(
                "na het traject", "après le trajet", "nach dem Verfahren", "after the trajectory")
        }
    }
}

extension Glass: LabelledWord {
    /// Whether an emergency is declared, as a circumstance.
    package var label: LocalizedText {
        switch self {
        case .intact:
            LocalizedText(
                "buiten een noodgeval", "hors urgence", "außerhalb eines Notfalls",
                "outside an emergency")
        case .declared:
            LocalizedText(
                "in een aangegeven noodgeval", "en cas d'urgence déclarée",
                "in einem erklärten Notfall", "in a declared emergency")
        }
    }
}

extension Authorship: LabelledWord {
    /// Who wrote the section, as a circumstance.
    package var label: LocalizedText {
        switch self {
        case .own:
            LocalizedText(
                "alleen zelf geschreven", "uniquement de sa propre main",
                "nur selbst geschriebene", "only what they wrote themselves")
        case .other:
            LocalizedText(
                "alleen door een ander geschreven", "uniquement de la main d'un autre",
                "nur von anderen geschriebene", "only what another wrote")
        }
    }
}
