package import Records

extension Floor {
    /// F5: personal notes are their author's and the worker's; the author hands them to nobody.
    package static func allowsNotes(_ state: AccessState) -> Bool {
        guard state.kind.sectionClass == .notes else { return true }
        if state.role == .worker { return true }
        guard state.authorship == .own, writers(of: state.kind).contains(state.role) else {
            return false
        }
        switch state.action {
        case .read, .write: return true
        default: return false
        }
    }

    /// Whether sections of a kind are sealed to the person who wrote them and to the worker only.
    package static func isForAuthorOnly(_ kind: SectionKind) -> Bool {
        kind.sectionClass == .notes
    }
}
