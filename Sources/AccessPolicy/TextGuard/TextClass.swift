package import Records

/// What a word in a text gives away, and why that may not leave the medical side.
package enum TextClass: String, CaseIterable, Hashable, Sendable {
    /// The name of an illness.
    case diagnosis
    /// A complaint or sign of illness.
    case symptom
    /// A medicine or a class of medicines.
    case medication
    /// A treatment or an operation.
    case treatment
    /// A caregiver or ward whose name tells the illness.
    case caregiver
    /// An examination whose name tells the illness.
    case examination
    /// A part of the body together with a complaint.
    case bodyPart = "body-part"
    /// A code of a classification of diseases.
    case code
    /// The worker's private life.
    case privateLife = "private-life"

    /// Why the word may not stand there.
    package var explanation: LocalizedText {
        switch self {
        case .diagnosis:
            LocalizedText(
                nl: "Dit noemt een aandoening; die valt onder het medisch geheim.",
                fr: "Ceci nomme une affection ; elle relève du secret médical.",
                de: "Dies nennt eine Erkrankung; sie unterliegt der ärztlichen Schweigepflicht.",
                en: "This names an illness, which is under medical secrecy.")
        case .symptom:
            LocalizedText(
                nl: "Dit beschrijft een klacht; daaruit kan een aandoening worden afgeleid.",
                fr: "Ceci décrit une plainte ; on peut en déduire une affection.",
                de:
                    "Dies beschreibt eine Beschwerde; daraus lässt sich auf eine Erkrankung schließen.",
                en: "This describes a complaint, from which an illness can be inferred.")
        case .medication:
            LocalizedText(
                nl: "Dit noemt een geneesmiddel; daaruit kan een aandoening worden afgeleid.",
                fr: "Ceci nomme un médicament ; on peut en déduire une affection.",
                de: "Dies nennt ein Arzneimittel; daraus lässt sich auf eine Erkrankung schließen.",
                en: "This names a medicine, from which an illness can be inferred.")
        case .treatment:
            LocalizedText(
                nl: "Dit noemt de aard van een behandeling; die valt onder het medisch geheim.",
                fr: "Ceci indique la nature d'un traitement ; elle relève du secret médical.",
                de: "Dies nennt die Art einer Behandlung; sie unterliegt der Schweigepflicht.",
                en: "This names the nature of a treatment, which is under medical secrecy.")
        case .caregiver:
            LocalizedText(
                nl:
                    "Dit noemt een soort zorgverlener of afdeling; daaruit blijkt de aard van de aandoening.",
                fr:
                    "Ceci indique un type de soignant ou de service ; il révèle la nature de l'affection.",
                de:
                    "Dies nennt eine Art von Behandler oder Abteilung; das verrät die Art der Erkrankung.",
                en: "This names a kind of caregiver or ward, which tells the nature of the illness."
            )
        case .examination:
            LocalizedText(
                nl: "Dit noemt een medisch onderzoek; daaruit kan een aandoening worden afgeleid.",
                fr: "Ceci nomme un examen médical ; on peut en déduire une affection.",
                de:
                    "Dies nennt eine medizinische Untersuchung; daraus lässt sich auf eine Erkrankung schließen.",
                en: "This names a medical examination, from which an illness can be inferred.")
        case .bodyPart:
            LocalizedText(
                nl:
                    "Dit verbindt een lichaamsdeel met een klacht; beschrijf wat iemand kan, niet waar het pijn doet.",
                fr:
                    "Ceci associe une partie du corps à une plainte ; décrivez ce que la personne peut faire.",
                de:
                    "Dies verbindet einen Körperteil mit einer Beschwerde; beschreiben Sie, was jemand kann.",
                en:
                    "This joins a part of the body to a complaint; describe what someone can do, not where it hurts."
            )
        case .code:
            LocalizedText(
                nl: "Dit is een code van een ziekteclassificatie.",
                fr: "Ceci est un code d'une classification des maladies.",
                de: "Dies ist ein Code einer Krankheitsklassifikation.",
                en: "This is a code of a classification of diseases.")
        case .privateLife:
            LocalizedText(
                nl: "Dit gaat over het privéleven van de werknemer.",
                fr: "Ceci concerne la vie privée du travailleur.",
                de: "Dies betrifft das Privatleben des Arbeitnehmers.",
                en: "This is about the worker's private life.")
        }
    }

    /// What to write instead, when the lexicon has no phrase of its own.
    package var advice: LocalizedText {
        switch self {
        case .diagnosis, .symptom, .code, .bodyPart:
            LocalizedText(
                nl: "Schrijf welke taken kunnen en welke niet, hoe lang en met welke aanpassing.",
                fr:
                    "Écrivez quelles tâches sont possibles ou non, pour combien de temps et avec quelle adaptation.",
                de:
                    "Schreiben Sie, welche Aufgaben möglich sind, wie lange und mit welcher Anpassung.",
                en:
                    "Write which tasks can be done and which not, for how long and with what adaptation."
            )
        case .medication, .treatment, .examination:
            LocalizedText(
                nl:
                    "Schrijf alleen dat er een gerichte behandeling loopt en wat dat voor het werkrooster betekent.",
                fr:
                    "Écrivez seulement qu'un traitement ciblé est en cours et ce qu'il implique pour l'horaire.",
                de:
                    "Schreiben Sie nur, dass eine gezielte Behandlung läuft und was das für den Dienstplan heißt.",
                en:
                    "Write only that a targeted treatment is under way and what it means for the schedule."
            )
        case .caregiver:
            LocalizedText(
                nl: "Schrijf \"behandelaar\".", fr: "Écrivez « soignant ».",
                de: "Schreiben Sie „Behandler“.", en: "Write “caregiver”.")
        case .privateLife:
            LocalizedText(
                nl: "Schrijf hooguit \"omstandigheden\".",
                fr: "Écrivez tout au plus « circonstances ».",
                de: "Schreiben Sie höchstens „Umstände“.",
                en: "Write “circumstances” at most.")
        }
    }
}
