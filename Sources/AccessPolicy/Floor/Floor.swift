package import CryptoPrimitives
internal import Records

/// The floor of medical secrecy, compiled in: F1 to F14, who may write what, and which
/// roles reach administrative sections only.
///
/// Each rule is a pure function of a state, in a file of its own; the exceptions are those written
/// there and no others. A policy is adopted only when all that it permits lies within the floor,
/// and a decision asks the floor again before it looks at any rule.
package enum Floor {
    /// Raised with every change of what the floor refuses.
    package static let version = "3"

    /// The rules that judge a state, in the order in which a refusal names them.
    static let rules: [(rule: FloorRule, allows: @Sendable (AccessState) -> Bool)] = [
        (.employerSide, allowsEmployerSide), (.consentGiver, allowsConsentGiver),
        (.relation, allowsRelation), (.controlPhysician, allowsControlPhysician),
        (.notes, allowsNotes), (.oversight, allowsOversight), (.secrecy, allowsSecrecy),
        (.assessmentForm, allowsAssessmentForm), (.emergency, allowsEmergency),
        (.separation, allowsSeparation), (.worker, allowsWorker),
        (.absenceControl, allowsAbsenceControl), (.writers, allowsWriters),
        (.limitedRoles, allowsLimitedRoles),
    ]

    /// The first rule that refuses a state, in the order of ``rules``; `nil` when none does.
    ///
    /// What no consent lifts (F8) comes before what a consent would (F6): who is refused is told
    /// nothing that could not help.
    ///
    /// F10 holds by ``duties(_:)``, F11 between persons by ``SeparationOfDuties``, F12 by
    /// ``Delegation``.
    package static func refusal(of state: AccessState) -> FloorRule? {
        if !allowsEmployerSide(state) { return .employerSide }
        if !allowsConsentGiver(state) { return .consentGiver }
        if !allowsRelation(state) { return .relation }
        if !allowsControlPhysician(state) { return .controlPhysician }
        if !allowsNotes(state) { return .notes }
        if !allowsOversight(state) { return .oversight }
        if !allowsSecrecy(state) { return .secrecy }
        if !allowsAssessmentForm(state) { return .assessmentForm }
        if !allowsEmergency(state) { return .emergency }
        if !allowsSeparation(state) { return .separation }
        if !allowsWorker(state) { return .worker }
        if !allowsAbsenceControl(state) { return .absenceControl }
        if !allowsWriters(state) { return .writers }
        if !allowsLimitedRoles(state) { return .limitedRoles }
        return nil
    }

    /// Every rule that refuses a state.
    package static func refusals(of state: AccessState) -> [FloorRule] {
        rules.filter { !$0.allows(state) }.map(\.rule)
    }

    /// What the floor obliges to when a state is permitted, whatever the rules say.
    package static func duties(_ state: AccessState) -> DutySet {
        var duties = DutySet.logOnly
        if state.isEmergency { duties = duties.union(emergencyDuties) }
        if state.kind == .assessmentForm, state.action == .release {
            duties = duties.union(formDuties)
        }
        if state.action == .recordConsent { duties = duties.union(recordDuties) }
        return duties
    }

    private static let emergencyDuties: DutySet = [.reason, .notifyWorker, .review, .expire]
    private static let formDuties: DutySet = [.textGuard, .deliverTogether]
    private static let recordDuties: DutySet = [.reason, .notifyWorker]

    /// What the floor is, as bytes: version, rules, writers, duties and separated capacities.
    package static var material: [UInt8] {
        var encoder = CanonicalEncoder("vault/v1/floor")
        encoder.append(version)
        encoder.append(list: FloorRule.allCases.map { Array("\($0.id) \($0.text.en)".utf8) })
        encoder.append(
            list: SectionKind.allCases.map { kind in
                let writers = writers(of: kind).words.map(\.rawValue).joined(separator: " ")
                let secrecy = kind.isSecret ? "secret" : "open"
                return Array("\(kind.rawValue) \(secrecy) \(writers)".utf8)
            })
        encoder.append(
            list: SeparationOfDuties.pairs.map { Array($0.description.utf8) })
        return encoder.bytes
    }

    /// SHA-256 of ``material``: stands beside the bundle's hash in every log entry.
    package static let hash = Digest(hashing: material)
}
