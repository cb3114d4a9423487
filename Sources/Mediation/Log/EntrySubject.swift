internal import Records

/// Whom or what an entry is about: the chain whose key seals its detail and makes its tag, and the
/// dossier where it is about one.
struct EntrySubject: Hashable {
    /// The chain: the worker's, or that of the member, organisation or vault.
    let chain: ChainID
    /// The dossier.
    let dossier: DossierID?

    /// An entry about a dossier is about its worker; about an employer's collective record it is about
    /// the employer.
    init(_ record: DossierRecord) {
        chain =
            record.opening.worker.map(ChainID.member) ?? .organisation(record.opening.employer)
        dossier = record.opening.id
    }

    /// An entry about something that is no dossier.
    init(_ chain: ChainID) {
        self.chain = chain
        dossier = nil
    }

    /// An entry about a member.
    static func member(_ id: MemberID) -> Self { Self(.member(id)) }
}
