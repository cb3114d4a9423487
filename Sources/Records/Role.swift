/// The side on which an organisation or a role stands.
package enum Side: String, CaseIterable, Hashable, Sendable {
    case worker, employer, medical, insurance, inspection, oversight, support
}

/// A capacity in which a member acts (roles and actors of the source documents).
///
/// A role gives nothing by itself: what it may do follows from relation, purpose, consent and
/// phase, under the policy in force and the floor.
package enum Role: String, CaseIterable, Hashable, Sendable {
    case worker
    case legalRepresentative = "legal-representative"
    case employer
    case hr
    case lineManager = "line-manager"
    case occupationalPhysician = "occupational-physician"
    case nurse
    case psychosocialAdviser = "psychosocial-adviser"
    case preventionAdviser = "prevention-adviser"
    case treatingPhysician = "treating-physician"
    case advisingPhysician = "advising-physician"
    case controlPhysician = "control-physician"
    case returnToWorkCoordinator = "return-to-work-coordinator"
    case coach
    case counsellor
    case unionDelegate = "union-delegate"
    case socialService = "social-service"
    case inspector
    case physicianInspector = "physician-inspector"
    case auditor
    case dataProtectionOfficer = "data-protection-officer"
    case keyCustodian = "key-custodian"
    case `operator`
    case registrar
    case policyApprover = "policy-approver"
    case medicalSecretary = "medical-secretary"
    case headOfMedicalDepartment = "head-of-medical-department"
    case caseManager = "case-manager"
    case socialSecretariat = "social-secretariat"
    case otherEmployer = "other-employer"
    case committee
    case labourExpert = "labour-expert"
    case reintegrationSpecialist = "reintegration-specialist"
    case employmentService = "employment-service"
    case insurancePhysician = "insurance-physician"
    case insuranceLabourExpert = "insurance-labour-expert"

    /// The side of the role; a registrar's is that of the organisation.
    package var side: Side? {
        switch self {
        case .worker, .legalRepresentative: .worker
        case .employer, .hr, .lineManager, .caseManager, .socialSecretariat, .otherEmployer,
            .committee:
            .employer
        case .occupationalPhysician, .nurse, .psychosocialAdviser, .preventionAdviser,
            .treatingPhysician, .controlPhysician, .medicalSecretary, .headOfMedicalDepartment:
            .medical
        case .advisingPhysician, .returnToWorkCoordinator, .insurancePhysician,
            .insuranceLabourExpert:
            .insurance
        case .coach, .counsellor, .unionDelegate, .socialService, .labourExpert,
            .reintegrationSpecialist, .employmentService:
            .support
        case .inspector, .physicianInspector: .inspection
        case .auditor, .dataProtectionOfficer, .keyCustodian, .operator, .policyApprover: .oversight
        case .registrar: nil
        }
    }

    /// Whether the role's key is held by the person and not by an organisation.
    package var isPersonal: Bool {
        switch self {
        case .worker, .legalRepresentative, .treatingPhysician, .coach, .counsellor, .unionDelegate,
            .socialService:
            true
        default: false
        }
    }

    /// The roles that read content at all; the others have no key for sections.
    package var holdsSectionKey: Bool {
        switch self {
        case .auditor, .dataProtectionOfficer, .keyCustodian, .operator, .registrar,
            .policyApprover, .headOfMedicalDepartment, .committee:
            false
        default: true
        }
    }

    /// Whether the role approves policies: the compliance officer, the data protection officer and
    /// the head of the medical department; two of them adopt a bundle together.
    package var approvesPolicies: Bool {
        switch self {
        case .policyApprover, .dataProtectionOfficer, .headOfMedicalDepartment: true
        default: false
        }
    }
}
