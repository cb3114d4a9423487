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

    /// An employer's collective record is about no worker.
    static var collectiveRecord: Records.Refusal {
        Records.Refusal(
            rules: ["dossier/collective"],
            reasons: texts(
                LocalizedText(
                    nl: "Het collectieve dossier van een werkgever bevat niets over een werknemer.",
                    fr: "Le dossier collectif d'un employeur ne contient rien sur un travailleur.",
                    de:
                        "Das kollektive Dossier eines Arbeitgebers enthält nichts über Arbeitnehmer.",
                    en: "The collective record of an employer holds nothing about a worker.")),
            hint: "write it in the worker's dossier")
    }

    /// There is no relation to the worker, or it has ended.
    static var noRelation: Records.Refusal { floor(.relation) }

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

    static func texts(_ text: LocalizedText) -> [String] {
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
