internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration

/// What a step says beside its day and its forms.
struct ParameterInput: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "What the step says beside, such as received-by-worker=2024-03-04; a proof is a file "
                + "(its hash is kept) or its SHA-256. May be repeated.",
            valueName: "parameter=value"))
    var settings: [String] = []

    /// The parameters that were given.
    ///
    /// - Parameter consents: The consents of the dossier, which can be named by their short code.
    /// - Returns: The parameters.
    /// - Throws: Status 64 for a parameter that does not exist, 65 for a value that does not fit.
    func parameters(consents: [ConsentView]) throws -> StepParameters {
        var parameters = StepParameters()
        for setting in settings {
            let parts = setting.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false
            ).map(String.init)
            guard parts.count == 2, let parameter = StepParameter(rawValue: parts[0]) else {
                let names = StepParameter.allCases.map(\.rawValue)
                throw CommandFailure(
                    .usage, "`\(setting)` sets no parameter of a step",
                    hint: Spelling.nearest(to: parts[0], among: names).map {
                        "did you mean `\($0)=…`?"
                    } ?? "the parameters are \(names.joined(separator: ", "))")
            }
            guard let value = try Self.value(parts[1], of: parameter.kind, consents) else {
                throw CommandFailure(
                    .badData, "`\(parts[1])` is no value of `\(parameter.rawValue)`",
                    hint: Self.hint(parameter.kind))
            }
            parameters = parameters.setting(parameter, to: value)
        }
        return parameters
    }

    /// Reads the value of a parameter; `nil` when it does not fit.
    static func value(
        _ text: String, of kind: StepParameter.Kind, _ consents: [ConsentView]
    ) throws -> ParameterValue? {
        switch kind {
        case .day: return CivilDate(text).map(ParameterValue.day)
        case .flag:
            switch text {
            case "yes", "true": return .flag(true)
            case "no", "false": return .flag(false)
            default: return nil
            }
        case .number: return UInt8(text).map(ParameterValue.number)
        case .count: return UInt16(text).map(ParameterValue.count)
        case .digest:
            if let digest = [UInt8](hex: text).flatMap({ Digest($0) }) { return .digest(digest) }
            return .digest(Digest(hashing: try Files.read(text, limit: 64 << 20)))
        case .consent:
            let view = consents.first {
                NameForm.matches(text, id: $0.consent.id, name: "")
            }
            return (view?.consent.id ?? ConsentID(text)).map(ParameterValue.consent)
        case .measures:
            let words = text.split(separator: ",").map(String.init)
            let measures = words.compactMap(PlanMeasure.init(rawValue:))
            return measures.count == words.count && !words.isEmpty ? .measures(Set(measures)) : nil
        case .ground: return ReportGround(rawValue: text).map(ParameterValue.ground)
        case .goal: return YearTwoGoal(rawValue: text).map(ParameterValue.goal)
        }
    }

    /// How a value of a kind is written.
    static func hint(_ kind: StepParameter.Kind) -> String {
        switch kind {
        case .day: "write a day as 2024-01-15"
        case .flag: "write yes or no"
        case .number: "write a number from 0 to 255"
        case .count: "write a number from 0 to 65535"
        case .goal:
            "choose from \(YearTwoGoal.allCases.map(\.rawValue).joined(separator: ", "))"
        case .digest: "give a file, or 64 hexadecimal digits"
        case .consent: "give the code of a consent, as `kluis consent list` shows it"
        case .measures:
            "choose from \(PlanMeasure.allCases.map(\.rawValue).joined(separator: ", "))"
        case .ground:
            "choose from \(ReportGround.allCases.map(\.rawValue).joined(separator: ", "))"
        }
    }
}

extension StepParameters {
    /// These parameters, and of the others those that are not set here.
    func filled(from others: StepParameters) -> StepParameters {
        others.given.reduce(self) { result, parameter in
            guard result[parameter] == nil, let value = others[parameter] else { return result }
            return result.setting(parameter, to: value)
        }
    }
}
