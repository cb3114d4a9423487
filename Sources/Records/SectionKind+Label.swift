extension SectionKind {
    /// The kind as people call it.
    package var label: LocalizedText {
        switch self {
        case .medicalAssessment:
            LocalizedText(
                "medische beoordeling", "évaluation médicale", "medizinische Beurteilung",
                "medical assessment")
        case .consultation:
            LocalizedText(
                "verslag van overleg", "rapport de concertation", "Bericht über die Rücksprache",
                "consultation record")
        case .healthFile:
            LocalizedText(
                "gezondheidsdossier", "dossier de santé", "Gesundheitsakte", "health file")
        case .potentialQuestionnaire:
            LocalizedText(
                "vragenlijst arbeidspotentieel", "questionnaire sur le potentiel de travail",
                "Fragebogen zum Arbeitspotenzial", "work potential questionnaire")
        case .appealMedicalReport:
            LocalizedText(
                "medisch verslag van het beroep", "rapport médical du recours",
                "medizinischer Bericht der Beschwerde", "medical report of the appeal")
        case .medicalNotes:
            LocalizedText(
                "persoonlijke notities", "notes personnelles", "persönliche Notizen",
                "personal notes")
        case .exchange:
            LocalizedText(
                "uitwisseling tussen artsen", "échange entre médecins",
                "Austausch zwischen Ärzten", "exchange between physicians")
        case .fundCertificate:
            LocalizedText(
                "getuigschrift voor het ziekenfonds", "certificat pour la mutualité",
                "Bescheinigung für die Krankenkasse", "certificate for the health insurance fund")
        case .fundAssessment:
            LocalizedText(
                "beoordeling door het ziekenfonds", "évaluation par la mutualité",
                "Beurteilung durch die Krankenkasse", "assessment by the health insurance fund")
        case .psychosocialOwn:
            LocalizedText(
                "psychosociaal dossier, deel van de werknemer",
                "dossier psychosocial, partie du travailleur",
                "psychosoziale Akte, Teil des Arbeitnehmers",
                "psychosocial file, the worker's part")
        case .psychosocialThird:
            LocalizedText(
                "psychosociaal dossier, derden", "dossier psychosocial, tiers",
                "psychosoziale Akte, Dritte", "psychosocial file, third parties")
        case .coachingWorker:
            LocalizedText(
                "coaching, kant van de werknemer", "coaching, côté travailleur",
                "Coaching, Seite des Arbeitnehmers", "coaching, the worker's side")
        case .coachingEmployer:
            LocalizedText(
                "coaching, kant van de werkgever", "coaching, côté employeur",
                "Coaching, Seite des Arbeitgebers", "coaching, the employer's side")
        case .coachingJoint:
            LocalizedText(
                "coaching, samen", "coaching, commun", "Coaching, gemeinsam", "coaching, joint")
        case .assessmentForm:
            LocalizedText(
                "formulier voor de re-integratiebeoordeling",
                "formulaire d'évaluation de réintégration",
                "Formular für die Wiedereingliederungsbeurteilung",
                "reintegration assessment form")
        case .appealRuling:
            LocalizedText(
                "uitspraak in beroep", "décision sur recours", "Beschwerdeentscheidung",
                "appeal ruling")
        case .workPotentialResult:
            LocalizedText(
                "inschatting van het arbeidspotentieel", "estimation du potentiel de travail",
                "Einschätzung des Arbeitspotenzials", "work potential estimate")
        case .workplaceReport:
            LocalizedText(
                "verslag van het werkpostonderzoek", "rapport d'examen du poste de travail",
                "Bericht über die Arbeitsplatzuntersuchung", "workplace examination report")
        case .plan:
            LocalizedText(
                "re-integratieplan", "plan de réintégration", "Wiedereingliederungsplan",
                "reintegration plan")
        case .planAnswer:
            LocalizedText(
                "antwoord op het plan", "réponse au plan", "Antwort auf den Plan",
                "answer to the plan")
        case .resumptionDecision:
            LocalizedText(
                "beslissing over de progressieve werkhervatting",
                "décision sur la reprise progressive",
                "Entscheidung über die schrittweise Wiederaufnahme",
                "decision on progressive resumption")
        case .motivatedReport:
            LocalizedText(
                "gemotiveerd verslag", "rapport motivé", "begründeter Bericht", "motivated report")
        case .identity: LocalizedText("identiteit", "identité", "Identität", "identity")
        case .absence: LocalizedText("afwezigheid", "absence", "Abwesenheit", "absence")
        case .certificate:
            LocalizedText(
                "attest zonder diagnose", "certificat sans diagnostic",
                "Bescheinigung ohne Diagnose", "certificate without diagnosis")
        case .contactLog:
            LocalizedText(
                "contactregister", "registre des contacts", "Kontaktverzeichnis", "contact log")
        case .request:
            LocalizedText(
                "re-integratieverzoek", "demande de réintégration",
                "Wiedereingliederungsantrag", "reintegration request")
        case .invitation: LocalizedText("uitnodiging", "invitation", "Einladung", "invitation")
        case .appealLetter:
            LocalizedText(
                "beroepschrift", "lettre de recours", "Beschwerdeschreiben", "appeal letter")
        case .employerConsultation:
            LocalizedText(
                "overleg met de werkgever", "concertation avec l'employeur",
                "Rücksprache mit dem Arbeitgeber", "consultation with the employer")
        case .agreements: LocalizedText("afspraken", "accords", "Absprachen", "agreements")
        case .checklist: LocalizedText("checklist", "liste de contrôle", "Checkliste", "checklist")
        case .controlFinding:
            LocalizedText(
                "bevinding van de controlearts", "constat du médecin-contrôleur",
                "Befund des Kontrollarztes", "finding of the control physician")
        case .teamText:
            LocalizedText(
                "tekst voor de collega's", "texte pour les collègues", "Text für die Kollegen",
                "text for colleagues")
        case .workerStatement:
            LocalizedText(
                "verklaring van de werknemer", "déclaration du travailleur",
                "Erklärung des Arbeitnehmers", "worker's statement")
        case .problemAnalysis:
            LocalizedText(
                "probleemanalyse", "analyse du problème", "Problemanalyse", "problem analysis")
        case .actionPlan:
            LocalizedText("plan van aanpak", "plan d'action", "Maßnahmenplan", "action plan")
        case .progressTalk:
            LocalizedText(
                "voortgangsgesprek", "entretien de suivi", "Verlaufsgespräch", "progress talk")
        case .firstYearEvaluation:
            LocalizedText(
                "eerstejaarsevaluatie", "évaluation de la première année",
                "Bewertung des ersten Jahres", "first-year evaluation")
        case .currentOpinion:
            LocalizedText(
                "actueel oordeel", "avis actuel", "aktuelle Beurteilung", "current opinion")
        case .currentOpinionMedical:
            LocalizedText(
                "actueel oordeel, medisch deel", "avis actuel, partie médicale",
                "aktuelle Beurteilung, medizinischer Teil", "current opinion, medical part")
        case .finalEvaluation:
            LocalizedText(
                "eindevaluatie", "évaluation finale", "Abschlussbewertung", "final evaluation")
        case .workerView:
            LocalizedText(
                "oordeel van de werknemer", "avis du travailleur", "Sicht des Arbeitnehmers",
                "the worker's view")
        case .medicalInformation:
            LocalizedText(
                "medische informatie voor de uitkeringsinstantie",
                "informations médicales pour l'assurance sociale",
                "medizinische Angaben für die Sozialversicherung",
                "medical information for the benefits agency")
        case .secondTrackReport:
            LocalizedText(
                "trajectrapport tweede spoor", "rapport de la deuxième piste",
                "Bericht über die zweite Schiene", "second-track report")
        case .expertOpinion:
            LocalizedText(
                "deskundigenoordeel", "avis d'expert", "Sachverständigenurteil", "expert opinion")
        case .incapacityCertificate:
            LocalizedText(
                "attest van definitieve ongeschiktheid", "certificat d'inaptitude définitive",
                "Bescheinigung endgültiger Arbeitsunfähigkeit",
                "certificate of definitive incapacity")
        case .absenceNotice:
            LocalizedText(
                "melding van langdurige afwezigheid", "notification d'absence de longue durée",
                "Meldung längerer Abwesenheit", "notice of lasting absence")
        case .assistanceRecord:
            LocalizedText(
                "dossier van bijstand", "dossier d'assistance", "Akte des Beistands",
                "assistance record")
        case .healthAssessment:
            LocalizedText(
                "formulier voor de gezondheidsbeoordeling", "formulaire d'évaluation de santé",
                "Formular für die Gesundheitsbeurteilung", "health assessment form")
        }
    }
}
