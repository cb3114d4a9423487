package import Records

/// Something in a process that figures count.
package struct FigureEvent: Hashable, Sendable {
    /// What it is.
    package enum Kind: Hashable, Sendable {
        /// A trajectory of the formal procedure was opened by a role.
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
    /// The kinds of section that tell of it.
    ///
    /// What the step writes, else what the opening wrote, else the absence that all of it is about.
    /// Who may not count one of these may not count it.
    package let tells: Set<SectionKind>
}

extension DossierProcess {
    /// What figures count, up to a day.
    ///
    /// - Parameter today: The day on which it is looked at; a term that ends on it has not passed.
    /// - Returns: By track and trajectory; the missed duties of a track come last.
    package func figureEvents(at today: CivilDate) -> [FigureEvent] {
        tracks.flatMap { history in
            let isFormal = history.track == regime.mainTrack
            return history.trajectories.flatMap { $0.figureEvents(at: today, isFormal: isFormal) }
                + history.missedDuties(at: today, absences: absences)
        }
    }
}

extension Trajectory {
    /// The kinds of section that tell of a step; of none, those that tell of the opening.
    fileprivate func kinds(of step: StepName?) -> Set<SectionKind> {
        regime.kinds(of: step, else: regime.kinds(of: taken.first?.step, else: [.absence]))
    }

    fileprivate func figureEvents(at today: CivilDate, isFormal: Bool) -> [FigureEvent] {
        guard let opening = taken.first else { return [] }
        let request = kinds(of: opening.step)
        var events = [
            FigureEvent(
                kind: isFormal ? .opening(opening.role) : .step(opening.step),
                day: opening.occurredOn, tells: request)
        ]
        for step in taken.dropFirst() {
            events.append(
                FigureEvent(
                    kind: .step(step.step), day: step.occurredOn, tells: kinds(of: step.step)))
        }
        for passed in passedLapses(at: today) {
            events.append(
                FigureEvent(kind: .lapse(passed.lapse.name), day: passed.on, tells: request))
        }
        return isFormal ? events + durations(since: opening, at: today) : events
    }

    private func durations(since opening: TakenStep, at today: CivilDate) -> [FigureEvent] {
        func days(to day: CivilDate) -> Int {
            day.daysSinceEpoch - opening.occurredOn.daysSinceEpoch
        }
        let request = kinds(of: opening.step)
        var events: [FigureEvent] = []
        if let decision = taken.first(where: {
            regime.step($0.step)?.communicatesDecision == true
        }) {
            events.append(
                FigureEvent(
                    kind: .decided(days: days(to: decision.occurredOn)), day: decision.occurredOn,
                    tells: request.union(kinds(of: decision.step))))
        }
        let position = position(at: today)
        if regime.state(position.state).kind == .terminal {
            events.append(
                FigureEvent(
                    kind: .ended(days: days(to: position.since)), day: position.since,
                    tells: request.union(kinds(of: taken.last?.step))))
        }
        return events
    }
}

extension TrackHistory {
    /// A deadline as one step started it.
    private struct Started: Hashable {
        let deadline: DeadlineName
        let event: EventID?
    }

    /// The duties whose last day passed before they were done, each once.
    ///
    /// A term can move while a process goes on, so after each step the terms are looked at as they
    /// stood until the next.
    fileprivate func missedDuties(at today: CivilDate, absences: AbsenceHistory) -> [FigureEvent] {
        let regime = preliminaries.regime
        let steps = ([preliminaries] + trajectories).flatMap(\.taken).enumerated()
            .sorted { ($0.element.occurredOn, $0.offset) < ($1.element.occurredOn, $1.offset) }
            .map(\.element)
        var missed: [FigureEvent] = []
        var known: Set<Started> = []
        var soFar = TrackHistory(track: track, regime: regime, choices: preliminaries.choices)
        for (index, step) in steps.enumerated() {
            soFar.take(step, absences: absences)
            let history = soFar
            let next = index + 1 < steps.count ? steps[index + 1].occurredOn : today
            func open(_ day: CivilDate) -> [Deadline] {
                history.openDeadlines(at: day, isAbsent: absences.isAbsent(on: day))
            }
            for deadline in open(step.occurredOn) where deadline.due < next {
                // On its last day, not on the one after: a term that passes may lead on at once.
                let isDue = open(max(deadline.due, step.occurredOn)).contains {
                    $0.name == deadline.name && $0.rule.nature == .duty && !$0.isPaused
                }
                let started = Started(deadline: deadline.name, event: deadline.startedBy)
                guard isDue, known.insert(started).inserted else { continue }
                let trajectory = trajectories.first { trajectory in
                    trajectory.taken.contains { $0.event == deadline.startedBy }
                }
                let starter = steps.first { $0.event == deadline.startedBy }?.step
                missed.append(
                    FigureEvent(
                        kind: .missed(deadline.name), day: deadline.due,
                        tells: (trajectory ?? preliminaries).kinds(of: starter)))
            }
        }
        return missed
    }
}

extension Regime {
    /// The kinds of section that a step must write; of one that must write none, those that it may.
    fileprivate func kinds(
        of step: StepName?, else others: Set<SectionKind>
    ) -> Set<SectionKind> {
        let artefacts = step.flatMap { self.step($0) }?.artefacts ?? []
        let required = artefacts.filter(\.isRequired)
        let kinds = Set((required.isEmpty ? artefacts : required).map(\.kind))
        return kinds.isEmpty ? others : kinds
    }
}
