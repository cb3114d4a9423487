package import Records

/// A rule of the floor: what no policy, consent or emergency can permit.
package enum FloorRule: String, CaseIterable, Hashable, Sendable {
    /// The employer's side and secret sections.
    case employerSide = "F1"
    /// Who gives, withdraws and records consent.
    case consentGiver = "F2"
    /// No relation, no access.
    case relation = "F3"
    /// The control physician's four sections.
    case controlPhysician = "F4"
    /// Personal notes.
    case notes = "F5"
    /// Secret sections need consent.
    case secrecy = "F6"
    /// The assessment form.
    case assessmentForm = "F7"
    /// Oversight and lay inspectors.
    case oversight = "F8"
    /// Emergencies.
    case emergency = "F9"
    /// Every permit is logged.
    case logging = "F10"
    /// Separation of duties.
    case separation = "F11"
    /// Delegation.
    case delegation = "F12"
    /// What the worker reads.
    case worker = "F13"
    /// Absence control.
    case absenceControl = "F14"
    /// Who may write which kind of section.
    case writers = "W"
    /// Roles that reach some kinds of sections only.
    case limitedRoles = "L"

    /// The name in a decision, such as `floor/F1`.
    package var id: String {
        // Literals, because every denial asks.
        switch self {
        case .employerSide: "floor/F1"
        case .consentGiver: "floor/F2"
        case .relation: "floor/F3"
        case .controlPhysician: "floor/F4"
        case .notes: "floor/F5"
        case .secrecy: "floor/F6"
        case .assessmentForm: "floor/F7"
        case .oversight: "floor/F8"
        case .emergency: "floor/F9"
        case .logging: "floor/F10"
        case .separation: "floor/F11"
        case .delegation: "floor/F12"
        case .worker: "floor/F13"
        case .absenceControl: "floor/F14"
        case .writers: "floor/W"
        case .limitedRoles: "floor/L"
        }
    }

    /// The rule as a sentence for the person who was refused.
    package var text: LocalizedText {
        switch self {
        case .employerSide:
            LocalizedText(
                nl:
                    "De werkgeverskant kan een deel onder het medisch geheim nooit gebruiken, ook niet met toestemming of in nood.",
                fr:
                    "Le côté employeur ne peut jamais utiliser une partie couverte par le secret médical, même avec consentement ou en urgence.",
                de:
                    "Die Arbeitgeberseite kann einen Teil unter ärztlicher Schweigepflicht nie verwenden, auch nicht mit Einwilligung oder im Notfall.",
                en:
                    "The employer's side can never use a section under medical secrecy, not even with consent or in an emergency."
            )
        case .consentGiver:
            LocalizedText(
                nl:
                    "Alleen de werknemer of een wettelijke vertegenwoordiger geeft een toestemming of trekt ze in; de arbeidsarts kan ze vastleggen.",
                fr:
                    "Seul le travailleur ou un représentant légal donne ou retire un consentement ; le médecin du travail peut l'enregistrer.",
                de:
                    "Nur der Arbeitnehmer oder ein gesetzlicher Vertreter erteilt oder widerruft eine Einwilligung; der Arbeitsarzt kann sie festhalten.",
                en:
                    "Only the worker or a legal representative gives or withdraws a consent; the occupational physician may record it."
            )
        case .relation:
            LocalizedText(
                nl: "U staat nu in geen band met dit dossier.",
                fr: "Vous n'avez actuellement aucun lien avec ce dossier.",
                de: "Sie stehen derzeit in keiner Beziehung zu diesem Dossier.",
                en: "You have no current relation to this dossier.")
        case .controlPhysician:
            LocalizedText(
                nl:
                    "Een controlearts gebruikt alleen identiteit, afwezigheid, contactlogboek en de eigen vaststelling.",
                fr:
                    "Un médecin-contrôleur n'utilise que l'identité, l'absence, le journal des contacts et sa propre constatation.",
                de:
                    "Ein Kontrollarzt verwendet nur Identität, Abwesenheit, Kontaktprotokoll und die eigene Feststellung.",
                en:
                    "A control physician uses only identity, absence, contact log and the own finding."
            )
        case .notes:
            LocalizedText(
                nl: "Persoonlijke notities zijn alleen voor wie ze schreef en voor de werknemer.",
                fr: "Les notes personnelles sont réservées à leur auteur et au travailleur.",
                de: "Persönliche Notizen sind nur für ihren Verfasser und den Arbeitnehmer.",
                en: "Personal notes are for their author and the worker only.")
        case .secrecy:
            LocalizedText(
                nl:
                    "Dit deel valt onder het beroepsgeheim; er is geen geldige toestemming voor u en voor dit doel.",
                fr:
                    "Cette partie est couverte par le secret professionnel ; aucun consentement valable n'existe pour vous et pour cette finalité.",
                de:
                    "Dieser Teil unterliegt der Schweigepflicht; für Sie und diesen Zweck gibt es keine gültige Einwilligung.",
                en:
                    "This section is under professional secrecy; there is no valid consent for you and this purpose."
            )
        case .assessmentForm:
            LocalizedText(
                nl:
                    "Alleen de toegewezen arbeidsarts schrijft het beoordelingsformulier en geeft het vrij.",
                fr:
                    "Seul le médecin du travail désigné rédige et communique le formulaire d'évaluation.",
                de:
                    "Nur der zugewiesene Arbeitsarzt schreibt das Beurteilungsformular und gibt es frei.",
                en:
                    "Only the assigned occupational physician writes and releases the assessment form."
            )
        case .oversight:
            LocalizedText(
                nl:
                    "Wie toezicht houdt of het systeem beheert, leest geen inhoud; een inspecteur die geen arts is, leest niets onder het beroepsgeheim.",
                fr:
                    "Qui surveille ou gère le système ne lit aucun contenu ; un inspecteur qui n'est pas médecin ne lit rien de couvert par le secret.",
                de:
                    "Wer beaufsichtigt oder das System betreibt, liest keinen Inhalt; ein Inspektor, der kein Arzt ist, liest nichts unter Schweigepflicht.",
                en:
                    "Those who oversee or run the system read no content; an inspector who is no physician reads nothing under secrecy."
            )
        case .emergency:
            LocalizedText(
                nl:
                    "In een noodgeval lezen alleen arbeidsarts en verpleegkundige, en alleen na aangifte van de nood.",
                fr:
                    "En cas d'urgence, seuls le médecin du travail et l'infirmier lisent, et seulement après déclaration de l'urgence.",
                de:
                    "Im Notfall lesen nur Arbeitsarzt und Pflegekraft, und nur nach Erklärung des Notfalls.",
                en:
                    "In an emergency only the occupational physician and the nurse read, and only after declaring it."
            )
        case .logging:
            LocalizedText(
                nl: "Wat niet in het toegangslog kan, gebeurt niet.",
                fr: "Ce qui ne peut être inscrit au journal des accès n'a pas lieu.",
                de: "Was nicht ins Zugriffsprotokoll kann, geschieht nicht.",
                en: "What cannot be entered in the access log is not done.")
        case .separation:
            LocalizedText(
                nl: "Deze taken mag niet dezelfde persoon uitoefenen.",
                fr: "Ces tâches ne peuvent être exercées par la même personne.",
                de: "Diese Aufgaben darf nicht dieselbe Person ausüben.",
                en: "These duties may not be done by the same person.")
        case .delegation:
            LocalizedText(
                nl: "Een vervanger houdt de eigen grenzen en draagt niet verder over.",
                fr: "Un délégué garde ses propres limites et ne délègue pas plus loin.",
                de: "Ein Vertreter behält die eigenen Grenzen und überträgt nicht weiter.",
                en: "A delegate keeps the own limits and does not delegate onward.")
        case .worker:
            LocalizedText(
                nl:
                    "Dit deel gaat over derden of over de kant van de werkgever; al het andere in het eigen dossier leest de werknemer.",
                fr:
                    "Cette partie concerne des tiers ou le côté de l'employeur ; le travailleur lit tout le reste de son dossier.",
                de:
                    "Dieser Teil betrifft Dritte oder die Seite des Arbeitgebers; alles andere im eigenen Dossier liest der Arbeitnehmer.",
                en:
                    "This section is about third parties or the employer's side; the worker reads everything else in the own dossier."
            )
        case .absenceControl:
            LocalizedText(
                nl:
                    "Voor afwezigheidscontrole worden alleen identiteit, afwezigheid, contactlogboek en vaststelling gebruikt.",
                fr:
                    "Pour le contrôle de l'absence, seuls l'identité, l'absence, le journal des contacts et la constatation sont utilisés.",
                de:
                    "Zur Abwesenheitskontrolle werden nur Identität, Abwesenheit, Kontaktprotokoll und Feststellung verwendet.",
                en: "For absence control only identity, absence, contact log and finding are used.")
        case .writers:
            LocalizedText(
                nl: "Deze rol schrijft dit soort deel niet.",
                fr: "Ce rôle n'écrit pas ce type de partie.",
                de: "Diese Rolle schreibt diese Art von Teil nicht.",
                en: "This role does not write this kind of section.")
        case .limitedRoles:
            LocalizedText(
                nl: "Deze rol komt alleen aan administratieve delen.",
                fr: "Ce rôle n'a accès qu'aux parties administratives.",
                de: "Diese Rolle hat nur Zugang zu administrativen Teilen.",
                en: "This role reaches administrative sections only.")
        }
    }

    /// What to do instead, where there is something.
    package var remedy: LocalizedText? {
        switch self {
        case .employerSide:
            LocalizedText(
                nl: "Lees het beoordelingsformulier; de werknemer mag zelf een kopie geven.",
                fr:
                    "Lisez le formulaire d'évaluation ; le travailleur peut lui-même donner une copie.",
                de:
                    "Lesen Sie das Beurteilungsformular; der Arbeitnehmer darf selbst eine Kopie geben.",
                en: "Read the assessment form; the worker may hand over a copy.")
        case .secrecy:
            LocalizedText(
                nl: "Vraag de werknemer om een toestemming voor dit deel en dit doel.",
                fr: "Demandez au travailleur un consentement pour cette partie et cette finalité.",
                de: "Bitten Sie den Arbeitnehmer um eine Einwilligung für diesen Teil und Zweck.",
                en: "Ask the worker for a consent to this section and purpose.")
        case .relation:
            LocalizedText(
                nl: "Laat eerst vastleggen hoe u bij dit dossier betrokken bent.",
                fr: "Faites d'abord enregistrer votre lien avec ce dossier.",
                de: "Lassen Sie zuerst Ihre Beziehung zu diesem Dossier festhalten.",
                en: "Have your relation to this dossier recorded first.")
        default: nil
        }
    }
}
