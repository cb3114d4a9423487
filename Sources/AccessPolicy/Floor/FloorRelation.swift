internal import Records

extension Floor {
    /// F3: relation lapsed: nothing, emergencies included; none: nothing but a declared emergency.
    package static func allowsRelation(_ state: AccessState) -> Bool {
        switch state.relation {
        case .lapsed: false
        case .none: state.isEmergency
        default: true
        }
    }

    /// F11, as far as a state shows it: towards the own dossier a person is the worker and nothing
    /// else, and nobody is the worker of another's.
    package static func allowsSeparation(_ state: AccessState) -> Bool {
        (state.role == .worker) == (state.relation == .`self`)
    }
}
