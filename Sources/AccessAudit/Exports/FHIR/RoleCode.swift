internal import Records
internal import TransparencyLog

/// The words for a role in other people's formats.
///
/// No published code system has these roles; the code is the vault's own.
struct RoleCode: Hashable, Sendable {
    /// The code, as in the entry.
    let code: String
    /// Its name in English; `nil` for a role that the vault does not have.
    let display: String?

    init(_ token: LogToken) {
        code = token.description
        display = Role(rawValue: code).map(Self.name)
    }

    private static func name(_ role: Role) -> String {
        switch role {
        case .worker: "worker"
        case .legalRepresentative: "legal representative"
        case .employer: "employer"
        case .hr: "human resources"
        case .lineManager: "line manager"
        case .occupationalPhysician: "occupational physician"
        case .nurse: "occupational nurse"
        case .psychosocialAdviser: "psychosocial prevention adviser"
        case .preventionAdviser: "prevention adviser"
        case .treatingPhysician: "treating physician"
        case .advisingPhysician: "advising physician of the insurance fund"
        case .controlPhysician: "control physician"
        case .returnToWorkCoordinator: "return-to-work coordinator"
        case .coach: "coach"
        case .counsellor: "counsellor"
        case .unionDelegate: "union delegate"
        case .socialService: "social service"
        case .inspector: "inspector"
        case .physicianInspector: "physician-inspector"
        case .auditor: "auditor"
        case .dataProtectionOfficer: "data protection officer"
        case .keyCustodian: "key custodian"
        case .operator: "operator"
        case .registrar: "registrar"
        case .policyApprover: "policy approver"
        case .medicalSecretary: "medical secretary"
        case .headOfMedicalDepartment: "head of the medical department"
        case .caseManager: "case manager"
        case .socialSecretariat: "social secretariat"
        case .otherEmployer: "other employer"
        case .committee: "committee for prevention and protection at work"
        case .labourExpert: "labour expert"
        case .reintegrationSpecialist: "reintegration specialist"
        case .employmentService: "employment service"
        case .insurancePhysician: "insurance physician"
        case .insuranceLabourExpert: "labour expert of the benefits agency"
        }
    }
}
