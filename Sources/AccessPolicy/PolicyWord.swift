package import Records

/// A word of a closed vocabulary with a number that never changes.
///
/// The compiled form of a policy stores sets of words as bits, so a number is given once: a new
/// word takes the next one, and none is used again.
package protocol PolicyWord: CaseIterable, Hashable, RawRepresentable<String>, Sendable
where AllCases == [Self] {
    /// The bit, 0 to 63.
    var code: Int { get }
}

extension Role: PolicyWord {
    package var code: Int {
        switch self {
        case .worker: 0
        case .legalRepresentative: 1
        case .employer: 2
        case .hr: 3
        case .lineManager: 4
        case .occupationalPhysician: 5
        case .nurse: 6
        case .psychosocialAdviser: 7
        case .preventionAdviser: 8
        case .treatingPhysician: 9
        case .advisingPhysician: 10
        case .controlPhysician: 11
        case .returnToWorkCoordinator: 12
        case .coach: 13
        case .counsellor: 14
        case .unionDelegate: 15
        case .socialService: 16
        case .inspector: 17
        case .physicianInspector: 18
        case .auditor: 19
        case .dataProtectionOfficer: 20
        case .keyCustodian: 21
        case .operator: 22
        case .registrar: 23
        case .policyApprover: 24
        case .medicalSecretary: 25
        case .headOfMedicalDepartment: 26
        case .caseManager: 27
        case .socialSecretariat: 28
        case .otherEmployer: 29
        case .committee: 30
        case .labourExpert: 31
        case .reintegrationSpecialist: 32
        case .employmentService: 33
        case .insurancePhysician: 34
        case .insuranceLabourExpert: 35
        }
    }
}

extension Action: PolicyWord {
    package var code: Int {
        switch self {
        case .read: 0
        case .write: 1
        case .release: 2
        case .disclose: 3
        case .search: 4
        case .manageConsent: 5
        case .recordConsent: 6
        case .export: 7
        case .count: 8
        }
    }
}

extension SectionKind: PolicyWord {
    package var code: Int {
        switch self {
        case .medicalAssessment: 0
        case .consultation: 1
        case .healthFile: 2
        case .potentialQuestionnaire: 3
        case .appealMedicalReport: 4
        case .medicalNotes: 5
        case .exchange: 6
        case .fundCertificate: 7
        case .fundAssessment: 8
        case .psychosocialOwn: 9
        case .psychosocialThird: 10
        case .coachingWorker: 11
        case .coachingEmployer: 12
        case .coachingJoint: 13
        case .assessmentForm: 14
        case .appealRuling: 15
        case .workPotentialResult: 16
        case .workplaceReport: 17
        case .plan: 18
        case .planAnswer: 19
        case .resumptionDecision: 20
        case .motivatedReport: 21
        case .identity: 22
        case .absence: 23
        case .certificate: 24
        case .contactLog: 25
        case .request: 26
        case .invitation: 27
        case .appealLetter: 28
        case .employerConsultation: 29
        case .agreements: 30
        case .checklist: 31
        case .controlFinding: 32
        case .teamText: 33
        case .workerStatement: 34
        case .problemAnalysis: 35
        case .actionPlan: 36
        case .progressTalk: 37
        case .firstYearEvaluation: 38
        case .currentOpinion: 39
        case .currentOpinionMedical: 40
        case .finalEvaluation: 41
        case .workerView: 42
        case .medicalInformation: 43
        case .secondTrackReport: 44
        case .expertOpinion: 45
        case .incapacityCertificate: 46
        case .absenceNotice: 47
        case .assistanceRecord: 48
        case .healthAssessment: 49
        }
    }
}

extension Purpose: PolicyWord {
    package var code: Int {
        switch self {
        case .reintegration: 0
        case .healthSurveillance: 1
        case .absenceControl: 2
        case .appeal: 3
        case .inspection: 4
        case .insurance: 5
        case .care: 6
        case .ownFile: 7
        case .support: 8
        case .emergency: 9
        }
    }
}

extension Relation: PolicyWord {
    package var code: Int {
        switch self {
        case .ownWorker: 0
        case .assigned: 1
        case .care: 2
        case .mandated: 3
        case .competent: 4
        case .`self`: 5
        case .lapsed: 6
        case .none: 7
        }
    }
}

extension ConsentVerdict: PolicyWord {
    package var code: Int {
        switch self {
        case .none: 0
        case .refused: 1
        case .active: 2
        case .withdrawn: 3
        case .expired: 4
        case .mismatch: 5
        case .statutory: 6
        }
    }
}

extension Phase: PolicyWord {
    package var code: Int {
        switch self {
        case .intake: 0
        case .assessment: 1
        case .appeal: 2
        case .plan: 3
        case .closed: 4
        }
    }
}

extension Glass: PolicyWord {
    package var code: Int {
        switch self {
        case .intact: 0
        case .declared: 1
        }
    }
}

extension Authorship: PolicyWord {
    package var code: Int {
        switch self {
        case .own: 0
        case .other: 1
        }
    }
}
