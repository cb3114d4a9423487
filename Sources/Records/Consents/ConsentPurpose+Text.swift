extension ConsentPurpose {
    /// The text that is put to the worker, of the version that ``terms`` names.
    package var text: LocalizedText {
        switch self {
        case .requestByTreatingPhysician:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat mijn behandelend arts een re-integratietraject voor "
                    + "mij aanvraagt.",
                fr:
                    "J'accepte que mon médecin traitant demande un trajet de réintégration pour moi.",
                de: "Ich bin damit einverstanden, dass mein behandelnder Arzt für mich ein "
                    + "Wiedereingliederungsverfahren beantragt.",
                en:
                    "I agree that my treating physician asks for a re-integration trajectory for me."
            )
        case .consultTreatingPhysician:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat de arbeidsarts met mijn behandelend arts, of de arts "
                    + "die het attest schreef, overlegt over mijn werkhervatting.",
                fr: "J'accepte que le médecin du travail se concerte avec mon médecin traitant, ou "
                    + "avec le médecin qui a établi le certificat, sur ma reprise du travail.",
                de: "Ich bin damit einverstanden, dass der Arbeitsarzt mit meinem behandelnden "
                    + "Arzt, oder dem Arzt des Attests, über meine Wiederaufnahme der Arbeit "
                    + "Rücksprache hält.",
                en:
                    "I agree that the occupational physician consults my treating physician, or the "
                    + "physician who certified me unfit, about my return to work.")
        case .consultAdvisingPhysician:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat de arbeidsarts met de adviserend arts van mijn "
                    + "ziekenfonds overlegt over mijn werkhervatting.",
                fr: "J'accepte que le médecin du travail se concerte avec le médecin-conseil de ma "
                    + "mutualité sur ma reprise du travail.",
                de: "Ich bin damit einverstanden, dass der Arbeitsarzt mit dem Vertrauensarzt "
                    + "meiner Krankenkasse über meine Wiederaufnahme der Arbeit Rücksprache hält.",
                en: "I agree that the occupational physician consults the advising physician of my "
                    + "health fund about my return to work.")
        case .consultPreventionAdviser:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat de arbeidsarts met deze preventieadviseur overlegt "
                    + "over mijn werkhervatting.",
                fr: "J'accepte que le médecin du travail se concerte avec ce conseiller en "
                    + "prévention sur ma reprise du travail.",
                de: "Ich bin damit einverstanden, dass der Arbeitsarzt mit diesem "
                    + "Gefahrenverhütungsberater über meine Wiederaufnahme der Arbeit Rücksprache "
                    + "hält.",
                en:
                    "I agree that the occupational physician consults this prevention adviser about "
                    + "my return to work.")
        case .consultOtherPerson:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat de arbeidsarts met deze persoon overlegt over mijn "
                    + "werkhervatting.",
                fr: "J'accepte que le médecin du travail se concerte avec cette personne sur ma "
                    + "reprise du travail.",
                de:
                    "Ich bin damit einverstanden, dass der Arbeitsarzt mit dieser Person über meine "
                    + "Wiederaufnahme der Arbeit Rücksprache hält.",
                en: "I agree that the occupational physician consults this person about my return "
                    + "to work.")
        case .involveEmployer:
            LocalizedText(
                nl: "Ik vraag dat de arbeidsarts mijn werkgever bij de beoordeling betrekt. "
                    + "Medische gegevens krijgt de werkgever nooit.",
                fr: "Je demande que le médecin du travail associe mon employeur à l'évaluation. "
                    + "L'employeur ne reçoit jamais de données médicales.",
                de: "Ich bitte darum, dass der Arbeitsarzt meinen Arbeitgeber in die Beurteilung "
                    + "einbezieht. Medizinische Angaben erhält der Arbeitgeber nie.",
                en: "I ask that the occupational physician involves my employer in the assessment. "
                    + "The employer never gets medical data.")
        case .tellOfVisit:
            LocalizedText(
                nl: "Ik wil niet dat mijn werkgever verneemt dat ik een bezoek voorafgaand aan de "
                    + "werkhervatting vroeg.",
                fr: "Je ne veux pas que mon employeur apprenne que j'ai demandé une visite de "
                    + "pré-reprise.",
                de: "Ich will nicht, dass mein Arbeitgeber von dem Besuch vor der Wiederaufnahme "
                    + "erfährt, um den ich gebeten habe.",
                en: "I do not want my employer to learn that I asked for a visit before resumption."
            )
        case .adviceFromVisit:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat het advies over aanpassingen van mijn werk, zonder "
                    + "medische gegevens, naar mijn werkgever gaat.",
                fr: "J'accepte que l'avis sur les adaptations de mon travail, sans données "
                    + "médicales, soit transmis à mon employeur.",
                de: "Ich bin damit einverstanden, dass die Empfehlung zur Anpassung meiner Arbeit "
                    + "ohne medizinische Angaben an meinen Arbeitgeber geht.",
                en: "I agree that the advice on adapting my work, without medical data, goes to my "
                    + "employer.")
        case .startWithoutPotential:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat mijn werkgever een traject start voordat, of zonder "
                    + "dat, mijn arbeidspotentieel is ingeschat.",
                fr:
                    "J'accepte que mon employeur entame un trajet avant, ou sans, estimation de mon "
                    + "potentiel de travail.",
                de: "Ich bin damit einverstanden, dass mein Arbeitgeber ein Verfahren beginnt, "
                    + "bevor oder ohne dass mein Arbeitspotenzial eingeschätzt ist.",
                en: "I agree that my employer starts a trajectory before, or without, an estimate "
                    + "of my work potential.")
        case .exchangeSecondYear:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat deze arts de uitwisseling tussen mijn artsen ook na "
                    + "het eerste jaar leest. Na twee jaar sluit zij hoe dan ook.",
                fr: "J'accepte que ce médecin lise l'échange entre mes médecins aussi après la "
                    + "première année. Après deux ans il se ferme dans tous les cas.",
                de: "Ich bin damit einverstanden, dass dieser Arzt den Austausch zwischen meinen "
                    + "Ärzten auch nach dem ersten Jahr liest. Nach zwei Jahren schließt er in jedem "
                    + "Fall.",
                en:
                    "I agree that this physician reads the exchange between my physicians after its "
                    + "first year too. After two years it closes in any case.")
        case .tellTeam:
            LocalizedText(
                nl: "Ik ga akkoord met deze tekst voor mijn collega's, en met geen andere.",
                fr: "J'accepte ce texte pour mes collègues, et aucun autre.",
                de: "Ich bin mit diesem Text für meine Kollegen einverstanden, und mit keinem "
                    + "anderen.",
                en: "I agree to this text for my colleagues, and to no other.")
        case .assistance:
            LocalizedText(
                nl: "Ik laat mij door deze persoon bijstaan, die samen met mij leest wat hier "
                    + "genoemd is.",
                fr:
                    "Je me fais assister par cette personne, qui lit avec moi ce qui est nommé ici.",
                de: "Diese Person steht mir bei und liest gemeinsam mit mir, was hier genannt ist.",
                en: "This person assists me and reads together with me what is named here.")
        case .coachingTalk:
            LocalizedText(
                nl: "Ik ga akkoord met een gesprek van mij, mijn werkgever en deze coach, en met "
                    + "het gezamenlijke verslag. Het geldt zolang ook mijn werkgever het wil.",
                fr: "J'accepte un entretien entre moi, mon employeur et ce coach, et le rapport "
                    + "commun. Cela vaut tant que mon employeur le veut aussi.",
                de: "Ich bin mit einem Gespräch zwischen mir, meinem Arbeitgeber und diesem Coach "
                    + "und mit dem gemeinsamen Bericht einverstanden. Das gilt, solange auch mein "
                    + "Arbeitgeber es will.",
                en: "I agree to a talk of me, my employer and this coach, and to the joint report. "
                    + "It holds as long as my employer wants it too.")
        case .workerInformation:
            LocalizedText(
                nl:
                    "Ik geef deze inlichtingen, of laat ze opvragen, alleen aan wie hier genoemd is "
                    + "en alleen voor mijn re-integratie.",
                fr: "Je donne ces informations, ou les laisse demander, uniquement à qui est nommé "
                    + "ici et uniquement pour ma réintégration.",
                de: "Ich gebe diese Auskünfte, oder lasse sie einholen, nur für die hier genannte "
                    + "Stelle und nur für meine Wiedereingliederung.",
                en: "I give this information, or let it be asked for, only to whom is named here "
                    + "and only for my re-integration.")
        case .proceduralProxy:
            LocalizedText(
                nl: "Ik ga ermee akkoord dat deze gemachtigde de medische stukken van de procedure "
                    + "leest. De werkgever leest ze nooit.",
                fr: "J'accepte que ce mandataire lise les pièces médicales de la procédure. "
                    + "L'employeur ne les lit jamais.",
                de: "Ich bin damit einverstanden, dass dieser Bevollmächtigte die medizinischen "
                    + "Unterlagen des Verfahrens liest. Der Arbeitgeber liest sie nie.",
                en: "I agree that this proxy reads the medical pieces of the procedure. The "
                    + "employer never reads them.")
        }
    }
}
