internal import Records
internal import TransparencyLog

/// The words of the log in four languages.
enum LogVocabulary {
    /// When nothing says who acted.
    static let somebody = LocalizedText(
        nl: "iemand", fr: "quelqu'un", de: "jemand", en: "somebody")
    /// For whom a delegate acted.
    static func onBehalf(of name: String) -> LocalizedText {
        LocalizedText(
            nl: "voor \(name)", fr: "pour \(name)", de: "für \(name)", en: "for \(name)")
    }

    /// The reader.
    static let yourself = LocalizedText(nl: "uzelf", fr: "vous-même", de: "Sie selbst", en: "you")
    /// The emergency procedure was used.
    static let emergency = LocalizedText(
        nl: "in nood", fr: "en urgence", de: "im Notfall", en: "in an emergency")

    /// How it ended.
    static func outcome(_ outcome: LogEntry.Outcome) -> LocalizedText {
        switch outcome {
        case .allowed:
            LocalizedText(nl: "toegelaten", fr: "autorisé", de: "erlaubt", en: "allowed")
        case .denied: LocalizedText(nl: "geweigerd", fr: "refusé", de: "verweigert", en: "refused")
        case .failed: LocalizedText(nl: "mislukt", fr: "échoué", de: "gescheitert", en: "failed")
        }
    }

    /// The coarse category.
    static func category(_ category: LogEntry.Category) -> LocalizedText {
        switch category {
        case .medical: LocalizedText(nl: "medisch", fr: "médical", de: "medizinisch", en: "medical")
        case .functional:
            LocalizedText(nl: "functioneel", fr: "fonctionnel", de: "funktionell", en: "functional")
        case .plan:
            LocalizedText(
                nl: "plan of verslag", fr: "plan ou rapport", de: "Plan oder Bericht",
                en: "plan or report")
        case .administrative:
            LocalizedText(
                nl: "administratief", fr: "administratif", de: "administrativ",
                en: "administrative")
        }
    }

    /// What happened.
    static func event(_ event: LogEntry.Event) -> LocalizedText {
        switch event {
        case .vaultFounded:
            text("kluis opgericht", "coffre fondé", "Tresor gegründet", "founded the vault")
        case .organisationAdmitted:
            text(
                "organisatie toegelaten", "organisation admise", "Organisation aufgenommen",
                "admitted an organisation")
        case .organisationEnded:
            text(
                "organisatie vertrokken", "organisation partie", "Organisation ausgeschieden",
                "ended an organisation")
        case .memberRegistered:
            text(
                "sleutel geregistreerd", "clé enregistrée", "Schlüssel eingetragen",
                "registered a key")
        case .appointmentMade:
            text(
                "persoon aangesteld", "personne désignée", "Person bestellt", "made an appointment")
        case .appointmentEnded:
            text(
                "aanstelling beëindigd", "désignation terminée", "Bestellung beendet",
                "ended an appointment")
        case .delegationMade:
            text("rol overgedragen", "rôle remis", "Rolle übergeben", "handed a role over")
        case .delegationEnded:
            text(
                "vervanging beëindigd", "remplacement terminé", "Vertretung beendet",
                "ended a delegation")
        case .roleKeyPublished:
            text(
                "rolsleutel gemaakt", "clé de rôle créée", "Rollenschlüssel erstellt",
                "made a role key")
        case .roleKeyEnded:
            text(
                "rolsleutel beëindigd", "clé de rôle terminée", "Rollenschlüssel beendet",
                "ended a role key")
        case .dossierOpened:
            text("dossier geopend", "dossier ouvert", "Dossier eröffnet", "opened a dossier")
        case .dossierClosed:
            text("dossier gesloten", "dossier clos", "Dossier geschlossen", "closed a dossier")
        case .dossierMerged:
            text(
                "dossiers samengevoegd", "dossiers fusionnés", "Dossiers vereinigt",
                "merged dossiers")
        case .dossierSplit:
            text("dossier gesplitst", "dossier scindé", "Dossier geteilt", "split a dossier")
        case .dossierTransferred:
            text(
                "dossier overgedragen", "dossier transféré", "Dossier übergeben",
                "handed a dossier over")
        case .regimeChanged:
            text(
                "ander regime van toepassing", "autre régime applicable",
                "anderes Regime anwendbar", "put a dossier under another regime")
        case .relationStated:
            text(
                "betrokkene toegevoegd", "intervenant ajouté", "Beteiligter hinzugefügt",
                "added a party")
        case .relationEnded:
            text(
                "betrokkene beëindigd", "intervenant retiré", "Beteiligter entfernt",
                "ended a relation")
        case .absenceRecorded:
            text(
                "afwezigheid genoteerd", "absence notée", "Abwesenheit vermerkt",
                "recorded an absence")
        case .consentGiven:
            text(
                "toestemming gegeven", "consentement donné", "Einwilligung erteilt",
                "gave a consent")
        case .consentRecorded:
            text(
                "toestemming genoteerd", "consentement noté", "Einwilligung vermerkt",
                "recorded a consent")
        case .consentRefused:
            text(
                "toestemming geweigerd", "consentement refusé", "Einwilligung verweigert",
                "refused a consent")
        case .consentWithdrawn:
            text(
                "toestemming ingetrokken", "consentement retiré", "Einwilligung widerrufen",
                "withdrew a consent")
        case .consentExpired:
            text(
                "toestemming verlopen", "consentement expiré", "Einwilligung abgelaufen",
                "a consent expired")
        case .grantMade:
            text("leesrecht gegeven", "droit accordé", "Leserecht erteilt", "gave a right to read")
        case .grantEnded:
            text(
                "leesrecht beëindigd", "droit retiré", "Leserecht beendet", "ended a right to read")
        case .endingDone:
            text("sleutels gewist", "clés effacées", "Schlüssel gelöscht", "deleted keys")
        case .sectionWritten: text("geschreven", "écrit", "geschrieben", "wrote")
        case .sectionRead: text("gelezen", "lu", "gelesen", "read")
        case .sectionDisclosed: text("meegedeeld", "communiqué", "mitgeteilt", "disclosed")
        case .sectionPrinted: text("afgedrukt", "imprimé", "gedruckt", "printed")
        case .sectionExported: text("meegenomen", "exporté", "ausgeführt", "exported")
        case .sectionDeleted: text("verwijderd", "supprimé", "gelöscht", "deleted")
        case .cannotOpen:
            text("kon niet openen", "n'a pu ouvrir", "konnte nicht öffnen", "could not open")
        case .searched: text("opgezocht", "recherché", "gesucht", "looked up")
        case .figuresCounted:
            text("cijfers gevraagd", "chiffres demandés", "Zahlen abgefragt", "asked for figures")
        case .denied: text("geweigerd", "refusé", "verweigert", "was refused")
        case .processStep: text("stap gezet", "étape franchie", "Schritt gesetzt", "took a step")
        case .policyAdopted:
            text("regels aangenomen", "règles adoptées", "Regeln angenommen", "adopted rules")
        case .logRead: text("logboek gelezen", "journal lu", "Protokoll gelesen", "read the log")
        case .logExported:
            text(
                "logboek uitgevoerd", "journal exporté", "Protokoll ausgeführt", "exported the log")
        case .logUnmasked:
            text("namen onthuld", "noms révélés", "Namen aufgedeckt", "revealed names")
        case .logPruned:
            text("logboek ingekort", "journal abrégé", "Protokoll gekürzt", "pruned the log")
        case .logKeyReplaced:
            text(
                "logsleutel vervangen", "clé du journal remplacée", "Protokollschlüssel ersetzt",
                "replaced the log's key")
        case .emergencyDeclared:
            text("noodtoegang", "accès d'urgence", "Notzugriff", "declared an emergency")
        case .emergencyReviewed:
            text(
                "noodtoegang nagekeken", "accès d'urgence contrôlé", "Notzugriff geprüft",
                "reviewed an emergency")
        case .reviewRecorded:
            text("nazicht genoteerd", "contrôle noté", "Prüfung vermerkt", "recorded a review")
        case .anomalyFlagged:
            text(
                "iets opgemerkt", "anomalie signalée", "Auffälligkeit gemeldet",
                "flagged an anomaly")
        case .subjectErased:
            text("gegevens gewist", "données effacées", "Daten gelöscht", "erased data")
        case .holdPlaced:
            text("wissen uitgesteld", "effacement suspendu", "Löschung ausgesetzt", "placed a hold")
        case .holdLifted:
            text("uitstel opgeheven", "suspension levée", "Aussetzung aufgehoben", "lifted a hold")
        case .noticeSent:
            text("bericht gegeven", "avis envoyé", "Nachricht gegeben", "sent a notice")
        case .clockAccepted:
            text("klok aanvaard", "horloge acceptée", "Uhr anerkannt", "accepted the clock")
        case .storeRestored:
            text(
                "back-up teruggezet", "sauvegarde restaurée", "Sicherung eingespielt",
                "restored a backup")
        }
    }

    private static func text(
        _ nl: String, _ fr: String, _ de: String, _ en: String
    ) -> LocalizedText {
        LocalizedText(nl: nl, fr: fr, de: de, en: en)
    }
}
