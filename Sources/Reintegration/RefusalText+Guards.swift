internal import Records

extension RefusalText {
    /// Why a condition is not met.
    static func sentence(for condition: StepGuard, regime: Regime) -> LocalizedText {
        incapacitySentence(for: condition, regime: regime)
            ?? stepSentence(for: condition, regime: regime)
            ?? contentSentence(for: condition)
    }

    /// Why a condition of what the step brings with it is not met: consents, forms, what it says.
    private static func contentSentence(for condition: StepGuard) -> LocalizedText {
        switch condition {
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
        case .noObjectionRecorded(let purpose):
            purpose.label.map { language, label in
                switch language {
                case .nl: "de werknemer heeft bezwaar gemaakt: \(label)"
                case .fr: "le travailleur s'y est opposé : \(label)"
                case .de: "der Arbeitnehmer hat widersprochen: \(label)"
                case .en: "the worker has objected: \(label)"
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
        case .certificateHandedOver:
            LocalizedText(
                "de werknemer heeft de werkgever geen attest van definitieve ongeschiktheid bezorgd",
                "le travailleur n'a pas remis d'attestation d'inaptitude définitive à l'employeur",
                "der Arbeitnehmer hat dem Arbeitgeber keine Bescheinigung der endgültigen "
                    + "Untauglichkeit übergeben",
                "the worker has handed the employer no certificate of definitive unfitness")
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
        case .yearTwoGoal(let goal):
            goal.label.map { language, label in
                switch language {
                case .nl: "het doel van het tweede jaar is een ander dan: \(label)"
                case .fr: "l'objectif de la deuxième année est autre que : \(label)"
                case .de: "das Ziel des zweiten Jahres ist ein anderes als: \(label)"
                case .en: "the goal of the second year is another than: \(label)"
                }
            }
        default:
            LocalizedText(
                "een voorwaarde is niet vervuld", "une condition n'est pas remplie",
                "eine Bedingung ist nicht erfüllt", "a condition is not met")
        }
    }
}
