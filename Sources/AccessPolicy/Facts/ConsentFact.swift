package import Records

/// A worker's consent or refusal, as a decision sees it.
package struct ConsentFact: Hashable, Sendable {
    /// The consent, so that a decision can name it.
    package let id: ConsentID
    /// Whether it refuses; a refusal beats every consent.
    package let isRefusal: Bool
    /// The role of the recipient; `nil` for every role, in a refusal.
    package let role: Role?
    /// The recipient: a person or an organisation; `nil` for whoever, in a refusal.
    package let recipient: Holder?
    /// The kinds of sections that it covers; `nil` for every kind, in a refusal.
    package let kinds: Set<SectionKind>?
    /// The purposes that it covers; `nil` for every purpose, in a refusal.
    package let purposes: Set<Purpose>?
    /// The actions that it covers.
    package let actions: Set<Action>
    /// From when.
    package let from: Instant
    /// Until when, exclusive; `nil` for no end, in a refusal.
    package let until: Instant?
    /// When it was withdrawn; it ends at once.
    package let withdrawnAt: Instant?

    /// Takes the parts.
    package init(
        id: ConsentID, isRefusal: Bool, role: Role?, recipient: Holder?, kinds: Set<SectionKind>?,
        purposes: Set<Purpose>?, actions: Set<Action> = Set(Action.allCases), from: Instant,
        until: Instant?, withdrawnAt: Instant? = nil
    ) {
        let isBounded =
            role != nil && recipient != nil && kinds != nil && purposes != nil && until != nil
        precondition(isRefusal || isBounded, "only a refusal leaves something open")
        self.id = id
        self.isRefusal = isRefusal
        self.role = role
        self.recipient = recipient
        self.kinds = kinds
        self.purposes = purposes
        self.actions = actions
        self.from = from
        self.until = until
        self.withdrawnAt = withdrawnAt
    }

    /// Whether the recipient is the one who acts: in this role for a consent; a refusal of a person
    /// holds in whatever role that person comes, one of a role for whoever has it, and one of an
    /// organisation for every role there.
    func concerns(_ actor: ActingHolder) -> Bool {
        guard isRefusal else {
            return role == actor.role && recipient.map(actor.isHeld) ?? false
        }
        if case .member(let id)? = recipient { return id == actor.member }
        return role.map { $0 == actor.role } ?? true && recipient.map(actor.isHeld) ?? true
    }

    /// Whether it covers a kind, a purpose and an action.
    func covers(_ kind: SectionKind, _ purpose: Purpose, _ action: Action) -> Bool {
        kinds?.contains(kind) ?? true && purposes?.contains(purpose) ?? true
            && actions.contains(action)
    }

    /// Whether it stands at a moment.
    package func isCurrent(at instant: Instant) -> Bool {
        from <= instant && until.map { instant < $0 } ?? true && !isWithdrawn(at: instant)
    }

    /// Whether it has been withdrawn at a moment.
    package func isWithdrawn(at instant: Instant) -> Bool {
        withdrawnAt.map { $0 <= instant } ?? false
    }

    /// Whether it stood and ran out, without having been withdrawn.
    package func isExpired(at instant: Instant) -> Bool {
        guard let until else { return false }
        return from < until && until <= instant && !isWithdrawn(at: instant)
    }

    /// The same fact, over no later than at a moment.
    func ending(by end: Instant?) -> Self {
        guard let end, until.map({ end < $0 }) ?? true else { return self }
        return Self(
            id: id, isRefusal: isRefusal, role: role, recipient: recipient, kinds: kinds,
            purposes: purposes, actions: actions, from: from, until: end, withdrawnAt: withdrawnAt)
    }
}
