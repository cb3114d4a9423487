package import Records

extension Duty: LabelledWord {
    /// The duty as a noun.
    package var label: LocalizedText {
        switch self {
        case .log:
            LocalizedText(
                "vermelding in het toegangslog", "inscription au journal des accès",
                "Eintrag im Zugriffsprotokoll", "an entry in the access log")
        case .receipt:
            LocalizedText("ontvangstbewijs", "accusé de réception", "Beleg", "a receipt")
        case .deliverTogether:
            LocalizedText(
                "gelijktijdige bezorging aan alle geadresseerden",
                "remise simultanée à tous les destinataires",
                "gleichzeitige Zustellung an alle Adressaten",
                "delivery to all addressees at once")
        case .reason:
            LocalizedText(
                "opgave van de reden of het bewijs", "indication du motif ou de la preuve",
                "Angabe des Grundes oder des Nachweises", "a stated reason or evidence")
        case .textGuard:
            LocalizedText(
                "controle van vrije tekst op medische inhoud",
                "contrôle du texte libre quant au contenu médical",
                "Prüfung freier Texte auf medizinische Inhalte",
                "a check of free text for medical content")
        case .redactThirdParties:
            LocalizedText(
                "weglating van gegevens van derden", "suppression des données de tiers",
                "Weglassen von Daten Dritter", "removal of data of third parties")
        case .showWarning:
            LocalizedText(
                "waarschuwing vooraf", "avertissement préalable", "vorherige Warnung",
                "a warning beforehand")
        case .accompanied:
            LocalizedText(
                "aanwezigheid of vraag om bijstand van de werknemer",
                "présence du travailleur ou sa demande d'assistance",
                "Anwesenheit des Arbeitnehmers oder seine Bitte um Beistand",
                "the worker's presence or request for assistance")
        case .notifyWorker:
            LocalizedText(
                "kennisgeving aan de werknemer", "information du travailleur",
                "Benachrichtigung des Arbeitnehmers", "notice to the worker")
        case .review:
            LocalizedText(
                "nazicht door een andere persoon", "contrôle par une autre personne",
                "Überprüfung durch eine andere Person", "review by another person")
        case .expire:
            LocalizedText(
                "verval na korte tijd", "expiration à bref délai", "Erlöschen nach kurzer Zeit",
                "expiry after a short time")
        }
    }
}
