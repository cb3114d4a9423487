extension Directory {
    /// A review with who made it.
    package struct ReviewEntry: Hashable, Sendable {
        /// What was found.
        package let review: Review
        /// Who found it.
        package let reviewer: MemberID
        /// When.
        package let time: Instant
        /// The log index of its statement.
        package let logIndex: UInt64

        init(
            _ review: Review, by signed: SignedStatement, logIndex: UInt64
        ) throws(AuthorityError) {
            guard let reviewer = signed.signatures.first?.member else { throw .signature }
            self.review = review
            self.reviewer = reviewer
            time = signed.statement.time
            self.logIndex = logIndex
        }
    }

    /// A decision about the log with who approved it.
    package struct DecisionEntry: Hashable, Sendable {
        /// What was decided.
        package let decision: LogDecision
        /// Who approved it, in the order of signing.
        package let approvers: [MemberID]
        /// When.
        package let time: Instant
        /// The log index of its statement.
        package let logIndex: UInt64

        init(_ decision: LogDecision, by signed: SignedStatement, logIndex: UInt64) {
            self.decision = decision
            approvers = signed.signatures.map(\.member)
            time = signed.statement.time
            self.logIndex = logIndex
        }
    }

    /// The longest time for which a decision serves, in seconds: 90 days.
    package static let longestDecision: Int64 = 90 * 86_400

    /// The dossiers each access to which is looked at.
    package var shieldedDossiers: Set<DossierID> {
        decisions.reduce(into: []) { shielded, entry in
            switch entry.decision.measure {
            case .shield(let dossier): shielded.insert(dossier)
            case .unshield(let dossier): shielded.remove(dossier)
            default: break
            }
        }
    }

    /// One reviewer, in a role that oversees, or a founder who stands for oversight.
    func checkReview(_ signed: SignedStatement) throws(AuthorityError) {
        guard signed.statement.chain == .oversight else { throw .chain }
        guard signed.signatures.count == 1, let reviewer = signed.signatures.first else {
            throw .review
        }
        let role = actingRole(of: reviewer, at: signed.statement.time)?.role
        guard role?.overseesLog ?? isOverseer(reviewer.member) else { throw .review }
    }

    /// As many founders as an admission takes, none of them the one whom the decision serves.
    func checkDecision(
        _ decision: LogDecision, _ signed: SignedStatement
    ) throws(AuthorityError) {
        guard signed.statement.chain == .oversight else { throw .chain }
        let signers = Set(signed.signatures.map(\.member))
        guard decision.beneficiary.map({ !signers.contains($0) }) ?? true else { throw .decision }
        try checkFounders(signers)
        let lasts = decision.expires.seconds - signed.statement.time.seconds
        guard (1...Self.longestDecision).contains(lasts) else { throw .decision }
    }
}

extension Role {
    /// Whether the role reads and reviews the log of others.
    package var overseesLog: Bool { self == .auditor || self == .dataProtectionOfficer }
}
