internal import Records

/// The words of figures.
enum FigureWord {
    static let title = LocalizedText(
        "Cijfers over re-integratie", "Chiffres de la réintégration",
        "Zahlen zur Wiedereingliederung", "Figures on re-integration")
    static let year = LocalizedText("Jaar", "Année", "Jahr", "Year")
    static let opened = LocalizedText(
        "traject gestart door", "trajet ouvert par", "Verfahren eröffnet durch",
        "trajectory opened by")
    static let everybody = LocalizedText("allen samen", "tous ensemble", "alle zusammen", "all")
    static let hidden = LocalizedText("verborgen", "masqué", "verborgen", "hidden")
    static let allRegimes = LocalizedText(
        "Alle regelingen samen", "Tous les régimes", "Alle Regelungen zusammen", "All regimes")
    static let toDecision = LocalizedText(
        "van de dagen van start tot eerste beslissing",
        "des jours entre l'ouverture et la première décision",
        "der Tage von der Eröffnung bis zur ersten Entscheidung",
        "of the days from opening to first decision")
    static let toEnd = LocalizedText(
        "van de dagen van start tot einde", "des jours entre l'ouverture et la fin",
        "der Tage von der Eröffnung bis zum Ende", "of the days from opening to end")
    static let median = LocalizedText("Mediaan", "Médiane", "Median", "Median")
    static let lowerQuartile = LocalizedText(
        "Eerste kwartiel", "Premier quartile", "Erstes Quartil", "First quartile")
    static let upperQuartile = LocalizedText(
        "Derde kwartiel", "Troisième quartile", "Drittes Quartil", "Third quartile")
    static let undivided = LocalizedText(
        "Geen cijfer kan per deel van het jaar worden gegeven: telkens gaat een deel over te weinig werknemers.",
        "Aucun chiffre ne peut être donné par partie de l'année : chaque fois, une partie concerne trop peu de travailleurs.",
        "Keine Zahl kann nach Teilen des Jahres angegeben werden: Immer betrifft ein Teil zu wenige Arbeitnehmer.",
        "No figure can be told by parts of the year: of each, some part is about too few workers.")
    static let what = LocalizedText("wat", "quoi", "was", "what")
    static let kind = LocalizedText("soort", "type", "Art", "kind")
    static let ends = LocalizedText("eindigt als", "se termine par", "endet als", "ends as")
    static let article = LocalizedText("artikel", "article", "Artikel", "article")
    static let count = LocalizedText("aantal", "nombre", "Anzahl", "count")

    static func kind(_ kind: FigureRow.Kind) -> LocalizedText {
        switch kind {
        case .decision: LocalizedText("beslissing", "décision", "Entscheidung", "decision")
        case .step: LocalizedText("stap", "étape", "Schritt", "step")
        case .lapse:
            LocalizedText("verstreken termijn", "délai écoulé", "abgelaufene Frist", "term passed")
        case .missed:
            LocalizedText(
                "niet op tijd", "hors délai", "nicht rechtzeitig", "not done in time")
        }
    }

    /// What is hidden, and until when what counts was recorded.
    static func note(_ threshold: Int) -> LocalizedText {
        LocalizedText(
            "Wat er niet staat, gebeurde bij minder dan \(threshold) werknemers of bij niemand; verborgen is ook waaruit het te berekenen zou zijn. Geteld is wat tot en met 31 januari na het jaar geregistreerd was.",
            "Ce qui n'est pas mentionné concerne moins de \(threshold) travailleurs ou personne ; est masqué aussi ce qui permettrait de le calculer. Est compté ce qui était enregistré au plus tard le 31 janvier suivant l'année.",
            "Was nicht dasteht, geschah bei weniger als \(threshold) Arbeitnehmern oder bei niemandem; verborgen ist auch, woraus es sich errechnen ließe. Gezählt ist, was bis zum 31. Januar nach dem Jahr erfasst war.",
            "What is not listed happened to fewer than \(threshold) workers, or to nobody; what it could be worked out from is hidden too. Counted is what was recorded by the 31st of January after the year."
        )
    }
}
