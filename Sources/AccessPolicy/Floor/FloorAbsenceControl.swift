package import Records

extension Floor {
    /// Identity, absence, contact log and the finding of a control.
    package static let absenceControlKinds: WordSet<SectionKind> = [
        .identity, .absence, .contactLog, .controlFinding,
    ]

    /// F4: the control physician reaches four kinds, and of the findings the own one
    /// (Belgian Act of 13 June 1999 on control medicine).
    package static func allowsControlPhysician(_ state: AccessState) -> Bool {
        guard state.role == .controlPhysician else { return true }
        guard absenceControlKinds.contains(state.kind) else { return false }
        return state.kind != .controlFinding || state.authorship == .own
    }

    /// F14: under purpose absence-control, professional roles reach the same four kinds only.
    package static func allowsAbsenceControl(_ state: AccessState) -> Bool {
        guard state.purpose == .absenceControl, state.role.side != .worker else { return true }
        return absenceControlKinds.contains(state.kind)
    }
}
