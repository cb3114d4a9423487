internal import ArgumentParser
internal import Records

extension Purpose: ExpressibleByArgument {
    /// The purpose for which a role acts when it says no other.
    init(usualFor role: Role?) {
        switch role {
        case .worker, .legalRepresentative, nil: self = .ownFile
        case .treatingPhysician: self = .care
        case .advisingPhysician, .returnToWorkCoordinator: self = .insurance
        case .controlPhysician: self = .absenceControl
        case .inspector: self = .inspection
        case .physicianInspector: self = .appeal
        case .coach, .counsellor, .unionDelegate, .socialService: self = .support
        default: self = .reintegration
        }
    }
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

    /// The purpose of who acts.
    func purpose(of acting: ActingSession) -> Purpose {
        purpose ?? Purpose(usualFor: acting.role)
    }
}
