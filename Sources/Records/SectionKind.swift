/// How a kind of section is protected.
package enum SectionClass: String, CaseIterable, Hashable, Sendable {
    case medical, notes, exchange, insurance, psychosocial, coaching, functional, plan, report
    case administrative, team, statement
}

/// A kind of content, with a class that no file can change.
package enum SectionKind: String, CaseIterable, Hashable, Sendable {
    case medicalAssessment = "medical-assessment"
    case consultation
    case healthFile = "health-file"
    case potentialQuestionnaire = "potential-questionnaire"
    case appealMedicalReport = "appeal-medical-report"
    case medicalNotes = "medical-notes"
    case exchange
    case fundCertificate = "fund-certificate"
    case fundAssessment = "fund-assessment"
    case psychosocialOwn = "psychosocial-own"
    case psychosocialThird = "psychosocial-third"
    case coachingWorker = "coaching-worker"
    case coachingEmployer = "coaching-employer"
    case coachingJoint = "coaching-joint"
    case assessmentForm = "assessment-form"
    case appealRuling = "appeal-ruling"
    case workPotentialResult = "work-potential-result"
    case workplaceReport = "workplace-report"
    case plan
    case planAnswer = "plan-answer"
    case resumptionDecision = "resumption-decision"
    case motivatedReport = "motivated-report"
    case identity
    case absence
    case certificate
    case contactLog = "contact-log"
    case request
    case invitation
    case appealLetter = "appeal-letter"
    case employerConsultation = "employer-consultation"
    case agreements
    case checklist
    case controlFinding = "control-finding"
    case teamText = "team-text"
    case workerStatement = "worker-statement"
    case problemAnalysis = "problem-analysis"
    case actionPlan = "action-plan"
    case progressTalk = "progress-talk"
    case firstYearEvaluation = "first-year-evaluation"
    case currentOpinion = "current-opinion"
    case currentOpinionMedical = "current-opinion-medical"
    case finalEvaluation = "final-evaluation"
    case workerView = "worker-view"
    case medicalInformation = "medical-information"
    case secondTrackReport = "second-track-report"
    case expertOpinion = "expert-opinion"
    case incapacityCertificate = "incapacity-certificate"
    case absenceNotice = "absence-notice"
    case assistanceRecord = "assistance-record"
    case healthAssessment = "health-assessment"

    /// The class of the kind; it is code, so that no policy can move a kind out of secrecy.
    package var sectionClass: SectionClass {
        switch self {
        case .medicalAssessment, .consultation, .healthFile, .potentialQuestionnaire,
            .appealMedicalReport, .currentOpinionMedical, .incapacityCertificate:
            .medical
        case .medicalNotes: .notes
        case .exchange: .exchange
        case .fundCertificate, .fundAssessment, .medicalInformation: .insurance
        case .psychosocialOwn, .psychosocialThird, .assistanceRecord: .psychosocial
        case .coachingWorker, .coachingEmployer, .coachingJoint: .coaching
        case .assessmentForm, .appealRuling, .workPotentialResult, .workplaceReport,
            .problemAnalysis, .currentOpinion, .expertOpinion, .healthAssessment:
            .functional
        case .plan, .planAnswer, .resumptionDecision, .actionPlan, .firstYearEvaluation,
            .finalEvaluation:
            .plan
        case .motivatedReport, .workerView, .secondTrackReport: .report
        case .identity, .absence, .certificate, .contactLog, .request, .invitation, .appealLetter,
            .employerConsultation, .agreements, .checklist, .controlFinding, .progressTalk,
            .absenceNotice:
            .administrative
        case .teamText: .team
        case .workerStatement: .statement
        }
    }

    /// Whether it can stand in an employer's collective record, which is about no worker.
    package var isCollective: Bool { self == .checklist }

    /// Whether medical secrecy covers the kind: no employer's side, whatever the consent (F1).
    package var isSecret: Bool {
        switch sectionClass {
        case .medical, .notes, .exchange, .insurance, .psychosocial: true
        case .coaching: self == .coachingWorker
        default: false
        }
    }

    /// The coarse category that the log shows in clear.
    package var category: LogCategory {
        switch sectionClass {
        case .medical, .notes, .exchange, .insurance, .psychosocial: .medical
        case .coaching: isSecret ? .medical : .administrative
        case .functional: .functional
        case .plan, .report: .plan
        case .administrative, .team, .statement: .administrative
        }
    }
}

/// The coarse categories that may stand in clear in the log.
package enum LogCategory: String, CaseIterable, Hashable, Sendable {
    case medical, functional, plan
    case administrative = "admin"
}
