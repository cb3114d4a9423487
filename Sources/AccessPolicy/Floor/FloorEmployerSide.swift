internal import Records

extension Floor {
    /// F1: the employer's side × secret: nothing, whatever consent, purpose, emergency.
    ///
    /// The side is the employer, HR and the line manager, and whoever works for or beside them:
    /// case manager, social secretariat, committee, and another employer.
    package static func allowsEmployerSide(_ state: AccessState) -> Bool {
        state.role.side != .employer || !state.kind.isSecret
    }
}
