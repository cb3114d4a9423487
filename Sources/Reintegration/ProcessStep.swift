package import Records

/// A section that a step produces.
package struct Artefact: Hashable, Sendable {
    /// The kind of the section.
    package let kind: SectionKind
    /// The form whose fields it has.
    package let form: FormName
    /// Whether the step cannot be taken without it.
    package let isRequired: Bool

    /// Makes an artefact.
    package init(kind: SectionKind, form: FormName, isRequired: Bool) {
        self.kind = kind
        self.form = form
        self.isRequired = isRequired
    }
}

/// Something that people do in a process, and what it takes.
package struct ProcessStep: Hashable, Sendable {
    /// What a step does to the dossier.
    package enum Effect: Hashable, Sendable {
        /// The trajectory goes to a state; `nil`: it stays where it is.
        case moves(to: StateName?)
        /// The absences change; a trajectory stays where it is.
        case absence(AbsenceEffect)
    }

    /// Its name.
    package let name: StepName
    /// What people see.
    package let label: LocalizedText
    /// The rule that provides for it.
    package let reference: LegalReference
    /// The states from which it can be taken; for absences all.
    package let from: Set<StateName>
    /// What it does.
    package let effect: Effect
    /// The roles that may take it.
    package let by: [Role]
    /// Whether it is the decision whose communication chooses the regime.
    package let communicatesDecision: Bool
    /// Whether it holds although it was recorded after steps that it makes void.
    package let overtakes: Bool
    /// Whether nobody learns that it was taken but who may take it, whom it tells, and the worker.
    package let isConfidential: Bool
    /// Parameters that must be given.
    package let required: [StepParameter]
    /// Parameters that may be given.
    package let optional: [StepParameter]
    /// The sections that it produces.
    package let artefacts: [Artefact]
    /// Its conditions.
    package let guards: [GuardRule]
    /// The deadlines that it starts.
    package let starts: [DeadlineName]
    /// Who has to be told.
    package let notifies: [Role]

    /// Puts a step together.
    package init(
        name: StepName, label: LocalizedText, reference: LegalReference, from: Set<StateName>,
        effect: Effect, by: [Role], communicatesDecision: Bool = false, overtakes: Bool = false,
        isConfidential: Bool = false,
        required: [StepParameter] = [], optional: [StepParameter] = [],
        artefacts: [Artefact] = [], guards: [GuardRule] = [], starts: [DeadlineName] = [],
        notifies: [Role] = []
    ) {
        self.name = name
        self.label = label
        self.reference = reference
        self.from = from
        self.effect = effect
        self.by = by
        self.communicatesDecision = communicatesDecision
        self.overtakes = overtakes
        self.isConfidential = isConfidential
        self.required = required
        self.optional = optional
        self.artefacts = artefacts
        self.guards = guards
        self.starts = starts
        self.notifies = notifies
    }

    /// The same step with other deadlines that it starts.
    package func starting(_ deadlines: [DeadlineName]) -> Self {
        Self(
            name: name, label: label, reference: reference, from: from, effect: effect, by: by,
            communicatesDecision: communicatesDecision, overtakes: overtakes,
            isConfidential: isConfidential, required: required,
            optional: optional, artefacts: artefacts, guards: guards, starts: deadlines,
            notifies: notifies)
    }
}
