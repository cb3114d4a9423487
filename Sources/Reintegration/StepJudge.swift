internal import Records

/// Judges one step against a process that was folded up to its legal day.
struct StepJudge {
    /// The process as it stood on the legal day of the step.
    let process: DossierProcess
    /// The absences that are known.
    let absences: AbsenceHistory
    /// The step.
    let attempt: StepAttempt
    /// The day of recording, or the last day that it can have been.
    let today: CivilDate
    /// What is known from outside; `nil` when a recorded event is folded again.
    let facts: ProcessFacts?

    /// The rules.
    var regime: Regime { process.regime }
    /// What happened in the track of the step.
    var history: TrackHistory {
        let track = regime.step(attempt.step).map(regime.track) ?? regime.mainTrack
        return process.history(of: track.name)
    }
    /// The trajectory of the step's track that is open on the legal day.
    var open: Trajectory? { history.openTrajectory(at: attempt.occurredOn) }
    /// The steps among which guards look: of the open trajectory, else outside any.
    var current: Trajectory { open ?? history.preliminaries }

    /// Every reason against the step, the most basic first; none: it can be taken.
    func refusals() -> [Refusal] {
        guard let step = regime.step(attempt.step) else { return [refusal(.unknownStep)] }
        var refusals: [Refusal] = []
        if attempt.occurredOn > today {
            refusals.append(refusal(.dayAhead, step, until: attempt.occurredOn))
        }
        refusals += actorRefusals(step)
        refusals += stateRefusals(step)
        refusals += regimeRefusals(step)
        refusals += parameterRefusals(step)
        refusals += sectionRefusals(step)
        for rule in step.guards
        where regime.holds(rule.onlyWith, under: process.choices)
            && rule.during.contains(attempt.occurredOn)
        {
            switch judge(rule.condition) {
            case .holds: break
            case .fails(let prospect):
                refusals.append(
                    refusal(
                        .guardFailed(rule.condition), step, reference: rule.reference,
                        prospect: prospect))
            }
        }
        return refusals
    }

    private func actorRefusals(_ step: ProcessStep) -> [Refusal] {
        guard step.by.contains(attempt.role) else { return [refusal(.wrongRole, step)] }
        if let facts, regime.relations[attempt.role]?.contains(facts.relation) != true {
            return [refusal(.wrongRelation, step)]
        }
        return []
    }

    private func stateRefusals(_ step: ProcessStep) -> [Refusal] {
        let day = attempt.occurredOn
        if case .absence(let effect) = step.effect {
            return absences.admits(effect, on: day) ? [] : [refusal(.absenceOrder, step)]
        }
        let position = history.trajectories.last?.position(at: day)
        let state = history.state(at: day)
        guard step.from.contains(state.name) else {
            // A term that runs now can lead to a state from which the step is taken.
            if let open, let position,
                let (lapse, deadline) = open.pendingLapse(
                    from: position, at: day), step.from.contains(lapse.target)
            {
                return [
                    refusal(.wrongState(state.name), step, until: deadline.due.adding(days: 1))
                ]
            }
            return [refusal(.wrongState(state.name), step)]
        }
        if let position, day < position.since {
            return [refusal(.beforeState(since: position.since), step)]
        }
        return []
    }

    private func regimeRefusals(_ step: ProcessStep) -> [Refusal] {
        guard case .moves(to: .some) = step.effect, history.track == regime.mainTrack else {
            return []
        }
        let received: CivilDate
        if let opened = open?.taken.first {
            guard step.communicatesDecision else { return [] }
            received = opened.parameters.day(.receivedByPhysician) ?? opened.occurredOn
        } else {
            received = attempt.parameters.day(.receivedByPhysician) ?? attempt.occurredOn
        }
        let dates = RegimeDates(
            incapacityStart: absences.startedOn, requestReceived: received,
            decisionCommunicated: step.communicatesDecision ? attempt.occurredOn : nil)
        guard !regime.applies.governs(dates) else { return [] }
        return [refusal(.otherRegime, step, reference: regime.applies.reference)]
    }

    private func parameterRefusals(_ step: ProcessStep) -> [Refusal] {
        let known = step.required + step.optional
        var refusals: [Refusal] = []
        for parameter in attempt.parameters.given {
            guard known.contains(parameter) else {
                refusals.append(refusal(.unexpectedParameter(parameter), step))
                continue
            }
            guard let day = attempt.parameters.day(parameter) else { continue }
            let isAhead = !parameter.mayLieAhead && day > today
            // Nothing arrives before it is sent; a step that only records a receipt tells of what
            // was sent when the present state began.
            let sent =
                step.recordsReceipt
                ? open?.position(at: attempt.occurredOn).since ?? attempt.occurredOn
                : attempt.occurredOn
            let isEarly = parameter.isReceipt && day < sent
            if isAhead || isEarly { refusals.append(refusal(.impossibleDay(parameter), step)) }
        }
        for parameter in step.required where !attempt.parameters.has(parameter) {
            refusals.append(refusal(.missingParameter(parameter), step))
        }
        return refusals
    }

    private func sectionRefusals(_ step: ProcessStep) -> [Refusal] {
        let required = step.artefacts.filter(\.isRequired)
        guard let facts else {
            // The kinds were judged when the event was recorded.
            let isMissing = attempt.sections.count < required.count
            return isMissing
                ? required.prefix(1).map { refusal(.missingSection($0.kind), step) } : []
        }
        let versions = attempt.sections.map { facts.versions[$0] }
        guard versions.allSatisfy({ $0 != nil }) else { return [refusal(.unknownSection, step)] }
        let kinds = Set(versions.compactMap { $0?.kind })
        return required.filter { !kinds.contains($0.kind) }.map {
            refusal(.missingSection($0.kind), step)
        }
    }

    /// A refusal by a rule, with its sentence.
    func refusal(
        _ reason: Refusal.Reason, _ step: ProcessStep? = nil, reference: LegalReference? = nil,
        until day: CivilDate? = nil, prospect: Refusal.Prospect? = nil
    ) -> Refusal {
        let step = step ?? regime.step(attempt.step)
        let prospect = prospect ?? day.map { .wait(until: $0) } ?? reason.standardProspect
        let reference =
            reference ?? step?.reference ?? regime.applies.reference
        return Refusal(
            reason: reason, reference: reference,
            text: RefusalText.sentence(for: reason, step: step, regime: regime, role: attempt.role),
            hint: RefusalText.hint(for: reason, prospect: prospect, regime: regime),
            prospect: prospect)
    }
}

extension ProcessStep {
    /// Whether the step only tells when something arrived that was sent before.
    var recordsReceipt: Bool {
        effect == .moves(to: nil) && required.isEmpty
            && optional.contains { $0.isReceipt }
    }
}

extension Refusal.Reason {
    /// What could make the step possible, where nothing more is known than the reason.
    var standardProspect: Refusal.Prospect {
        switch self {
        case .missingParameter, .missingSection, .impossibleDay, .unexpectedParameter,
            .unknownSection:
            .bring
        default: .none
        }
    }
}
