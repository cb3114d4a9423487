package import Records

extension StepParameter {
    /// What the parameter is called when people are asked for it.
    package var label: LocalizedText {
        switch self {
        case .receivedByPhysician:
            LocalizedText(
                "ontvangen door de arbeidsarts op", "reçu par le médecin du travail le",
                "vom Arbeitsarzt erhalten am", "received by the occupational physician on")
        case .receivedByWorker:
            LocalizedText(
                "ontvangen door de werknemer op", "reçu par le travailleur le",
                "vom Arbeitnehmer erhalten am", "received by the worker on")
        case .receivedByEmployer:
            LocalizedText(
                "ontvangen door de werkgever op", "reçu par l'employeur le",
                "vom Arbeitgeber erhalten am", "received by the employer on")
        case .certificateHandedOver:
            LocalizedText(
                "attest aan de werkgever bezorgd op", "attestation remise à l'employeur le",
                "Bescheinigung dem Arbeitgeber übergeben am",
                "certificate handed to the employer on")
        case .workAccident:
            LocalizedText(
                "gevolg van een arbeidsongeval of beroepsziekte",
                "suite d'un accident du travail ou d'une maladie professionnelle",
                "Folge eines Arbeitsunfalls oder einer Berufskrankheit",
                "follows from a work accident or an occupational disease")
        case .invitationNumber:
            LocalizedText(
                "nummer van de uitnodiging", "numéro de l'invitation", "Nummer der Einladung",
                "number of the invitation")
        case .deliveryProof:
            LocalizedText(
                "bewijs van afgifte", "preuve de remise", "Zustellungsnachweis",
                "proof of delivery")
        case .letterToEmployer:
            LocalizedText(
                "bewijs van de aangetekende zending aan de werkgever",
                "preuve de l'envoi recommandé à l'employeur",
                "Nachweis des Einschreibens an den Arbeitgeber",
                "proof of the registered letter to the employer")
        case .letterToInspector:
            LocalizedText(
                "bewijs van de aangetekende zending aan de arts-sociaal inspecteur",
                "preuve de l'envoi recommandé au médecin inspecteur social",
                "Nachweis des Einschreibens an den Arzt-Sozialinspektor",
                "proof of the registered letter to the medical social inspector")
        case .letterToWorker:
            LocalizedText(
                "bewijs van de aangetekende zending aan de werknemer",
                "preuve de l'envoi recommandé au travailleur",
                "Nachweis des Einschreibens an den Arbeitnehmer",
                "proof of the registered letter to the worker")
        case .letterToPhysician:
            LocalizedText(
                "bewijs van de aangetekende zending aan de arbeidsarts",
                "preuve de l'envoi recommandé au médecin du travail",
                "Nachweis des Einschreibens an den Arbeitsarzt",
                "proof of the registered letter to the occupational physician")
        case .consent:
            LocalizedText(
                "toestemming of vraag van de werknemer", "accord ou demande du travailleur",
                "Einverständnis oder Wunsch des Arbeitnehmers", "the worker's consent or request")
        case .measures:
            LocalizedText(
                "maatregelen van het plan", "mesures du plan", "Maßnahmen des Plans",
                "measures of the plan")
        case .validFrom:
            LocalizedText("geldig vanaf", "valable à partir du", "gültig ab", "valid from")
        case .validUntil:
            LocalizedText(
                "geldig tot en met", "valable jusqu'au", "gültig bis einschließlich",
                "valid until and including")
        case .reasonsGiven:
            LocalizedText(
                "redenen vermeld", "motifs indiqués", "Gründe angegeben", "reasons given")
        case .reportGround:
            LocalizedText(
                "grond van het verslag", "fondement du rapport", "Grundlage des Berichts",
                "ground of the report")
        case .possibilitiesConsidered:
            LocalizedText(
                "mogelijkheden ernstig overwogen", "possibilités sérieusement examinées",
                "Möglichkeiten ernsthaft geprüft", "possibilities seriously considered")
        case .reexaminationOn:
            LocalizedText(
                "datum van het heronderzoek", "date du réexamen", "Tag der erneuten Untersuchung",
                "day of the re-examination")
        case .nextContactOn:
            LocalizedText(
                "volgend contact afgesproken op", "prochain contact convenu le",
                "nächster Kontakt vereinbart für", "next contact agreed for")
        case .expectedReturnOn:
            LocalizedText(
                "terugkeer verwacht op", "retour attendu le", "Rückkehr erwartet am",
                "return expected on")
        case .headCount:
            LocalizedText(
                "aantal werknemers van de werkgever", "nombre de travailleurs de l'employeur",
                "Zahl der Arbeitnehmer des Arbeitgebers", "number of workers of the employer")
        case .mentionsAdaptedWork:
            LocalizedText(
                "vermeldt het recht om aangepast of ander werk te laten onderzoeken",
                "mentionne le droit de faire examiner un travail adapté ou autre",
                "nennt das Recht, angepasste oder andere Arbeit prüfen zu lassen",
                "mentions the right to have adapted or other work examined")
        case .mentionsAssistance:
            LocalizedText(
                "vermeldt het recht op bijstand door de vakbond",
                "mentionne le droit à l'assistance du syndicat",
                "nennt das Recht auf Beistand durch die Gewerkschaft",
                "mentions the right to assistance by the union")
        case .asksAdaptedWork:
            LocalizedText(
                "vraagt aangepast of ander werk te onderzoeken",
                "demande d'examiner un travail adapté ou autre",
                "bittet um Prüfung angepasster oder anderer Arbeit",
                "asks for adapted or other work to be examined")
        case .workerWilling:
            LocalizedText(
                "werknemer bereid tot een gesprek", "travailleur prêt à un entretien",
                "Arbeitnehmer zum Gespräch bereit", "worker willing to talk")
        case .employerWilling:
            LocalizedText(
                "werkgever bereid tot een gesprek", "employeur prêt à un entretien",
                "Arbeitgeber zum Gespräch bereit", "employer willing to talk")
        case .yearTwoGoal:
            LocalizedText(
                "doel van het tweede jaar", "objectif de la deuxième année",
                "Ziel des zweiten Jahres", "goal of the second year")
        }
    }
}

extension YearTwoGoal {
    /// The goal in words.
    package var label: LocalizedText {
        switch self {
        case .ownWork:
            LocalizedText("eigen werk", "son propre travail", "eigene Arbeit", "own work")
        case .otherWorkInside:
            LocalizedText(
                "ander werk bij de eigen werkgever", "autre travail chez l'employeur",
                "andere Arbeit beim eigenen Arbeitgeber", "other work at the own employer")
        case .otherEmployer:
            LocalizedText(
                "werk bij een andere werkgever", "travail chez un autre employeur",
                "Arbeit bei einem anderen Arbeitgeber", "work at another employer")
        }
    }
}

extension PlanMeasure {
    /// The measure in words.
    package var label: LocalizedText {
        switch self {
        case .workplaceAdaptation:
            LocalizedText(
                "redelijke aanpassing van de werkpost",
                "aménagement raisonnable du poste de travail",
                "angemessene Anpassung des Arbeitsplatzes", "reasonable adaptation of the workplace"
            )
        case .adaptedWork:
            LocalizedText("aangepast werk", "travail adapté", "angepasste Arbeit", "adapted work")
        case .otherWork:
            LocalizedText("ander werk", "autre travail", "andere Arbeit", "other work")
        case .trainingOrGuidance:
            LocalizedText(
                "opleiding of begeleiding", "formation ou accompagnement",
                "Ausbildung oder Begleitung", "training or guidance")
        }
    }
}

extension ReportGround {
    /// The ground in words.
    package var label: LocalizedText {
        switch self {
        case .technicallyImpossible:
            LocalizedText(
                "technisch onmogelijk", "techniquement impossible", "technisch unmöglich",
                "technically impossible")
        case .objectivelyImpossible:
            LocalizedText(
                "objectief onmogelijk", "objectivement impossible", "objektiv unmöglich",
                "objectively impossible")
        case .notReasonablyDemandable:
            LocalizedText(
                "om gegronde redenen redelijkerwijze niet te eisen",
                "ne peut raisonnablement être exigé pour des motifs justifiés",
                "aus triftigen Gründen vernünftigerweise nicht zu verlangen",
                "not reasonably demandable for sound reasons")
        }
    }
}
