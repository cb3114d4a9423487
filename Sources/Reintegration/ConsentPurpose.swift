package import Records

/// What a worker's consent or request in a trajectory is about, by I.4-73 §1 and §3 of the codex.
///
/// A consent here lifts professional secrecy for one counterpart; it is not a basis of processing.
package enum ConsentPurpose: String, CaseIterable, Hashable, Sendable {
    /// The treating physician files the request.
    case requestByTreatingPhysician = "C1"
    /// The occupational physician consults the treating or certifying physician.
    case consultTreatingPhysician = "C2"
    /// The occupational physician consults the advising physician.
    case consultAdvisingPhysician = "C3"
    /// The occupational physician consults other prevention advisers.
    case consultPreventionAdviser = "C4"
    /// The occupational physician consults another person who can help.
    case consultOtherPerson = "C5"
    /// The worker asks the occupational physician to involve the employer: a request, which is
    /// more than a consent.
    case involveEmployer = "C6"

    /// Whether the worker must have asked for it, and not only agreed to it.
    package var isRequest: Bool { self == .involveEmployer }

    /// The purpose in words.
    package var label: LocalizedText {
        switch self {
        case .requestByTreatingPhysician:
            LocalizedText(
                "de behandelend arts dient het verzoek in",
                "le médecin traitant introduit la demande",
                "der behandelnde Arzt reicht den Antrag ein",
                "the treating physician files the request")
        case .consultTreatingPhysician:
            LocalizedText(
                "overleg met de behandelend arts", "concertation avec le médecin traitant",
                "Rücksprache mit dem behandelnden Arzt", "consulting the treating physician")
        case .consultAdvisingPhysician:
            LocalizedText(
                "overleg met de adviserend arts", "concertation avec le médecin-conseil",
                "Rücksprache mit dem Vertrauensarzt der Krankenkasse",
                "consulting the advising physician")
        case .consultPreventionAdviser:
            LocalizedText(
                "overleg met andere preventieadviseurs",
                "concertation avec d'autres conseillers en prévention",
                "Rücksprache mit anderen Gefahrenverhütungsberatern",
                "consulting other prevention advisers")
        case .consultOtherPerson:
            LocalizedText(
                "overleg met een andere persoon die kan bijdragen",
                "concertation avec une autre personne pouvant contribuer",
                "Rücksprache mit einer anderen Person, die beitragen kann",
                "consulting another person who can contribute")
        case .involveEmployer:
            LocalizedText(
                "de werkgever bij de beoordeling betrekken, op vraag van de werknemer",
                "associer l'employeur à l'évaluation, à la demande du travailleur",
                "den Arbeitgeber auf Wunsch des Arbeitnehmers in die Beurteilung einbeziehen",
                "involving the employer in the assessment, at the worker's request")
        }
    }
}
