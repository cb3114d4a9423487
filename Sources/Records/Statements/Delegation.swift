package import CryptoPrimitives

/// A member hands a role over for a time: leave, illness, a colleague who takes over.
///
/// It gives the delegate nothing: both hold an appointment to the role, and the delegate keeps the
/// own limits. It says on whose behalf the delegate acts, which every entry of that time then names
/// (NEN 7513 7.3.6). Why the role is handed over is not stated, because an illness of the principal is
/// nobody's business either.
package struct Delegation: CanonicalRecord {
    package static let label = "vault/v1/delegation"
    /// The longest time for which a role is handed over, in seconds: 366 days.
    package static let longest: Int64 = 366 * 86_400
    /// The most dossiers that are named: 256.
    package static let maximumDossiers = 256

    /// The delegation.
    package let id: DelegationID
    /// The organisation for which both act.
    package let organisation: OrganisationID
    /// The role that is handed over; never a role of one person.
    package let role: Role
    /// Who hands over.
    package let principal: MemberID
    /// Who acts.
    package let delegate: MemberID
    /// From when.
    package let from: Instant
    /// Until when.
    package let until: Instant
    /// The dossiers; none for all in which the principal acts.
    package let dossiers: Set<DossierID>

    /// Takes what is handed over.
    package init(
        id: DelegationID, organisation: OrganisationID, role: Role, principal: MemberID,
        delegate: MemberID, from: Instant, until: Instant, dossiers: Set<DossierID>
    ) {
        self.id = id
        self.organisation = organisation
        self.role = role
        self.principal = principal
        self.delegate = delegate
        self.from = from
        self.until = until
        self.dossiers = dossiers
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(organisation)
        encoder.append(word: role)
        encoder.append(principal)
        encoder.append(delegate)
        encoder.append(from)
        encoder.append(until)
        encoder.append(list: dossiers.sorted().map(\.bytes))
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        organisation = try decoder.identifier()
        role = try decoder.word()
        principal = try decoder.identifier()
        delegate = try decoder.identifier()
        from = try decoder.instant()
        until = try decoder.instant()
        var dossiers: [DossierID] = []
        for element in try decoder.list(limit: Self.maximumDossiers) {
            guard let dossier = DossierID(element), dossiers.last.map({ $0 < dossier }) ?? true
            else { throw .invalidField }
            dossiers.append(dossier)
        }
        self.dossiers = Set(dossiers)
        guard principal != delegate, from < until, until.seconds - from.seconds <= Self.longest
        else { throw .invalidField }
    }
}

/// The end of a delegation before its term.
package struct DelegationEnd: CanonicalRecord {
    package static let label = "vault/v1/delegation-end"

    /// The delegation.
    package let delegation: DelegationID
    /// The organisation in whose chain it stands.
    package let organisation: OrganisationID

    /// Takes which delegation ends; it ends when this is stated.
    package init(delegation: DelegationID, organisation: OrganisationID) {
        self.delegation = delegation
        self.organisation = organisation
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(delegation)
        encoder.append(organisation)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        delegation = try decoder.identifier()
        organisation = try decoder.identifier()
    }
}
