extension Directory {
    /// The roles of approval in which a statement was signed, each by a person of its own.
    ///
    /// - Parameter signed: The statement; its signatures are verified elsewhere.
    /// - Returns: The roles; one person counts once, in the first role that no other has.
    package func approvals(of signed: SignedStatement) -> Set<Role> {
        var persons: Set<MemberID> = []
        var roles: Set<Role> = []
        for signature in signed.signatures {
            guard let role = actingRole(of: signature, at: signed.statement.time)?.role,
                role.approvesPolicies, !persons.contains(signature.member),
                !roles.contains(role)
            else { continue }
            persons.insert(signature.member)
            roles.insert(role)
        }
        return roles
    }

    /// Checks that an adoption is approved.
    ///
    /// What the vault is founded with is signed by the founders. After that it takes two persons
    /// in two of the roles of approval: the compliance officer, the data protection officer, the
    /// head of the medical department. In a practice of one the founder approves alone.
    ///
    /// - Throws: ``AuthorityError/adoption``.
    func checkApproval(of signed: SignedStatement) throws(AuthorityError) {
        let founders = founding.founders.filter { founder in
            signed.signatures.contains { $0.member == founder.member }
        }
        if isPracticeOfOne, !founders.isEmpty { return }
        if isOfFounding(signed), UInt64(founders.count) >= founding.signaturesRequired { return }
        guard approvals(of: signed).count >= 2 else { throw .adoption }
    }
}
