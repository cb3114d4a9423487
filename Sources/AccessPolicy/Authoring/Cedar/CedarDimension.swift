internal import Records

/// A dimension of a state as Cedar sees it.
enum CedarDimension: CaseIterable {
    case role, action, section, purpose, relation, consent, phase, glass, author

    /// The dimensions that stand in the context of a request.
    static let context: [Self] = [.purpose, .relation, .consent, .phase, .glass, .author]

    /// The type of the entities that stand for the words.
    var type: String {
        switch self {
        case .role: "Role"
        case .action: "Action"
        case .section: "Section"
        case .purpose: "Purpose"
        case .relation: "Relation"
        case .consent: "Consent"
        case .phase: "Phase"
        case .glass: "Glass"
        case .author: "Author"
        }
    }

    /// The name of the attribute in the context.
    var attribute: String { type.lowercased() }

    /// How a condition names the word of a request.
    var variable: String {
        switch self {
        case .role: "principal"
        case .action: "action"
        case .section: "resource"
        default: "context.\(attribute)"
        }
    }

    /// The words, in the order of the vocabulary.
    var words: [String] {
        switch self {
        case .role: Role.allCases.map(\.rawValue)
        case .action: Action.allCases.map(\.rawValue)
        case .section: SectionKind.allCases.map(\.rawValue)
        case .purpose: Purpose.allCases.map(\.rawValue)
        case .relation: Relation.allCases.map(\.rawValue)
        case .consent: ConsentVerdict.allCases.map(\.rawValue)
        case .phase: Phase.allCases.map(\.rawValue)
        case .glass: Glass.allCases.map(\.rawValue)
        case .author: Authorship.allCases.map(\.rawValue)
        }
    }
}
