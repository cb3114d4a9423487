package import Records

extension Purpose: LabelledWord {
    /// The purpose as a noun.
    package var label: LocalizedText {
        switch self {
        case .reintegration:
            LocalizedText("re-integratie", "réintégration", "Wiedereingliederung", "reintegration")
        case .healthSurveillance:
            LocalizedText(
                "gezondheidstoezicht", "surveillance de la santé", "Gesundheitsüberwachung",
                "health surveillance")
        case .absenceControl:
            LocalizedText(
                "controle van de afwezigheid", "contrôle de l'absence", "Abwesenheitskontrolle",
                "absence control")
        case .appeal: LocalizedText("beroep", "recours", "Beschwerde", "appeal")
        case .inspection:
            LocalizedText("inspectie", "inspection", "Inspektion", "inspection")
        case .insurance:
            LocalizedText("verzekering", "assurance", "Versicherung", "insurance")
        case .care: LocalizedText("zorg", "soins", "Behandlung", "care")
        case .ownFile:
            LocalizedText(
                "inzage in het eigen dossier", "accès à son propre dossier",
                "Einsicht in das eigene Dossier", "access to the own dossier")
        case .support:
            LocalizedText("ondersteuning", "soutien", "Unterstützung", "support")
        case .emergency: LocalizedText("noodgeval", "urgence", "Notfall", "emergency")
        }
    }
}
