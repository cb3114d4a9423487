internal import Records

extension Floor {
    /// F9: an emergency is declared for the request and is its purpose, and lets only the
    /// occupational physician and the nurse read.
    ///
    /// That they open only their own organisation's wraps is the sealing's part; reason, notice,
    /// review by another person and expiry come by ``duties(_:)``.
    package static func allowsEmergency(_ state: AccessState) -> Bool {
        guard state.glass == .declared || state.purpose == .emergency else { return true }
        return state.isEmergency && state.action == .read
            && (state.role == .occupationalPhysician || state.role == .nurse)
    }
}
