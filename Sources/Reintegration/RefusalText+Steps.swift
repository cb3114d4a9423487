internal import Records

extension RefusalText {
    /// Why a condition of steps and terms is not met; `nil` for another condition.
    static func stepSentence(
        for condition: StepGuard, regime: Regime
    ) -> LocalizedText? {
        switch condition {
        case .occurredBefore(let day):
            LocalizedText(
                "kon alleen vóór \(day)", "n'était possible qu'avant le \(day)",
                "war nur vor dem \(day) möglich", "was possible before \(day) only")
        case .occurredFrom(let day):
            LocalizedText(
                "kan pas vanaf \(day)", "n'est possible qu'à partir du \(day)",
                "erst ab \(day) möglich", "is possible from \(day) on")
        case .termPassed(let name):
            (regime.deadlines.first { $0.name == name }?.label
                ?? LocalizedText("termijn", "délai", "Frist", "term"))
                .map { language, label in
                    switch language {
                    case .nl: "de termijn is niet verstreken: \(label)"
                    case .fr: "le délai n'est pas écoulé : \(label)"
                    case .de: "die Frist ist nicht abgelaufen: \(label)"
                    case .en: "the term has not passed: \(label)"
                    }
                }
        case .withinTerm(let name):
            (regime.deadlines.first { $0.name == name }?.label
                ?? LocalizedText("termijn", "délai", "Frist", "term"))
                .map { language, label in
                    switch language {
                    case .nl: "de termijn is verstreken: \(label)"
                    case .fr: "le délai est écoulé : \(label)"
                    case .de: "die Frist ist abgelaufen: \(label)"
                    case .en: "the term has passed: \(label)"
                    }
                }
        case .noEarlier(let name):
            label(of: name, regime).map { language, label in
                switch language {
                case .nl: "kan slechts één keer in een traject: \(label)"
                case .fr: "une seule fois par trajet : \(label)"
                case .de: "nur einmal in einer Laufbahn: \(label)"
                case .en: "only once in a trajectory: \(label)"
                }
            }
        case .atMost(let count, let name):
            label(of: name, regime).map { language, label in
                switch language {
                case .nl: "ten hoogste \(count) keer: \(label)"
                case .fr: "au plus \(count) fois : \(label)"
                case .de: "höchstens \(count) Mal: \(label)"
                case .en: "at most \(count) times: \(label)"
                }
            }
        case .atLeast(let count, let name):
            label(of: name, regime).map { language, label in
                switch language {
                case .nl: "nog geen \(count) keer: \(label)"
                case .fr: "moins de \(count) fois : \(label)"
                case .de: "noch keine \(count) Mal: \(label)"
                case .en: "not \(count) times yet: \(label)"
                }
            }
        case .numberedInOrder:
            LocalizedText(
                "het nummer is niet het volgende", "le numéro n'est pas le suivant",
                "die Nummer ist nicht die nächste", "the number is not the next one")
        case .periodSince(let name, let period):
            LocalizedText { language in
                let (label, words) = (label(of: name, regime)[language], period.words[language])
                return switch language {
                case .nl: "nog geen \(words) na de vorige keer: \(label)"
                case .fr: "moins de \(words) après la fois précédente : \(label)"
                case .de: "noch keine \(words) nach dem vorigen Mal: \(label)"
                case .en: "less than \(words) after the last time: \(label)"
                }
            }
        case .stepTaken(let names, _):
            LocalizedText { language in
                let labels = names.map { label(of: $0, regime)[language] }
                return switch language {
                case .nl: "nog niet gedaan: \(labels.joined(separator: ", of "))"
                case .fr: "pas encore fait : \(labels.joined(separator: ", ou "))"
                case .de: "noch nicht getan: \(labels.joined(separator: ", oder "))"
                case .en: "not done yet: \(labels.joined(separator: ", or "))"
                }
            }
        case .confirmedByOtherSide(let name):
            label(of: name, regime).map { language, label in
                switch language {
                case .nl: "de andere partij heeft dit nog niet bevestigd: \(label)"
                case .fr: "l'autre partie ne l'a pas encore confirmé : \(label)"
                case .de: "die andere Partei hat es noch nicht bestätigt: \(label)"
                case .en: "the other party has not confirmed it yet: \(label)"
                }
            }
        case .byRequesterOrWorker:
            LocalizedText(
                "alleen de aanvrager of de werknemer kan intrekken",
                "seul le demandeur ou le travailleur peut retirer la demande",
                "nur der Antragsteller oder der Arbeitnehmer kann zurückziehen",
                "only the requester or the worker can withdraw")
        case .deliveryProven(let name, let count):
            label(of: name, regime).map { language, label in
                switch language {
                case .nl: "geen \(count) bewijzen van afgifte: \(label)"
                case .fr: "moins de \(count) preuves de remise : \(label)"
                case .de: "keine \(count) Zustellungsnachweise: \(label)"
                case .en: "fewer than \(count) proofs of delivery: \(label)"
                }
            }
        default: nil
        }
    }
}
