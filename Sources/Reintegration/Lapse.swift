package import Records

/// A term whose passing changes the state; it is computed whenever it is asked for.
package struct Lapse: Hashable, Sendable {
    /// Its name.
    package let name: LapseName
    /// What people see.
    package let label: LocalizedText
    /// The rule that provides for it.
    package let reference: LegalReference
    /// The state in which the term runs.
    package let from: StateName
    /// The term.
    package let deadline: DeadlineName
    /// The state that follows.
    package let target: StateName
    /// What must hold beside the passing of the term.
    package let guards: [GuardRule]
    /// Who has to be told.
    package let notifies: [Role]

    /// Puts a lapse together.
    package init(
        name: LapseName, label: LocalizedText, reference: LegalReference, from: StateName,
        deadline: DeadlineName, target: StateName, guards: [GuardRule] = [], notifies: [Role] = []
    ) {
        self.name = name
        self.label = label
        self.reference = reference
        self.from = from
        self.deadline = deadline
        self.target = target
        self.guards = guards
        self.notifies = notifies
    }
}
