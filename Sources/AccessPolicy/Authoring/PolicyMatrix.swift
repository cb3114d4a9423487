package import Records

/// Who may do what with which sections, and under which circumstances.
///
/// This is the list of categories of persons with access, and their capacity, that art. 9 of the
/// Belgian Act of 30 July 2018 asks for, and what a record of processing (GDPR art. 30) rests on.
/// It is computed by the evaluator over all states, the floor included, so it can't say anything
/// else than what is decided.
package struct PolicyMatrix: Sendable {
    /// Sections with which a role may do the same things under the same circumstances.
    package struct Entry: Hashable, Sendable {
        /// The role.
        package let role: Role
        /// Everything else.
        package let product: StateProduct
        /// The rules that permit it.
        package let rules: [String]
        /// The laws of these rules, each once.
        package let laws: [String]
        /// What these rules oblige to; a single act may oblige to fewer.
        package let duties: DutySet

        /// The circumstances as a text.
        package var circumstances: LocalizedText {
            PolicySentence(.permit, product).circumstances
        }

        /// What is needed.
        package var need: Need {
            if product.glass == [.declared] { return .emergency }
            if product.consents.contains(.none) { return .relation }
            return product.consents.contains(.active) ? .consent : .law
        }
    }

    /// What access needs beside the role.
    package enum Need: String, CaseIterable, Hashable, Sendable {
        /// A relation to the worker only.
        case relation
        /// The worker's consent too.
        case consent
        /// What the law itself opens for a time.
        case law
        /// A declared emergency.
        case emergency
    }

    /// The policy.
    package let policy: CompiledPolicy
    /// The entries, role after role.
    package let entries: [Entry]

    /// Computes the matrix of a policy.
    ///
    /// - Parameters:
    ///   - policy: The policy.
    ///   - roles: The roles to look at.
    ///   - kinds: The kinds to look at.
    package init(
        _ policy: CompiledPolicy, roles: WordSet<Role> = .all, kinds: WordSet<SectionKind> = .all
    ) {
        self.policy = policy
        entries = roles.words.flatMap { Self.entries(policy, $0, kinds) }
    }

    private static func entries(
        _ policy: CompiledPolicy, _ role: Role, _ kinds: WordSet<SectionKind>
    ) -> [Entry] {
        var found: [Entry] = []
        /// Merges what differs in one dimension only; `path` is that dimension.
        func merge<Word: PolicyWord>(
            _ entries: [Entry], _ path: WritableKeyPath<StateProduct, WordSet<Word>>
        ) -> [Entry] {
            var merged: [Entry] = []
            var places: [StateProduct: [[String]: Int]] = [:]
            for entry in entries {
                var key = entry.product
                key[keyPath: path] = []
                if let place = places[key]?[entry.rules] {
                    var product = merged[place].product
                    product[keyPath: path] = product[keyPath: path].union(
                        entry.product[keyPath: path])
                    merged[place] = entry.replacing(product)
                } else {
                    places[key, default: [:]][entry.rules] = merged.count
                    merged.append(entry)
                }
            }
            return merged
        }
        for kind in kinds.words {
            for action in Action.allCases {
                found += policy.permittedStates(role, action, kind).map { product in
                    let rules = policy.permits(reaching: product)
                    return Entry(
                        role: role, product: product, rules: rules.map(\.id),
                        laws: Self.laws(of: rules),
                        duties: rules.reduce([]) { $0.union($1.duties) })
                }
            }
        }
        return merge(merge(found, \.actions), \.kinds)
    }

    private static func laws(of rules: [PolicyRule]) -> [String] {
        var laws: [String] = []
        for rule in rules where !laws.contains(rule.law) { laws.append(rule.law) }
        return laws
    }
}

extension PolicyMatrix.Entry {
    fileprivate func replacing(_ product: StateProduct) -> Self {
        Self(role: role, product: product, rules: rules, laws: laws, duties: duties)
    }
}
