package import Records

/// A worker's consent or refusal, as a decision sees it.
package struct ConsentFact: Hashable, Sendable {
    /// The consent, so that a decision can name it.
    package let id: ConsentID
    /// Whether it refuses; a refusal beats every consent.
    package let isRefusal: Bool
    /// The role of the recipient.
    package let role: Role
    /// The recipient: a person or an organisation.
    package let recipient: Holder
    /// The kinds of sections that it covers.
    package let kinds: Set<SectionKind>
    /// The purposes that it covers.
    package let purposes: Set<Purpose>
    /// The actions that it covers.
    package let actions: Set<Action>
    /// From when.
    package let from: Instant
    /// Until when, exclusive.
    package let until: Instant
    /// When it was withdrawn; it ends at once.
    package let withdrawnAt: Instant?

    /// Takes the parts.
    package init(
        id: ConsentID, isRefusal: Bool, role: Role, recipient: Holder, kinds: Set<SectionKind>,
        purposes: Set<Purpose>, actions: Set<Action> = Set(Action.allCases), from: Instant,
        until: Instant, withdrawnAt: Instant? = nil
    ) {
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

    /// Takes a consent and what became of it.
    package init(_ consent: Consent, withdrawnAt: Instant?) {
        self.init(
            id: consent.id, isRefusal: consent.isRefusal, role: consent.role,
            recipient: consent.recipient, kinds: consent.kinds, purposes: consent.purposes,
            from: consent.from, until: consent.until, withdrawnAt: withdrawnAt)
    }

    /// Whether the recipient is the one who acts: in this role for a consent; a refusal of a person
    /// holds in whatever role that person comes.
    func concerns(_ actor: ActingHolder) -> Bool {
        if isRefusal, recipient == .member(actor.member) { return true }
        return role == actor.role && actor.isHeld(by: recipient)
    }

    /// Whether it covers a kind, a purpose and an action.
    func covers(_ kind: SectionKind, _ purpose: Purpose, _ action: Action) -> Bool {
        kinds.contains(kind) && purposes.contains(purpose) && actions.contains(action)
    }

    /// Whether it stands at a moment.
    package func isCurrent(at instant: Instant) -> Bool {
        from <= instant && instant < until && !isWithdrawn(at: instant)
    }

    /// Whether it has been withdrawn at a moment.
    package func isWithdrawn(at instant: Instant) -> Bool {
        withdrawnAt.map { $0 <= instant } ?? false
    }

    /// Whether it stood and ran out, without having been withdrawn.
    package func isExpired(at instant: Instant) -> Bool {
        from < until && until <= instant && !isWithdrawn(at: instant)
    }
}
