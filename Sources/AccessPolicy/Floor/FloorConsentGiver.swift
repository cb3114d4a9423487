internal import Records

extension Floor {
    /// F2: the worker or a legal representative gives, refuses and withdraws.
    ///
    /// The assigned occupational physician may record what the worker said, with evidence
    /// (GDPR art. 4(11) and 7).
    package static func allowsConsentGiver(_ state: AccessState) -> Bool {
        switch state.action {
        case .manageConsent: state.role == .worker || state.role == .legalRepresentative
        case .recordConsent:
            state.role == .occupationalPhysician && state.relation == .assigned
        default: true
        }
    }
}
