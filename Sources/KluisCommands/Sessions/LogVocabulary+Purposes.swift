internal import Records

extension LogVocabulary {
    /// How often.
    static let times = LocalizedText(nl: "keer", fr: "fois", de: "Mal", en: "times")
    /// Up to which time of day.
    static let until = LocalizedText(nl: "tot", fr: "jusqu'à", de: "bis", en: "until")
    /// The employer, whose name the log does not tell.
    static let employer = LocalizedText(
        nl: "uw werkgever", fr: "votre employeur", de: "Ihr Arbeitgeber", en: "your employer")
    /// There is nothing to tell.
    static let nothing = LocalizedText(
        nl: "geen regels", fr: "aucune ligne", de: "keine Zeilen", en: "no entries")

    /// For what.
    static func purpose(_ purpose: Purpose) -> LocalizedText {
        switch purpose {
        case .reintegration:
            LocalizedText(
                nl: "voor de re-integratie", fr: "pour la réintégration",
                de: "für die Wiedereingliederung", en: "for the re-integration")
        case .healthSurveillance:
            LocalizedText(
                nl: "voor het gezondheidstoezicht", fr: "pour la surveillance de la santé",
                de: "für die Gesundheitsüberwachung", en: "for health surveillance")
        case .absenceControl:
            LocalizedText(
                nl: "voor de controle van de afwezigheid", fr: "pour le contrôle de l'absence",
                de: "für die Kontrolle der Abwesenheit", en: "to check the absence")
        case .appeal:
            LocalizedText(
                nl: "voor het beroep", fr: "pour le recours", de: "für den Widerspruch",
                en: "for the appeal")
        case .inspection:
            LocalizedText(
                nl: "voor het toezicht door de inspectie", fr: "pour l'inspection",
                de: "für die Aufsicht", en: "for the inspection")
        case .insurance:
            LocalizedText(
                nl: "voor de ziekteverzekering", fr: "pour l'assurance maladie",
                de: "für die Krankenversicherung", en: "for the health insurance")
        case .care:
            LocalizedText(
                nl: "voor uw behandeling", fr: "pour vos soins", de: "für Ihre Behandlung",
                en: "for your treatment")
        case .ownFile:
            LocalizedText(
                nl: "eigen inzage", fr: "consultation propre", de: "eigene Einsicht",
                en: "to look at the own file")
        case .support:
            LocalizedText(
                nl: "om u te ondersteunen", fr: "pour vous accompagner",
                de: "um Sie zu unterstützen", en: "to support you")
        case .emergency:
            LocalizedText(
                nl: "wegens een noodgeval", fr: "en raison d'une urgence",
                de: "wegen eines Notfalls", en: "because of an emergency")
        }
    }
}
