package import Records

/// The process of a dossier: its absences and its trajectories, folded from events.
///
/// Events are recorded in one order and count in another: that of their legal days. A letter that
/// was posted in time counts in time, however late its event is recorded. An event that does not
/// fit has no effect; it changes nothing and is listed in ``ignored``.
package struct DossierProcess: Hashable, Sendable {
    /// An event without effect.
    package struct IgnoredEvent: Hashable, Sendable {
        /// The event.
        package let event: EventID
        /// Why it has none.
        package let refusal: Refusal
    }

    /// The regime.
    package let regime: Regime
    /// The readings under which it is judged.
    package let choices: OptionChoices
    /// Who sees the events; `nil` when they are all there.
    ///
    /// A guard that names a step of which the viewer may not know was judged when the step was taken,
    /// and is not judged again; a deadline that such a step may have met or stopped is not told.
    package let viewer: Role?
    /// The dossier; events of others have no effect.
    package let dossier: DossierID
    /// All events, in the order in which they were recorded.
    package private(set) var events: [ProcessEvent]
    /// The absences.
    package private(set) var absences = AbsenceHistory()
    /// The events without effect.
    package private(set) var ignored: [IgnoredEvent] = []
    /// What happened in each track, in the order of the regime's tracks; the formal one first.
    package private(set) var tracks: [TrackHistory]

    /// Folds the events of a dossier.
    ///
    /// - Parameters:
    ///   - regime: The regime that governs.
    ///   - choices: The readings that were chosen; the others are the regime's standard.
    ///   - dossier: The dossier.
    ///   - viewer: Who sees the events, when they are not all there.
    ///   - events: Its events, in the order in which they were recorded.
    package init(
        regime: Regime, choices: OptionChoices = [:], dossier: DossierID,
        seenBy viewer: Role? = nil,
        events: [ProcessEvent] = []
    ) {
        self.regime = regime
        self.choices = choices
        self.dossier = dossier
        self.viewer = viewer
        self.events = events
        tracks = regime.tracks.map {
            TrackHistory(track: $0, regime: regime, choices: choices)
        }
        fold(events.map { Entry($0, of: dossier) })
    }

    /// Folds the events of another process and one step more.
    private init(_ other: Self, considering attempt: StepAttempt, today: CivilDate) {
        self.init(
            regime: other.regime, choices: other.choices, dossier: other.dossier,
            seenBy: other.viewer)
        events = other.events
        fold(
            events.map { Entry($0, of: dossier) } + [Entry(considering: attempt, today: today)])
    }

    /// Judges an event and, when it is allowed, records it.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - today: The day of recording in the jurisdiction's calendar.
    ///   - facts: What is known from outside.
    /// - Returns: What the event does; a refused event changes nothing.
    package mutating func record(
        _ event: ProcessEvent, today: CivilDate, facts: ProcessFacts
    ) -> StepVerdict {
        guard event.dossier == dossier else {
            preconditionFailure("an event is recorded in its own dossier")
        }
        let verdict = evaluate(StepAttempt(event), today: today, facts: facts)
        if verdict.outcome != nil {
            self = Self(
                regime: regime, choices: choices, dossier: dossier, seenBy: viewer,
                events: events + [event])
        }
        return verdict
    }

    /// What happened in a track that the regime declares.
    package func history(of track: TrackName) -> TrackHistory {
        guard let history = tracks.first(where: { $0.track.name == track }) else {
            preconditionFailure("a checked regime declares the tracks that it uses")
        }
        return history
    }

    /// The trajectories of the formal procedure, oldest first; only the last can be open.
    package var trajectories: [Trajectory] { tracks[0].trajectories }

    /// The trajectory that is open on `day`.
    package func openTrajectory(at day: CivilDate) -> Trajectory? {
        tracks[0].openTrajectory(at: day)
    }

    /// The state on `day`: that of the open trajectory, else the regime's initial one.
    package func state(at day: CivilDate) -> ProcessState {
        tracks[0].state(at: day)
    }

    /// Where the last trajectory stands on `day`, ended or not; the regime's initial state before
    /// the first one.
    package func standing(at day: CivilDate) -> ProcessState {
        tracks[0].standing(at: day)
    }

    /// The phase for access policies on `day`: intake before the first trajectory, closed when the
    /// last one has ended.
    package func phase(at day: CivilDate) -> Phase {
        standing(at: day).phase
    }

    /// When the trajectories that have ended on `day` did so: at the moment at which the step that
    /// ended one was recorded, or at the beginning of the day on which a term had passed.
    ///
    /// - Parameters:
    ///   - day: The day.
    ///   - start: The moment at which a civil day begins.
    /// - Returns: The moments, in the order of the trajectories.
    package func trajectoryEnds(at day: CivilDate, start: (CivilDate) -> Instant) -> [Instant] {
        trajectories.filter { !$0.isOpen(at: day) }.map { trajectory in
            let end = trajectory.position(at: day)
            let recorded = trajectory.taken.last?.event.flatMap { id in
                events.first { $0.id == id }?.recordedAt
            }
            guard end.lapse == nil, let recorded else { return start(end.since) }
            return recorded
        }
    }

    /// The deadlines that run on `day` and were not met, earliest first.
    package func openDeadlines(at day: CivilDate) -> [Deadline] {
        let isAbsent = absences.isAbsent(on: day)
        return tracks.flatMap { $0.openDeadlines(at: day, isAbsent: isAbsent) }
            .filter { deadline in
                viewer.map { viewer in
                    regime.shows(deadline.rule.metBy, to: viewer)
                        && deadline.rule.conditions.allSatisfy {
                            regime.shows($0.condition, to: viewer)
                        }
                } ?? true
            }
            .sorted { ($0.due, $0.name) < ($1.due, $1.name) }
    }

    /// The same process with only the events whose legal day is not after `day`.
    func upTo(_ day: CivilDate) -> Self {
        guard events.contains(where: { $0.occurredOn > day }) else { return self }
        return Self(
            regime: regime, choices: choices, dossier: dossier, seenBy: viewer,
            events: events.filter { $0.occurredOn <= day })
    }

    /// The events of later legal days that would lose their effect by a step.
    func effectsLost(by attempt: StepAttempt, today: CivilDate) -> [EventID] {
        guard events.contains(where: { $0.occurredOn > attempt.occurredOn }) else { return [] }
        let already = Set(ignored.map(\.event))
        let changed = Self(self, considering: attempt, today: today)
        return changed.ignored.map(\.event).filter { !already.contains($0) }
    }

    private mutating func fold(_ entries: [Entry]) {
        // Absences first, in the order of recording: each step is judged by those that were known.
        var known: [AbsenceHistory] = []
        var hasEffect: [Bool] = []
        for entry in entries {
            known.append(absences)
            hasEffect.append(false)
            guard case .absence(let effect)? = regime.step(entry.attempt.step)?.effect else {
                continue
            }
            if let refusal = refusalOnReplay(of: entry, knowing: absences) {
                ignore(entry, refusal)
            } else {
                absences.apply(
                    effect, on: entry.attempt.occurredOn, parameters: entry.attempt.parameters)
                hasEffect[hasEffect.count - 1] = true
            }
        }
        let order = entries.indices.sorted {
            (entries[$0].attempt.occurredOn, $0) < (entries[$1].attempt.occurredOn, $1)
        }
        for index in order {
            let entry = entries[index]
            if case .absence? = regime.step(entry.attempt.step)?.effect {
                if hasEffect[index] { take(entry.taken) }
            } else if let refusal = refusalOnReplay(of: entry, knowing: known[index]) {
                ignore(entry, refusal)
            } else {
                take(entry.taken)
            }
        }
    }

    private mutating func ignore(_ entry: Entry, _ refusal: Refusal) {
        guard let event = entry.event else { return }
        ignored.append(IgnoredEvent(event: event, refusal: refusal))
    }

    /// Judges a recorded step again, but for what only the facts of its moment could tell.
    private func refusalOnReplay(
        of entry: Entry, knowing absences: AbsenceHistory
    ) -> Refusal? {
        let judge = StepJudge(
            process: self, absences: absences, attempt: entry.attempt, today: entry.latest,
            facts: nil)
        guard entry.belongs else { return judge.refusal(.unknownStep) }
        return judge.refusals().first
    }

    /// Takes a step that was judged before; an absence counts in every track.
    mutating func take(_ taken: TakenStep) {
        guard let step = regime.step(taken.step) else { return }
        for index in tracks.indices {
            if case .moves = step.effect, tracks[index].track != regime.track(of: step) { continue }
            tracks[index].take(taken, absences: absences)
        }
    }
}

/// A step in the order of recording.
private struct Entry {
    /// The event; `nil` for a step that is only being considered.
    let event: EventID?
    /// The step.
    let attempt: StepAttempt
    /// The last day that its legal day can be.
    let latest: CivilDate
    /// Whether it is of this dossier.
    let belongs: Bool

    init(_ event: ProcessEvent, of dossier: DossierID) {
        self.event = event.id
        attempt = StepAttempt(event)
        // A civil day is at most 14 hours ahead of UTC.
        latest = event.recordedAt.utcDay.adding(days: 1)
        belongs = event.dossier == dossier
    }

    init(considering attempt: StepAttempt, today: CivilDate) {
        event = nil
        self.attempt = attempt
        latest = today
        belongs = true
    }

    var taken: TakenStep {
        TakenStep(
            event: event, step: attempt.step, role: attempt.role, occurredOn: attempt.occurredOn,
            parameters: attempt.parameters)
    }
}
