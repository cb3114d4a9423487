package import Records

extension Action: LabelledWord {
    /// The action as what follows `may`.
    package var label: LocalizedText {
        switch self {
        case .read: LocalizedText("lezen", "lire", "lesen", "read")
        case .write: LocalizedText("schrijven", "écrire", "schreiben", "write")
        case .release:
            LocalizedText(
                "aan de geadresseerden vrijgeven", "communiquer aux destinataires",
                "an die Adressaten freigeben", "release to the addressees")
        case .disclose:
            LocalizedText(
                "voor een ander openstellen", "ouvrir à un autre", "für andere öffnen",
                "open to another")
        case .search:
            LocalizedText(
                "dossiers opzoeken", "rechercher des dossiers", "Dossiers suchen",
                "search dossiers")
        case .manageConsent:
            LocalizedText(
                "over toestemming beslissen", "décider du consentement",
                "über Einwilligung entscheiden", "decide on consent")
        case .recordConsent:
            LocalizedText(
                "een toestemming van de werknemer vastleggen",
                "enregistrer un consentement du travailleur",
                "eine Einwilligung des Arbeitnehmers festhalten",
                "record a consent of the worker")
        case .export:
            LocalizedText(
                "kopieën meenemen", "emporter des copies", "Kopien mitnehmen", "take copies")
        case .count:
            LocalizedText(
                "opnemen in anonieme cijfers",
                "inclure dans des chiffres anonymes",
                "in anonyme Zahlen aufnehmen",
                "include in anonymous figures")
        }
    }
}
