internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TransparencyLog

/// Refusals as a caller reads them, and as the log names them.
enum Refusals {
    /// The caller has no appointment that stands.
    static var noAppointment: Records.Refusal {
        Records.Refusal(
            rules: ["authority/appointment"],
            reasons: texts(
                LocalizedText(
                    nl: "Deze aanstelling bestaat niet of is afgelopen.",
                    fr: "Cette désignation n'existe pas ou a pris fin.",
                    de: "Diese Bestellung besteht nicht oder ist beendet.",
                    en: "This appointment does not exist or has ended.")),
            hint: "see `kluis status` for the appointments that stand")
    }

    /// Signers may not make a statement.
    static func authority(_ error: AuthorityError) -> Records.Refusal {
        Records.Refusal(
            rules: [error.rawValue], reasons: texts(error.text), hint: "")
    }

    /// Floor or policy refuse.
    static func decision(_ decision: Decision) -> Records.Refusal {
        if decision.basis == .duty(.redactThirdParties) { return extractOnly }
        let explanation = decision.explanation(for: .actor, at: Instant(seconds: 0))
        let reasons = Language.allCases.map { language in
            explanation.why.map { $0[language] }.joined(separator: " ")
        }
        return Records.Refusal(
            rules: decision.ruleIDs, reasons: reasons,
            hint: explanation.remedy?[.en] ?? "")
    }

    /// A rule of the floor refuses.
    static func floor(_ rule: FloorRule) -> Records.Refusal {
        Records.Refusal(
            rules: [rule.id], reasons: texts(rule.text), hint: rule.remedy?[.en] ?? "")
    }

    /// A statement about a recipient does not fit its purpose.
    static func consent(_ fault: ConsentFault) -> Records.Refusal {
        Records.Refusal(rules: [fault.id], reasons: texts(fault.text), hint: fault.hint)
    }

    /// Two capacities do not meet in one person.
    static func separation(_ pair: SeparationPair) -> Records.Refusal {
        Records.Refusal(
            rules: [FloorRule.separation.id, "separation/\(pair.id)"],
            reasons: texts(FloorRule.separation.text), hint: "")
    }

    /// The process refuses.
    ///
    /// - Parameters:
    ///   - refusal: Why, by which rule and article.
    ///   - others: The rules of access that refuse as well.
    /// - Returns: The refusal with its article and the mark of a rule that is not sourced.
    static func process(
        _ refusal: Reintegration.Refusal, beside others: [String] = []
    ) -> Records.Refusal {
        let citation = refusal.reference.citation
        return Records.Refusal(
            rules: [refusal.reference.rule.text] + others,
            reasons: texts(refusal.text).map { citation.isEmpty ? $0 : "\($0) (\(citation))" },
            hint: refusal.hint?[.en] ?? "")
    }

    /// Another regime does not govern the dossier.
    static func regime(
        _ outcome: RegimeSelection.Outcome, instead named: String
    ) -> Records.Refusal {
        switch outcome {
        case .governs(let regime):
            let title = regime.title
            return Records.Refusal(
                rules: [regime.applies.reference.rule.text],
                reasons: texts(
                    LocalizedText(
                        nl: "Op dit dossier is ‘\(title[.nl])’ van toepassing.",
                        fr: "Ce dossier est régi par « \(title[.fr]) ».",
                        de: "Für dieses Dossier gilt ‚\(title[.de])‘.",
                        en: "This dossier is governed by ‘\(title[.en])’.")),
                hint: regime.name.text == named
                    ? "nothing has to be changed" : "name `\(regime.name)`")
        case .unknown(let reason):
            return Records.Refusal(
                rules: ["authority/regime"], reasons: texts(reason),
                hint: "adopt the regime that governs: `kluis adopt regime`")
        }
    }

    /// The policy asks for a reason in the actor's words.
    static func reasonNeeded(_ decision: Decision) -> Records.Refusal {
        Records.Refusal(
            rules: decision.ruleIDs,
            reasons: texts(
                LocalizedText(
                    nl: "Hiervoor is een reden nodig.", fr: "Un motif est nécessaire.",
                    de: "Dafür ist ein Grund nötig.", en: "This needs a reason.")),
            hint: "add `--reason`")
    }

    /// A text that the text guard doubts is kept by somebody who may not judge that.
    static func textKept(_ decision: Decision) -> Records.Refusal {
        Records.Refusal(
            rules: decision.ruleIDs,
            reasons: texts(
                LocalizedText(
                    nl: "Deze regel laat niet toe een tekst te houden die de controle tegenhoudt.",
                    fr: "Cette règle ne permet pas de garder un texte que le contrôle arrête.",
                    de:
                        "Diese Regel erlaubt nicht, einen Text zu behalten, den die Prüfung anhält.",
                    en: "This rule does not let you keep a text that the text guard stops.")),
            hint: "change the text")
    }

    /// The recipient may have an extract without third parties only.
    static var extractOnly: Records.Refusal {
        Records.Refusal(
            rules: ["duty/\(Duty.redactThirdParties.rawValue)"],
            reasons: texts(
                LocalizedText(
                    nl: "Deze versie noemt derden; alleen een uittreksel zonder hen is toegelaten.",
                    fr: "Cette version nomme des tiers ; seul un extrait sans eux est permis.",
                    de: "Diese Fassung nennt Dritte; nur ein Auszug ohne sie ist erlaubt.",
                    en: "This version names third parties; only an extract without them is allowed."
                )), hint: "who may write the section makes one with `kluis extract`")
    }

    /// The name of an illness is kept in a form that can hold none.
    static var illnessKept: Records.Refusal {
        Records.Refusal(
            rules: [FloorRule.assessmentForm.id],
            reasons: texts(
                LocalizedText(
                    nl: "Dit formulier bevat nooit een diagnose, om welke reden ook.",
                    fr: "Ce formulaire ne contient jamais de diagnostic, quel que soit le motif.",
                    de: "Dieses Formular enthält nie eine Diagnose, aus welchem Grund auch immer.",
                    en: "This form never holds a diagnosis, whatever the reason.")),
            hint: "change the text")
    }

    /// There is no relation to the worker, or it has ended.
    static var noRelation: Records.Refusal { floor(.relation) }

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

    /// A kind that decides something is written by a step only.
    static func stepNeeded(_ steps: [ProcessStep]) -> Records.Refusal {
        Records.Refusal(
            rules: steps.prefix(8).map(\.reference.rule.text),
            reasons: texts(
                LocalizedText(
                    nl: "Dit deel wordt geschreven door een stap van het traject.",
                    fr: "Cette partie s'écrit par une étape du trajet.",
                    de: "Dieser Teil wird durch einen Schritt des Verfahrens geschrieben.",
                    en: "This section is written by a step of the trajectory.")),
            hint: "use `kluis do`: \(steps.map(\.name.text).joined(separator: ", "))")
    }

    /// There is no grant, or no wrap yet, under which the caller could open it.
    static func pending(_ kind: SectionKind) -> Records.Refusal {
        Records.Refusal(
            rules: ["grant/pending"],
            reasons: texts(
                LocalizedText(
                    nl: "Dit deel is nog niet voor deze rol verzegeld.",
                    fr: "Cette partie n'est pas encore scellée pour ce rôle.",
                    de: "Dieser Teil ist für diese Rolle noch nicht versiegelt.",
                    en: "This section is not sealed to this role yet.")),
            hint: "a reader of the section completes it with `kluis disclose --pending`")
    }

    /// The recipient has a wrap of the version that nobody reported as broken.
    static var hasWrap: Records.Refusal {
        Records.Refusal(
            rules: ["grant/wrapped"],
            reasons: texts(
                LocalizedText(
                    nl: "De ontvanger heeft deze versie al.",
                    fr: "Le destinataire a déjà cette version.",
                    de: "Der Empfänger hat diese Fassung schon.",
                    en: "The recipient has this version already.")),
            hint: "a version that does not open is reported when the recipient reads it")
    }

    /// A bundle that may not be adopted; the one in force stays.
    static func bundle(_ fault: BundleFault) -> Records.Refusal {
        Records.Refusal(
            rules: [fault.id],
            reasons: texts(
                LocalizedText(
                    nl: "Dit kan niet worden vastgesteld; wat geldt, blijft gelden: \(fault)",
                    fr: "Ceci ne peut être adopté ; ce qui est en vigueur le reste : \(fault)",
                    de: "Dies kann nicht festgelegt werden; was gilt, gilt weiter: \(fault)",
                    en: "This cannot be adopted; what is in force stays: \(fault)")),
            hint:
                "`kluis policy check` and `kluis policy diff --adopted` show it before it is signed"
        )
    }

    /// A bundle that opens something secret, without the head of the medical department.
    static var secretWidened: Records.Refusal {
        Records.Refusal(
            rules: ["bundle/medical-head"],
            reasons: texts(
                LocalizedText(
                    nl:
                        "Deze regels openen iets onder het medisch geheim: het hoofd van het departement medisch toezicht moet mee tekenen.",
                    fr:
                        "Ces règles ouvrent une partie couverte par le secret médical : le chef du département de surveillance médicale doit cosigner.",
                    de:
                        "Diese Regeln öffnen etwas unter Schweigepflicht: Der Leiter der Abteilung für ärztliche Überwachung muss mitzeichnen.",
                    en:
                        "These rules open something under medical secrecy: the head of the medical department must sign as well."
                )),
            hint: "`kluis policy diff --adopted` shows what becomes wider")
    }

    private static func texts(_ text: LocalizedText) -> [String] {
        Language.allCases.map { text[$0] }
    }
}

extension Mediator {
    /// Records a refusal as an entry and gives it to the caller.
    func refuse(
        _ refusal: Records.Refusal, by caller: Caller, about subject: EntrySubject? = nil,
        event: LogEntry.Event = .denied, object: Digest? = nil, decided: DecisionRecord? = nil,
        purpose: Purpose? = nil, category: LogCategory? = nil,
        in transaction: inout VaultTransaction
    ) throws -> Records.Refusal {
        var entry = EntryDraft(
            event, by: caller, about: subject ?? .member(caller.member),
            object: object ?? caller.hash)
        entry.outcome = .denied
        entry.reason = LogEntry.Reason(refusing: refusal.rules)
        entry.words = refusal.rules.prefix(8).joined(separator: ", ")
        entry.decision = decided
        entry.purpose = purpose
        entry.category = category
        try transaction.record(entry)
        return refusal
    }
}

extension LogEntry.Reason {
    /// The closed reason for the rules that refuse.
    init(refusing rules: [String]) {
        let first = rules.first ?? ""
        if first.hasPrefix("floor/F"), let reason = Self(rawValue: "f" + first.dropFirst(7)) {
            self = reason
        } else if first == "default" {
            self = .noRule
        } else if first == "authority/appointment" {
            self = .noAppointment
        } else if first.hasPrefix("authority/") {
            self = .approvalMissing
        } else if first.hasPrefix("retention/") {
            self = .retained
        } else if first.hasPrefix("grant/") {
            self = .grantEnded
        } else if first.hasPrefix("R") {
            self = .guardUnmet
        } else {
            self = .forbidden
        }
    }

    /// The closed reason for a permit in a relation.
    init(permitting relation: Relation, consent: ConsentVerdict, isEmergency: Bool) {
        if isEmergency {
            self = .emergency
            return
        }
        switch relation {
        case .`self`: self = .ownFile
        case .ownWorker: self = .ownWorker
        case .assigned: self = .assigned
        case .care: self = consent == .active ? .consent : .care
        case .mandated: self = consent == .active ? .consent : .mandated
        case .competent: self = .competent
        case .lapsed, .none: self = consent == .active ? .consent : .authority
        }
    }
}
