package import Records

/// Someone acts for someone else: leave, illness, a colleague who takes over.
package struct DelegationFacts: Hashable, Sendable {
    /// Who hands over.
    package let principal: MemberID
    /// Who acts.
    package let delegate: MemberID
    /// The role in which the delegate acts.
    package let role: Role
    /// The roles to which the delegate is appointed in the same organisation.
    package let delegateRoles: Set<Role>
    /// Whether the principal acts as a delegate in turn, or the delegate has handed the role over.
    package let isOnward: Bool

    /// Takes the facts.
    package init(
        principal: MemberID, delegate: MemberID, role: Role, delegateRoles: Set<Role>,
        isOnward: Bool
    ) {
        self.principal = principal
        self.delegate = delegate
        self.role = role
        self.delegateRoles = delegateRoles
        self.isOnward = isOnward
    }
}

extension Floor {
    /// F12: a delegate acts in an own role and so within its limits, and passes nothing on.
    ///
    /// - Returns: ``FloorRule/delegation`` when refused. What is allowed is then decided as any
    ///   act of the delegate: the principal's role gives nothing.
    package static func refusal(of delegation: DelegationFacts) -> FloorRule? {
        guard delegation.principal != delegation.delegate, !delegation.isOnward,
            delegation.delegateRoles.contains(delegation.role)
        else { return .delegation }
        return nil
    }
}
