package import Records

/// What the relations of a dossier say about one holder on one day.
package struct ResolvedRelation: Hashable, Sendable {
    /// The one word that a decision uses.
    package let relation: Relation
    /// The fact that shows it; `nil` when it is the lack of one.
    package let fact: RelationFact?
    /// The next day on which it may be another, as far as the facts say.
    package let changesOn: CivilDate?
}

/// What the worker's consents say about one recipient, section, purpose, action and moment.
package struct ResolvedConsent: Hashable, Sendable {
    /// The one word that a decision uses.
    package let verdict: ConsentVerdict
    /// The consent that shows it; `nil` when it is the lack of one, or the law.
    package let consent: ConsentID?
    /// The next moment at which it may be another: a permit must not be kept beyond it.
    package let changesAt: Instant?
}

/// Turns dated records into the words of a state.
///
/// Pure functions of what is passed in. The proof of a policy does not reach here, so this is the
/// part of a decision that property tests must carry. Periods are half open, `[from, until)`.
package enum FactResolver {
    /// The relation of the one who acts.
    ///
    /// `lapsed` only when nothing is current and something was. When several relations are
    /// current, the one that is the role's own comes first, then the order of the vocabulary. The
    /// order of the facts changes nothing.
    ///
    /// - Parameters:
    ///   - actor: Who acts.
    ///   - facts: The relations of the dossier.
    ///   - day: The civil day.
    /// - Returns: The relation with its source.
    package static func relation(
        of actor: ActingHolder, among facts: [RelationFact], on day: CivilDate
    ) -> ResolvedRelation {
        let own = facts.filter { $0.roles.contains(actor.role) && actor.isHeld(by: $0.holder) }
        let changes = own.flatMap { [$0.from, $0.until].compactMap(\.self) }.filter { $0 > day }
        func resolved(_ relation: Relation, _ fact: RelationFact?) -> ResolvedRelation {
            ResolvedRelation(relation: relation, fact: fact, changesOn: changes.min())
        }
        let current = own.filter { $0.isCurrent(on: day) }
        let order = [usualRelation(of: actor.role)].compactMap(\.self) + Relation.allCases
        for relation in order {
            if let fact = current.filter({ $0.relation == relation }).max(by: RelationFact.precedes)
            {
                return resolved(relation, fact)
            }
        }
        if let fact = own.filter({ $0.isOver(on: day) }).max(by: RelationFact.precedes) {
            return resolved(.lapsed, fact)
        }
        return resolved(.none, nil)
    }

    /// The consent verdict for a recipient.
    ///
    /// `refused` > `active` > `statutory` > `withdrawn` > `expired` > `mismatch` > `none`. Of an
    /// exchange that has closed no consent is active any more. The order of the facts changes
    /// nothing; of several that show the same, the one with the least identifier is named.
    ///
    /// - Parameters:
    ///   - recipient: Who would read: the actor, or for a disclosure the one who is to receive.
    ///   - kind: The kind of section.
    ///   - purpose: The purpose of the request.
    ///   - action: The action.
    ///   - facts: The worker's consents and refusals.
    ///   - instant: The moment.
    ///   - exchange: The years of the exchange; `nil` where the law opens none.
    /// - Returns: The verdict with the consent that shows it.
    package static func consent(
        for recipient: ActingHolder, kind: SectionKind, purpose: Purpose, action: Action,
        among facts: [ConsentFact], at instant: Instant, exchange: ExchangePeriod? = nil
    ) -> ResolvedConsent {
        let exchange = kind.sectionClass == .exchange ? exchange : nil
        let own = facts.filter { $0.concerns(recipient) }.map { fact in
            fact.isRefusal ? fact : fact.ending(by: exchange?.closesAt)
        }
        let covering = own.filter { $0.covers(kind, purpose, action) }
        let changes =
            (own.flatMap { [$0.from, $0.until, $0.withdrawnAt].compactMap(\.self) }
            + [exchange?.statutoryUntil, exchange?.closesAt].compactMap(\.self))
            .filter { $0 > instant }
        func named(
            _ verdict: ConsentVerdict, _ facts: [ConsentFact],
            where isShowing: (ConsentFact) -> Bool
        ) -> ResolvedConsent? {
            facts.filter(isShowing).map(\.id).min().map { id in
                ResolvedConsent(verdict: verdict, consent: id, changesAt: changes.min())
            }
        }
        func unnamed(_ verdict: ConsentVerdict) -> ResolvedConsent {
            ResolvedConsent(verdict: verdict, consent: nil, changesAt: changes.min())
        }
        let consents = covering.filter { !$0.isRefusal }
        func isCurrent(_ fact: ConsentFact) -> Bool { fact.isCurrent(at: instant) }
        if let refused = named(.refused, covering.filter(\.isRefusal), where: isCurrent) {
            return refused
        }
        if let active = named(.active, consents, where: isCurrent) { return active }
        if exchange?.isStatutory(at: instant) ?? false { return unnamed(.statutory) }
        return named(.withdrawn, consents) { $0.isWithdrawn(at: instant) }
            ?? named(.expired, consents) { $0.isExpired(at: instant) }
            ?? named(.mismatch, own.filter { !$0.isRefusal }, where: isCurrent)
            ?? unnamed(.none)
    }

    /// The relation in which a role usually stands to a worker; `nil` for roles of oversight.
    package static func usualRelation(of role: Role) -> Relation? {
        switch role {
        case .worker: .`self`
        case .employer, .hr, .lineManager, .caseManager, .socialSecretariat, .committee: .ownWorker
        case .occupationalPhysician, .nurse, .psychosocialAdviser, .preventionAdviser,
            .advisingPhysician, .controlPhysician, .returnToWorkCoordinator, .medicalSecretary,
            .insurancePhysician, .insuranceLabourExpert, .labourExpert:
            .assigned
        case .treatingPhysician: .care
        case .legalRepresentative, .coach, .counsellor, .unionDelegate, .socialService,
            .reintegrationSpecialist, .employmentService, .otherEmployer:
            .mandated
        case .inspector, .physicianInspector: .competent
        case .auditor, .dataProtectionOfficer, .keyCustodian, .operator, .registrar,
            .policyApprover, .headOfMedicalDepartment:
            nil
        }
    }
}

extension ResolvedRelation {
    /// The fact for an explanation.
    package var named: NamedFact {
        NamedFact(
            dimension: "relation", value: relation.rawValue, source: fact?.source, until: nil)
    }
}

extension ResolvedConsent {
    /// The fact for an explanation.
    package var named: NamedFact {
        NamedFact(
            dimension: "consent", value: verdict.rawValue,
            source: consent.map { "consent:\($0)" }, until: changesAt)
    }
}
