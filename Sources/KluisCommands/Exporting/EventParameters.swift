internal import CryptoPrimitives
internal import Records
internal import Reintegration

/// What a step says beside its day, as it leaves the vault: it is about the worker as the step is.
struct EventParameters {
    /// The step.
    let event: ProcessEvent

    private var given: [(parameter: StepParameter, value: ParameterValue)] {
        StepParameter.allCases.compactMap { parameter in
            event.parameters[parameter].map { (parameter, $0) }
        }
    }

    /// For programs.
    var json: JSONValue {
        .object(
            given.map { parameter, value in
                let json: JSONValue =
                    switch value {
                    case .flag(let flag): .bool(flag)
                    case .number(let number): .count(Int(number))
                    case .count(let count): .count(Int(count))
                    case .measures(let measures): .strings(measures.map(\.rawValue).sorted())
                    default: .string(Self.text(value))
                    }
                return (parameter.rawValue, json)
            })
    }

    /// For people, one text each.
    func words(in language: Language) -> [String] {
        given.map { parameter, value in
            let text =
                if case .flag(let flag) = value {
                    (flag ? CopyWords.yes : CopyWords.no)[language]
                } else {
                    Self.text(value)
                }
            return "\(parameter.label[language]): \(text)"
        }
    }

    private static func text(_ value: ParameterValue) -> String {
        switch value {
        case .day(let day): day.description
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .count(let count): String(count)
        case .digest(let digest): digest.hex
        case .consent(let consent): consent.description
        case .measures(let measures): measures.map(\.rawValue).sorted().joined(separator: ", ")
        case .ground(let ground): ground.rawValue
        case .goal(let goal): goal.rawValue
        }
    }
}
