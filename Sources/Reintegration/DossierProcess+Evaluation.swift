package import CryptoPrimitives
package import Records

extension DossierProcess {
    /// Judges a step without taking it.
    ///
    /// - Parameters:
    ///   - attempt: The step, its role, day, parameters and sections.
    ///   - today: The day of recording in the jurisdiction's calendar.
    ///   - facts: What is known from outside.
    /// - Returns: What the step would do, or the first reason against it.
    package func evaluate(
        _ attempt: StepAttempt, today: CivilDate, facts: ProcessFacts
    ) -> StepVerdict {
        var process = upTo(attempt.occurredOn)
        let judge = StepJudge(
            process: process, absences: absences, attempt: attempt, today: today, facts: facts)
        if let refusal = judge.refusals().first { return .refused(refusal) }
        guard let step = regime.step(attempt.step) else {
            preconditionFailure("a step that is not refused exists")
        }

        let overtaken = effectsLost(by: attempt, today: today)
        if let lost = overtaken.first, !step.overtakes {
            let stands = events.first { $0.id == lost }?.step ?? attempt.step
            return .refused(judge.refusal(.laterStepStands(stands)))
        }

        process.take(
            TakenStep(
                event: nil, step: attempt.step, role: attempt.role,
                occurredOn: attempt.occurredOn, parameters: attempt.parameters))
        let history = process.history(of: regime.track(of: step).name)
        let isInTrajectory =
            switch step.effect {
            case .absence: false
            case .moves:
                step.movesTrajectory || history.openTrajectory(at: attempt.occurredOn) != nil
            }
        let deadlines =
            isInTrajectory
            ? history.trajectories.last?.deadlinesOfLastStep(at: today)
            : process.tracks.filter { step.isAbsence || $0.track == history.track }
                .flatMap { $0.preliminaries.deadlinesOfLastStep(at: today) }
        let state =
            step.movesTrajectory
            ? history.trajectories.last?.state(at: attempt.occurredOn)
            : history.state(at: attempt.occurredOn)
        return .allowed(
            StepOutcome(
                state: state?.name ?? history.track.initial,
                deadlines: deadlines ?? [], notifies: step.notifies,
                overtaken: overtaken))
    }

    /// Judges a step without taking it.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - role: The acting role.
    ///   - occurredOn: The legal day.
    ///   - today: The day of recording.
    ///   - parameters: What the step says beside.
    ///   - sections: The hashes of the section versions that it rests on.
    ///   - facts: What is known from outside.
    /// - Returns: What the step would do, or the first reason against it.
    package func evaluate(
        _ step: StepName, by role: Role, on occurredOn: CivilDate, today: CivilDate,
        parameters: StepParameters = .init(), sections: [Digest] = [], facts: ProcessFacts
    ) -> StepVerdict {
        evaluate(
            StepAttempt(
                step: step, role: role, occurredOn: occurredOn, parameters: parameters,
                sections: sections),
            today: today, facts: facts)
    }
}

extension DossierProcess {
    /// What stands against a step whatever it says beside: its role, the state, or something that
    /// is not recorded outside the events.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - role: The acting role.
    ///   - today: The day.
    ///   - sections: The hashes of the section versions that are known.
    ///   - facts: What is known from outside.
    /// - Returns: The first reason; `nil` when there is none of that kind.
    package func obstacle(
        to step: StepName, by role: Role, on today: CivilDate, sections: [Digest],
        facts: ProcessFacts
    ) -> Refusal? {
        let attempt = StepAttempt(step: step, role: role, occurredOn: today, sections: sections)
        let judge = StepJudge(
            process: upTo(today), absences: absences, attempt: attempt, today: today, facts: facts)
        return judge.refusals().first { refusal in
            switch refusal.reason {
            case .wrongRole, .wrongRelation, .wrongState, .otherRegime: true
            case .guardFailed(let condition): condition.needsFacts
            default: false
            }
        }
    }
}

extension ProcessStep {
    /// Whether the step brings the trajectory to another state.
    package var movesTrajectory: Bool {
        if case .moves(to: .some) = effect { true } else { false }
    }

    /// Whether the step changes the absences.
    var isAbsence: Bool {
        if case .absence = effect { true } else { false }
    }
}
