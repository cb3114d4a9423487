internal import Records

extension RefusalText {
    /// Why a condition of the incapacity, or of what runs or ran for the worker, is not met; `nil` for
    /// another condition.
    static func incapacitySentence(
        for condition: StepGuard, regime: Regime
    ) -> LocalizedText? {
        switch condition {
        case .incapacityRunning:
            LocalizedText(
                "op die dag is geen arbeidsongeschiktheid vastgelegd",
                "aucune incapacité de travail n'est consignée ce jour-là",
                "an diesem Tag ist keine Arbeitsunfähigkeit festgehalten",
                "no incapacity for work is recorded on that day")
        case .minimumIncapacity(let period, _):
            period.words.map { language, words in
                switch language {
                case .nl: "de arbeidsongeschiktheid duurt nog geen \(words) ononderbroken"
                case .fr: "l'incapacité n'a pas encore duré \(words) sans interruption"
                case .de: "die Arbeitsunfähigkeit dauert noch keine \(words) ununterbrochen"
                case .en: "the incapacity has not lasted \(words) without interruption yet"
                }
            }
        case .incapacityFrom(let day):
            LocalizedText(
                "geldt voor arbeidsongeschiktheid die op \(day) of later begon",
                "vaut pour une incapacité qui a débuté le \(day) ou plus tard",
                "gilt für eine Arbeitsunfähigkeit, die am \(day) oder später begann",
                "holds for an incapacity that began on \(day) or later")
        case .workAccidentConsolidated:
            LocalizedText(
                "na een arbeidsongeval of beroepsziekte kan dit pas als de tijdelijke "
                    + "arbeidsongeschiktheid ten einde is",
                "après un accident du travail ou une maladie professionnelle, ce n'est possible "
                    + "qu'au terme de l'incapacité temporaire",
                "nach einem Arbeitsunfall oder einer Berufskrankheit erst nach dem Ende der "
                    + "zeitweiligen Arbeitsunfähigkeit",
                "after a work accident or an occupational disease only once the temporary "
                    + "incapacity has ended")
        case .notWorkAccident:
            LocalizedText(
                "dit bestaat niet na een arbeidsongeval of beroepsziekte",
                "n'existe pas après un accident du travail ou une maladie professionnelle",
                "gibt es nicht nach einem Arbeitsunfall oder einer Berufskrankheit",
                "does not exist after a work accident or an occupational disease")
        case .withinRelapsePeriod(let rule):
            rule.period.words.map { language, words in
                switch language {
                case .nl: "dit is geen herval binnen \(words) na de werkhervatting"
                case .fr: "ce n'est pas une rechute dans les \(words) suivant la reprise"
                case .de: "das ist kein Rückfall binnen \(words) nach der Wiederaufnahme"
                case .en: "this is no relapse within \(words) of the resumption"
                }
            }
        case .outsideRelapsePeriod(let rule):
            rule.period.words.map { language, words in
                switch language {
                case .nl: "binnen \(words) na de werkhervatting is dit een herval"
                case .fr: "dans les \(words) suivant la reprise, c'est une rechute"
                case .de: "binnen \(words) nach der Wiederaufnahme ist es ein Rückfall"
                case .en: "within \(words) of the resumption it is a relapse"
                }
            }
        case .noForceMajeureRunning:
            LocalizedText(
                "er loopt een procedure medische overmacht",
                "une procédure de force majeure médicale est en cours",
                "ein Verfahren wegen medizinischer höherer Gewalt läuft",
                "a procedure of medical force majeure runs")
        case .noTrajectoryRunning:
            LocalizedText(
                "er loopt een re-integratietraject", "un trajet de réintégration est en cours",
                "ein Wiedereingliederungsverfahren läuft", "a reintegration trajectory runs")
        case .restartNotBefore(let period, _, _):
            period.words.map { language, words in
                switch language {
                case .nl:
                    "na beslissing C kan pas na \(words) opnieuw worden gestart, tenzij de "
                        + "arbeidsarts met redenen afwijkt"
                case .fr:
                    "après une décision C, un nouveau trajet n'est possible qu'après \(words), sauf "
                        + "dérogation motivée du médecin du travail"
                case .de:
                    "nach Entscheidung C erst nach \(words) wieder, es sei denn, der Arbeitsarzt "
                        + "weicht begründet davon ab"
                case .en:
                    "after decision C no restart before \(words), unless the occupational "
                        + "physician deviates with reasons"
                }
            }
        case .lastEndedIn(let states):
            LocalizedText { language in
                let names = states.map { regime.state($0).label[language] }
                    .joined(separator: "; ")
                return switch language {
                case .nl: "pas nadat het traject zo is geëindigd: \(names)"
                case .fr: "seulement après un trajet terminé ainsi : \(names)"
                case .de: "erst nach einem so beendeten Verfahren: \(names)"
                case .en: "only after a trajectory that ended like this: \(names)"
                }
            }
        case .headCountAtLeast(let count):
            LocalizedText(
                "geldt vanaf \(count) werknemers", "vaut à partir de \(count) travailleurs",
                "gilt ab \(count) Arbeitnehmern", "holds from \(count) workers on")
        default: nil
        }
    }
}
