package import Records

/// One way in which a kind of section opens to a recipient now.
package struct Opening: Hashable, Sendable {
    /// Why it opens.
    package enum Basis: Hashable, Sendable {
        /// A standing rule for the relation, whatever the worker consents to: the rules.
        case relation([PolicyRule])
        /// The law, in the first year of the exchange; until when, as far as it has begun.
        case statutory(until: Instant?)
        /// A consent or a request.
        case consent(ConsentID)
    }

    /// The kind.
    package let kind: SectionKind
    /// The purposes for which it opens.
    package let purposes: Set<Purpose>
    /// Why.
    package let basis: Basis
}

/// The facts from which ``CompiledPolicy/openings(of:to:in:)`` tells what opens.
package struct OpeningFacts: Sendable {
    /// How the recipient stands to the worker.
    package let relation: Relation
    /// Where the process stands.
    package let phase: Phase
    /// The worker's consents and refusals.
    package let consents: [ConsentFact]
    /// The years of the exchange.
    package let exchange: ExchangePeriod
    /// Now.
    package let instant: Instant

    /// Takes the facts.
    package init(
        relation: Relation, phase: Phase, consents: [ConsentFact], exchange: ExchangePeriod,
        instant: Instant
    ) {
        self.relation = relation
        self.phase = phase
        self.consents = consents
        self.exchange = exchange
        self.instant = instant
    }
}

extension CompiledPolicy {
    /// All ways in which a kind of section that somebody else wrote opens to a recipient, each with
    /// its basis; an emergency is none of them.
    ///
    /// A duty that cannot be done may still deny it.
    package func openings(
        of kind: SectionKind, to recipient: ActingHolder, in facts: OpeningFacts
    ) -> [Opening] {
        var found: [Opening.Basis: Set<Purpose>] = [:]
        var order: [Opening.Basis] = []
        func add(_ basis: Opening.Basis, _ purpose: Purpose) {
            if found[basis] == nil { order.append(basis) }
            found[basis, default: []].insert(purpose)
        }
        for purpose in Purpose.allCases where purpose != .emergency {
            func decide(_ verdict: ConsentVerdict) -> Decision {
                self.decide(
                    AccessState(
                        role: recipient.role, action: .read, kind: kind, purpose: purpose,
                        relation: facts.relation, consent: verdict, phase: facts.phase))
            }
            func verdict(among consents: [ConsentFact]) -> ConsentVerdict {
                FactResolver.consent(
                    for: recipient, kind: kind, purpose: purpose, action: .read, among: consents,
                    at: facts.instant, exchange: facts.exchange
                ).verdict
            }
            let refusals = facts.consents.filter(\.isRefusal)
            let without = verdict(among: refusals)
            let standing = decide(without == .refused ? .refused : .none)
            if standing.isPermitted {
                add(.relation(standing.matchedRules), purpose)
                continue
            }
            if without == .statutory, decide(.statutory).isPermitted {
                add(.statutory(until: facts.exchange.statutoryUntil), purpose)
            }
            for consent in facts.consents where !consent.isRefusal {
                if verdict(among: refusals + [consent]) == .active, decide(.active).isPermitted {
                    add(.consent(consent.id), purpose)
                }
            }
        }
        return order.map { Opening(kind: kind, purposes: found[$0, default: []], basis: $0) }
    }
}
