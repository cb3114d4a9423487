package import Records

extension Floor {
    /// The roles that may write, and so release, a kind of section.
    package static func writers(of kind: SectionKind) -> WordSet<Role> { writerTable[kind.code] }

    private static let writerTable = SectionKind.allCases.sorted { $0.code < $1.code }
        .map(listedWriters)

    private static func listedWriters(of kind: SectionKind) -> WordSet<Role> {
        switch kind {
        case .medicalAssessment, .consultation, .healthFile, .potentialQuestionnaire,
            .workPotentialResult:
            [.occupationalPhysician, .nurse]
        case .invitation: [.occupationalPhysician, .nurse, .medicalSecretary]
        case .medicalNotes, .assessmentForm, .healthAssessment, .problemAnalysis, .currentOpinion,
            .currentOpinionMedical:
            [.occupationalPhysician]
        case .medicalInformation: [.occupationalPhysician, .worker]
        case .incapacityCertificate: [.treatingPhysician, .worker, .legalRepresentative]
        case .appealMedicalReport, .appealRuling: [.physicianInspector]
        case .exchange: [.occupationalPhysician, .treatingPhysician, .advisingPhysician]
        case .fundCertificate, .fundAssessment: [.treatingPhysician, .advisingPhysician]
        case .psychosocialOwn, .psychosocialThird: [.psychosocialAdviser]
        case .coachingWorker: [.coach]
        case .coachingEmployer: [.coach, .employer, .hr, .lineManager]
        case .coachingJoint: [.coach, .worker, .employer, .hr, .lineManager]
        case .workplaceReport:
            [.occupationalPhysician, .preventionAdviser, .psychosocialAdviser, .labourExpert]
        case .plan, .motivatedReport, .checklist: [.employer, .hr]
        case .actionPlan, .progressTalk, .firstYearEvaluation, .finalEvaluation:
            [.employer, .hr, .lineManager, .caseManager]
        case .absenceNotice: [.employer, .hr, .lineManager, .caseManager]
        case .planAnswer, .appealLetter, .workerView: [.worker, .legalRepresentative]
        case .secondTrackReport: [.reintegrationSpecialist, .coach]
        case .expertOpinion: [.insurancePhysician, .insuranceLabourExpert]
        case .assistanceRecord: [.counsellor, .unionDelegate, .socialService]
        case .resumptionDecision: [.advisingPhysician]
        case .identity:
            [
                .worker, .legalRepresentative, .employer, .hr, .caseManager, .socialSecretariat,
                .occupationalPhysician, .nurse, .medicalSecretary,
            ]
        case .absence:
            [
                .worker, .legalRepresentative, .employer, .hr, .lineManager, .caseManager,
                .socialSecretariat,
            ]
        case .certificate: [.worker, .legalRepresentative, .treatingPhysician]
        case .contactLog: [.employer, .hr, .lineManager, .caseManager]
        case .request:
            [
                .worker, .legalRepresentative, .treatingPhysician, .advisingPhysician, .employer,
                .hr,
            ]
        case .employerConsultation: [.occupationalPhysician, .employer, .hr]
        case .agreements, .teamText: [.worker, .employer, .hr, .lineManager]
        case .controlFinding: [.controlPhysician]
        case .workerStatement: [.worker]
        }
    }

    /// Whether a role may write a kind at all; a reader asks this about a version's author.
    package static func mayWrite(_ role: Role, _ kind: SectionKind) -> Bool {
        writers(of: kind).contains(role)
    }

    /// Writing and releasing are limited by kind.
    package static func allowsWriters(_ state: AccessState) -> Bool {
        switch state.action {
        case .write, .release: mayWrite(state.role, state.kind)
        default: true
        }
    }
}
