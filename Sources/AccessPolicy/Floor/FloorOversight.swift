internal import Records

extension Floor {
    /// F8: auditor, data protection officer, key custodian, operator, and all others who have no
    /// section key: no content; a lay inspector: no secret content.
    package static func allowsOversight(_ state: AccessState) -> Bool {
        if !state.role.holdsSectionKey { return false }
        return state.role != .inspector || !state.kind.isSecret
    }
}
