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
    /// current, the one that is the role's own comes first, then the order of the vocabulary.
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
            if let fact = current.first(where: { $0.relation == relation }) {
                return resolved(relation, fact)
            }
        }
        if let fact = own.last(where: { $0.isOver(on: day) }) { return resolved(.lapsed, fact) }
        return resolved(.none, nil)
    }

    /// The consent verdict for a recipient.
    ///
    /// `refused` > `active` > `statutory` > `withdrawn` > `expired` > `mismatch` > `none`.
    ///
    /// - Parameters:
    ///   - recipient: Who would read: the actor, or for a disclosure the one who is to receive.
    ///   - kind: The kind of section.
    ///   - purpose: The purpose of the request.
    ///   - action: The action.
    ///   - facts: The worker's consents and refusals.
    ///   - instant: The moment.
    ///   - statutoryUntil: For an exchange, the end of the period in which the law opens it.
    /// - Returns: The verdict with the consent that shows it.
    package static func consent(
        for recipient: ActingHolder, kind: SectionKind, purpose: Purpose, action: Action,
        among facts: [ConsentFact], at instant: Instant, statutoryUntil: Instant? = nil
    ) -> ResolvedConsent {
        let own = facts.filter { $0.concerns(recipient) }
        let covering = own.filter { $0.covers(kind, purpose, action) }
        let statutory = kind.sectionClass == .exchange ? statutoryUntil : nil
        let changes =
            (own.flatMap { [$0.from, $0.until, $0.withdrawnAt].compactMap(\.self) }
            + [statutory].compactMap(\.self)).filter { $0 > instant }
        func resolved(_ verdict: ConsentVerdict, _ fact: ConsentFact?) -> ResolvedConsent {
            ResolvedConsent(verdict: verdict, consent: fact?.id, changesAt: changes.min())
        }
        let refusals = covering.filter(\.isRefusal)
        let consents = covering.filter { !$0.isRefusal }
        if let fact = refusals.first(where: { $0.isCurrent(at: instant) }) {
            return resolved(.refused, fact)
        }
        if let fact = consents.first(where: { $0.isCurrent(at: instant) }) {
            return resolved(.active, fact)
        }
        if let statutory, instant < statutory { return resolved(.statutory, nil) }
        if let fact = consents.last(where: { $0.isWithdrawn(at: instant) }) {
            return resolved(.withdrawn, fact)
        }
        if let fact = consents.last(where: { $0.isExpired(at: instant) }) {
            return resolved(.expired, fact)
        }
        if let fact = own.first(where: { !$0.isRefusal && $0.isCurrent(at: instant) }) {
            return resolved(.mismatch, fact)
        }
        return resolved(.none, nil)
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
