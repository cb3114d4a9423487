/// The number of a rule, such as `R22-16`; docs/process.md lists them all.
///
/// 1 to 16 bytes: upper-case ASCII letters, digits and hyphens.
package struct RuleID: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The number itself.
    package let text: String

    /// Takes a number from outside; `nil` when it breaks the rule above.
    package init?(_ text: String) {
        let isValid = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x41...0x5a, 0x30...0x39, 0x2d: true
            default: false
            }
        }
        guard isValid, (1...16).contains(text.utf8.count) else { return nil }
        self.text = text
    }

    /// Takes a number that stands in the source.
    package init(stringLiteral text: String) {
        guard let rule = Self(text) else { preconditionFailure("a rule id is capitals and digits") }
        self = rule
    }

    /// The number itself.
    package var description: String { text }
}

/// Where a rule comes from, and how sure that is.
package struct LegalReference: Hashable, Sendable {
    /// How well a rule is founded; shown wherever the rule is shown.
    package enum Standing: String, CaseIterable, Hashable, Sendable {
        /// The cited source says it.
        case sourced
        /// It follows from the source by a reading that the source does not state.
        case inferred
        /// No source was opened for it.
        case unverified
    }

    /// The number of the rule.
    package let rule: RuleID
    /// The article, such as `I.4-80`; a dash when there is none.
    package let article: String
    /// The document in which the rule was read.
    package let source: String
    /// How well it is founded.
    package let standing: Standing

    /// Puts a reference together.
    package init(rule: RuleID, article: String, source: String, standing: Standing = .sourced) {
        self.rule = rule
        self.article = article
        self.source = source
        self.standing = standing
    }

    /// The article with the mark of a rule that is not sourced, such as `I.4-80, inferred`; empty
    /// for a sourced rule that has no article.
    package var citation: String {
        let parts = [
            article == "–" ? nil : article, standing == .sourced ? nil : standing.rawValue,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}
