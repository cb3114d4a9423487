package import Records

/// What is to be stated, and in which chain.
package struct StatementPart: Hashable, Sendable {
    /// The chain.
    package let chain: ChainID
    /// What is stated.
    package let body: StatementBody

    /// Joins a chain and a body.
    package init(chain: ChainID, body: StatementBody) {
        self.chain = chain
        self.body = body
    }

    /// The admission of an organisation; it takes the founders' signatures.
    package static func organisation(_ organisation: Organisation) -> Self {
        Self(chain: .organisation(organisation.id), body: .organisation(organisation))
    }

    /// A person's keys; the member signs too, which proves possession.
    package static func member(_ member: Member) -> Self {
        Self(chain: .member(member.id), body: .member(member))
    }

    /// An appointment.
    package static func appointment(_ appointment: Appointment) -> Self {
        Self(chain: .member(appointment.member), body: .appointment(appointment))
    }

    /// The end of a member's appointment.
    package static func appointmentEnd(_ end: AppointmentEnd, of member: MemberID) -> Self {
        Self(chain: .member(member), body: .appointmentEnd(end))
    }

    /// A public role key.
    package static func roleKey(_ roleKey: RoleKey) -> Self {
        Self(chain: .organisation(roleKey.organisation), body: .roleKey(roleKey))
    }

    /// A case that an inspectorate opens on an employer.
    package static func inspectionCase(_ inspection: InspectionCase) -> Self {
        Self(chain: .organisation(inspection.employer), body: .inspectionCase(inspection))
    }

    /// The adoption of a policy, a regime, forms or a lexicon.
    package static func adoption(_ adoption: Adoption) -> Self {
        Self(chain: .vault, body: .adoption(adoption))
    }

    /// The founders' word that the clock is right; it takes their signatures.
    package static func clockAcceptance(_ acceptance: ClockAcceptance) -> Self {
        Self(chain: .vault, body: .clockAcceptance(acceptance))
    }

    /// What a reviewer of the log found.
    package static func review(_ review: Review) -> Self {
        Self(chain: .oversight, body: .review(review))
    }

    /// A decision about the log; it takes the founders' signatures.
    package static func decision(_ decision: LogDecision) -> Self {
        Self(chain: .oversight, body: .decision(decision))
    }

    /// A role that is handed over for a time.
    package static func delegation(_ delegation: Delegation) -> Self {
        Self(chain: .delegations(delegation.organisation), body: .delegation(delegation))
    }

    /// The end of a delegation.
    package static func delegationEnd(_ end: DelegationEnd) -> Self {
        Self(chain: .delegations(end.organisation), body: .delegationEnd(end))
    }

    /// The opening of a dossier.
    package static func dossier(_ opening: DossierOpening) -> Self {
        Self(chain: .dossier(opening.id), body: .dossier(opening))
    }

    /// A relation of a dossier.
    package static func party(_ party: Party, in dossier: DossierID) -> Self {
        Self(chain: .dossier(dossier), body: .party(party))
    }

    /// The end of a relation.
    package static func partyEnd(_ end: PartyEnd, in dossier: DossierID) -> Self {
        Self(chain: .dossier(dossier), body: .partyEnd(end))
    }

    /// Another regime that governs from now on.
    package static func regimeChange(_ change: RegimeChange, in dossier: DossierID) -> Self {
        Self(chain: .dossier(dossier), body: .regimeChange(change))
    }

    /// A consent or a refusal.
    package static func consent(_ consent: Consent, in dossier: DossierID) -> Self {
        Self(chain: .dossier(dossier), body: .consent(consent))
    }

    /// The withdrawal of a consent.
    package static func withdrawal(
        of consent: ConsentID, evidence: String, in dossier: DossierID
    ) -> Self {
        Self(
            chain: .dossier(dossier),
            body: .consentWithdrawal(ConsentWithdrawal(consent: consent, evidence: evidence)))
    }

    /// Grants that are added to a dossier.
    package static func grants(_ grants: [Grant], in dossier: DossierID) -> Self {
        Self(chain: .dossier(dossier), body: .grants(GrantList(grants: grants)))
    }

    /// A step of a process.
    package static func event(_ event: EventRecord, in dossier: DossierID) -> Self {
        Self(chain: .dossier(dossier), body: .event(event))
    }
}
