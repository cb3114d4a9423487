/// Why a list of rules is not a policy, before any proof.
package enum PolicyFault: Error, Hashable, Sendable {
    /// A name or a rule's id has characters or a length that it may not have.
    case malformedName(String)
    /// The policy has no rule, or more than ``CompiledPolicy/maximumRules``.
    case ruleCount(Int)
    /// The compiled form would have more bytes than ``CompiledPolicy/maximumSize``.
    case tooLarge(Int)
    /// The rules together reach over more than ``CompiledPolicy/maximumReach``.
    case tooBroad(Int)
    /// Two rules have one id.
    case duplicateRule(String)
    /// A rule has a dimension without words, so it could never match.
    case emptyDimension(rule: String)
    /// A prohibition carries duties.
    case dutiesOnProhibition(rule: String)
    /// A rule says nothing in one of the languages, or names no law.
    case missingText(rule: String)
}

extension PolicyFault: CustomStringConvertible {
    /// One line, with the rule's id.
    package var description: String {
        switch self {
        case .malformedName(let name): "`\(name)` is not a name of letters, digits and hyphens"
        case .ruleCount(let count):
            "\(count) rules; a policy has 1 to \(CompiledPolicy.maximumRules)"
        case .tooLarge(let size):
            "the compiled form has \(size) bytes; at most \(CompiledPolicy.maximumSize) are read"
        case .tooBroad(let reach):
            "the rules reach over \(reach) roles, actions, sections and relations together; at most "
                + "\(CompiledPolicy.maximumReach) are compiled"
        case .duplicateRule(let id): "two rules are called `\(id)`"
        case .emptyDimension(let id): "rule `\(id)` can match nothing"
        case .dutiesOnProhibition(let id): "rule `\(id)` forbids and so has no duties"
        case .missingText(let id): "rule `\(id)` lacks its law or its sentence in a language"
        }
    }

    /// The rule that is at fault, when it is one.
    package var rule: String? {
        switch self {
        case .duplicateRule(let id), .emptyDimension(let id), .dutiesOnProhibition(let id),
            .missingText(let id):
            id
        case .malformedName, .ruleCount, .tooLarge, .tooBroad: nil
        }
    }
}
