internal import Records

/// Words of a vocabulary that go by one name, such as all secret kinds of sections.
struct WordGroup<Word: PolicyWord>: Sendable {
    /// The words.
    let words: WordSet<Word>
    /// Their name.
    let label: LocalizedText
}

extension WordGroup<SectionKind> {
    /// What medical secrecy covers, then the classes of several kinds.
    static let sections: [Self] =
        [Self(words: WordSet(SectionKind.allCases.filter(\.isSecret)), label: secretLabel)]
        + SectionClass.allCases.map { sectionClass in
            Self(
                words: WordSet(SectionKind.allCases.filter { $0.sectionClass == sectionClass }),
                label: sectionClass.label)
        }.filter { $0.words.count > 1 }

    private static let secretLabel = LocalizedText(
        "alles onder het beroepsgeheim", "tout ce que couvre le secret professionnel",
        "alles unter Schweigepflicht", "all that is under professional secrecy")
}

extension WordGroup<Role> {
    /// The sides of several roles.
    static let sides: [Self] = Side.allCases.map { side in
        Self(words: WordSet(Role.allCases.filter { $0.side == side }), label: side.roleLabel)
    }.filter { $0.words.count > 1 }
}

extension SectionClass {
    /// Every kind of the class, as one name.
    fileprivate var label: LocalizedText {
        switch self {
        case .medical:
            LocalizedText(
                "alle medische delen", "toutes les parties médicales", "alle medizinischen Teile",
                "all medical sections")
        case .notes:
            LocalizedText(
                "alle notities", "toutes les notes", "alle Notizen", "all notes")
        case .exchange:
            LocalizedText(
                "alle delen van de uitwisseling", "toutes les parties de l'échange",
                "alle Teile des Austauschs", "all sections of the exchange")
        case .insurance:
            LocalizedText(
                "alle medische delen van de verzekering",
                "toutes les parties médicales de l'assurance",
                "alle medizinischen Teile der Versicherung",
                "all medical sections of the insurance")
        case .psychosocial:
            LocalizedText(
                "alle psychosociale delen", "toutes les parties psychosociales",
                "alle psychosozialen Teile", "all psychosocial sections")
        case .coaching:
            LocalizedText(
                "alle delen van de coaching", "toutes les parties du coaching",
                "alle Teile des Coachings", "all sections of the coaching")
        case .functional:
            LocalizedText(
                "alle functionele delen", "toutes les parties fonctionnelles",
                "alle funktionellen Teile", "all functional sections")
        case .plan:
            LocalizedText(
                "alle delen van de planning", "toutes les parties de la planification",
                "alle Teile der Planung", "all sections of the planning")
        case .report:
            LocalizedText(
                "alle verslagen", "tous les rapports", "alle Berichte", "all reports")
        case .administrative:
            LocalizedText(
                "alle administratieve delen", "toutes les parties administratives",
                "alle Verwaltungsteile", "all administrative sections")
        case .team:
            LocalizedText(
                "alle teksten voor het team", "tous les textes pour l'équipe",
                "alle Texte für das Team", "all texts for the team")
        case .statement:
            LocalizedText(
                "alle verklaringen", "toutes les déclarations", "alle Erklärungen",
                "all statements")
        }
    }
}

extension Side {
    /// Every role of the side, as one name that follows `acts as`.
    fileprivate var roleLabel: LocalizedText {
        switch self {
        case .worker:
            LocalizedText(
                "lid van de werknemerskant", "membre du côté du travailleur",
                "Angehöriger der Arbeitnehmerseite", "any member of the worker's side")
        case .employer:
            LocalizedText(
                "lid van de werkgeverskant", "membre du côté de l'employeur",
                "Angehöriger der Arbeitgeberseite", "any member of the employer's side")
        case .medical:
            LocalizedText(
                "lid van de medische kant", "membre du côté médical",
                "Angehöriger der medizinischen Seite", "any member of the medical side")
        case .insurance:
            LocalizedText(
                "lid van de verzekeringskant", "membre du côté de l'assurance",
                "Angehöriger der Versicherungsseite", "any member of the insurance side")
        case .inspection:
            LocalizedText(
                "lid van de inspectie", "membre de l'inspection", "Angehöriger der Inspektion",
                "any member of the inspectorate")
        case .oversight:
            LocalizedText(
                "lid van toezicht of beheer", "membre du contrôle ou de la gestion",
                "Angehöriger von Aufsicht oder Betrieb", "any member of oversight or operation")
        case .support:
            LocalizedText(
                "lid van de ondersteunende kant", "membre du côté de soutien",
                "Angehöriger der unterstützenden Seite", "any member of the supporting side")
        }
    }
}
