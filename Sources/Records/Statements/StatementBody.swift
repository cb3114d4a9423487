package import CryptoPrimitives

/// What a statement says.
package enum StatementBody: Hashable, Sendable {
    case founding(Founding)
    case adoption(Adoption)
    case clockAcceptance(ClockAcceptance)
    case organisation(Organisation)
    case roleKey(RoleKey)
    case inspectionCase(InspectionCase)
    case member(Member)
    case appointment(Appointment)
    case appointmentEnd(AppointmentEnd)
    case dossier(DossierOpening)
    case party(Party)
    case partyEnd(PartyEnd)
    case consent(Consent)
    case consentWithdrawal(ConsentWithdrawal)
    case grants(GrantList)
    case regimeChange(RegimeChange)
    case event(EventRecord)
    case review(Review)
    case decision(LogDecision)
    case delegation(Delegation)
    case delegationEnd(DelegationEnd)

    /// The name of a kind of statement.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case founding, adoption, organisation, member, appointment, dossier, party, consent, grants
        case event, review, decision, delegation
        case clockAcceptance = "clock-acceptance"
        case roleKey = "role-key"
        case inspectionCase = "inspection-case"
        case appointmentEnd = "appointment-end"
        case partyEnd = "party-end"
        case consentWithdrawal = "consent-withdrawal"
        case regimeChange = "regime-change"
        case delegationEnd = "delegation-end"

        /// The kind of chain to which such statements belong; a role key's chain is its holder's.
        package var chain: ChainID.Kind? {
            switch self {
            case .founding, .adoption, .clockAcceptance: .vault
            case .organisation, .inspectionCase, .roleKey: .organisation
            case .member, .appointment, .appointmentEnd: .member
            case .dossier, .party, .partyEnd, .consent, .consentWithdrawal, .grants,
                .regimeChange, .event:
                .dossier
            case .review, .decision: .oversight
            case .delegation, .delegationEnd: .delegations
            }
        }
    }

    /// The kind.
    package var kind: Kind {
        switch self {
        case .founding: .founding
        case .adoption: .adoption
        case .clockAcceptance: .clockAcceptance
        case .organisation: .organisation
        case .roleKey: .roleKey
        case .inspectionCase: .inspectionCase
        case .member: .member
        case .appointment: .appointment
        case .appointmentEnd: .appointmentEnd
        case .dossier: .dossier
        case .party: .party
        case .partyEnd: .partyEnd
        case .consent: .consent
        case .consentWithdrawal: .consentWithdrawal
        case .grants: .grants
        case .regimeChange: .regimeChange
        case .event: .event
        case .review: .review
        case .decision: .decision
        case .delegation: .delegation
        case .delegationEnd: .delegationEnd
        }
    }

    /// The canonical encoding of what it says.
    package var encoded: [UInt8] {
        switch self {
        case .founding(let body): body.canonicalBytes
        case .adoption(let body): body.canonicalBytes
        case .clockAcceptance(let body): body.canonicalBytes
        case .organisation(let body): body.canonicalBytes
        case .roleKey(let body): body.canonicalBytes
        case .inspectionCase(let body): body.canonicalBytes
        case .member(let body): body.canonicalBytes
        case .appointment(let body): body.canonicalBytes
        case .appointmentEnd(let body): body.canonicalBytes
        case .dossier(let body): body.canonicalBytes
        case .party(let body): body.canonicalBytes
        case .partyEnd(let body): body.canonicalBytes
        case .consent(let body): body.canonicalBytes
        case .consentWithdrawal(let body): body.canonicalBytes
        case .grants(let body): body.canonicalBytes
        case .regimeChange(let body): body.canonicalBytes
        case .event(let body): body.canonicalBytes
        case .review(let body): body.canonicalBytes
        case .decision(let body): body.canonicalBytes
        case .delegation(let body): body.canonicalBytes
        case .delegationEnd(let body): body.canonicalBytes
        }
    }

    /// Reads what a statement of a kind says.
    package init(kind: Kind, encoded: [UInt8]) throws(CanonicalEncodingError) {
        switch kind {
        case .founding: self = .founding(try Founding(canonical: encoded))
        case .adoption: self = .adoption(try Adoption(canonical: encoded))
        case .clockAcceptance:
            self = .clockAcceptance(try ClockAcceptance(canonical: encoded))
        case .organisation: self = .organisation(try Organisation(canonical: encoded))
        case .roleKey: self = .roleKey(try RoleKey(canonical: encoded))
        case .inspectionCase: self = .inspectionCase(try InspectionCase(canonical: encoded))
        case .member: self = .member(try Member(canonical: encoded))
        case .appointment: self = .appointment(try Appointment(canonical: encoded))
        case .appointmentEnd: self = .appointmentEnd(try AppointmentEnd(canonical: encoded))
        case .dossier: self = .dossier(try DossierOpening(canonical: encoded))
        case .party: self = .party(try Party(canonical: encoded))
        case .partyEnd: self = .partyEnd(try PartyEnd(canonical: encoded))
        case .consent: self = .consent(try Consent(canonical: encoded))
        case .consentWithdrawal:
            self = .consentWithdrawal(try ConsentWithdrawal(canonical: encoded))
        case .grants: self = .grants(try GrantList(canonical: encoded))
        case .regimeChange: self = .regimeChange(try RegimeChange(canonical: encoded))
        case .event: self = .event(try EventRecord(canonical: encoded))
        case .review: self = .review(try Review(canonical: encoded))
        case .decision: self = .decision(try LogDecision(canonical: encoded))
        case .delegation: self = .delegation(try Delegation(canonical: encoded))
        case .delegationEnd: self = .delegationEnd(try DelegationEnd(canonical: encoded))
        }
    }
}
