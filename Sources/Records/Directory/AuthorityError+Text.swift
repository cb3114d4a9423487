extension AuthorityError {
    /// The rule as a sentence in each language.
    package var text: LocalizedText {
        switch self {
        case .signature:
            LocalizedText(
                nl: "Een handtekening klopt niet, of de ondertekenaar is niet bekend.",
                fr: "Une signature n'est pas valable, ou son auteur est inconnu.",
                de: "Eine Unterschrift stimmt nicht, oder der Unterzeichner ist unbekannt.",
                en: "A signature is not valid, or its signer is not known.")
        case .chain:
            LocalizedText(
                nl: "De verklaring hoort niet in deze keten.",
                fr: "La déclaration n'appartient pas à cette chaîne.",
                de: "Die Erklärung gehört nicht in diese Kette.",
                en: "The statement does not belong to this chain.")
        case .twoFounders:
            LocalizedText(
                nl: "Hiervoor tekenen twee stichters, van wie één uit het toezicht.",
                fr: "Il faut la signature de deux fondateurs, dont un de la surveillance.",
                de: "Dafür unterschreiben zwei Gründer, davon einer aus der Aufsicht.",
                en: "Two founders sign this, one of them from oversight.")
        case .twoPersons:
            LocalizedText(
                nl: "Een aanstelling vraagt twee personen, geen van beiden de aangestelde.",
                fr: "Une désignation demande deux personnes, autres que la personne désignée.",
                de: "Eine Bestellung braucht zwei Personen, keine davon die bestellte.",
                en: "An appointment needs two persons, neither of them the appointee.")
        case .ownOrganisation:
            LocalizedText(
                nl: "Een registrator handelt alleen binnen de eigen organisatie.",
                fr: "Un registraire n'agit que dans sa propre organisation.",
                de: "Ein Registrar handelt nur in der eigenen Organisation.",
                en: "A registrar acts within the own organisation only.")
        case .workerKey:
            LocalizedText(
                nl: "De sleutel van een werknemer vraagt twee personen van verschillende "
                    + "organisaties, nooit van de kant van de werkgever.",
                fr: "La clé d'un travailleur demande deux personnes d'organisations différentes, "
                    + "jamais du côté de l'employeur.",
                de: "Der Schlüssel eines Arbeitnehmers braucht zwei Personen verschiedener "
                    + "Organisationen, nie von der Arbeitgeberseite.",
                en: "A worker's key needs two persons of different organisations, never of the "
                    + "employer's side.")
        case .roleKey:
            LocalizedText(
                nl: "Een rolsleutel wordt gemaakt door een lid van de rol, met een tweede persoon.",
                fr: "Une clé de rôle est faite par un membre du rôle, avec une seconde personne.",
                de: "Ein Rollenschlüssel wird von einem Mitglied der Rolle mit einer zweiten "
                    + "Person gemacht.",
                en: "A role key is made by a member of the role, with a second person.")
        case .inspection:
            LocalizedText(
                nl: "Alleen een inspecteur opent een zaak, voor de eigen dienst, over een "
                    + "werkgever.",
                fr: "Seul un inspecteur ouvre un cas, pour son service, sur un employeur.",
                de: "Nur ein Inspektor eröffnet einen Fall, für den eigenen Dienst, über einen "
                    + "Arbeitgeber.",
                en: "Only an inspector opens a case, for the own inspectorate, on an employer.")
        case .adoption:
            LocalizedText(
                nl:
                    "Een vaststelling vraagt twee goedkeurders met verschillende rollen en een hogere herziening.",
                fr:
                    "Une adoption demande deux approbateurs de rôles différents et une révision plus élevée.",
                de:
                    "Eine Festlegung braucht zwei Genehmiger mit verschiedenen Rollen und eine höhere Revision.",
                en: "An adoption needs two approvers of different roles and a higher revision.")
        case .dossier:
            LocalizedText(
                nl: "Alleen de werknemer, de werkgever of de externe dienst opent een dossier.",
                fr: "Seul le travailleur, l'employeur ou le service externe ouvre un dossier.",
                de: "Nur der Arbeitnehmer, der Arbeitgeber oder der externe Dienst eröffnet ein "
                    + "Dossier.",
                en: "Only the worker, the employer or the occupational service opens a dossier.")
        case .relation:
            LocalizedText(
                nl: "Wie tekent mag deze relatie niet verklaren of beëindigen.",
                fr: "Le signataire ne peut ni déclarer ni terminer cette relation.",
                de: "Der Unterzeichner darf diese Beziehung weder erklären noch beenden.",
                en: "The signer may neither declare nor end this relation.")
        case .consent:
            LocalizedText(
                nl: "Alleen de werknemer geeft of trekt toestemming in; de arbeidsarts legt ze "
                    + "vast met bewijs.",
                fr: "Seul le travailleur donne ou retire un consentement; le médecin du travail "
                    + "l'enregistre avec preuve.",
                de: "Nur der Arbeitnehmer gibt oder widerruft eine Einwilligung; der Arbeitsarzt "
                    + "hält sie mit Nachweis fest.",
                en: "Only the worker gives or withdraws a consent; the occupational physician "
                    + "records it with evidence.")
        case .grants:
            LocalizedText(
                nl: "Deze leesrechten volgen niet uit het beleid.",
                fr: "Ces droits de lecture ne découlent pas de la politique.",
                de: "Diese Leserechte folgen nicht aus der Richtlinie.",
                en: "These grants do not follow from the policy.")
        case .event:
            LocalizedText(
                nl: "Een stap wordt getekend door wie hem zet, in de eigen rol.",
                fr: "Une étape est signée par celui qui la fait, dans son rôle.",
                de: "Ein Schritt wird von dem unterzeichnet, der ihn macht, in seiner Rolle.",
                en: "A step is signed by whoever takes it, in the own role.")
        case .review:
            LocalizedText(
                nl: "Alleen auditor, functionaris gegevensbescherming of een toezichthoudende "
                    + "stichter beoordeelt het logboek.",
                fr: "Seuls l'auditeur, le délégué à la protection des données ou un fondateur de "
                    + "la surveillance examinent le journal.",
                de: "Nur Prüfer, Datenschutzbeauftragter oder ein beaufsichtigender Gründer "
                    + "beurteilt das Protokoll.",
                en: "Only auditor, data protection officer or an overseeing founder reviews the "
                    + "log.")
        case .decision:
            LocalizedText(
                nl: "Een beslissing over het logboek vraagt de stichters, van wie één uit het "
                    + "toezicht, nooit wie ze dient, voor hoogstens 90 dagen.",
                fr: "Une décision sur le journal demande les fondateurs, dont un de la "
                    + "surveillance, jamais celui qu'elle sert, pour 90 jours au plus.",
                de: "Eine Entscheidung über das Protokoll braucht die Gründer, davon einer aus der "
                    + "Aufsicht, nie den, dem sie dient, für höchstens 90 Tage.",
                en: "A decision about the log takes the founders, one of them from oversight, "
                    + "never the one it serves, for 90 days at most.")
        case .delegation:
            LocalizedText(
                nl: "Wie een rol overdraagt heeft ze en tekent zelf, of anders een registrator met "
                    + "een tweede persoon, nooit de vervanger.",
                fr: "Qui remet un rôle le détient et signe, sinon un registraire et une seconde "
                    + "personne, jamais le remplaçant.",
                de: "Wer eine Rolle übergibt, hat sie und unterschreibt, sonst ein Registrar mit "
                    + "einer zweiten Person, nie der Vertreter.",
                en: "Who hands a role over holds it and signs, or else a registrar with a second "
                    + "person, never the delegate.")
        case .personalRole:
            LocalizedText(
                nl: "Deze rol hoort bij één persoon en wordt niet overgedragen: de werknemer wijst "
                    + "een ander aan, en wie het deel leest deelt het mee.",
                fr: "Ce rôle est lié à une personne et ne se délègue pas : le travailleur désigne "
                    + "quelqu'un d'autre, et un lecteur lui communique la partie.",
                de: "Diese Rolle gehört einer Person und wird nicht übergeben: Der Arbeitnehmer "
                    + "benennt jemand anderen, und ein Leser teilt den Teil mit.",
                en: "This role belongs to one person and is not handed over: the worker names "
                    + "another, and a reader of the section discloses it.")
        case .duplicate:
            LocalizedText(
                nl: "Dit bestaat al.", fr: "Ceci existe déjà.", de: "Das gibt es schon.",
                en: "This exists already.")
        case .side:
            LocalizedText(
                nl: "Deze rol hoort niet aan de kant van deze organisatie.",
                fr: "Ce rôle n'est pas du côté de cette organisation.",
                de: "Diese Rolle steht nicht auf der Seite dieser Organisation.",
                en: "This role does not stand on this organisation's side.")
        }
    }
}
