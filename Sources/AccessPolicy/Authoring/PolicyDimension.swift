internal import Records

/// A dimension of the states, as the files and the explanations call it.
package enum PolicyDimension: String, CaseIterable, Hashable, Sendable {
    case role, action, section, purpose, relation, consent, phase, glass, author

    /// Every word of the dimension in the order of its bits.
    package var words: [String] {
        func words<Word: PolicyWord>(_: Word.Type) -> [String] {
            Word.allCases.sorted { $0.code < $1.code }.map(\.rawValue)
        }
        return switch self {
        case .role: words(Role.self)
        case .action: words(Action.self)
        case .section: words(SectionKind.self)
        case .purpose: words(Purpose.self)
        case .relation: words(Relation.self)
        case .consent: words(ConsentVerdict.self)
        case .phase: words(Phase.self)
        case .glass: words(Glass.self)
        case .author: words(Authorship.self)
        }
    }
}

extension StateProduct {
    /// The set of a dimension as bits; a bit that stands for no word is no part of it.
    subscript(dimension: PolicyDimension) -> UInt64 {
        get {
            switch dimension {
            case .role: roles.bits
            case .action: actions.bits
            case .section: kinds.bits
            case .purpose: purposes.bits
            case .relation: relations.bits
            case .consent: consents.bits
            case .phase: phases.bits
            case .glass: glass.bits
            case .author: authorship.bits
            }
        }
        set {
            switch dimension {
            case .role: roles = WordSet(masked: newValue)
            case .action: actions = WordSet(masked: newValue)
            case .section: kinds = WordSet(masked: newValue)
            case .purpose: purposes = WordSet(masked: newValue)
            case .relation: relations = WordSet(masked: newValue)
            case .consent: consents = WordSet(masked: newValue)
            case .phase: phases = WordSet(masked: newValue)
            case .glass: glass = WordSet(masked: newValue)
            case .author: authorship = WordSet(masked: newValue)
            }
        }
    }

    /// The words of each dimension.
    package var words: [(dimension: String, words: [String])] {
        PolicyDimension.allCases.map { dimension in
            let bits = self[dimension]
            let words = dimension.words.enumerated().filter { bits >> UInt64($0.offset) & 1 == 1 }
            return (dimension.rawValue, words.map(\.element))
        }
    }

    /// The states that lie in another product too; `nil` when there are none.
    func intersection(_ other: Self) -> Self? {
        var common = self
        for dimension in PolicyDimension.allCases {
            common[dimension] &= other[dimension]
            if common[dimension] == 0 { return nil }
        }
        return common
    }
}
