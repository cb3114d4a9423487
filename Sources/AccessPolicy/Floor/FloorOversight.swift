internal import Records

extension Floor {
    /// F8: auditor, data protection officer, key custodian, operator, and all others who have no
    /// section key: no content; a lay inspector: no secret content.
    ///
    /// The committee gets figures in which nobody can be recognised, and no content.
    package static func allowsOversight(_ state: AccessState) -> Bool {
        if !state.role.holdsSectionKey {
            return state.role == .committee && state.action == .count && !state.kind.isSecret
        }
        return state.role != .inspector || !state.kind.isSecret
    }
}
