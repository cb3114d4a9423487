internal import Records

extension RefusalText {
    /// Why a condition is not met.
    static func sentence(for condition: StepGuard, regime: Regime) -> LocalizedText {
        switch condition {
        case .incapacityRunning:
            LocalizedText(
                "op die dag is geen arbeidsongeschiktheid vastgelegd",
                "aucune incapacité de travail n'est consignée ce jour-là",
                "an diesem Tag ist keine Arbeitsunfähigkeit festgehalten",
                "no incapacity for work is recorded on that day")
        case .minimumIncapacity(let period, _):
            period.words.map { language, words in
                switch language {
                case .nl: "de arbeidsongeschiktheid duurt nog geen \(words) ononderbroken"
                case .fr: "l'incapacité n'a pas encore duré \(words) sans interruption"
                case .de: "die Arbeitsunfähigkeit dauert noch keine \(words) ununterbrochen"
                case .en: "the incapacity has not lasted \(words) without interruption yet"
                }
            }
        case .workAccidentConsolidated:
            LocalizedText(
                "na een arbeidsongeval of beroepsziekte kan dit pas als de tijdelijke "
                    + "arbeidsongeschiktheid ten einde is",
                "après un accident du travail ou une maladie professionnelle, ce n'est possible "
                    + "qu'au terme de l'incapacité temporaire",
                "nach einem Arbeitsunfall oder einer Berufskrankheit erst nach dem Ende der "
                    + "zeitweiligen Arbeitsunfähigkeit",
                "after a work accident or an occupational disease only once the temporary "
                    + "incapacity has ended")
        case .withinRelapsePeriod(let rule):
            rule.period.words.map { language, words in
                switch language {
                case .nl: "dit is geen herval binnen \(words) na de werkhervatting"
                case .fr: "ce n'est pas une rechute dans les \(words) suivant la reprise"
                case .de: "das ist kein Rückfall binnen \(words) nach der Wiederaufnahme"
                case .en: "this is no relapse within \(words) of the resumption"
                }
            }
        case .outsideRelapsePeriod(let rule):
            rule.period.words.map { language, words in
                switch language {
                case .nl: "binnen \(words) na de werkhervatting is dit een herval"
                case .fr: "dans les \(words) suivant la reprise, c'est une rechute"
                case .de: "binnen \(words) nach der Wiederaufnahme ist es ein Rückfall"
                case .en: "within \(words) of the resumption it is a relapse"
                }
            }
        case .certificateHandedOver:
            LocalizedText(
                "de werknemer heeft de werkgever geen attest van definitieve ongeschiktheid bezorgd",
                "le travailleur n'a pas remis d'attestation d'inaptitude définitive à l'employeur",
                "der Arbeitnehmer hat dem Arbeitgeber keine Bescheinigung der endgültigen "
                    + "Untauglichkeit übergeben",
                "the worker has handed the employer no certificate of definitive unfitness")
        case .noForceMajeureRunning:
            LocalizedText(
                "er loopt een procedure medische overmacht",
                "une procédure de force majeure médicale est en cours",
                "ein Verfahren wegen medizinischer höherer Gewalt läuft",
                "a procedure of medical force majeure runs")
        case .restartNotBefore(let period, _, _):
            period.words.map { language, words in
                switch language {
                case .nl:
                    "na beslissing C kan pas na \(words) opnieuw worden gestart, tenzij de "
                        + "arbeidsarts met redenen afwijkt"
                case .fr:
                    "après une décision C, un nouveau trajet n'est possible qu'après \(words), sauf "
                        + "dérogation motivée du médecin du travail"
                case .de:
                    "nach Entscheidung C erst nach \(words) wieder, es sei denn, der Arbeitsarzt "
                        + "weicht begründet davon ab"
                case .en:
                    "after decision C no restart before \(words), unless the occupational "
                        + "physician deviates with reasons"
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
        default: laterSentence(for: condition, regime: regime)
        }
    }

    private static func label(of name: StepName, _ regime: Regime) -> LocalizedText {
        regime.step(name)?.label ?? LocalizedText("stap", "étape", "Schritt", "step")
    }

    private static func laterSentence(
        for condition: StepGuard, regime: Regime
    ) -> LocalizedText {
        switch condition {
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
        case .noEarlier(let name):
            label(of: name, regime).map { language, label in
                switch language {
                case .nl: "kan slechts één keer in een traject: \(label)"
                case .fr: "une seule fois par trajet : \(label)"
                case .de: "nur einmal in einer Laufbahn: \(label)"
                case .en: "only once in a trajectory: \(label)"
                }
            }
        case .consentRecorded(let purpose):
            purpose.label.map { language, label in
                switch language {
                case .nl: "geen toestemming van de werknemer vastgelegd: \(label)"
                case .fr: "aucun accord du travailleur consigné : \(label)"
                case .de: "kein Einverständnis des Arbeitnehmers festgehalten: \(label)"
                case .en: "no consent of the worker recorded: \(label)"
                }
            }
        case .workerRequestRecorded(let purpose):
            purpose.label.map { language, label in
                switch language {
                case .nl: "geen vraag van de werknemer vastgelegd: \(label)"
                case .fr: "aucune demande du travailleur consignée : \(label)"
                case .de: "kein Wunsch des Arbeitnehmers festgehalten: \(label)"
                case .en: "no request of the worker recorded: \(label)"
                }
            }
        case .formComplete(let kind):
            kind.label.map { language, label in
                switch language {
                case .nl: "het formulier is niet volledig: \(label)"
                case .fr: "le formulaire n'est pas complet : \(label)"
                case .de: "das Formular ist nicht vollständig: \(label)"
                case .en: "the form is not complete: \(label)"
                }
            }
        case .sectionWritten(let kind):
            kind.label.map { language, label in
                switch language {
                case .nl: "nog niet geschreven in dit traject: \(label)"
                case .fr: "pas encore rédigé dans ce trajet : \(label)"
                case .de: "in diesem Verfahren noch nicht verfasst: \(label)"
                case .en: "not written in this trajectory yet: \(label)"
                }
            }
        case .registeredLetters(let roles):
            LocalizedText { language in
                let names = roles.map { $0.label[language] }.joined(separator: ", ")
                return switch language {
                case .nl: "bewijs van aangetekende zending nodig aan: \(names)"
                case .fr: "preuve d'envoi recommandé requise à : \(names)"
                case .de: "Nachweis des Einschreibens nötig an: \(names)"
                case .en: "proof of a registered letter needed to: \(names)"
                }
            }
        case .stepTaken(let name, _):
            label(of: name, regime).map { language, label in
                switch language {
                case .nl: "nog niet gedaan: \(label)"
                case .fr: "pas encore fait : \(label)"
                case .de: "noch nicht getan: \(label)"
                case .en: "not done yet: \(label)"
                }
            }
        case .measureChosen:
            LocalizedText(
                "het plan bevat geen enkele maatregel", "le plan ne contient aucune mesure",
                "der Plan enthält keine Maßnahme", "the plan holds no measure")
        case .validityPeriodGiven:
            LocalizedText(
                "het plan vermeldt geen geldigheidsduur die nog loopt",
                "le plan ne mentionne pas de durée de validité en cours",
                "der Plan nennt keine noch laufende Gültigkeitsdauer",
                "the plan names no period of validity that still runs")
        case .reasonsGiven:
            LocalizedText(
                "een weigering vermeldt haar redenen", "un refus mentionne ses motifs",
                "eine Ablehnung nennt ihre Gründe", "a refusal states its reasons")
        case .impossibilityArgued:
            LocalizedText(
                "het verslag noemt zijn grond en toont dat de mogelijkheden ernstig zijn overwogen",
                "le rapport indique son fondement et montre que les possibilités ont été "
                    + "sérieusement examinées",
                "der Bericht nennt seine Grundlage und zeigt, dass die Möglichkeiten ernsthaft "
                    + "geprüft wurden",
                "the report names its ground and shows that the possibilities were seriously "
                    + "considered")
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
        default: rareSentence(for: condition, regime: regime)
        }
    }

    private static func rareSentence(
        for condition: StepGuard, regime: Regime
    ) -> LocalizedText {
        switch condition {
        case .noTrajectoryRunning:
            LocalizedText(
                "er loopt een re-integratietraject", "un trajet de réintégration est en cours",
                "ein Wiedereingliederungsverfahren läuft", "a reintegration trajectory runs")
        case .noObjectionRecorded(let purpose):
            purpose.label.map { language, label in
                switch language {
                case .nl: "de werknemer heeft bezwaar gemaakt: \(label)"
                case .fr: "le travailleur s'y est opposé : \(label)"
                case .de: "der Arbeitnehmer hat widersprochen: \(label)"
                case .en: "the worker has objected: \(label)"
                }
            }
        case .notWorkAccident:
            LocalizedText(
                "dit bestaat niet na een arbeidsongeval of beroepsziekte",
                "n'existe pas après un accident du travail ou une maladie professionnelle",
                "gibt es nicht nach einem Arbeitsunfall oder einer Berufskrankheit",
                "does not exist after a work accident or an occupational disease")
        case .incapacityFrom(let day):
            LocalizedText(
                "geldt voor arbeidsongeschiktheid die op \(day) of later begon",
                "vaut pour une incapacité qui a débuté le \(day) ou plus tard",
                "gilt für eine Arbeitsunfähigkeit, die am \(day) oder später begann",
                "holds for an incapacity that began on \(day) or later")
        case .occurredBefore(let day):
            LocalizedText(
                "kon alleen vóór \(day)", "n'était possible qu'avant le \(day)",
                "war nur vor dem \(day) möglich", "was possible before \(day) only")
        case .occurredFrom(let day):
            LocalizedText(
                "kan pas vanaf \(day)", "n'est possible qu'à partir du \(day)",
                "erst ab \(day) möglich", "is possible from \(day) on")
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
        case .yearTwoGoal(let goal):
            goal.label.map { language, label in
                switch language {
                case .nl: "het doel van het tweede jaar is een ander dan: \(label)"
                case .fr: "l'objectif de la deuxième année est autre que : \(label)"
                case .de: "das Ziel des zweiten Jahres ist ein anderes als: \(label)"
                case .en: "the goal of the second year is another than: \(label)"
                }
            }
        case .lastEndedIn(let states):
            LocalizedText { language in
                let names = states.map { regime.state($0).label[language] }
                    .joined(separator: "; ")
                return switch language {
                case .nl: "pas nadat het traject zo is geëindigd: \(names)"
                case .fr: "seulement après un trajet terminé ainsi : \(names)"
                case .de: "erst nach einem so beendeten Verfahren: \(names)"
                case .en: "only after a trajectory that ended like this: \(names)"
                }
            }
        case .headCountAtLeast(let count):
            LocalizedText(
                "geldt vanaf \(count) werknemers", "vaut à partir de \(count) travailleurs",
                "gilt ab \(count) Arbeitnehmern", "holds from \(count) workers on")
        case .confirmed(let parameters):
            LocalizedText { language in
                let names = parameters.map { $0.label[language] }.joined(separator: "; ")
                return switch language {
                case .nl: "niet bevestigd: \(names)"
                case .fr: "non confirmé : \(names)"
                case .de: "nicht bestätigt: \(names)"
                case .en: "not confirmed: \(names)"
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
        default:
            LocalizedText(
                "een voorwaarde is niet vervuld", "une condition n'est pas remplie",
                "eine Bedingung ist nicht erfüllt", "a condition is not met")
        }
    }
}
