internal import Records

/// What people want to know of an actor before they call.
struct ContactText {
    /// What the actor does.
    let does: LocalizedText
    /// What may be shared with the actor.
    let shares: LocalizedText
}

extension Role {
    /// What is said of the role in an overview of contacts; `nil` for roles that have no part in a
    /// dossier.
    var contact: ContactText? {
        switch side {
        case .worker: workerContact
        case .employer: employerContact
        case .medical: medicalContact
        case .insurance, .inspection: authorityContact
        case .support: supportContact ?? authorityContact  // the employment service
        case .oversight, nil: nil
        }
    }

    private var workerContact: ContactText? {
        switch self {
        case .worker:
            ContactText(
                does: LocalizedText(
                    "denkt mee over het plan, bekijkt elk voorstel en beslist erover",
                    "participe au plan, examine chaque proposition et décide",
                    "wirkt am Plan mit, prüft jeden Vorschlag und entscheidet",
                    "helps to make the plan, looks at each proposal and decides"),
                shares: LocalizedText(
                    "ziet het hele dossier en beheert elke toestemming",
                    "voit tout le dossier et décide de chaque consentement",
                    "sieht die ganze Akte und verfügt über jede Einwilligung",
                    "sees the whole file and owns every consent"))
        case .legalRepresentative:
            ContactText(
                does: LocalizedText(
                    "handelt in naam van de werknemer", "agit au nom du travailleur",
                    "handelt im Namen des Arbeitnehmers", "acts in the name of the worker"),
                shares: LocalizedText(
                    "wat het mandaat van de werknemer omvat",
                    "ce que couvre le mandat du travailleur",
                    "was die Vollmacht des Arbeitnehmers umfasst",
                    "what the worker's mandate covers"))
        default: nil
        }
    }

    private var employerContact: ContactText? {
        switch self {
        case .employer, .lineManager:
            ContactText(
                does: LocalizedText(
                    "houdt contact, zoekt aangepast werk en begeleidt het team",
                    "garde le contact, cherche un travail adapté et soutient l'équipe",
                    "hält Kontakt, sucht angepasste Arbeit und begleitet das Team",
                    "keeps contact, looks for adapted work and supports the team"),
                shares: LocalizedText(
                    "afspraken over het werk; niets medisch, en aan het team alleen wat de werknemer toestaat",
                    "les accords sur le travail ; rien de médical, et à l'équipe seulement ce que le travailleur permet",
                    "Absprachen über die Arbeit; nichts Medizinisches, und dem Team nur, was der Arbeitnehmer erlaubt",
                    "agreements about the work; nothing medical, and to the team only what the worker permits"
                ))
        case .hr, .caseManager:
            ContactText(
                does: LocalizedText(
                    "houdt het re-integratiedossier bij en zegt wie wanneer aan zet is",
                    "tient le dossier de réintégration et dit qui agit quand",
                    "führt die Wiedereingliederungsakte und sagt, wer wann an der Reihe ist",
                    "keeps the file and says who takes which step when"),
                shares: LocalizedText(
                    "administratie, plan en verslag; niets medisch",
                    "l'administration, le plan et le rapport ; rien de médical",
                    "Verwaltung, Plan und Bericht; nichts Medizinisches",
                    "administration, plan and report; nothing medical"))
        case .socialSecretariat:
            ContactText(
                does: LocalizedText(
                    "ondersteunt de personeelsdienst bij het loon",
                    "aide le service du personnel pour la paie",
                    "unterstützt die Personalabteilung bei der Lohnabrechnung",
                    "supports human resources with the pay"),
                shares: LocalizedText(
                    "de dagen van afwezigheid, meer niet",
                    "les jours d'absence, rien de plus",
                    "die Tage der Abwesenheit, sonst nichts",
                    "the days of absence, and nothing else"))
        case .otherEmployer:
            ContactText(
                does: LocalizedText(
                    "kan passend werk aanbieden", "peut offrir un travail convenable",
                    "kann passende Arbeit anbieten", "can offer suitable work"),
                shares: LocalizedText(
                    "wat de werknemer zelf meedeelt, met toestemming",
                    "ce que le travailleur dit lui-même, avec son consentement",
                    "was der Arbeitnehmer selbst mitteilt, mit Einwilligung",
                    "what the worker tells in person, with consent"))
        default: nil
        }
    }

    private var medicalContact: ContactText? {
        switch self {
        case .occupationalPhysician, .nurse, .medicalSecretary:
            ContactText(
                does: LocalizedText(
                    "begeleidt de werknemer medisch en sociaal; de arts beoordeelt wat het werk nog toelaat",
                    "accompagne le travailleur ; le médecin évalue quel travail reste possible",
                    "begleitet den Arbeitnehmer; der Arzt beurteilt, welche Arbeit noch möglich ist",
                    "guides the worker; the physician judges which work is still possible"),
                shares: LocalizedText(
                    "alles over gezondheid en werk: het blijft onder beroepsgeheim, de werkgever krijgt alleen de beslissing",
                    "tout sur la santé et le travail : cela reste secret, l'employeur ne reçoit que la décision",
                    "alles über Gesundheit und Arbeit: es bleibt geheim, der Arbeitgeber erhält nur die Entscheidung",
                    "everything about health and work: it stays secret, and the employer gets the decision only"
                ))
        case .preventionAdviser:
            ContactText(
                does: LocalizedText(
                    "onderzoekt de werkpost en adviseert over aanpassingen",
                    "examine le poste de travail et conseille des adaptations",
                    "untersucht den Arbeitsplatz und rät zu Anpassungen",
                    "examines the workplace and advises on adaptations"),
                shares: LocalizedText(
                    "het werk en wat daar moeilijk gaat, zonder medische gegevens",
                    "le travail et ses difficultés, sans données médicales",
                    "die Arbeit und was daran schwerfällt, ohne medizinische Daten",
                    "the work and what is difficult there, without medical data"))
        case .psychosocialAdviser:
            ContactText(
                does: LocalizedText(
                    "luistert en adviseert over stress, conflict en ongewenst gedrag",
                    "écoute et conseille en cas de stress, conflit ou comportement indésirable",
                    "hört zu und berät bei Stress, Konflikten und unerwünschtem Verhalten",
                    "listens and advises on stress, conflict and unwanted behaviour"),
                shares: LocalizedText(
                    "wat u wilt: het eigen dossier is geheim",
                    "ce que vous voulez : son dossier est secret",
                    "was Sie möchten: die eigene Akte ist geheim",
                    "what you like: the own file is secret"))
        case .controlPhysician:
            ContactText(
                does: LocalizedText(
                    "controleert onafhankelijk of de afwezigheid terecht is",
                    "contrôle en toute indépendance si l'absence est justifiée",
                    "prüft unabhängig, ob die Abwesenheit berechtigt ist",
                    "checks independently whether the absence is justified"),
                shares: LocalizedText(
                    "wat het onderzoek vraagt; de werkgever hoort alleen geschikt of ongeschikt en de dagen",
                    "ce que demande l'examen ; l'employeur n'apprend qu'apte ou inapte et les dates",
                    "was die Untersuchung verlangt; der Arbeitgeber erfährt nur tauglich oder nicht und die Tage",
                    "what the examination asks; the employer hears only fit or unfit, and the days")
            )
        case .treatingPhysician:
            ContactText(
                does: LocalizedText(
                    "behandelt, schrijft attesten en schat de duur in",
                    "soigne, rédige les certificats et estime la durée",
                    "behandelt, schreibt Atteste und schätzt die Dauer",
                    "treats, writes certificates and estimates the duration"),
                shares: LocalizedText(
                    "alles over de gezondheid; overleg met andere artsen alleen met toestemming",
                    "tout sur la santé ; concertation avec d'autres médecins seulement avec consentement",
                    "alles über die Gesundheit; Rücksprache mit anderen Ärzten nur mit Einwilligung",
                    "everything about health; other physicians are consulted with consent only"))
        default: nil
        }
    }

    private var authorityContact: ContactText? {
        switch self {
        case .advisingPhysician, .insurancePhysician, .insuranceLabourExpert:
            ContactText(
                does: LocalizedText(
                    "volgt de arbeidsongeschiktheid op en beslist over de uitkering",
                    "suit l'incapacité de travail et décide de l'indemnité",
                    "begleitet die Arbeitsunfähigkeit und entscheidet über die Leistung",
                    "follows the incapacity and decides on the benefit"),
                shares: LocalizedText(
                    "wat de verzekering nodig heeft; medische gegevens alleen tussen artsen of door de werknemer zelf",
                    "ce que demande l'assurance ; le médical seulement entre médecins ou par le travailleur",
                    "was die Versicherung braucht; Medizinisches nur zwischen Ärzten oder durch den Arbeitnehmer",
                    "what the insurance needs; medical data only between physicians or by the worker"
                ))
        case .returnToWorkCoordinator, .employmentService:
            ContactText(
                does: LocalizedText(
                    "zoekt met de werknemer begeleiding, opleiding of ander werk",
                    "cherche avec le travailleur un accompagnement, une formation ou un autre travail",
                    "sucht mit dem Arbeitnehmer Begleitung, Ausbildung oder andere Arbeit",
                    "looks with the worker for guidance, training or other work"),
                shares: LocalizedText(
                    "wat de werknemer toestaat", "ce que le travailleur permet",
                    "was der Arbeitnehmer erlaubt", "what the worker permits"))
        case .inspector, .physicianInspector:
            ContactText(
                does: LocalizedText(
                    "houdt toezicht; de arts-inspecteur behandelt het beroep",
                    "contrôle ; le médecin inspecteur traite le recours",
                    "führt die Aufsicht; der Arzt-Inspektor behandelt die Beschwerde",
                    "supervises; the physician-inspector handles the appeal"),
                shares: LocalizedText(
                    "plannen en verslagen; medische gegevens alleen aan de arts-inspecteur",
                    "plans et rapports ; le médical seulement au médecin inspecteur",
                    "Pläne und Berichte; Medizinisches nur dem Arzt-Inspektor",
                    "plans and reports; medical data to the physician-inspector only"))
        default: nil
        }
    }

    private var supportContact: ContactText? {
        switch self {
        case .coach, .reintegrationSpecialist:
            ContactText(
                does: LocalizedText(
                    "bereidt moeilijke gesprekken voor en bemiddelt, onpartijdig",
                    "prépare les entretiens difficiles et sert d'intermédiaire, sans parti pris",
                    "bereitet schwierige Gespräche vor und vermittelt, unparteiisch",
                    "prepares hard talks and mediates, impartially"),
                shares: LocalizedText(
                    "wat u wilt; verder gaat alleen wat beide kanten afspraken",
                    "ce que vous voulez ; n'est transmis que ce dont les deux parties ont convenu",
                    "was Sie möchten; weiter geht nur, was beide Seiten vereinbart haben",
                    "what you like; only what both sides agreed goes further"))
        case .counsellor:
            ContactText(
                does: LocalizedText(
                    "luistert en zoekt een oplossing bij pesten, geweld of ongewenst gedrag",
                    "écoute et cherche une solution en cas de harcèlement ou de violence",
                    "hört zu und sucht eine Lösung bei Mobbing, Gewalt oder Belästigung",
                    "listens and seeks a solution for bullying, violence or unwanted behaviour"),
                shares: LocalizedText(
                    "wat u wilt: zonder toestemming gaat niets verder",
                    "ce que vous voulez : rien n'est transmis sans consentement",
                    "was Sie möchten: ohne Einwilligung geht nichts weiter",
                    "what you like: nothing goes further without consent"))
        case .unionDelegate, .socialService:
            ContactText(
                does: LocalizedText(
                    "staat de werknemer bij en geeft raad",
                    "assiste et conseille le travailleur",
                    "steht dem Arbeitnehmer bei und berät",
                    "assists and advises the worker"),
                shares: LocalizedText(
                    "wat de werknemer zelf toont of toestaat",
                    "ce que le travailleur montre ou permet",
                    "was der Arbeitnehmer zeigt oder erlaubt",
                    "what the worker shows or permits"))
        case .labourExpert:
            ContactText(
                does: LocalizedText(
                    "onderzoekt welk werk past", "examine quel travail convient",
                    "untersucht, welche Arbeit passt", "examines which work is suitable"),
                shares: LocalizedText(
                    "mogelijkheden en werkpost, zonder diagnose",
                    "les possibilités et le poste, sans diagnostic",
                    "Möglichkeiten und Arbeitsplatz, ohne Diagnose",
                    "possibilities and workplace, without a diagnosis"))
        default: nil
        }
    }
}
