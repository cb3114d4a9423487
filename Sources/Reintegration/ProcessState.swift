package import Records

/// A state of a trajectory.
package struct ProcessState: Hashable, Sendable {
    /// Where a state stands in a trajectory.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// No trajectory is open: before the first, or between two.
        case initial
        /// The trajectory is open.
        case open
        /// The trajectory has ended; nothing leads out.
        case terminal
    }

    /// Its name.
    package let name: StateName
    /// What people see.
    package let label: LocalizedText
    /// Whether the trajectory is open.
    package let kind: Kind
    /// The phase for access policies.
    package let phase: Phase

    /// Makes a state.
    package init(name: StateName, label: LocalizedText, kind: Kind, phase: Phase) {
        self.name = name
        self.label = label
        self.kind = kind
        self.phase = phase
    }
}
