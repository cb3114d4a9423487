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

    /// The type of a parameter's value.
    package enum Kind: Hashable, Sendable {
        case day, flag, number, digest, consent, measures, ground
    }

    /// The type of the value.
    package var kind: Kind {
        switch self {
        case .receivedByPhysician, .receivedByWorker, .receivedByEmployer, .certificateHandedOver,
            .validFrom, .validUntil:
            .day
        case .workAccident, .reasonsGiven, .possibilitiesConsidered: .flag
        case .invitationNumber: .number
        case .deliveryProof, .letterToEmployer, .letterToInspector: .digest
        case .consent: .consent
        case .measures: .measures
        case .reportGround: .ground
        }
    }

    /// Whether the day may lie after the day of recording; a receipt cannot, a term can.
    var mayLieAhead: Bool { self == .validFrom || self == .validUntil }

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
    case digest(Digest)
    case consent(ConsentID)
    case measures(Set<PlanMeasure>)
    case ground(ReportGround)

    /// The type of the value.
    package var kind: StepParameter.Kind {
        switch self {
        case .day: .day
        case .flag: .flag
        case .number: .number
        case .digest: .digest
        case .consent: .consent
        case .measures: .measures
        case .ground: .ground
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

    func has(_ parameter: StepParameter) -> Bool { values[parameter] != nil }
}
