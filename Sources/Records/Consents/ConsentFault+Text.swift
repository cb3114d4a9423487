extension ConsentFault {
    /// The rule as a sentence in each language.
    package var text: LocalizedText {
        switch self {
        case .nature(let purpose): Self.nature(of: purpose)
        case .recipient(let purpose):
            Self.sentence(
                purpose, "is niet voor deze ontvanger", "n'est pas pour ce destinataire",
                "ist nicht für diesen Empfänger", "is not for this recipient")
        case .kinds(let purpose, _):
            Self.sentence(
                purpose, "opent deze delen niet", "n'ouvre pas ces parties",
                "öffnet diese Teile nicht", "does not open these sections")
        case .onlyFor(let purpose, let kind):
            LocalizedText(
                nl: "Alleen \(Self.name(purpose, .nl)) opent `\(kind.rawValue)`.",
                fr: "Seul \(Self.name(purpose, .fr)) ouvre `\(kind.rawValue)`.",
                de: "Nur \(Self.name(purpose, .de)) öffnet `\(kind.rawValue)`.",
                en: "Only \(Self.name(purpose, .en)) opens `\(kind.rawValue)`.")
        case .use(let purpose):
            Self.sentence(
                purpose, "geldt niet voor dit doel", "ne vaut pas pour cette finalité",
                "gilt nicht für diesen Zweck", "does not hold for this purpose of use")
        case .regime(let purpose):
            Self.sentence(
                purpose, "bestaat niet in deze regeling", "n'existe pas dans ce régime",
                "gibt es in dieser Regelung nicht", "does not exist in this regime")
        case .period(let purpose):
            Self.sentence(
                purpose, "geldt hoogstens \(purpose.terms.maximumMonths) maanden",
                "vaut au plus \(purpose.terms.maximumMonths) mois",
                "gilt höchstens \(purpose.terms.maximumMonths) Monate",
                "holds for \(purpose.terms.maximumMonths) months at most")
        case .writing(let purpose):
            Self.sentence(
                purpose, "moet voor deze ontvanger schriftelijk zijn",
                "doit être écrit pour ce destinataire",
                "muss für diesen Empfänger schriftlich sein",
                "must be in writing for this recipient")
        case .text:
            LocalizedText(
                nl: "De tekst die de werknemer kreeg, is niet de geldende.",
                fr: "Le texte présenté au travailleur n'est pas le texte en vigueur.",
                de: "Der Text, der dem Arbeitnehmer vorlag, ist nicht der geltende.",
                en: "The text that was put to the worker is not the current one.")
        case .moment:
            LocalizedText(
                nl: "De periode begint vóór de verklaring of is al voorbij.",
                fr: "La période commence avant la déclaration ou est déjà passée.",
                de: "Der Zeitraum beginnt vor der Erklärung oder ist schon vorbei.",
                en: "The period begins before the statement, or is over.")
        }
    }

    /// What would fit, in English.
    package var hint: String {
        func list<Word: RawRepresentable<String>>(_ words: Set<Word>) -> String {
            words.map(\.rawValue).sorted().joined(separator: ", ")
        }
        switch self {
        case .nature(let purpose):
            switch purpose.terms.nature {
            case .request: return "the worker asks for it with `kluis consent request`"
            case .refusal: return "the worker objects with `kluis consent refuse`"
            case .consent, .agreement:
                return "the worker agrees with `kluis consent give`"
            }
        case .recipient(let purpose):
            return "\(purpose.rawValue) is for \(list(purpose.terms.recipients))"
        case .kinds(let purpose, _):
            return purpose.terms.kinds.isEmpty
                ? "\(purpose.rawValue) opens no section: leave out --section"
                : "\(purpose.rawValue) reaches \(list(purpose.terms.kinds))"
        case .onlyFor(let purpose, _): return "add `--process \(purpose.rawValue)`"
        case .use(let purpose):
            return "\(purpose.rawValue) is for \(list(purpose.terms.purposes))"
        case .regime(let purpose):
            let regimes = purpose.terms.regimes ?? []
            return "\(purpose.rawValue) exists in \(regimes.sorted().joined(separator: ", "))"
        case .period(let purpose):
            return "leave out --until, or name a day within \(purpose.terms.maximumMonths) months"
        case .writing:
            return "record a paper or an electronic form, or let the worker sign with the own key"
        case .text(let purpose):
            return "the current text is version "
                + (purpose?.terms.textVersion ?? Consent.generalTextVersion)
                + ": `kluis consent purposes` shows it"
        case .moment: return "a statement holds from now on, until a day that is to come"
        }
    }

    private static func nature(of purpose: ConsentPurpose) -> LocalizedText {
        switch purpose.terms.nature {
        case .request:
            sentence(
                purpose, "is een verzoek van de werknemer, meer dan een toestemming",
                "est une demande du travailleur, plus qu'un consentement",
                "ist ein Wunsch des Arbeitnehmers, mehr als eine Einwilligung",
                "is a request of the worker, which is more than a consent")
        case .refusal:
            sentence(
                purpose, "geldt tenzij de werknemer bezwaar maakt",
                "vaut sauf opposition du travailleur",
                "gilt, sofern der Arbeitnehmer nicht widerspricht",
                "holds unless the worker objects: there is nothing to consent to")
        case .consent, .agreement:
            sentence(
                purpose, "is een toestemming van de werknemer",
                "est un consentement du travailleur", "ist eine Einwilligung des Arbeitnehmers",
                "is a consent of the worker")
        }
    }

    private static func name(_ purpose: ConsentPurpose, _ language: Language) -> String {
        "\(purpose.rawValue) (\(purpose.label[language]))"
    }

    private static func sentence(
        _ purpose: ConsentPurpose, _ nl: String, _ fr: String, _ de: String, _ en: String
    ) -> LocalizedText {
        LocalizedText(
            nl: "\(name(purpose, .nl)) \(nl).", fr: "\(name(purpose, .fr)) \(fr).",
            de: "\(name(purpose, .de)) \(de).", en: "\(name(purpose, .en)) \(en).")
    }
}
