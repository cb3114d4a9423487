package import Records

extension Relation: LabelledWord {
    /// The relation as a circumstance, which completes `may read`.
    package var label: LocalizedText {
        switch self {
        case .ownWorker:
            LocalizedText(
                "over een eigen werknemer", "au sujet d'un travailleur de l'entreprise",
                "über einen eigenen Arbeitnehmer", "about an own worker")
        case .assigned:
            LocalizedText(
                "indien aangewezen voor de werknemer", "si désigné pour le travailleur",
                "falls dem Arbeitnehmer zugewiesen", "if assigned to the worker")
        case .care:
            LocalizedText(
                "in een zorgrelatie met de werknemer",
                "dans une relation de soins avec le travailleur",
                "im Behandlungsverhältnis mit dem Arbeitnehmer",
                "in a care relationship with the worker")
        case .mandated:
            LocalizedText(
                "met een mandaat van de werknemer", "sur mandat du travailleur",
                "mit Mandat des Arbeitnehmers", "with a mandate of the worker")
        case .competent:
            LocalizedText(
                "indien bevoegd voor de zaak", "si compétent pour l'affaire",
                "falls für den Fall zuständig", "if competent for the case")
        case .`self`:
            LocalizedText(
                "als de werknemer zelf", "en tant que travailleur lui-même",
                "als der Arbeitnehmer selbst", "as the worker in person")
        case .lapsed:
            LocalizedText(
                "na het einde van de band met de werknemer",
                "après la fin du lien avec le travailleur",
                "nach dem Ende der Beziehung zum Arbeitnehmer",
                "after the relation to the worker has ended")
        case .none:
            LocalizedText(
                "zonder band met de werknemer", "sans lien avec le travailleur",
                "ohne Beziehung zum Arbeitnehmer", "without any relation to the worker")
        }
    }
}
