package import CryptoPrimitives
package import Records

/// A measure that a re-integration plan can hold, letters a to d of I.4-74 §2 of the codex.
package enum PlanMeasure: String, CaseIterable, Hashable, Sendable {
    /// a: reasonable adaptations of the workplace.
    case workplaceAdaptation = "workplace-adaptation"
    /// b: adapted work.
    case adaptedWork = "adapted-work"
    /// c: other work.
    case otherWork = "other-work"
    /// d: training or guidance.
    case trainingOrGuidance = "training-or-guidance"
}

/// Why an employer makes no plan, by I.4-74 §4 of the codex.
package enum ReportGround: String, CaseIterable, Hashable, Sendable {
    case technicallyImpossible = "technically-impossible"
    case objectivelyImpossible = "objectively-impossible"
    case notReasonablyDemandable = "not-reasonably-demandable"
}

/// What re-integration aims at in the second year, by the Dutch first-year evaluation.
///
/// Source: Regeling procesgang eerste en tweede ziektejaar, art. 4(2)(b).
package enum YearTwoGoal: String, CaseIterable, Hashable, Sendable {
    case ownWork = "own-work"
    case otherWorkInside = "other-work-inside"
    case otherEmployer = "other-employer"
}

/// What a step can say beside its day and its actor.
///
/// Parameters hold no text: words, names and reasons stand in sealed sections.
package enum StepParameter: String, CaseIterable, Hashable, Sendable {
    /// The day on which the occupational physician received something.
    case receivedByPhysician = "received-by-physician"
    /// The day on which the worker received something.
    case receivedByWorker = "received-by-worker"
    /// The day on which the employer received something.
    case receivedByEmployer = "received-by-employer"
    /// The day on which the worker handed the certificate of definitive unfitness over.
    case certificateHandedOver = "certificate-handed-over"
    /// Whether the incapacity follows from a work accident or an occupational disease.
    case workAccident = "work-accident"
    /// Which invitation it is, from 1 on.
    case invitationNumber = "invitation-number"
    /// The hash of the proof that something was delivered.
    case deliveryProof = "delivery-proof"
    /// The hash of the posting proof of the registered letter to the employer.
    case letterToEmployer = "letter-to-employer"
    /// The hash of the posting proof of the registered letter to the physician-inspector.
    case letterToInspector = "letter-to-inspector"
    /// The hash of the posting proof of the registered letter to the worker.
    case letterToWorker = "letter-to-worker"
    /// The hash of the posting proof of the registered letter to the occupational physician.
    case letterToPhysician = "letter-to-physician"
    /// The worker's consent, or the worker's request, on which the step rests.
    case consent
    /// The measures that the plan holds.
    case measures
    /// The first day on which the plan holds.
    case validFrom = "valid-from"
    /// The last day on which the plan holds.
    case validUntil = "valid-until"
    /// Whether reasons were given, in the section that goes with the step.
    case reasonsGiven = "reasons-given"
    /// On which ground no plan is made.
    case reportGround = "report-ground"
    /// Whether the report shows that the possibilities were seriously considered.
    case possibilitiesConsidered = "possibilities-considered"
    /// The day on which the physician examines the worker again.
    case reexaminationOn = "re-examination-on"
    /// The day that was agreed for the next contact or talk.
    case nextContactOn = "next-contact-on"
    /// The day on which the worker is expected back.
    case expectedReturnOn = "expected-return-on"
    /// How many workers the employer had on average over the last four quarters.
    case headCount = "head-count"
    /// Whether the letter tells the worker of the right to have adapted or other work examined.
    case mentionsAdaptedWork = "mentions-adapted-work"
    /// Whether the letter tells the worker of the right to assistance by the union.
    case mentionsAssistance = "mentions-assistance"
    /// Whether the worker asks that adapted or other work be examined.
    case asksAdaptedWork = "asks-adapted-work"
    /// Whether the worker is willing to talk together.
    case workerWilling = "worker-willing"
    /// Whether the employer's side is willing to talk together.
    case employerWilling = "employer-willing"
    /// What re-integration aims at in the second year.
    case yearTwoGoal = "year-two-goal"

    /// The type of a parameter's value.
    package enum Kind: Hashable, Sendable {
        case day, flag, number, count, digest, consent, measures, ground, goal
    }

    /// The type of the value.
    package var kind: Kind {
        switch self {
        case .receivedByPhysician, .receivedByWorker, .receivedByEmployer, .certificateHandedOver,
            .validFrom, .validUntil, .reexaminationOn, .nextContactOn, .expectedReturnOn:
            .day
        case .workAccident, .reasonsGiven, .possibilitiesConsidered, .mentionsAdaptedWork,
            .mentionsAssistance, .asksAdaptedWork, .workerWilling, .employerWilling:
            .flag
        case .invitationNumber: .number
        case .headCount: .count
        case .deliveryProof, .letterToEmployer, .letterToInspector, .letterToWorker,
            .letterToPhysician:
            .digest
        case .consent: .consent
        case .measures: .measures
        case .reportGround: .ground
        case .yearTwoGoal: .goal
        }
    }

    /// Whether the day may lie after the day of recording; a receipt cannot, a term can.
    var mayLieAhead: Bool {
        switch self {
        case .validFrom, .validUntil, .reexaminationOn, .nextContactOn, .expectedReturnOn: true
        default: false
        }
    }

    /// Whether the day is one of receipt, which cannot lie before the step itself.
    package var isReceipt: Bool {
        switch self {
        case .receivedByPhysician, .receivedByWorker, .receivedByEmployer: true
        default: false
        }
    }
}

/// The value of a ``StepParameter``.
package enum ParameterValue: Hashable, Sendable {
    case day(CivilDate)
    case flag(Bool)
    /// 0 to 255.
    case number(UInt8)
    /// 0 to 65,535.
    case count(UInt16)
    case digest(Digest)
    case consent(ConsentID)
    case measures(Set<PlanMeasure>)
    case ground(ReportGround)
    case goal(YearTwoGoal)

    /// The type of the value.
    package var kind: StepParameter.Kind {
        switch self {
        case .day: .day
        case .flag: .flag
        case .number: .number
        case .count: .count
        case .digest: .digest
        case .consent: .consent
        case .measures: .measures
        case .ground: .ground
        case .goal: .goal
        }
    }
}

/// The parameters of one step, each with a value of its type.
package struct StepParameters: Hashable, Sendable {
    private var values: [StepParameter: ParameterValue]

    /// No parameters.
    package init() { values = [:] }

    /// Takes parameters; `nil` when a value is not of its parameter's type.
    package init?(_ values: [StepParameter: ParameterValue]) {
        guard values.allSatisfy({ $0.key.kind == $0.value.kind }) else { return nil }
        self.values = values
    }

    /// The value of a parameter; `nil` when it was not given.
    package subscript(parameter: StepParameter) -> ParameterValue? { values[parameter] }

    /// The parameters that were given, in the order of their names.
    package var given: [StepParameter] { values.keys.sorted { $0.rawValue < $1.rawValue } }

    /// Whether nothing was given.
    package var isEmpty: Bool { values.isEmpty }

    /// The same parameters with one set.
    ///
    /// - Precondition: The value has the parameter's type.
    package func setting(_ parameter: StepParameter, to value: ParameterValue) -> Self {
        precondition(parameter.kind == value.kind, "the value has the parameter's type")
        var copy = self
        copy.values[parameter] = value
        return copy
    }

    func day(_ parameter: StepParameter) -> CivilDate? {
        guard case .day(let day)? = values[parameter] else { return nil }
        return day
    }

    package func flag(_ parameter: StepParameter) -> Bool {
        guard case .flag(let flag)? = values[parameter] else { return false }
        return flag
    }

    func number(_ parameter: StepParameter) -> Int? {
        guard case .number(let number)? = values[parameter] else { return nil }
        return Int(number)
    }

    func count(_ parameter: StepParameter) -> Int? {
        guard case .count(let count)? = values[parameter] else { return nil }
        return Int(count)
    }

    func has(_ parameter: StepParameter) -> Bool { values[parameter] != nil }
}
