package import Records

/// A state of a trajectory.
///
/// A regime can have several tracks, each a state machine of its own that runs beside the others:
/// contacts and coaching go on whatever the state of the formal trajectory.
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
    /// The phase for access policies, of the first track; those of other tracks decide nothing.
    package let phase: Phase
    /// The track that it belongs to.
    package let track: TrackName

    /// The track of a state that names none: the formal trajectory.
    package static let standardTrack: TrackName = "trajectory"

    /// Makes a state.
    package init(
        name: StateName, label: LocalizedText, kind: Kind, phase: Phase,
        track: TrackName = Self.standardTrack
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.phase = phase
        self.track = track
    }
}
