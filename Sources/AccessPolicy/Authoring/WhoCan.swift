package import Records

/// Who may do one thing with one kind of section: roles under the same circumstances together.
package struct WhoCan: Sendable {
    /// Roles under the same circumstances.
    package struct Group: Hashable, Sendable {
        /// Roles and circumstances.
        package let product: StateProduct
        /// The rules that permit it, for one or another of the roles.
        package let rules: [String]

        /// The circumstances as a text.
        package var circumstances: LocalizedText {
            PolicySentence(.permit, product).circumstances
        }
    }

    /// The groups, in the order of the first of their roles.
    package let groups: [Group]

    /// Asks the evaluator about every state, the floor included.
    package init(
        _ policy: CompiledPolicy, _ action: Action, _ kind: SectionKind,
        purposes: WordSet<Purpose> = .all
    ) {
        var products: [StateProduct] = []
        var places: [StateProduct: Int] = [:]
        for role in Role.allCases {
            for product in policy.permittedStates(role, action, kind, purposes: purposes) {
                var key = product
                key.roles = []
                if let place = places[key] {
                    products[place].roles = products[place].roles.union([role])
                } else {
                    places[key] = products.count
                    products.append(product)
                }
            }
        }
        groups = products.map {
            Group(product: $0, rules: policy.permits(reaching: $0).map(\.id))
        }
    }
}
