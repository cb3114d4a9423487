internal import Records

/// What every policy must permit: a policy that denies all keeps every secret and serves nobody.
package enum Liveness {
    /// A demand.
    package enum Demand: String, CaseIterable, Hashable, Sendable {
        /// F13: the worker reads the own dossier in every phase, whatever the consents say.
        case workerReads = "worker-reads"
        /// The worker gives and withdraws consent in every phase.
        case workerConsents = "worker-consents"
        /// The assigned physician reads and writes the medical file.
        case physicianWorks = "physician-works"
        /// The assigned physician writes and releases the assessment form, the employer reads it.
        case employerReadsForm = "employer-reads-form"
        /// The employer keeps reading plan and report.
        case employerKeepsPlan = "employer-keeps-plan"
        /// Both inspectors read plan and report in every phase, closed included.
        case inspectorReads = "inspector-reads"
    }

    /// Checks every demand by deciding the states that it names.
    static func check(_ policy: CompiledPolicy) throws(PolicyViolation) {
        for demand in Demand.allCases {
            if let denied = firstDenied(demand, by: policy) {
                throw PolicyViolation(.liveness(demand), rule: nil, example: denied)
            }
        }
    }

    /// The first state of a demand that a policy denies; `nil` when it permits all.
    package static func firstDenied(
        _ demand: Demand, by policy: CompiledPolicy
    ) -> AccessState? {
        func denied(_ states: [AccessState]) -> AccessState? {
            states.first { !policy.decide($0).isPermitted }
        }
        switch demand {
        case .workerReads: return denied(workerStates(.read))
        case .workerConsents: return denied(workerStates(.manageConsent))
        case .physicianWorks:
            let kinds: [SectionKind] = [.medicalAssessment, .consultation, .healthFile]
            return denied(
                kinds.flatMap { kind in
                    [Action.read, .write].map {
                        AccessState(
                            role: .occupationalPhysician, action: $0, kind: kind,
                            purpose: .reintegration, relation: .assigned, phase: .assessment,
                            authorship: .own)
                    }
                })
        case .employerReadsForm:
            return denied(
                [Action.write, .release].map {
                    AccessState(
                        role: .occupationalPhysician, action: $0, kind: .assessmentForm,
                        purpose: .reintegration, relation: .assigned, phase: .assessment,
                        authorship: .own)
                } + [
                    AccessState(
                        role: .employer, action: .read, kind: .assessmentForm,
                        purpose: .reintegration, relation: .ownWorker, phase: .plan)
                ])
        case .employerKeepsPlan:
            return denied(
                planAndReport([.plan, .closed]) { kind, phase in
                    AccessState(
                        role: .employer, action: .read, kind: kind, purpose: .reintegration,
                        relation: .ownWorker, phase: phase)
                })
        case .inspectorReads:
            return denied(
                [Role.inspector, .physicianInspector].flatMap { role in
                    planAndReport(Phase.allCases) { kind, phase in
                        AccessState(
                            role: role, action: .read, kind: kind, purpose: .inspection,
                            relation: .competent, phase: phase)
                    }
                })
        }
    }

    private static func workerStates(_ action: Action) -> [AccessState] {
        var states: [AccessState] = []
        for kind in SectionKind.allCases where Floor.givesWorker(kind) {
            for consent in ConsentVerdict.allCases {
                for phase in Phase.allCases {
                    for authorship in Authorship.allCases {
                        states.append(
                            AccessState(
                                role: .worker, action: action, kind: kind, purpose: .ownFile,
                                relation: .`self`, consent: consent, phase: phase,
                                authorship: authorship))
                    }
                }
            }
        }
        return states
    }

    private static func planAndReport(
        _ phases: [Phase], _ state: (SectionKind, Phase) -> AccessState
    ) -> [AccessState] {
        [SectionKind.plan, .motivatedReport].flatMap { kind in phases.map { state(kind, $0) } }
    }
}
