internal import Records

extension Floor {
    /// F7: only the assigned occupational physician writes or releases the assessment form.
    ///
    /// Codex on well-being at work, book I, art. I.4-73. Releasing it runs the text guard.
    package static func allowsAssessmentForm(_ state: AccessState) -> Bool {
        guard state.kind == .assessmentForm, state.action == .write || state.action == .release
        else { return true }
        return state.role == .occupationalPhysician && state.relation == .assigned
    }
}
