package import Records

/// Who acts, and in which role and organisation.
package struct ActingHolder: Hashable, Sendable {
    /// The person.
    package let member: MemberID
    /// The role in which the person acts.
    package let role: Role
    /// The organisation of the appointment; `nil` for a role of one.
    package let organisation: OrganisationID?

    /// Takes the three.
    package init(member: MemberID, role: Role, organisation: OrganisationID?) {
        self.member = member
        self.role = role
        self.organisation = organisation
    }

    /// Whether a holder is this person or this organisation.
    package func isHeld(by holder: Holder) -> Bool {
        switch holder {
        case .member(let id): id == member
        case .organisation(let id): id == organisation
        }
    }
}
