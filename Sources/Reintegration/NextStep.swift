package import Records

/// A step that somebody can take, now or later, and what it takes.
package struct NextStep: Hashable, Sendable {
    /// The step.
    package let step: ProcessStep
    /// The first day on which it is possible; `nil`: today.
    package let possibleFrom: CivilDate?
    /// What has to be brought first, or with it: consents, sections, parameters, earlier steps.
    package let needs: [Refusal]
    /// What may still stand against it.
    ///
    /// Conditions that rest on steps which the role may not know, or on other dossiers of the worker:
    /// who takes the step learns whether they hold.
    package let unseen: [GuardRule]
    /// The deadline that it meets.
    package let deadline: Deadline?

    /// What people see.
    package var label: LocalizedText { step.label }
    /// The rule and its article.
    package var reference: LegalReference { step.reference }
    /// The forms to fill in, with the kinds of section that they make.
    package var artefacts: [Artefact] { step.artefacts }
    /// Whether nothing but its own parameters and sections stands between the actor and the step, as
    /// far as the role can know.
    package var isPossibleNow: Bool {
        possibleFrom == nil
            && needs.allSatisfy { refusal in
                switch refusal.reason {
                case .missingParameter, .missingSection: true
                case .guardFailed(let condition): condition.isAnsweredByTheStep
                default: false
                }
            }
    }
}

extension StepGuard {
    /// Whether the step itself answers the condition, by its parameters and sections.
    var isAnsweredByTheStep: Bool {
        switch self {
        case .certificateHandedOver, .formComplete, .registeredLetters, .measureChosen,
            .validityPeriodGiven, .reasonsGiven, .impossibilityArgued, .numberedInOrder,
            .confirmed:
            true
        default: false
        }
    }
}

extension DossierProcess {
    /// Whether the events that are shown do not suffice to judge a condition.
    private func isOutOfSight(_ condition: StepGuard) -> Bool {
        condition.asksForOtherDossiers || viewer.map { !regime.shows(condition, to: $0) } ?? false
    }

    /// What a role can do: now, or when a term that runs has passed.
    ///
    /// - Parameters:
    ///   - role: The role.
    ///   - today: The day.
    ///   - facts: What is known from outside.
    /// - Returns: The steps, those with the earliest deadline first, then in the regime's order.
    package func nextSteps(
        for role: Role, today: CivilDate, facts: ProcessFacts
    ) -> [NextStep] {
        let deadlines = openDeadlines(at: today)
        let process = upTo(today)
        let steps = regime.steps.compactMap { step -> NextStep? in
            guard step.by.contains(role) else { return nil }
            let attempt = StepAttempt(step: step.name, role: role, occurredOn: today)
            let refusals = StepJudge(
                process: process, absences: absences, attempt: attempt, today: today, facts: facts
            ).refusals()
            guard !refusals.contains(where: { $0.prospect == .none }) else { return nil }
            return NextStep(
                step: step, possibleFrom: refusals.compactMap(\.possibleFrom).max(),
                needs: refusals.filter { $0.prospect == .bring },
                unseen: step.guards.filter { rule in
                    regime.holds(rule.onlyWith, under: choices) && rule.during.contains(today)
                        && isOutOfSight(rule.condition)
                },
                deadline: deadlines.first { $0.rule.metBy.contains(step.name) })
        }
        return steps.enumerated().sorted { left, right in
            switch (left.element.deadline?.due, right.element.deadline?.due) {
            case (let first?, let second?) where first != second: first < second
            case (.some, .none): true
            case (.none, .some): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }
}
