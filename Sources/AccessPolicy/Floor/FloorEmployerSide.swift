internal import Records

extension Floor {
    /// F1: employer, HR and line manager × secret: nothing, whatever consent, purpose, emergency.
    package static func allowsEmployerSide(_ state: AccessState) -> Bool {
        state.role.side != .employer || !state.kind.isSecret
    }
}
