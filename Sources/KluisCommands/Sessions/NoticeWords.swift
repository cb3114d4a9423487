internal import Records
internal import Reintegration

/// Notices in words.
enum NoticeWords {
    /// One line: when, what, which dossier, by which role, and the entry of the log.
    static func line(_ notice: Notice, _ language: Language) -> String {
        var line = "\(CivilTime.text(of: notice.time))  \(reason(notice.reason)[language])"
        if let dossier = notice.dossier { line += ", \(dossier.short)" }
        if let kind = notice.kind { line += ", \(kind.label[language])" }
        if !notice.step.isEmpty { line += ", \(notice.step)" }
        if let role = notice.role { line += " (\(role.label[language]))" }
        return line + ", #\(notice.entry)"
    }

    /// For programs.
    static func json(_ notice: Notice, _ language: Language) -> JSONValue {
        .object([
            ("time", .string(notice.time.rfc3339)), ("reason", .string(notice.reason.rawValue)),
            ("label", .string(reason(notice.reason)[language])),
            ("dossier", .optional(notice.dossier?.description)),
            ("kind", .optional(notice.kind?.rawValue)), ("step", .string(notice.step)),
            ("role", .optional(notice.role?.rawValue)), ("logEntry", .index(notice.entry)),
        ])
    }

    /// What happened, in words.
    static func reason(_ reason: Notice.Reason) -> LocalizedText {
        switch reason {
        case .dossierOpened:
            LocalizedText(
                nl: "er is een dossier geopend", fr: "un dossier a été ouvert",
                de: "ein Dossier wurde eröffnet", en: "a dossier was opened")
        case .sectionWritten:
            LocalizedText(
                nl: "er is iets geschreven", fr: "quelque chose a été écrit",
                de: "etwas wurde geschrieben", en: "something was written")
        case .formReleased:
            LocalizedText(
                nl: "er is een formulier bezorgd", fr: "un formulaire a été transmis",
                de: "ein Formular wurde übermittelt", en: "a form was released")
        case .stepTaken:
            LocalizedText(
                nl: "er is een stap gezet", fr: "une étape a été franchie",
                de: "ein Schritt wurde gesetzt", en: "a step was taken")
        case .consentRecorded:
            LocalizedText(
                nl: "uw toestemming is genoteerd", fr: "votre consentement a été noté",
                de: "Ihre Einwilligung wurde vermerkt", en: "your consent was recorded")
        case .consentWithdrawn:
            LocalizedText(
                nl: "een toestemming is ingetrokken", fr: "un consentement a été retiré",
                de: "eine Einwilligung wurde widerrufen", en: "a consent was withdrawn")
        case .disclosed:
            LocalizedText(
                nl: "er is iets meegedeeld aan een ander",
                fr: "quelque chose a été communiqué à un tiers",
                de: "etwas wurde jemand anderem mitgeteilt",
                en: "something was disclosed to somebody else")
        case .emergencyAccess:
            LocalizedText(
                nl: "er is in nood in uw dossier gekeken",
                fr: "votre dossier a été consulté en urgence",
                de: "in Ihr Dossier wurde im Notfall geschaut",
                en: "your dossier was opened in an emergency")
        case .keyRegistered:
            LocalizedText(
                nl: "er is een sleutel voor u geregistreerd",
                fr: "une clé a été enregistrée pour vous",
                de: "für Sie wurde ein Schlüssel eingetragen",
                en: "a key was registered for you")
        case .roleHandedOver:
            LocalizedText(
                nl: "een rol is voor een tijd overgedragen, van of aan u",
                fr: "un rôle a été remis pour un temps, par vous ou à vous",
                de: "eine Rolle wurde auf Zeit übergeben, von Ihnen oder an Sie",
                en: "a role was handed over for a time, yours or to you")
        case .delegationEnded:
            LocalizedText(
                nl: "een vervanging van u of door u is beëindigd",
                fr: "un remplacement de vous ou par vous a pris fin",
                de: "eine Vertretung von Ihnen oder durch Sie wurde beendet",
                en: "a delegation of yours or to you was ended")
        case .caseOpened:
            LocalizedText(
                nl: "de inspectie heeft een zaak geopend",
                fr: "l'inspection a ouvert une enquête",
                de: "die Inspektion hat einen Fall eröffnet",
                en: "the inspectorate opened a case")
        }
    }
}
