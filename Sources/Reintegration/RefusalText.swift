internal import Records

/// The sentences of refusals: lower case, no full stop, in every language.
enum RefusalText {
    /// The reason as a sentence.
    static func sentence(
        for reason: Refusal.Reason, step: ProcessStep?, regime: Regime, role: Role
    ) -> LocalizedText {
        switch reason {
        case .unknownStep:
            return LocalizedText(
                "deze stap bestaat niet in dit regime",
                "cette étape n'existe pas dans ce régime",
                "diesen Schritt gibt es in diesem Regime nicht",
                "this regime has no such step")
        case .dayAhead:
            return LocalizedText(
                "de dag van de stap ligt na vandaag",
                "le jour de l'étape est postérieur à aujourd'hui",
                "der Tag des Schrittes liegt nach heute", "the day of the step lies after today")
        case .wrongRole:
            let roles = LocalizedText.alternatives((step?.by ?? []).map(\.label))
            return LocalizedText(
                "deze stap komt toe aan: \(roles[.nl])", "cette étape revient à : \(roles[.fr])",
                "dieser Schritt steht zu: \(roles[.de])", "this step belongs to: \(roles[.en])")
        case .wrongRelation:
            let label = role.label
            return LocalizedText(
                "deze stap vraagt een lopende relatie met de werknemer als \(label[.nl])",
                "cette étape demande une relation en cours avec le travailleur comme \(label[.fr])",
                "dieser Schritt verlangt eine laufende Beziehung zum Arbeitnehmer als \(label[.de])",
                "this step needs a current relation with the worker as \(label[.en])")
        case .wrongState(let state):
            let label = regime.state(state).label
            return LocalizedText(
                "de stap past niet bij de toestand ‘\(label[.nl])’",
                "l'étape ne convient pas à l'état « \(label[.fr]) »",
                "der Schritt passt nicht zum Zustand ‚\(label[.de])‘",
                "the step does not fit the state ‘\(label[.en])’")
        case .beforeState(let since):
            return LocalizedText(
                "de stap ligt vóór \(since), toen de toestand begon waarin hij past",
                "l'étape précède le \(since), début de l'état auquel elle convient",
                "der Schritt liegt vor dem \(since), dem Beginn des passenden Zustands",
                "the step lies before \(since), when the state that it fits began")
        case .absenceOrder:
            return LocalizedText(
                "de afwezigheden volgen elkaar niet op in de tijd",
                "les absences ne se suivent pas dans le temps",
                "die Abwesenheiten folgen zeitlich nicht aufeinander",
                "the absences do not follow each other in time")
        case .otherRegime:
            let title = regime.title
            return LocalizedText(
                "dit dossier valt niet onder ‘\(title[.nl])’",
                "ce dossier ne relève pas de « \(title[.fr]) »",
                "diese Akte fällt nicht unter ‚\(title[.de])‘",
                "this file is not governed by ‘\(title[.en])’")
        case .laterStepStands(let name):
            let label =
                regime.step(name)?.label ?? LocalizedText("stap", "étape", "Schritt", "step")
            return LocalizedText(
                "een latere stap zou zijn gevolg verliezen: \(label[.nl])",
                "une étape ultérieure perdrait son effet : \(label[.fr])",
                "ein späterer Schritt verlöre seine Wirkung: \(label[.de])",
                "a later step would lose its effect: \(label[.en])")
        case .unexpectedParameter(let parameter):
            let label = parameter.label
            return LocalizedText(
                "hoort niet bij deze stap: \(label[.nl])",
                "ne fait pas partie de cette étape : \(label[.fr])",
                "gehört nicht zu diesem Schritt: \(label[.de])",
                "does not belong to this step: \(label[.en])")
        case .missingParameter(let parameter):
            let label = parameter.label
            return LocalizedText(
                "ontbreekt: \(label[.nl])", "manque : \(label[.fr])", "fehlt: \(label[.de])",
                "missing: \(label[.en])")
        case .impossibleDay(let parameter):
            let label = parameter.label
            return LocalizedText(
                "kan niet op deze dag: \(label[.nl])", "impossible à cette date : \(label[.fr])",
                "an diesem Tag nicht möglich: \(label[.de])",
                "not possible on this day: \(label[.en])")
        case .unknownSection:
            return LocalizedText(
                "een stuk waarop de stap steunt, is niet bekend in dit dossier",
                "une pièce sur laquelle l'étape repose n'est pas connue dans ce dossier",
                "ein Stück, auf dem der Schritt beruht, ist in dieser Akte nicht bekannt",
                "a section on which the step rests is not known in this dossier")
        case .missingSection(let kind):
            let label = kind.label
            return LocalizedText(
                "stuk ontbreekt: \(label[.nl])", "pièce manquante : \(label[.fr])",
                "Stück fehlt: \(label[.de])", "section missing: \(label[.en])")
        case .guardFailed(let condition):
            return sentence(for: condition, regime: regime)
        }
    }

    /// What to do.
    static func hint(
        for reason: Refusal.Reason, prospect: Refusal.Prospect, regime: Regime
    ) -> LocalizedText? {
        switch prospect {
        case .wait(let day):
            return LocalizedText(
                "mogelijk vanaf \(day)", "possible à partir du \(day)", "möglich ab \(day)",
                "possible from \(day)")
        case .bring:
            switch reason {
            case .guardFailed(let condition): return remedy(for: condition, regime: regime)
            case .missingSection(let kind):
                let label = kind.label
                return LocalizedText(
                    "schrijf eerst: \(label[.nl])", "rédigez d'abord : \(label[.fr])",
                    "zuerst verfassen: \(label[.de])", "write first: \(label[.en])")
            default:
                return LocalizedText(
                    "vul aan en probeer opnieuw", "complétez et réessayez",
                    "ergänzen und erneut versuchen", "complete it and try again")
            }
        case .none: return nil
        }
    }

    private static func remedy(for condition: StepGuard, regime: Regime) -> LocalizedText {
        switch condition {
        case .consentRecorded, .workerRequestRecorded:
            LocalizedText(
                "vraag de werknemer; leg het antwoord vast en begin opnieuw",
                "demandez au travailleur ; consignez sa réponse et recommencez",
                "den Arbeitnehmer fragen; die Antwort festhalten und neu beginnen",
                "ask the worker; record the answer and start again")
        case .formComplete(let kind), .sectionWritten(let kind):
            LocalizedText(
                "vul in: \(kind.label[.nl])", "complétez : \(kind.label[.fr])",
                "ausfüllen: \(kind.label[.de])", "fill in: \(kind.label[.en])")
        case .stepTaken(let steps, _): stepRemedy(steps, regime: regime)
        case .confirmedByOtherSide(let step), .deliveryProven(let step, _), .atLeast(_, let step):
            stepRemedy([step], regime: regime)
        case .incapacityRunning, .minimumIncapacity:
            LocalizedText(
                "leg eerst de afwezigheid vast", "consignez d'abord l'absence",
                "zuerst die Abwesenheit festhalten", "record the absence first")
        default:
            LocalizedText(
                "vul aan en probeer opnieuw", "complétez et réessayez",
                "ergänzen und erneut versuchen", "complete it and try again")
        }
    }

    private static func stepRemedy(_ names: [StepName], regime: Regime) -> LocalizedText {
        LocalizedText { language in
            let labels = names.map { label(of: $0, regime)[language] }
            return switch language {
            case .nl: "eerst: \(labels.joined(separator: ", of "))"
            case .fr: "d'abord : \(labels.joined(separator: ", ou "))"
            case .de: "zuerst: \(labels.joined(separator: ", oder "))"
            case .en: "first: \(labels.joined(separator: ", or "))"
            }
        }
    }

    /// What a step is called.
    static func label(of name: StepName, _ regime: Regime) -> LocalizedText {
        regime.step(name)?.label ?? LocalizedText("stap", "étape", "Schritt", "step")
    }
}
