package import Records

/// Something in a process that figures count.
package struct FigureEvent: Hashable, Sendable {
    /// What it is.
    package enum Kind: Hashable, Sendable {
        /// A trajectory was opened by a role.
        case opening(Role)
        /// A step was taken that opens none.
        case step(StepName)
        /// A term passed and led on.
        case lapse(LapseName)
        /// A duty was not done by its last day.
        case missed(DeadlineName)
        /// The first decision was communicated, so many days after the opening.
        case decided(days: Int)
        /// The trajectory ended, so many days after its opening.
        case ended(days: Int)
    }

    /// What it is.
    package let kind: Kind
    /// Its legal day; of a missed duty the last day on which it could be done.
    package let day: CivilDate
    /// The kinds of section that tell of it, which are never none in a regime that writes any: who may
    /// not count these may not count it.
    package let tells: Set<SectionKind>
}

extension DossierProcess {
    /// What figures count, up to a day.
    ///
    /// - Parameter today: The day on which it is looked at; a term that ends on it has not passed.
    /// - Returns: In the order of trajectories.
    package func figureEvents(at today: CivilDate) -> [FigureEvent] {
        trajectories.flatMap { $0.figureEvents(at: today) }
            + preliminaries.missedDuties(at: today, in: { self.state(at: $0).name }).map {
                FigureEvent(
                    kind: .missed($0.name), day: $0.due, tells: regime.kinds(of: $0.startedBy))
            }
    }
}

extension Trajectory {
    /// A duty that was not done in time.
    struct MissedDuty: Hashable {
        let name: DeadlineName
        let due: CivilDate
        let startedBy: StepName?
    }

    fileprivate func figureEvents(at today: CivilDate) -> [FigureEvent] {
        guard let opening = taken.first else { return [] }
        let request = regime.kinds(of: opening.step)
        func kinds(_ step: StepName?) -> Set<SectionKind> {
            let kinds = regime.kinds(of: step)
            return kinds.isEmpty ? request : kinds
        }
        func days(to day: CivilDate) -> Int {
            day.daysSinceEpoch - opening.occurredOn.daysSinceEpoch
        }
        var events = [
            FigureEvent(kind: .opening(opening.role), day: opening.occurredOn, tells: request)
        ]
        for step in taken.dropFirst() {
            events.append(
                FigureEvent(kind: .step(step.step), day: step.occurredOn, tells: kinds(step.step)))
        }
        for passed in passedLapses(at: today) {
            events.append(
                FigureEvent(kind: .lapse(passed.lapse.name), day: passed.on, tells: request))
        }
        for missed in missedDuties(at: today, in: { self.position(at: $0).state }) {
            events.append(
                FigureEvent(
                    kind: .missed(missed.name), day: missed.due, tells: kinds(missed.startedBy)))
        }
        if let decision = taken.first(where: { regime.step($0.step)?.communicatesDecision == true })
        {
            events.append(
                FigureEvent(
                    kind: .decided(days: days(to: decision.occurredOn)), day: decision.occurredOn,
                    tells: request.union(kinds(decision.step))))
        }
        let position = position(at: today)
        if regime.state(position.state).kind == .terminal {
            events.append(
                FigureEvent(
                    kind: .ended(days: days(to: position.since)), day: position.since,
                    tells: request.union(kinds(taken.last?.step))))
        }
        return events
    }

    /// The duties whose last day passed before they were done, each once.
    ///
    /// A term can move while a process goes on, so after each step the terms are looked at as they stood
    /// until the next.
    func missedDuties(
        at today: CivilDate, in state: (CivilDate) -> StateName
    ) -> [MissedDuty] {
        var missed: [MissedDuty] = []
        var known: Set<EventName> = []
        var soFar = Trajectory(number: number, regime: regime, choices: choices)
        for (index, step) in taken.enumerated() {
            soFar.take(step, movingTo: regime.step(step.step)?.target)
            let next = index + 1 < taken.count ? taken[index + 1].occurredOn : today
            let span = soFar
            func open(_ day: CivilDate) -> [Deadline] {
                number == 0
                    ? span.openDeadlines(at: day, in: state(day)) : span.openDeadlines(at: day)
            }
            for deadline in open(step.occurredOn) where deadline.due < next {
                let name = EventName(deadline: deadline.name, event: deadline.startedBy)
                // On its last day, not on the one after: a term that passes may lead on at once.
                let isDue = open(max(deadline.due, step.occurredOn)).contains {
                    $0.name == deadline.name && $0.rule.nature == .duty && !$0.isPaused
                }
                guard isDue, known.insert(name).inserted else { continue }
                missed.append(
                    MissedDuty(
                        name: deadline.name, due: deadline.due,
                        startedBy: taken.first { $0.event == deadline.startedBy }?.step))
            }
        }
        return missed
    }

    /// A deadline as one step started it.
    private struct EventName: Hashable {
        let deadline: DeadlineName
        let event: EventID?
    }
}

extension Regime {
    /// The kinds of section that a step must write.
    fileprivate func kinds(of step: StepName?) -> Set<SectionKind> {
        guard let step = step.flatMap({ self.step($0) }) else { return [] }
        return Set(step.artefacts.filter(\.isRequired).map(\.kind))
    }
}

extension ProcessStep {
    /// The state to which the step leads.
    fileprivate var target: StateName? {
        if case .moves(let target) = effect { target } else { nil }
    }
}
