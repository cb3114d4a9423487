extension ConsentPurpose {
    /// The purpose in words.
    package var label: LocalizedText {
        switch self {
        case .requestByTreatingPhysician:
            LocalizedText(
                nl: "de behandelend arts dient het verzoek in",
                fr: "le médecin traitant introduit la demande",
                de: "der behandelnde Arzt reicht den Antrag ein",
                en: "the treating physician files the request")
        case .consultTreatingPhysician:
            LocalizedText(
                nl: "overleg met de behandelend arts",
                fr: "concertation avec le médecin traitant",
                de: "Rücksprache mit dem behandelnden Arzt",
                en: "consulting the treating physician")
        case .consultAdvisingPhysician:
            LocalizedText(
                nl: "overleg met de adviserend arts",
                fr: "concertation avec le médecin-conseil",
                de: "Rücksprache mit dem Vertrauensarzt der Krankenkasse",
                en: "consulting the advising physician")
        case .consultPreventionAdviser:
            LocalizedText(
                nl: "overleg met andere preventieadviseurs",
                fr: "concertation avec d'autres conseillers en prévention",
                de: "Rücksprache mit anderen Gefahrenverhütungsberatern",
                en: "consulting other prevention advisers")
        case .consultOtherPerson:
            LocalizedText(
                nl: "overleg met een andere persoon die kan bijdragen",
                fr: "concertation avec une autre personne pouvant contribuer",
                de: "Rücksprache mit einer anderen Person, die beitragen kann",
                en: "consulting another person who can contribute")
        case .involveEmployer:
            LocalizedText(
                nl: "de werkgever bij de beoordeling betrekken, op vraag van de werknemer",
                fr: "associer l'employeur à l'évaluation, à la demande du travailleur",
                de: "den Arbeitgeber auf Wunsch des Arbeitnehmers in die Beurteilung einbeziehen",
                en: "involving the employer in the assessment, at the worker's request")
        case .tellOfVisit:
            LocalizedText(
                nl: "de werkgever inlichten over een bezoek voorafgaand aan de werkhervatting "
                    + "(bezwaar)",
                fr: "informer l'employeur d'une visite de pré-reprise (opposition)",
                de: "den Arbeitgeber über einen Besuch vor der Wiederaufnahme informieren "
                    + "(Widerspruch)",
                en: "telling the employer of a visit before resumption (objection)")
        case .adviceFromVisit:
            LocalizedText(
                nl: "advies na het bezoek voorafgaand aan de werkhervatting",
                fr: "avis après la visite de pré-reprise",
                de: "Empfehlung nach dem Besuch vor der Wiederaufnahme",
                en: "advice after the visit before resumption")
        case .startWithoutPotential:
            LocalizedText(
                nl: "traject starten zonder inschatting van het arbeidspotentieel",
                fr: "entamer un trajet sans estimation du potentiel de travail",
                de: "Verfahren ohne Einschätzung des Arbeitspotenzials beginnen",
                en: "starting a trajectory without an estimate of the work potential")
        case .exchangeSecondYear:
            LocalizedText(
                nl: "lezen van de uitwisseling in het tweede jaar",
                fr: "lecture de l'échange durant la deuxième année",
                de: "Lesen des Austauschs im zweiten Jahr",
                en: "reading the exchange in its second year")
        case .tellTeam:
            LocalizedText(
                nl: "wat collega's vernemen",
                fr: "ce que les collègues apprennent",
                de: "was Kollegen erfahren",
                en: "what colleagues are told")
        case .assistance:
            LocalizedText(
                nl: "bijstand door een vertrouwenspersoon of vakbond, samen lezen",
                fr: "assistance par une personne de confiance ou un syndicat, lecture commune",
                de: "Beistand durch Vertrauensperson oder Gewerkschaft, gemeinsames Lesen",
                en: "assistance by a confidant or union, reading together")
        case .coachingTalk:
            LocalizedText(
                nl: "driegesprek met werkgever en coach",
                fr: "entretien à trois avec l'employeur et le coach",
                de: "Dreiergespräch mit Arbeitgeber und Coach",
                en: "three-way talk with employer and coach")
        case .workerInformation:
            LocalizedText(
                nl: "Nederland: vangnet, verband met het werk, inlichtingen uit de behandelende "
                    + "sector",
                fr:
                    "Pays-Bas : filet de sécurité, lien avec le travail, informations des soignants",
                de: "Niederlande: Auffangregelung, Bezug zur Arbeit, Auskünfte der Behandelnden",
                en:
                    "Netherlands: safety net, relation to the work, information from those who treat"
            )
        case .proceduralProxy:
            LocalizedText(
                nl: "Nederland: medische stukken in een procedure, aan een gemachtigde",
                fr: "Pays-Bas : pièces médicales dans une procédure, à un mandataire",
                de: "Niederlande: medizinische Unterlagen in einem Verfahren, an einen "
                    + "Bevollmächtigten",
                en: "Netherlands: medical pieces in a procedure, to a proxy")
        }
    }
}
