internal import Records

/// What every policy must permit: a policy that denies all keeps every secret and serves nobody.
///
/// Which documents carry the physician's findings and the employer's plan, and who checks them,
/// depends on the jurisdiction; every one but the Netherlands is measured by the Belgian documents.
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

    /// Checks every demand.
    static func check(_ policy: CompiledPolicy) throws(PolicyViolation) {
        for demand in Demand.allCases {
            if let denied = firstDenied(demand, by: policy) {
                throw PolicyViolation(.liveness(demand), rule: nil, example: denied)
            }
        }
    }

    /// The first state of a demand that the rules of a policy deny; `nil` when they permit all.
    package static func firstDenied(
        _ demand: Demand, by policy: CompiledPolicy
    ) -> AccessState? {
        for product in states(of: demand, forPolicy: policy.name) {
            let facts = product.facts
            var denied: AccessState?
            product.forEachHead { head in
                guard denied == nil else { return }
                facts.subtracting(policy.permitted(head, among: facts)).forEach(in: head) {
                    denied = denied ?? $0
                }
            }
            if let denied { return denied }
        }
        return nil
    }

    /// The states of a demand; the floor has nothing against any of them.
    ///
    /// - Parameters:
    ///   - demand: The demand.
    ///   - name: The name of the policy, which begins with the code of its jurisdiction.
    /// - Returns: The states that must be permitted.
    package static func states(of demand: Demand, forPolicy name: String) -> [StateProduct] {
        let documents = Documents(forPolicy: name)
        let workersKinds = WordSet(SectionKind.allCases.filter(Floor.givesWorker))
        switch demand {
        case .workerReads: return [worker(.read, workersKinds)]
        case .workerConsents: return [worker(.manageConsent, workersKinds)]
        case .physicianWorks:
            return [physician([.read, .write], [.medicalAssessment, .consultation, .healthFile])]
        case .employerReadsForm:
            return [
                physician([.write, .release], [documents.findings]),
                reader(
                    [.employer], [documents.findings], for: .reintegration, as: .ownWorker,
                    in: [.plan]),
            ]
        case .employerKeepsPlan:
            return [
                reader(
                    [.employer], documents.kept, for: .reintegration, as: .ownWorker,
                    in: [.plan, .closed])
            ]
        case .inspectorReads:
            return [
                reader(
                    documents.checkers, documents.kept, for: documents.check,
                    as: documents.checkersRelation, in: .all)
            ]
        }
    }

    /// The documents by which the demands are measured.
    private struct Documents {
        /// What the physician tells the employer of limits and possibilities.
        let findings: SectionKind
        /// What the employer made of it, and keeps.
        let kept: WordSet<SectionKind>
        /// Who checks it, for what, and in which relation.
        let checkers: WordSet<Role>
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

        /// The documents of a jurisdiction: the name of a regime, and so of its policy, begins with
        /// the ISO 3166-1 code.
        init(forPolicy name: String) {
            self = name.hasPrefix("nl-") ? .dutch : .belgian
        }

        private init(
            findings: SectionKind, kept: WordSet<SectionKind>, checkers: WordSet<Role>,
            check: Purpose, checkersRelation: Relation
        ) {
            self.findings = findings
            self.kept = kept
            self.checkers = checkers
            self.check = check
            self.checkersRelation = checkersRelation
        }
    }

    private static func worker(_ action: Action, _ kinds: WordSet<SectionKind>) -> StateProduct {
        StateProduct(
            roles: [.worker], actions: [action], kinds: kinds, purposes: [.ownFile],
            relations: [.`self`], glass: [.intact])
    }

    private static func physician(
        _ actions: WordSet<Action>, _ kinds: WordSet<SectionKind>
    ) -> StateProduct {
        StateProduct(
            roles: [.occupationalPhysician], actions: actions, kinds: kinds,
            purposes: [.reintegration], relations: [.assigned], consents: [.none],
            phases: [.assessment], glass: [.intact], authorship: [.own])
    }

    private static func reader(
        _ roles: WordSet<Role>, _ kinds: WordSet<SectionKind>, for purpose: Purpose,
        as relation: Relation, in phases: WordSet<Phase>
    ) -> StateProduct {
        StateProduct(
            roles: roles, actions: [.read], kinds: kinds, purposes: [purpose],
            relations: [relation], consents: [.none], phases: phases, glass: [.intact],
            authorship: [.other])
    }
}
