internal import Records

/// Collects the statements that show a fact to someone who knows only the founding statement.
///
/// A fact rests on its statement, which rests on its signers' keys and appointments, which rest on
/// the admission of their organisations. Directory chains are given whole, so that nothing that
/// ends an appointment can be left out; of a dossier's chain only the statement itself is given.
struct EvidenceCollector {
    private let chains: ChainReader
    private var visited: Set<ChainID> = []
    private var collected: [StatementReference: UInt64] = [:]

    /// Collects from chains that were found equal to the keystore's heads.
    init(_ chains: ChainReader) { self.chains = chains }

    /// The references, in the order of the log.
    var references: [StatementReference] {
        collected.sorted { $0.value < $1.value }.map(\.key)
    }

    /// Adds a member's keys and appointments, and what they rest on.
    mutating func add(member: MemberID) throws { try addChain(.member(member)) }

    /// Adds an organisation's admission and role keys, and what they rest on.
    mutating func add(organisation: OrganisationID) throws {
        try addChain(.organisation(organisation))
    }

    /// Adds one statement of a dossier, and what its signers rest on.
    mutating func add(_ statement: StoredStatement) throws {
        let chain = statement.signed.statement.chain
        let reference = StatementReference(chain: chain, sequence: statement.sequence)
        guard collected.updateValue(statement.logIndex, forKey: reference) == nil else { return }
        try addWhatItRestsOn(statement)
    }

    private mutating func addChain(_ id: ChainID) throws {
        guard visited.insert(id).inserted, let chain = try chains.chain(id) else { return }
        for statement in chain.statements { try add(statement) }
    }

    private mutating func addWhatItRestsOn(_ statement: StoredStatement) throws {
        for signature in statement.signed.signatures {
            try addChain(.member(signature.member))
        }
        switch statement.signed.statement.body {
        case .appointment(let appointment): try addChain(.organisation(appointment.organisation))
        case .roleKey(let roleKey): try addChain(.organisation(roleKey.organisation))
        case .inspectionCase(let inspection):
            try addChain(.organisation(inspection.inspectorate))
            try addChain(.organisation(inspection.employer))
        case .dossier(let opening):
            try opening.worker.map { try addChain(.member($0)) }
            for party in opening.parties { try add(party.holder) }
        case .party(let party): try add(party.holder)
        case .consent(let consent): try consent.recipient.map { try add($0) }
        case .delegation(let delegation):
            try addChain(.organisation(delegation.organisation))
            try addChain(.member(delegation.principal))
            try addChain(.member(delegation.delegate))
        default: break
        }
    }

    private mutating func add(_ holder: Holder) throws {
        switch holder {
        case .organisation(let id): try addChain(.organisation(id))
        case .member(let id): try addChain(.member(id))
        }
    }
}
