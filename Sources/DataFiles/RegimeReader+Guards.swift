internal import Records
internal import Reintegration

extension RegimeReader {
    /// Reads a list of guards; each takes from its step what it leaves out of its reference.
    func guards(
        _ node: YAMLNode?, inheriting parent: LegalReference
    ) throws(DataFileError) -> [GuardRule] {
        guard let node else { return [] }
        var rules: [GuardRule] = []
        for element in try node.list() {
            guard let entry = try element.entries().first(where: { $0.key == "guard" }) else {
                throw element.error("the key `guard` is missing")
            }
            let word = try entry.value.word(of: StepGuard.Word.self, "guard")
            let mapping = try element.mapping(
                required: ["guard"] + word.keys,
                optional: ["only-with", "from", "before"] + word.optionalKeys
                    + Self.referenceKeys)
            rules.append(
                GuardRule(
                    condition: try condition(word, mapping),
                    reference: try reference(mapping, inheriting: parent),
                    onlyWith: try onlyWith(mapping["only-with"]),
                    during: DayRange(
                        from: try mapping["from"]?.date(),
                        before: try mapping["before"]?.date())))
        }
        return rules
    }

    private func condition(
        _ word: StepGuard.Word, _ mapping: YAMLMapping
    ) throws(DataFileError) -> StepGuard {
        switch word {
        case .incapacityRunning: return .incapacityRunning
        case .minimumIncapacity:
            return .minimumIncapacity(
                try mapping.required("period").period(), relapse: try relapse(mapping))
        case .workAccidentConsolidated: return .workAccidentConsolidated
        case .withinRelapsePeriod: return .withinRelapsePeriod(try relapse(mapping))
        case .outsideRelapsePeriod: return .outsideRelapsePeriod(try relapse(mapping))
        case .certificateHandedOver: return .certificateHandedOver
        case .noForceMajeureRunning: return .noForceMajeureRunning
        case .noTrajectoryRunning: return .noTrajectoryRunning
        case .notWorkAccident: return .notWorkAccident
        case .incapacityFrom: return .incapacityFrom(try mapping.required("day").date())
        case .occurredBefore: return .occurredBefore(try mapping.required("day").date())
        case .occurredFrom: return .occurredFrom(try mapping.required("day").date())
        case .withinTerm: return .withinTerm(try mapping.required("deadline").name())
        case .yearTwoGoal:
            return .yearTwoGoal(
                try mapping.required("goal").word(of: YearTwoGoal.self, "goal"))
        case .lastEndedIn: return .lastEndedIn(try mapping.required("states").names())
        case .headCountAtLeast:
            return .headCountAtLeast(try mapping.required("count").integer(in: 1...65_535))
        case .confirmed:
            let node = try mapping.required("parameters")
            let parameters = try node.words(of: StepParameter.self, "parameter")
            guard parameters.allSatisfy({ $0.kind == .flag }) else {
                throw node.error("a step says yes or no to some parameters only")
            }
            return .confirmed(parameters)
        case .atLeast:
            return .atLeast(
                try mapping.required("count").integer(in: 1...100), try step(mapping))
        case .restartNotBefore:
            return .restartNotBefore(
                try mapping.required("period").period(),
                after: try mapping.required("after").name(),
                unless: try mapping["unless"]?.name())
        case .atMost:
            return .atMost(
                try mapping.required("count").integer(in: 1...100), try step(mapping))
        case .numberedInOrder: return .numberedInOrder(try step(mapping))
        case .periodSince:
            return .periodSince(try step(mapping), try mapping.required("period").period())
        case .termPassed: return .termPassed(try mapping.required("deadline").name())
        case .noEarlier: return .noEarlier(try step(mapping))
        case .consentRecorded: return .consentRecorded(try purpose(mapping, of: .consent))
        case .noObjectionRecorded:
            return .noObjectionRecorded(try purpose(mapping, of: .refusal))
        case .workerRequestRecorded:
            return .workerRequestRecorded(try purpose(mapping, of: .request))
        case .formComplete: return .formComplete(try kind(mapping))
        case .sectionWritten: return .sectionWritten(try kind(mapping))
        case .registeredLetters:
            return .registeredLetters(try mapping.required("to").words(of: Role.self, "role"))
        case .stepTaken:
            return .stepTaken(
                try mapping.required("step").nameOrNames(),
                after: try mapping.required("after").names())
        case .measureChosen: return .measureChosen
        case .validityPeriodGiven: return .validityPeriodGiven
        case .reasonsGiven: return .reasonsGiven
        case .impossibilityArgued: return .impossibilityArgued
        case .confirmedByOtherSide: return .confirmedByOtherSide(try step(mapping))
        case .byRequesterOrWorker: return .byRequesterOrWorker
        case .deliveryProven:
            return .deliveryProven(
                try step(mapping), try mapping.required("count").integer(in: 1...100))
        }
    }

    private func step(_ mapping: YAMLMapping) throws(DataFileError) -> StepName {
        try mapping.required("step").name()
    }

    private func kind(_ mapping: YAMLMapping) throws(DataFileError) -> SectionKind {
        try mapping.required("kind").word(of: SectionKind.self, "kind of section")
    }

    private func relapse(_ mapping: YAMLMapping) throws(DataFileError) -> RelapseRule {
        RelapseRule(
            period: try mapping.required("relapse").period(),
            firstDay: try mapping.required("relapse-first-day").word(
                of: LegalPeriod.FirstDay.self, "first day"))
    }

    /// A purpose whose answer is of the nature that the guard looks for.
    private func purpose(
        _ mapping: YAMLMapping, of nature: ConsentNature
    ) throws(DataFileError) -> ConsentPurpose {
        let node = try mapping.required("purpose")
        let purpose = try node.word(of: ConsentPurpose.self, "purpose")
        let actual = purpose.terms.nature
        // An agreement is a consent of two sides.
        guard actual == nature || actual == .agreement && nature == .consent else {
            throw node.error("`\(purpose.rawValue)` is a \(actual.rawValue)")
        }
        return purpose
    }
}

extension StepGuard.Word {
    /// The keys that the guard needs.
    fileprivate var keys: [String] {
        switch self {
        case .minimumIncapacity: ["period", "relapse", "relapse-first-day"]
        case .withinRelapsePeriod, .outsideRelapsePeriod: ["relapse", "relapse-first-day"]
        case .restartNotBefore: ["period", "after"]
        case .incapacityFrom, .occurredBefore, .occurredFrom: ["day"]
        case .yearTwoGoal: ["goal"]
        case .lastEndedIn: ["states"]
        case .headCountAtLeast: ["count"]
        case .confirmed: ["parameters"]
        case .atMost, .atLeast, .deliveryProven: ["count", "step"]
        case .numberedInOrder, .noEarlier, .confirmedByOtherSide: ["step"]
        case .periodSince: ["step", "period"]
        case .termPassed, .withinTerm: ["deadline"]
        case .consentRecorded, .workerRequestRecorded, .noObjectionRecorded: ["purpose"]
        case .formComplete, .sectionWritten: ["kind"]
        case .registeredLetters: ["to"]
        case .stepTaken: ["step", "after"]
        case .incapacityRunning, .workAccidentConsolidated, .certificateHandedOver,
            .noForceMajeureRunning, .noTrajectoryRunning, .notWorkAccident, .measureChosen,
            .validityPeriodGiven, .reasonsGiven,
            .impossibilityArgued, .byRequesterOrWorker:
            []
        }
    }

    /// The keys that the guard can have beside.
    fileprivate var optionalKeys: [String] { self == .restartNotBefore ? ["unless"] : [] }
}
