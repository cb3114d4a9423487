package import Records

/// A step that was taken and has effect.
package struct TakenStep: Hashable, Sendable {
    /// The event that records it; `nil` for a step that is only being considered.
    package let event: EventID?
    /// The step.
    package let step: StepName
    /// The role that took it.
    package let role: Role
    /// The legal day.
    package let occurredOn: CivilDate
    /// What it said beside.
    package let parameters: StepParameters
}

/// A term that has passed and led on.
package struct PassedLapse: Hashable, Sendable {
    /// What lapsed.
    package let lapse: Lapse
    /// The first day of the new state.
    package let on: CivilDate
}

/// One trajectory: the fold of its steps, in the order of their legal days.
///
/// What follows from a term that has passed is computed for the day that is asked about; it is
/// stored nowhere.
package struct Trajectory: Hashable, Sendable {
    /// Where a trajectory stands.
    package struct Position: Hashable, Sendable {
        /// The state.
        package let state: StateName
        /// The day on which it was reached.
        package let since: CivilDate
        /// The lapse by which it was reached; `nil`: by a step.
        package let lapse: LapseName?
    }

    /// 1 for the first trajectory of the dossier; 0 for the steps outside any trajectory.
    package let number: Int
    /// The track that it belongs to.
    package let track: TrackName
    /// The first day of the incapacity at which it opened; `nil` when none is known.
    let incapacityStart: CivilDate?
    /// The regime.
    package let regime: Regime
    /// The readings under which it is judged.
    package let choices: OptionChoices
    /// The steps that have effect, in the order of their legal days.
    package private(set) var taken: [TakenStep] = []
    /// Where the last step left it.
    private var settled: Position?
    /// The lapses before the last step.
    private var lapsed: [PassedLapse] = []

    init(
        number: Int, track: TrackName, incapacityStart: CivilDate?, regime: Regime,
        choices: OptionChoices
    ) {
        self.number = number
        self.track = track
        self.incapacityStart = incapacityStart
        self.regime = regime
        self.choices = choices
    }

    /// Takes a step that was judged before.
    mutating func take(_ step: TakenStep, movingTo target: StateName?) {
        let before = position(at: step.occurredOn)
        lapsed = passedLapses(at: step.occurredOn)
        taken.append(step)
        if let target, target != before.state {
            settled = Position(state: target, since: step.occurredOn, lapse: nil)
        } else {
            settled = before
        }
    }

    /// The role that opened it.
    package var requester: Role? { taken.first?.role }

    /// The legal day of its first step.
    package var openedOn: CivilDate? { taken.first?.occurredOn }

    /// Where it stands on `day`, passed terms included.
    package func position(at day: CivilDate) -> Position {
        var position =
            settled ?? Position(state: regime.track(track).initial, since: day, lapse: nil)
        // Each lapse leads on; there are no more of them in a row than there are lapses.
        for _ in regime.lapses {
            guard let next = nextLapse(from: position, before: day) else { break }
            position = next
        }
        return position
    }

    /// The state on `day`, passed terms included.
    package func state(at day: CivilDate) -> ProcessState {
        regime.state(position(at: day).state)
    }

    /// Whether it has not ended on `day`.
    package func isOpen(at day: CivilDate) -> Bool { state(at: day).kind == .open }

    /// The terms that have passed and led on, oldest first.
    package func passedLapses(at day: CivilDate) -> [PassedLapse] {
        var passed = lapsed
        guard var position = settled else { return passed }
        for _ in regime.lapses {
            guard let next = nextLapse(from: position, before: day),
                let lapse = regime.lapses.first(where: { $0.name == next.lapse })
            else { break }
            passed.append(PassedLapse(lapse: lapse, on: next.since))
            position = next
        }
        return passed
    }

    /// The first lapse that leads on from `position`, whether its term has passed or not.
    func pendingLapse(from position: Position, at day: CivilDate) -> (Lapse, Deadline)? {
        for lapse in regime.lapses where lapse.from == position.state {
            guard let deadline = deadline(lapse.deadline, at: day), !deadline.isPaused,
                satisfies(lapse.guards, on: day)
            else { continue }
            return (lapse, deadline)
        }
        return nil
    }

    private func nextLapse(from position: Position, before day: CivilDate) -> Position? {
        guard let (lapse, deadline) = pendingLapse(from: position, at: day), deadline.due < day
        else { return nil }
        return Position(
            state: lapse.target, since: max(deadline.due.adding(days: 1), position.since),
            lapse: lapse.name)
    }

    /// The steps of a name, oldest first.
    func steps(_ name: StepName) -> [TakenStep] { taken.filter { $0.step == name } }

    /// How many steps of a name have a proof of delivery, given at once or recorded later.
    ///
    /// A later proof names the step by its number.
    func provenDeliveries(of name: StepName) -> Int {
        let proofs = taken.filter { $0.parameters.has(.deliveryProof) }
        return Set(proofs.compactMap { $0.parameters.number(.invitationNumber) })
            .intersection(steps(name).compactMap { $0.parameters.number(.invitationNumber) }).count
    }
}

extension Trajectory {
    /// Whether the rules that depend on steps hold on a day.
    func satisfies(_ rules: [GuardRule], on day: CivilDate) -> Bool {
        rules.allSatisfy { rule in
            !regime.holds(rule.onlyWith, under: choices) || !rule.during.contains(day)
                || satisfies(rule.condition)
        }
    }

    /// Whether a condition that follows from steps holds.
    ///
    /// - Precondition: ``StepGuard/followsFromSteps``.
    func satisfies(_ condition: StepGuard) -> Bool {
        switch condition {
        case .atMost(let count, let name): steps(name).count < count
        case .atLeast(let count, let name): steps(name).count >= count
        case .noEarlier(let name): steps(name).isEmpty
        case .stepTaken(let names, let others): hasTaken(names, after: others)
        case .deliveryProven(let name, let count): provenDeliveries(of: name) >= count
        case .incapacityFrom(let day): firstDayOfIncapacity.map { $0 >= day } ?? false
        case .headCountAtLeast(let count):
            (taken.last { $0.parameters.has(.headCount) }?.parameters.count(.headCount) ?? 0)
                >= count
        case .yearTwoGoal(let goal):
            taken.last { $0.parameters.has(.yearTwoGoal) }?.parameters[.yearTwoGoal]
                == .goal(goal)
        default: preconditionFailure("the condition needs more than steps")
        }
    }

    private func hasTaken(_ names: [StepName], after others: [StepName]) -> Bool {
        let start = taken.lastIndex { others.contains($0.step) }
        return taken[(start.map { $0 + 1 } ?? 0)...].contains { names.contains($0.step) }
    }

    /// The first day of the incapacity: the one at which the trajectory opened, or outside
    /// trajectories the last that was recorded.
    var firstDayOfIncapacity: CivilDate? {
        incapacityStart
            ?? taken.last { regime.step($0.step)?.effect == .absence(.start) }?.occurredOn
    }
}
