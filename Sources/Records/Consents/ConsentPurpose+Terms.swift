extension ConsentPurpose {
    /// Within which limits a statement for this purpose is made.
    ///
    /// The periods are the product's own and no law, but for the exchange, which closes after two
    /// years whatever the consent (Act of 31 January 2025). What the floor closes stays closed: no
    /// entry here opens a secret kind to the employer's side.
    package var terms: ConsentPurposeTerms {
        switch self {
        case .requestByTreatingPhysician:
            ConsentPurposeTerms(
                recipients: [.treatingPhysician], kinds: [.request],
                purposes: [.reintegration, .care],
                regimes: Self.belgianTrajectories, maximumMonths: 6)
        case .consultTreatingPhysician:
            ConsentPurposeTerms(
                recipients: [.treatingPhysician, .occupationalPhysician],
                kinds: [
                    .consultation, .medicalAssessment, .healthFile, .potentialQuestionnaire,
                    .incapacityCertificate,
                ], purposes: [.reintegration, .care, .healthSurveillance])
        case .consultAdvisingPhysician:
            ConsentPurposeTerms(
                recipients: [.advisingPhysician, .insurancePhysician, .occupationalPhysician],
                kinds: [
                    .consultation, .medicalAssessment, .healthFile, .potentialQuestionnaire,
                    .fundCertificate, .fundAssessment,
                ], purposes: [.reintegration, .insurance, .healthSurveillance])
        case .consultPreventionAdviser:
            ConsentPurposeTerms(
                recipients: [.preventionAdviser, .psychosocialAdviser], kinds: [.consultation])
        case .consultOtherPerson:
            ConsentPurposeTerms(
                recipients: [
                    .coach, .returnToWorkCoordinator, .employmentService, .reintegrationSpecialist,
                    .labourExpert, .socialService, .counsellor, .unionDelegate,
                ], kinds: [.consultation, .identity, .plan, .agreements],
                purposes: [.reintegration, .support, .insurance])
        case .involveEmployer:
            ConsentPurposeTerms(
                nature: .request, recipients: Self.employer.union([.occupationalPhysician]),
                kinds: [.employerConsultation], exclusiveKinds: [.employerConsultation],
                regimes: ["be-2022", "be-2026", "be-force-majeure"])
        case .tellOfVisit:
            ConsentPurposeTerms(
                nature: .refusal, recipients: Self.employer, kinds: [.invitation, .contactLog],
                endsWithTrajectory: false)
        case .adviceFromVisit:
            ConsentPurposeTerms(
                recipients: Self.employer, kinds: [.workplaceReport], maximumMonths: 6,
                endsWithTrajectory: false)
        case .startWithoutPotential:
            ConsentPurposeTerms(
                recipients: [.occupationalPhysician, .nurse], kinds: [.workPotentialResult],
                purposes: [.reintegration, .healthSurveillance], regimes: ["be-2026"],
                maximumMonths: 6)
        // The act of 31 January 2025 came into force while the rules of 2022 held.
        case .exchangeSecondYear:
            ConsentPurposeTerms(
                recipients: [.treatingPhysician, .advisingPhysician, .occupationalPhysician],
                kinds: [.exchange], exclusiveKinds: [.exchange],
                purposes: [.reintegration, .care, .insurance],
                regimes: ["be-2022", "be-2026", "be-force-majeure"], endsWithTrajectory: false)
        case .tellTeam:
            ConsentPurposeTerms(
                recipients: Self.employer.union([.lineManager]), kinds: [.teamText],
                endsWithTrajectory: false)
        case .assistance:
            ConsentPurposeTerms(
                recipients: [.unionDelegate, .counsellor, .socialService],
                kinds: [
                    .identity, .assessmentForm, .plan, .planAnswer, .motivatedReport, .agreements,
                    .consultation,
                ], purposes: [.support, .reintegration])
        case .coachingTalk:
            ConsentPurposeTerms(
                needsEmployer: true, recipients: [.coach], kinds: [.coachingJoint],
                exclusiveKinds: [.coachingJoint], purposes: [.support, .reintegration],
                endsWithTrajectory: false)
        case .workerInformation:
            ConsentPurposeTerms(
                recipients: Self.employer.union([
                    .caseManager, .occupationalPhysician, .treatingPhysician,
                ]),
                kinds: [
                    .workerStatement, .absenceNotice, .medicalInformation, .currentOpinionMedical,
                    .employerConsultation,
                ],
                purposes: [.reintegration, .care], regimes: ["nl-poortwachter"],
                writtenFor: [.occupationalPhysician, .treatingPhysician])
        case .proceduralProxy:
            ConsentPurposeTerms(
                recipients: [.legalRepresentative, .treatingPhysician, .insurancePhysician],
                kinds: [.medicalAssessment, .medicalInformation, .currentOpinionMedical],
                purposes: [.appeal, .insurance, .reintegration], regimes: ["nl-poortwachter"],
                writtenFor: [.legalRepresentative, .treatingPhysician, .insurancePhysician],
                endsWithTrajectory: false)
        }
    }

    private static let employer: Set<Role> = [.employer, .hr]
    private static let belgianTrajectories: Set<String> = ["be-2017", "be-2022", "be-2026"]
}
