package import Records

extension CivilDate {
    /// The day as it stands in a letter: `4 maart 2024`.
    package func words(in language: Language) -> String {
        let names =
            switch language {
            case .nl:
                "januari februari maart april mei juni juli augustus september oktober november december"
            case .fr:
                "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
            case .de:
                "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
            case .en:
                "January February March April May June July August September October November December"
            }
        let month = names.split(separator: " ")[self.month - 1]
        let day =
            switch language {
            case .de: "\(day)."
            case .fr where self.day == 1: "1er"
            default: "\(day)"
            }
        return "\(day) \(month) \(year)"
    }

    /// The day and a time of day as they stand in a document: `4 maart 2024 om 10.30 uur`.
    ///
    /// - Parameters:
    ///   - time: Hours and minutes, `10:30`.
    ///   - language: The language.
    /// - Returns: Both, in words.
    package func words(at time: String, in language: Language) -> String {
        let day = words(in: language)
        return switch language {
        case .nl: "\(day) om \(time.replacing(":", with: ".")) uur"
        case .fr: "\(day) à \(time.replacing(":", with: " h "))"
        case .de: "\(day), \(time) Uhr"
        case .en: "\(day) at \(time)"
        }
    }
}
