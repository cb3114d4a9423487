internal import AccessPolicy
internal import Records
internal import TransparencyLog

extension LogVocabulary {
    /// Why it ended so; a rule of the floor in its words.
    static func reason(_ reason: LogEntry.Reason) -> LocalizedText {
        switch reason {
        case .ownFile:
            LocalizedText(
                nl: "eigen dossier", fr: "dossier propre",
                de: "eigenes Dossier", en: "own dossier")
        case .ownWorker:
            LocalizedText(
                nl: "eigen werknemer", fr: "propre travailleur",
                de: "eigener Arbeitnehmer", en: "own worker")
        case .assigned:
            LocalizedText(
                nl: "toegewezen", fr: "attribué",
                de: "zugewiesen", en: "assigned")
        case .care:
            LocalizedText(
                nl: "behandelrelatie", fr: "relation de soins",
                de: "Behandlungsverhältnis", en: "treatment")
        case .mandated:
            LocalizedText(
                nl: "gemachtigd door de werknemer", fr: "mandaté par le travailleur",
                de: "vom Arbeitnehmer beauftragt", en: "mandated by the worker")
        case .competent:
            LocalizedText(
                nl: "bevoegd", fr: "compétent",
                de: "zuständig", en: "competent")
        case .author:
            LocalizedText(
                nl: "eigen werk", fr: "propre travail",
                de: "eigene Arbeit", en: "own work")
        case .consent:
            LocalizedText(
                nl: "toestemming", fr: "consentement",
                de: "Einwilligung", en: "consent")
        case .emergency:
            LocalizedText(
                nl: "noodgeval", fr: "urgence",
                de: "Notfall", en: "emergency")
        case .authority:
            LocalizedText(
                nl: "bevoegdheid", fr: "autorité",
                de: "Befugnis", en: "authority")
        case .duty:
            LocalizedText(
                nl: "plicht van de kluis", fr: "obligation du coffre",
                de: "Pflicht des Tresors", en: "duty of the vault")
        case .noRule:
            LocalizedText(
                nl: "geen regel laat het toe", fr: "aucune règle ne le permet",
                de: "keine Regel erlaubt es", en: "no rule permits it")
        case .forbidden:
            LocalizedText(
                nl: "een regel verbiedt het", fr: "une règle l’interdit",
                de: "eine Regel verbietet es", en: "a rule forbids it")
        case .noRelation:
            LocalizedText(
                nl: "geen band met de werknemer", fr: "aucun lien avec le travailleur",
                de: "kein Verhältnis zum Arbeitnehmer", en: "no relation to the worker")
        case .relationLapsed:
            LocalizedText(
                nl: "de band is beëindigd", fr: "le lien a pris fin",
                de: "das Verhältnis ist beendet", en: "the relation has ended")
        case .noConsent:
            LocalizedText(
                nl: "geen toestemming", fr: "aucun consentement",
                de: "keine Einwilligung", en: "no consent")
        case .consentWithdrawn:
            LocalizedText(
                nl: "toestemming ingetrokken", fr: "consentement retiré",
                de: "Einwilligung widerrufen", en: "the consent was withdrawn")
        case .consentExpired:
            LocalizedText(
                nl: "toestemming verlopen", fr: "consentement expiré",
                de: "Einwilligung abgelaufen", en: "the consent has expired")
        case .consentMismatch:
            LocalizedText(
                nl: "toestemming voor iets anders", fr: "consentement pour autre chose",
                de: "Einwilligung für anderes", en: "the consent is for something else")
        case .wrongPurpose:
            LocalizedText(
                nl: "het doel past niet", fr: "la finalité ne convient pas",
                de: "der Zweck passt nicht", en: "the purpose does not fit")
        case .wrongPhase:
            LocalizedText(
                nl: "niet in deze fase", fr: "pas dans cette phase",
                de: "nicht in dieser Phase", en: "not in this phase")
        case .guardUnmet:
            LocalizedText(
                nl: "het traject laat het nu niet toe", fr: "le trajet ne le permet pas maintenant",
                de: "das Verfahren erlaubt es jetzt nicht", en: "the process does not allow it now")
        case .grantEnded:
            LocalizedText(
                nl: "het leesrecht is beëindigd", fr: "le droit de lecture a pris fin",
                de: "das Leserecht ist beendet", en: "the right to read has ended")
        case .noAppointment:
            LocalizedText(
                nl: "geen aanstelling", fr: "aucune désignation",
                de: "keine Bestellung", en: "no appointment")
        case .unknownObject:
            LocalizedText(
                nl: "bestaat niet", fr: "n’existe pas",
                de: "gibt es nicht", en: "it does not exist")
        case .erased:
            LocalizedText(
                nl: "gewist", fr: "effacé",
                de: "gelöscht", en: "erased")
        case .retained:
            LocalizedText(
                nl: "moet bewaard blijven", fr: "doit être conservé",
                de: "muss aufbewahrt bleiben", en: "it has to be kept")
        case .notHead:
            LocalizedText(
                nl: "intussen gewijzigd", fr: "modifié entre-temps",
                de: "inzwischen geändert", en: "changed meanwhile")
        case .staleRequest:
            LocalizedText(
                nl: "te oud of uit de toekomst", fr: "trop ancien ou du futur",
                de: "zu alt oder aus der Zukunft", en: "too old or from the future")
        case .rateLimited:
            LocalizedText(
                nl: "te veel vragen", fr: "trop de demandes",
                de: "zu viele Anfragen", en: "too many requests")
        case .approvalMissing:
            LocalizedText(
                nl: "wie tekende mag dit niet verklaren",
                fr: "les signataires ne peuvent pas le déclarer",
                de: "die Unterzeichner dürfen das nicht erklären",
                en: "those who signed may not state this")
        case .contentRefused:
            LocalizedText(
                nl: "de inhoud mag dit niet bevatten", fr: "le contenu ne peut pas contenir cela",
                de: "der Inhalt darf das nicht enthalten", en: "the content may not hold this")
        case .storage:
            LocalizedText(
                nl: "opslag mislukt", fr: "stockage échoué",
                de: "Speicherung gescheitert", en: "it could not be stored")
        case .conflict:
            LocalizedText(
                nl: "feiten intussen veranderd", fr: "faits changés entre-temps",
                de: "Tatsachen inzwischen geändert", en: "the facts changed meanwhile")
        case .keyUnusable:
            LocalizedText(
                nl: "een sleutel opende niet", fr: "une clé n’a pas ouvert",
                de: "ein Schlüssel öffnete nicht", en: "a key did not open")
        case .interrupted:
            LocalizedText(
                nl: "onderbroken", fr: "interrompu",
                de: "unterbrochen", en: "interrupted")
        default: floor(reason)
        }
    }

    private static func floor(_ reason: LogEntry.Reason) -> LocalizedText {
        guard let rule = FloorRule(rawValue: reason.rawValue.uppercased()) else {
            let word = reason.rawValue
            return LocalizedText(nl: word, fr: word, de: word, en: word)
        }
        let text = rule.text
        func line(_ language: Language) -> String {
            text[language].hasSuffix(".") ? String(text[language].dropLast()) : text[language]
        }
        return LocalizedText(nl: line(.nl), fr: line(.fr), de: line(.de), en: line(.en))
    }
}
