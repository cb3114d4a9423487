package import Records

/// A condition of a step.
///
/// This is the closed list from which regime files choose and which they parametrise; there is no
/// expression language.
package enum StepGuard: Hashable, Sendable {
    /// The worker is unfit for work on the day of the step.
    case incapacityRunning
    /// The incapacity has lasted for a period, relapses counted in.
    case minimumIncapacity(LegalPeriod, relapse: RelapseRule)
    /// After a work accident or occupational disease the temporary incapacity has ended.
    case workAccidentConsolidated
    /// The worker falls ill again so soon that the incapacity was not interrupted.
    case withinRelapsePeriod(RelapseRule)
    /// The worker falls ill so late that it is a new incapacity.
    case outsideRelapsePeriod(RelapseRule)
    /// The worker has handed the employer a certificate of definitive unfitness.
    case certificateHandedOver
    /// No procedure of medical force majeure runs.
    case noForceMajeureRunning
    /// No trajectory of re-integration is open for the worker at this employer.
    case noTrajectoryRunning
    /// A trajectory that ended by one step is not restarted before a period has passed, unless
    /// another step allowed it.
    case restartNotBefore(LegalPeriod, after: StepName, unless: StepName?)
    /// The incapacity does not follow from a work accident or an occupational disease.
    case notWorkAccident
    /// The incapacity began on this day or later.
    case incapacityFrom(CivilDate)
    /// The step is of a day before this one.
    case occurredBefore(CivilDate)
    /// The step is of this day or a later one.
    case occurredFrom(CivilDate)
    /// The last day of a deadline has not passed.
    case withinTerm(DeadlineName)
    /// The last evaluation of the first year named this goal.
    case yearTwoGoal(YearTwoGoal)
    /// The last trajectory ended in one of these states.
    case lastEndedIn([StateName])
    /// The employer had at least so many workers, as the last step that told the number says.
    case headCountAtLeast(Int)
    /// The step says yes to each of these.
    case confirmed([StepParameter])
    /// A step was taken at least so many times in a trajectory.
    case atLeast(Int, StepName)
    /// The step is taken no more than so many times in a trajectory.
    case atMost(Int, StepName)
    /// The number that the step carries is the next one.
    case numberedInOrder(StepName)
    /// So long a time has passed since a step was last taken.
    case periodSince(StepName, LegalPeriod)
    /// The last day of a deadline has passed.
    case termPassed(DeadlineName)
    /// A step was never taken in this trajectory.
    case noEarlier(StepName)
    /// The worker's consent for a purpose is recorded and in force.
    case consentRecorded(ConsentPurpose)
    /// The worker has not objected to a purpose.
    case noObjectionRecorded(ConsentPurpose)
    /// The worker's own request for a purpose is recorded and in force.
    case workerRequestRecorded(ConsentPurpose)
    /// A section of a kind, on which the step rests, has every required field of its form.
    case formComplete(SectionKind)
    /// A section of a kind was written in this trajectory.
    case sectionWritten(SectionKind)
    /// Registered letters were posted to these.
    case registeredLetters([Role])
    /// One of some steps was taken, after the last of some others.
    case stepTaken([StepName], after: [StepName])
    /// The plan holds at least one measure.
    case measureChosen
    /// The plan says from when until when it holds.
    case validityPeriodGiven
    /// Reasons were given.
    case reasonsGiven
    /// The report names its ground and shows that the possibilities were seriously considered.
    case impossibilityArgued
    /// The other side has taken a step that says the same.
    case confirmedByOtherSide(StepName)
    /// The actor stands on the side of the worker, or of who made the request.
    case byRequesterOrWorker
    /// A step was taken so many times, each time with a proof of delivery.
    case deliveryProven(StepName, Int)

    /// Whether it is judged by facts from outside and not by the events.
    ///
    /// Such a guard is judged once, when the step is taken: a consent that is withdrawn later does
    /// not undo what was done under it.
    package var needsFacts: Bool {
        switch self {
        case .noForceMajeureRunning, .noTrajectoryRunning, .noObjectionRecorded, .consentRecorded,
            .workerRequestRecorded, .formComplete,
            .sectionWritten:
            true
        default: false
        }
    }

    /// Whether it asks what runs for the worker in other dossiers.
    var asksForOtherDossiers: Bool {
        self == .noForceMajeureRunning || self == .noTrajectoryRunning
    }

    /// The steps that the guard names, which the regime must have.
    var steps: [StepName] {
        switch self {
        case .restartNotBefore(_, let after, let unless): [after] + (unless.map { [$0] } ?? [])
        case .atMost(_, let step), .atLeast(_, let step), .numberedInOrder(let step),
            .periodSince(let step, _),
            .noEarlier(let step), .confirmedByOtherSide(let step), .deliveryProven(let step, _):
            [step]
        case .stepTaken(let steps, let after): steps + after
        default: []
        }
    }

    /// The states that the guard names.
    var states: [StateName] {
        if case .lastEndedIn(let states) = self { states } else { [] }
    }

    /// Whether the steps of a track suffice to judge it, so that a deadline and a lapse can depend
    /// on it.
    var followsFromSteps: Bool {
        switch self {
        case .atMost, .atLeast, .noEarlier, .stepTaken, .deliveryProven, .incapacityFrom,
            .headCountAtLeast, .yearTwoGoal:
            true
        default: false
        }
    }

    /// The parameter of earlier steps by which the guard is judged.
    var told: StepParameter? {
        switch self {
        case .headCountAtLeast: .headCount
        case .yearTwoGoal: .yearTwoGoal
        default: nil
        }
    }

    /// The rule of relapse that the guard judges by.
    var relapse: RelapseRule? {
        switch self {
        case .minimumIncapacity(_, let relapse), .withinRelapsePeriod(let relapse),
            .outsideRelapsePeriod(let relapse):
            relapse
        default: nil
        }
    }

    /// The deadline that the guard names.
    var deadline: DeadlineName? {
        switch self {
        case .termPassed(let name), .withinTerm(let name): name
        default: nil
        }
    }
}

/// A reading of an ambiguity, on which a rule of a regime can depend.
package struct OptionCondition: Hashable, Sendable {
    /// The ambiguity.
    package let option: OptionName
    /// Its reading.
    package let choice: ChoiceName

    /// Makes a condition.
    package init(option: OptionName, choice: ChoiceName) {
        self.option = option
        self.choice = choice
    }
}

/// A guard where a regime uses it, with the rule that it enforces.
package struct GuardRule: Hashable, Sendable {
    /// The condition.
    package let condition: StepGuard
    /// The rule that it enforces.
    package let reference: LegalReference
    /// The reading under which it holds; `nil`: under every one.
    package let onlyWith: OptionCondition?
    /// The days of a step on which it holds.
    package let during: DayRange

    /// Puts a rule together.
    package init(
        condition: StepGuard, reference: LegalReference, onlyWith: OptionCondition? = nil,
        during: DayRange = .always
    ) {
        self.condition = condition
        self.reference = reference
        self.onlyWith = onlyWith
        self.during = during
    }
}
