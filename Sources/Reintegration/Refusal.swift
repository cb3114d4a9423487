package import CryptoPrimitives
package import Records

/// Why a step cannot be taken, with the rule and what would change it.
package struct Refusal: Hashable, Sendable {
    /// The kinds of reason.
    package enum Reason: Hashable, Sendable {
        /// The regime has no such step.
        case unknownStep
        /// The legal day lies after today.
        case dayAhead
        /// The role does not take this step.
        case wrongRole
        /// The actor does not stand to the worker as the role requires.
        case wrongRelation
        /// The process is in a state from which the step is not taken.
        case wrongState(StateName)
        /// The legal day lies before the day on which that state was reached.
        case beforeState(since: CivilDate)
        /// Absences follow each other in time, and this one does not.
        case absenceOrder
        /// The step does not carry this parameter.
        case unexpectedParameter(StepParameter)
        /// The step needs this parameter.
        case missingParameter(StepParameter)
        /// The day of this parameter cannot be.
        case impossibleDay(StepParameter)
        /// A section that the step names is not known in the dossier.
        case unknownSection
        /// The step needs a section of this kind.
        case missingSection(SectionKind)
        /// A condition is not met.
        case guardFailed(StepGuard)
        /// The regime does not govern this file.
        case otherRegime
        /// A step that was taken later would lose its effect.
        case laterStepStands(StepName)
    }

    /// What could make the step possible.
    package enum Prospect: Hashable, Sendable {
        /// Something has to be brought: a parameter, a section, a consent, an earlier step.
        case bring
        /// Time has to pass.
        case wait(until: CivilDate)
        /// Nothing, in the present state.
        case none
    }

    /// The reason.
    package let reason: Reason
    /// The rule that refuses.
    package let reference: LegalReference
    /// The reason as a sentence.
    package let text: LocalizedText
    /// What to do, where something can be done.
    package let hint: LocalizedText?
    /// What could make the step possible.
    package let prospect: Prospect

    /// The first day on which the step becomes possible, when that is a matter of time.
    package var possibleFrom: CivilDate? {
        if case .wait(let day) = prospect { day } else { nil }
    }
}

/// What a step would do, or why it cannot be taken.
package enum StepVerdict: Hashable, Sendable {
    /// The step can be taken.
    case allowed(StepOutcome)
    /// The step cannot be taken.
    case refused(Refusal)

    /// What the step does; `nil` when it is refused.
    package var outcome: StepOutcome? {
        if case .allowed(let outcome) = self { outcome } else { nil }
    }

    /// Why the step is refused; `nil` when it is allowed.
    package var refusal: Refusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }
}

/// What a step does.
package struct StepOutcome: Hashable, Sendable {
    /// The state on the day of the step, after it.
    package let state: StateName
    /// The deadlines that it starts.
    package let deadlines: [Deadline]
    /// Who has to be told.
    package let notifies: [Role]
    /// The events of later legal days that lose their effect by it.
    package let overtaken: [EventID]
}

/// A step that somebody wants to take.
package struct StepAttempt: Hashable, Sendable {
    /// The step.
    package var step: StepName
    /// The acting role.
    package var role: Role
    /// The legal day.
    package var occurredOn: CivilDate
    /// What the step says beside.
    package var parameters: StepParameters
    /// The hashes of the section versions that it rests on.
    package var sections: [Digest]

    /// Puts an attempt together.
    package init(
        step: StepName, role: Role, occurredOn: CivilDate, parameters: StepParameters = .init(),
        sections: [Digest] = []
    ) {
        self.step = step
        self.role = role
        self.occurredOn = occurredOn
        self.parameters = parameters
        self.sections = sections
    }

    /// The attempt that an event records.
    package init(_ event: ProcessEvent) {
        self.init(
            step: event.step, role: event.actor.role, occurredOn: event.occurredOn,
            parameters: event.parameters, sections: event.sections)
    }
}
