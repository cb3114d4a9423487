internal import Records

/// What every policy must permit: a policy that denies all keeps every secret and serves nobody.
///
/// Which documents carry the physician's findings and the employer's plan, and who checks them,
/// depends on the jurisdiction. The policy of a Dutch regime, named `nl-…`, is measured by the Dutch
/// documents, every other by the Belgian.
package enum Liveness {
    /// A demand.
    package enum Demand: String, CaseIterable, Hashable, Sendable {
        /// F13: the worker reads the own dossier in every phase, whatever the consents say.
        case workerReads = "worker-reads"
        /// The worker gives and withdraws consent in every phase.
        case workerConsents = "worker-consents"
        /// The assigned physician reads and writes the medical file.
        case physicianWorks = "physician-works"
        /// The assigned physician writes and releases the assessment form (in the Netherlands the
        /// problem analysis), the employer reads it.
        case employerReadsForm = "employer-reads-form"
        /// The employer keeps reading plan and report (action plan and final evaluation).
        case employerKeepsPlan = "employer-keeps-plan"
        /// Both inspectors read plan and report in every phase, closed included; in the Netherlands
        /// the physician and the labour expert of the insurance do.
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
        let documents = policy.name.hasPrefix("nl-") ? Documents.dutch : Documents.belgian
        switch demand {
        case .workerReads: return denied(workerStates(.read))
        case .workerConsents: return denied(workerStates(.manageConsent))
        case .physicianWorks:
            let kinds: [SectionKind] = [.medicalAssessment, .consultation, .healthFile]
            return denied(kinds.flatMap { physicianStates([.read, .write], $0) })
        case .employerReadsForm:
            return denied(
                physicianStates([.write, .release], documents.findings) + [
                    AccessState(
                        role: .employer, action: .read, kind: documents.findings,
                        purpose: .reintegration, relation: .ownWorker, phase: .plan)
                ])
        case .employerKeepsPlan:
            return denied(
                documents.readStates(
                    by: .employer, for: .reintegration, as: .ownWorker, in: [.plan, .closed]))
        case .inspectorReads:
            return denied(
                documents.checkers.flatMap {
                    documents.readStates(
                        by: $0, for: documents.check, as: documents.checkersRelation,
                        in: Phase.allCases)
                })
        }
    }

    /// The documents by which the demands are measured.
    private struct Documents {
        /// What the physician tells the employer of limits and possibilities.
        let findings: SectionKind
        /// What the employer made of it, and keeps.
        let kept: [SectionKind]
        /// Who checks it, for what, and in which relation.
        let checkers: [Role]
        let check: Purpose
        let checkersRelation: Relation

        static let belgian = Self(
            findings: .assessmentForm, kept: [.plan, .motivatedReport],
            checkers: [.inspector, .physicianInspector], check: .inspection,
            checkersRelation: .competent)
        static let dutch = Self(
            findings: .problemAnalysis, kept: [.actionPlan, .finalEvaluation],
            checkers: [.insurancePhysician, .insuranceLabourExpert], check: .insurance,
            checkersRelation: .assigned)

        func readStates(
            by role: Role, for purpose: Purpose, as relation: Relation, in phases: [Phase]
        ) -> [AccessState] {
            kept.flatMap { kind in
                phases.map {
                    AccessState(
                        role: role, action: .read, kind: kind, purpose: purpose,
                        relation: relation, phase: $0)
                }
            }
        }
    }

    private static func physicianStates(
        _ actions: [Action], _ kind: SectionKind
    ) -> [AccessState] {
        actions.map {
            AccessState(
                role: .occupationalPhysician, action: $0, kind: kind, purpose: .reintegration,
                relation: .assigned, phase: .assessment, authorship: .own)
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
}
