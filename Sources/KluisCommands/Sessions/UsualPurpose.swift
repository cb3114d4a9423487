internal import ArgumentParser
internal import Records

extension Purpose: ExpressibleByArgument {
    /// The purpose for which a role acts when it says no other.
    init(usualFor role: Role?) {
        switch role {
        case .worker, .legalRepresentative, nil: self = .ownFile
        case .treatingPhysician: self = .care
        case .advisingPhysician, .returnToWorkCoordinator, .insurancePhysician,
            .insuranceLabourExpert:
            self = .insurance
        case .controlPhysician: self = .absenceControl
        case .inspector: self = .inspection
        case .physicianInspector: self = .appeal
        case .coach, .counsellor, .unionDelegate, .socialService: self = .support
        default: self = .reintegration
        }
    }
}

extension Purpose {
    /// The purpose for which a role opens a kind of section when it says no other.
    init(usualFor role: Role?, reading kind: SectionKind?) {
        switch (role, kind) {
        case (.treatingPhysician, .exchange), (.advisingPhysician, .exchange),
            (.coach, .secondTrackReport):
            self = .reintegration
        case (.employer, .controlFinding), (.hr, .controlFinding): self = .absenceControl
        case (.preventionAdviser, .request), (.psychosocialAdviser, .request): self = .support
        case (.occupationalPhysician, .medicalInformation), (.caseManager, .absenceNotice):
            self = .insurance
        case (.occupationalPhysician, .healthAssessment), (.nurse, .healthAssessment):
            self = .healthSurveillance
        case (.returnToWorkCoordinator, _): self = .support
        case (.physicianInspector, let kind?) where Self.supervised.contains(kind):
            self = .inspection
        default: self = Purpose(usualFor: role)
        }
    }

    /// The purpose for which a role takes a kind of section out when it says no other.
    ///
    /// The health file is handed over for the surveillance of health, with a reason.
    init(usualFor role: Role?, exporting kind: SectionKind) {
        switch (role, kind.sectionClass) {
        case (.occupationalPhysician, .medical): self = .healthSurveillance
        default: self = Purpose(usualFor: role, reading: kind)
        }
    }

    /// The purpose for which a role writes a kind of section when it says no other.
    init(usualFor role: Role?, writing kind: SectionKind) {
        switch (role, kind) {
        case (.worker, .appealLetter), (.legalRepresentative, .appealLetter): self = .appeal
        case (.worker, .identity), (.worker, .absence), (.worker, .certificate),
            (.worker, .workerStatement):
            self = .ownFile
        case (.worker, .medicalInformation): self = .insurance
        case (.worker, _), (.legalRepresentative, _): self = .reintegration
        case (.treatingPhysician, .request), (.treatingPhysician, .exchange),
            (.advisingPhysician, .exchange), (.advisingPhysician, .request):
            self = .reintegration
        default: self = Purpose(usualFor: role, reading: kind)
        }
    }

    /// What an inspectorate supervises apart from an appeal.
    private static let supervised: Set<SectionKind> = [
        .identity, .absence, .absenceNotice, .agreements, .contactLog, .checklist,
        .workplaceReport, .plan, .planAnswer, .motivatedReport,
    ]
}

extension Role: ExpressibleByArgument {}

extension SectionKind: ExpressibleByArgument {}

extension Relation: ExpressibleByArgument {}

/// Why something is done; the usual purpose of the role unless it is said.
struct PurposeOption: ParsableArguments {
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "Why; the usual purpose of the role when left out.", valueName: "purpose"))
    var purpose: Purpose?

    /// The purpose of who opens a kind of section; `nil` when the kind is not known yet.
    func purpose(of acting: ActingSession, reading kind: SectionKind?) -> Purpose {
        purpose ?? Purpose(usualFor: acting.role, reading: kind)
    }

    /// The purpose of who takes a kind of section out.
    func purpose(of acting: ActingSession, exporting kind: SectionKind) -> Purpose {
        purpose ?? Purpose(usualFor: acting.role, exporting: kind)
    }

    /// The purpose of who writes a kind of section.
    func purpose(of acting: ActingSession, writing kind: SectionKind) -> Purpose {
        purpose ?? Purpose(usualFor: acting.role, writing: kind)
    }
}
