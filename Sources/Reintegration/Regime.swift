package import Records

/// The readings that a vault has chosen, where it has; the others are the regime's standard.
package typealias OptionChoices = [OptionName: ChoiceName]

/// A re-integration process as data: states, steps, deadlines, lapses and their sources.
///
/// A value of this type has been checked (see ``RegimeError``): every name that is used is
/// declared, every open state can be reached and left, and the steps of a decision, a plan and an
/// answer belong to those who alone may take them.
package struct Regime: Hashable, Sendable {
    /// What a regime consists of.
    package struct Parts: Sendable {
        /// Its name.
        package var name: RegimeName
        /// The revision of the file, from 1 on.
        package var revision: Int
        /// What people see.
        package var title: LocalizedText
        /// When it governs.
        package var applies: RegimeApplicability
        /// How a role must stand to the worker to act in the process.
        package var relations: [Role: [Relation]]
        /// The ambiguities.
        package var options: [ProcessOption]
        /// The public holidays, for terms in working days.
        package var holidays: HolidayCalendar
        /// The states.
        package var states: [ProcessState]
        /// The steps.
        package var steps: [ProcessStep]
        /// The deadlines.
        package var deadlines: [DeadlineRule]
        /// The lapses.
        package var lapses: [Lapse]

        /// Puts the parts together; nothing is checked yet.
        package init(
            name: RegimeName, revision: Int, title: LocalizedText, applies: RegimeApplicability,
            relations: [Role: [Relation]], options: [ProcessOption],
            holidays: HolidayCalendar = .none, states: [ProcessState],
            steps: [ProcessStep], deadlines: [DeadlineRule], lapses: [Lapse]
        ) {
            self.name = name
            self.revision = revision
            self.title = title
            self.applies = applies
            self.relations = relations
            self.options = options
            self.holidays = holidays
            self.states = states
            self.steps = steps
            self.deadlines = deadlines
            self.lapses = lapses
        }
    }

    /// Its name.
    package let name: RegimeName
    /// The revision of the file, from 1 on.
    package let revision: Int
    /// What people see.
    package let title: LocalizedText
    /// When it governs.
    package let applies: RegimeApplicability
    /// How a role must stand to the worker to act in the process.
    package let relations: [Role: [Relation]]
    /// The ambiguities, in the order of the file.
    package let options: [ProcessOption]
    /// The public holidays, for terms in working days.
    package let holidays: HolidayCalendar
    /// The states, in the order of the file.
    package let states: [ProcessState]
    /// The steps, in the order of the file.
    package let steps: [ProcessStep]
    /// The deadlines, in the order of the file; a name can stand for several readings.
    package let deadlines: [DeadlineRule]
    /// The lapses, in the order of the file.
    package let lapses: [Lapse]
    /// The tracks, the formal procedure first, each with the state in which nothing of it is open.
    package let tracks: [Track]

    /// A strand of a process that runs beside others.
    package struct Track: Hashable, Sendable {
        /// Its name.
        package let name: TrackName
        /// The state in which nothing of it is open.
        package let initial: StateName
    }

    /// Checks the parts.
    ///
    /// - Throws: ``RegimeError``, which names the part that is at fault.
    package init(_ parts: Parts) throws(RegimeError) {
        tracks = try Self.check(parts)
        name = parts.name
        revision = parts.revision
        title = parts.title
        applies = parts.applies
        relations = parts.relations
        options = parts.options
        holidays = parts.holidays
        states = parts.states
        steps = parts.steps
        deadlines = parts.deadlines
        lapses = parts.lapses
    }

    /// The track of the formal procedure, whose phase access policies see.
    package var mainTrack: Track { tracks[0] }

    /// The track of a name that the regime declares.
    func track(_ name: TrackName) -> Track {
        guard let track = tracks.first(where: { $0.name == name }) else {
            preconditionFailure("a checked regime declares the tracks that it uses")
        }
        return track
    }

    /// The track that a step belongs to; an absence belongs to none and counts in all.
    func track(of step: ProcessStep) -> Track {
        guard let state = step.from.first else { return mainTrack }
        return track(self.state(state).track)
    }

    /// Whether it governs an employer's collective record instead of a worker's dossier.
    package var isCollective: Bool { applies.procedure == .collectivePolicy }

    /// Whether a guard asks what runs for the worker in other dossiers.
    package var asksForOtherProcedures: Bool {
        steps.contains { step in
            step.guards.contains {
                $0.condition == .noForceMajeureRunning || $0.condition == .noTrajectoryRunning
            }
        }
    }

    /// The step of a name.
    package func step(_ name: StepName) -> ProcessStep? { steps.first { $0.name == name } }

    /// The state of a name that the regime declares.
    package func state(_ name: StateName) -> ProcessState {
        guard let state = states.first(where: { $0.name == name }) else {
            preconditionFailure("a checked regime declares the states that it uses")
        }
        return state
    }

    /// The reading of an option under `choices`.
    package func reading(of option: OptionName, under choices: OptionChoices) -> ChoiceName? {
        guard let option = options.first(where: { $0.name == option }) else { return nil }
        guard let chosen = choices[option.name],
            option.choices.contains(where: { $0.name == chosen })
        else { return option.standard }
        return chosen
    }

    /// Whether a rule that depends on a reading holds under `choices`.
    package func holds(_ condition: OptionCondition?, under choices: OptionChoices) -> Bool {
        guard let condition else { return true }
        return reading(of: condition.option, under: choices) == condition.choice
    }

    /// The rule of a deadline under `choices`.
    func deadline(_ name: DeadlineName, under choices: OptionChoices) -> DeadlineRule {
        guard
            let rule = deadlines.first(where: {
                $0.name == name && holds($0.onlyWith, under: choices)
            })
        else { preconditionFailure("a checked regime has one rule for each reading") }
        return rule
    }
}
