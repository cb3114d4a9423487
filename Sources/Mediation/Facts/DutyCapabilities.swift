package import AccessPolicy
package import Records

/// The duties that mediator and client carry out for an act; any other makes a permit a denial.
///
/// | duty | how it is done |
/// |---|---|
/// | `log`, `receipt` | the entry, with its proof in every answer |
/// | `deliver-together` | all wraps of a version are stored in one transaction |
/// | `reason` | the mediator refuses an act without one |
/// | `text-guard` | the author's client, before it writes what is not secret; later acts find it done |
/// | `redact-third-parties` | the mediator gives no share of a version that names any; the worker reads the own dossier whole (F13) |
/// | `show-warning` | the reader's client, for what ``ReadingWarning`` has a text |
/// | `accompanied` | the worker asked for the actor's assistance, which a consent that stands shows |
/// | `notify-worker` | a notice, in the same transaction |
/// | `review` | another person, by a statement of its own; until then an emergency is listed as open |
/// | `expire` | each permit is for one request, and an older copy of a request is refused |
package enum DutyCapabilities {
    /// The duties that can be done.
    ///
    /// - Parameters:
    ///   - state: The facts of the act.
    ///   - manifest: The version that it is about; `nil` where it is about none.
    /// - Returns: The duties.
    package static func duties(of state: AccessState, about manifest: Manifest?) -> DutySet {
        var duties: DutySet = [.log, .receipt, .reason, .notifyWorker, .expire]
        switch state.action {
        case .write, .release: duties = duties.union([.deliverTogether])
        case .read, .export:
            if ReadingWarning.text(for: state.kind, role: state.role) != nil {
                duties = duties.union([.showWarning])
            }
        default: break
        }
        if !state.kind.isSecret { duties = duties.union([.textGuard]) }
        if state.isEmergency { duties = duties.union([.review]) }
        if state.consent == .active { duties = duties.union([.accompanied]) }
        let isOwn = state.role == .worker && state.action != .disclose
        if isOwn || manifest?.namesThirdParties != true {
            duties = duties.union([.redactThirdParties])
        }
        return duties
    }
}
