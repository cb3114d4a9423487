package import Records

/// A rule of the review, by the number that a review statement names.
///
/// Each can be explained in one sentence, so that who is looked at can answer it; no rule scores
/// anybody. The set follows what the field uses (docs/formats/review-file.md).
package enum ReviewRule: UInt64, CaseIterable, Hashable, Sendable {
    /// An access without a relation, task, consent or other reason that the vault knows.
    case unexplained = 1
    /// A use of the emergency procedure.
    case emergency = 2
    /// Many refusals in a short time, or a refusal that another path went round.
    case deniedBurst = 3
    /// Many workers' dossiers in one day.
    case breadth = 4
    /// One worker's dossier on many days, unexplained.
    case depth = 5
    /// Many unexplained readers of one worker.
    case spread = 6
    /// Unexplained, at an hour that is unusual for the member and the role.
    case afterHours = 7
    /// The own file by another way, a colleague's, or one of the own household.
    case closeRelation = 8
    /// A shielded dossier.
    case shielded = 9
    /// A role got what medical secrecy keeps from it: a defect.
    case categoryMismatch = 10
    /// A dossier that ended long ago, or was erased.
    case ended = 11
    /// Many exports, records or searches in one day.
    case volume = 12
    /// A member who was away for long reads.
    case dormant = 13
    /// What several people must approve was not.
    case approvals = 14
    /// The log itself: gaps, clock, heads, witnesses, missing details.
    case logHealth = 15
    /// The random sample of the month.
    case sample = 16

    /// Whether an access that is explained is left alone by the rule, or by the greater part of it.
    package var isAfterExplanation: Bool {
        switch self {
        case .unexplained, .depth, .spread, .afterHours: true
        case .closeRelation, .shielded: true
        case .emergency, .deniedBurst, .breadth, .categoryMismatch, .ended, .volume, .dormant,
            .approvals, .logHealth, .sample:
            false
        }
    }

    /// What the rule looks for, in a few words.
    package var title: LocalizedText {
        switch self {
        case .unexplained:
            LocalizedText(
                nl: "toegang zonder verklaring", fr: "accès sans explication",
                de: "Zugriff ohne Erklärung", en: "unexplained access")
        case .emergency:
            LocalizedText(
                nl: "noodprocedure", fr: "procédure d’urgence", de: "Notfallverfahren",
                en: "emergency procedure")
        case .deniedBurst:
            LocalizedText(
                nl: "reeks weigeringen", fr: "série de refus", de: "Häufung von Ablehnungen",
                en: "burst of refusals")
        case .breadth:
            LocalizedText(
                nl: "veel werknemers op één dag", fr: "beaucoup de travailleurs en un jour",
                de: "viele Arbeitnehmer an einem Tag", en: "many workers in one day")
        case .depth:
            LocalizedText(
                nl: "één werknemer op veel dagen", fr: "un travailleur pendant bien des jours",
                de: "ein Arbeitnehmer an vielen Tagen", en: "one worker on many days")
        case .spread:
            LocalizedText(
                nl: "veel lezers van één werknemer", fr: "beaucoup de lecteurs d’un travailleur",
                de: "viele Leser eines Arbeitnehmers", en: "many readers of one worker")
        case .afterHours:
            LocalizedText(
                nl: "ongewoon uur", fr: "heure inhabituelle", de: "ungewöhnliche Stunde",
                en: "unusual hour")
        case .closeRelation:
            LocalizedText(
                nl: "zichzelf, collega of huisgenoot", fr: "soi-même, collègue ou ménage",
                de: "selbst, Kollege oder Haushalt", en: "self, colleague or household")
        case .shielded:
            LocalizedText(
                nl: "afgeschermd dossier", fr: "dossier protégé", de: "geschütztes Dossier",
                en: "shielded dossier")
        case .categoryMismatch:
            LocalizedText(
                nl: "medisch voor een rol die het niet mag zien",
                fr: "médical pour un rôle qui ne peut pas le voir",
                de: "Medizinisches für eine Rolle, die es nicht sehen darf",
                en: "medical for a role that may not see it")
        case .ended:
            LocalizedText(
                nl: "beëindigd of gewist dossier", fr: "dossier terminé ou effacé",
                de: "beendetes oder gelöschtes Dossier", en: "ended or erased dossier")
        case .volume:
            LocalizedText(
                nl: "grote hoeveelheid", fr: "grand volume", de: "große Menge", en: "large volume")
        case .dormant:
            LocalizedText(
                nl: "slapende rekening leest weer", fr: "compte dormant qui lit à nouveau",
                de: "ruhendes Konto liest wieder", en: "dormant account reads again")
        case .approvals:
            LocalizedText(
                nl: "ontbrekende goedkeuring", fr: "approbation manquante",
                de: "fehlende Genehmigung", en: "missing approval")
        case .logHealth:
            LocalizedText(
                nl: "gezondheid van het logboek", fr: "santé du journal",
                de: "Zustand des Protokolls", en: "health of the log")
        case .sample:
            LocalizedText(
                nl: "steekproef", fr: "échantillon", de: "Stichprobe", en: "random sample")
        }
    }
}
