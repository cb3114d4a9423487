internal import Records
internal import VaultClient

extension ActingSession {
    /// The directory, with those who are to be named: who is not known here yet is asked for, in one
    /// request, and verified.
    func directory(naming holders: some Sequence<Holder>) throws -> Directory {
        let holders = Set(holders)
        let chains = Set(holders.map(\.chain))
        let known = try session.knownDirectory(of: chains)
        let unknown = holders.filter { holder in
            switch holder {
            case .organisation(let id): known.organisation(id) == nil
            case .member(let id): known.member(id) == nil
            }
        }
        guard !unknown.isEmpty else { return known }
        do {
            try session.learn(unknown.map(\.chain))
            return try session.knownDirectory(of: chains)
        } catch ClientError.failed(.unauthenticated) {
            // Who is not registered yet signs the own registration, and is told of nobody else.
            return known
        }
    }
}

extension DossierView {
    /// Whom the dossier names: employer, parties, and givers and recipients of consents.
    var holders: [Holder] {
        [.organisation(employer)] + parties.map(\.holder)
            + consents.flatMap {
                [.member($0.consent.giver)] + [$0.consent.recipient].compactMap(\.self)
            }
    }
}

extension StatementBody {
    /// Whom a statement names, where more than the own words of the statement do.
    var holders: [Holder] {
        switch self {
        case .roleKey(let key): [.organisation(key.organisation)]
        case .inspectionCase(let inspection):
            [.organisation(inspection.inspectorate), .organisation(inspection.employer)]
        case .appointment(let appointment):
            [.member(appointment.member), .organisation(appointment.organisation)]
        case .delegation(let delegation):
            [
                .organisation(delegation.organisation), .member(delegation.principal),
                .member(delegation.delegate),
            ]
        default: []
        }
    }
}
