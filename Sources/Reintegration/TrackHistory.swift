package import Records

/// What happened in one track of a dossier.
package struct TrackHistory: Hashable, Sendable {
    /// The track.
    package let track: Regime.Track
    /// The trajectories, oldest first; only the last can be open.
    package private(set) var trajectories: [Trajectory] = []
    /// The steps outside any trajectory, absences among them.
    private(set) var preliminaries: Trajectory

    init(track: Regime.Track, regime: Regime, choices: OptionChoices) {
        self.track = track
        preliminaries = Trajectory(
            number: 0, track: track.name, incapacityStart: nil, regime: regime, choices: choices)
    }

    /// The trajectory that is open on `day`.
    package func openTrajectory(at day: CivilDate) -> Trajectory? {
        trajectories.last { $0.isOpen(at: day) }
    }

    /// The state on `day`: that of the open trajectory, else the track's initial one.
    package func state(at day: CivilDate) -> ProcessState {
        openTrajectory(at: day)?.state(at: day) ?? preliminaries.regime.state(track.initial)
    }

    /// Where the last trajectory stands on `day`, ended or not; the track's initial state before
    /// the first one.
    package func standing(at day: CivilDate) -> ProcessState {
        trajectories.last?.state(at: day) ?? preliminaries.regime.state(track.initial)
    }

    /// The deadlines that run on `day` and were not met.
    func openDeadlines(at day: CivilDate, isAbsent: Bool) -> [Deadline] {
        let deadlines = trajectories.last?.openDeadlines(at: day) ?? []
        let outside = preliminaries.openDeadlines(at: day, in: state(at: day).name)
        return deadlines
            + outside.filter { deadline in
                switch deadline.rule.presence {
                case .absent:
                    // What a trajectory followed on no longer has to be prepared.
                    isAbsent
                        && !trajectories.contains {
                            ($0.openedOn ?? day) >= deadline.countedFrom
                        }
                case .throughout: isAbsent
                case .atWork: !isAbsent
                case .any: true
                }
            }
    }

    // INVARIANT: a trajectory is appended only while no other one is open, so at most one is.
    /// Takes a step that was judged before.
    mutating func take(_ taken: TakenStep, absences: AbsenceHistory) {
        let regime = preliminaries.regime
        guard let step = regime.step(taken.step) else { return }
        guard case .moves(to: let target) = step.effect else {
            preliminaries.take(taken, movingTo: nil)
            return
        }
        if openTrajectory(at: taken.occurredOn) != nil {
            trajectories[trajectories.count - 1].take(taken, movingTo: target)
        } else if let target {
            var trajectory = Trajectory(
                number: trajectories.count + 1, track: track.name,
                incapacityStart: absences.start(on: taken.occurredOn), regime: regime,
                choices: preliminaries.choices)
            trajectory.take(taken, movingTo: target)
            trajectories.append(trajectory)
        } else {
            preliminaries.take(taken, movingTo: nil)
        }
    }
}
