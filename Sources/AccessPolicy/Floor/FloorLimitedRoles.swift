internal import Records

extension Floor {
    /// The medical secretary and the social secretariat reach administrative sections only: they
    /// make appointments and pay wages, and no consent makes more of it.
    package static func allowsLimitedRoles(_ state: AccessState) -> Bool {
        guard state.role == .medicalSecretary || state.role == .socialSecretariat else {
            return true
        }
        return state.kind.sectionClass == .administrative
    }
}
