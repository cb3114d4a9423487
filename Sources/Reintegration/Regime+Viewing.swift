package import Records

extension Regime {
    /// Whether a role may know that a step was taken.
    ///
    /// A confidential step is known to who may take it, whom it tells, and the worker. The employer's
    /// side and those who assist learn besides of what moves a trajectory, what their side takes or is
    /// told of, and when something arrived from which terms are counted; not with whom a physician
    /// consulted. What a passed term depends on is shown to all, since they would otherwise be told
    /// another state.
    package func shows(_ step: ProcessStep, to role: Role) -> Bool {
        if step.isConfidential {
            return role == .worker || step.by.contains(role) || step.notifies.contains(role)
        }
        guard role.side == .employer || role.side == .support else { return true }
        if case .absence = step.effect { return true }
        return step.movesTrajectory || step.by.contains { $0.side == role.side }
            || step.notifies.contains { $0.side == role.side }
            || (step.required + step.optional).contains { $0.isReceipt || $0 == .deliveryProof }
            || stepsOfPassedTerms.contains(step.name)
    }

    /// Whether a role may know of each step of these; a step that is not declared is of another
    /// regime.
    func shows(_ names: [StepName], to role: Role) -> Bool {
        names.allSatisfy { name in step(name).map { shows($0, to: role) } ?? true }
    }

    /// Whether a role may know of each step by which a condition is judged: those that it names, that
    /// start the term that it names, or that tell the number or goal that it asks for.
    package func shows(_ condition: StepGuard, to role: Role) -> Bool {
        shows(condition.steps, to: role)
            && steps.allSatisfy { step in
                let starts = condition.deadline.map(step.starts.contains) ?? false
                let tells =
                    condition.told.map { (step.required + step.optional).contains($0) } ?? false
                return !starts && !tells || shows(step, to: role)
            }
    }

    /// The steps on which lapses depend beside the passing of their terms.
    private var stepsOfPassedTerms: Set<StepName> {
        Set(lapses.flatMap { $0.guards.flatMap { $0.condition.steps } })
    }
}
