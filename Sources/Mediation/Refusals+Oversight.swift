internal import AccessPolicy
internal import Records

/// What overseers of the log, and who counts, are refused.
extension Refusals {
    /// Only those who oversee read the log of others.
    static var logReaders: Records.Refusal {
        Records.Refusal(
            rules: [FloorRule.oversight.id],
            reasons: texts(
                LocalizedText(
                    nl:
                        "Het hele logboek leest alleen wie toezicht houdt; ieder leest het eigen deel.",
                    fr: "Seul qui surveille lit tout le journal ; chacun en lit sa partie.",
                    de:
                        "Das ganze Protokoll liest nur, wer beaufsichtigt; jeder liest seinen Teil.",
                    en: "Only those who oversee read the whole log; everyone reads the own part.")),
            hint: "the own part: `kluis log mine`")
    }

    /// Figures of a year that can still change.
    static func yearNotClosed(_ year: Int) -> Records.Refusal {
        Records.Refusal(
            rules: ["figures/year"],
            reasons: texts(
                LocalizedText(
                    nl:
                        "De cijfers van \(year) zijn er vanaf 1 februari \(year + 1): uit een jaar dat nog groeit, is af te lezen wie er bij kwam.",
                    fr:
                        "Les chiffres de \(year) sont disponibles dès le 1er février \(year + 1) : une année encore ouverte révélerait qui s'y ajoute.",
                    de:
                        "Die Zahlen für \(year) gibt es ab dem 1. Februar \(year + 1): Ein Jahr, das noch wächst, verriete, wer hinzukommt.",
                    en:
                        "The figures of \(year) are there from 1 February \(year + 1): a year that still grows would tell who was added."
                )),
            hint: "ask for a year before it")
    }

    /// No dossier of which the policy lets anything be counted.
    static var nothingToCount: Records.Refusal {
        Records.Refusal(
            rules: ["default"],
            reasons: texts(
                LocalizedText(
                    nl: "Er is niets dat deze rol voor deze werkgever mag tellen.",
                    fr:
                        "Il n'y a rien que ce rôle puisse compter pour cet employeur.",
                    de:
                        "Es gibt nichts, was diese Rolle für diesen Arbeitgeber zählen darf.",
                    en: "There is nothing that this role may count of this employer.")
            ),
            hint: "who may count what: `kluis policy who-can --action count --section request`")
    }

    /// Looking at what was done to one worker takes a reason.
    static var viewReason: Records.Refusal {
        Records.Refusal(
            rules: [FloorRule.oversight.id],
            reasons: texts(
                LocalizedText(
                    nl: "Een overzicht over één werknemer of dossier vraagt een reden.",
                    fr: "La vue d'un travailleur ou d'un dossier demande un motif.",
                    de: "Die Sicht auf einen Arbeitnehmer oder ein Dossier braucht einen Grund.",
                    en: "The view of one worker or dossier needs a reason.")),
            hint: "add `--reason`")
    }

    /// A series of pages is another's, or too old.
    static var seriesOver: Records.Refusal {
        Records.Refusal(
            rules: [FloorRule.oversight.id],
            reasons: texts(
                LocalizedText(
                    nl: "Deze reeks bladzijden is van een ander of ouder dan een dag.",
                    fr: "Cette série de pages est d'un autre ou date de plus d'un jour.",
                    de: "Diese Seitenfolge gehört einem anderen oder ist älter als ein Tag.",
                    en: "This series of pages is another's, or older than a day.")),
            hint: "begin again at the first page")
    }

    /// The vault has adopted no periods of retention, so nothing is destroyed.
    static var noRetention: Records.Refusal {
        Records.Refusal(
            rules: ["retention/none"],
            reasons: texts(
                LocalizedText(
                    nl: "Er zijn geen bewaartermijnen aangenomen, dus wordt niets vernietigd.",
                    fr: "Aucune durée de conservation n'est adoptée : rien n'est détruit.",
                    de: "Es sind keine Aufbewahrungsfristen angenommen, also wird nichts "
                        + "vernichtet.",
                    en: "No periods of retention are adopted, so nothing is destroyed.")),
            hint: "")
    }

    /// A period of retention runs until a day.
    static func retained(until day: CivilDate) -> Records.Refusal {
        Records.Refusal(
            rules: ["retention/period"],
            reasons: texts(
                LocalizedText(
                    nl: "De bewaartermijn loopt tot \(day).",
                    fr: "La durée de conservation court jusqu'au \(day).",
                    de: "Die Aufbewahrungsfrist läuft bis \(day).",
                    en: "The period of retention runs until \(day).")),
            hint: "")
    }

    /// A process of the worker has not ended.
    static var stillOpen: Records.Refusal {
        Records.Refusal(
            rules: ["retention/open"],
            reasons: texts(
                LocalizedText(
                    nl: "Een traject van deze werknemer loopt nog.",
                    fr: "Un trajet de ce travailleur est encore en cours.",
                    de: "Ein Verfahren dieses Arbeitnehmers läuft noch.",
                    en: "A process of this worker has not ended.")),
            hint: "")
    }

    /// A dossier is shielded, so it is held.
    static var shielded: Records.Refusal {
        Records.Refusal(
            rules: ["retention/shield"],
            reasons: texts(
                LocalizedText(
                    nl: "Een dossier van deze werknemer is afgeschermd en wordt bewaard.",
                    fr: "Un dossier de ce travailleur est protégé et conservé.",
                    de: "Ein Dossier dieses Arbeitnehmers ist geschützt und wird aufbewahrt.",
                    en: "A dossier of this worker is shielded, so it is kept.")),
            hint: "the founders lift it with `kluis log decide unshield`")
    }
}
