import AccessPolicy
import CryptoPrimitives
import Records
import Sealing
import Synchronization
import TransparencyLog
import VaultClient

/// What a test makes the mediator say instead of the truth.
struct Lies: Sendable {
    /// Changes the whole reply before it is signed.
    var reply: (@Sendable (Reply) -> Reply)?
    /// Changes the signed reply.
    var signed: (@Sendable (SignedReply) -> SignedReply)?
    /// Changes an answer to an opening.
    var opening: (@Sendable (OpenSection.Answer) -> OpenSection.Answer)?
    /// Changes the recipients of a write.
    var recipients: (@Sendable ([Recipient]) -> [Recipient])?
    /// Changes an entry before it is logged.
    var entry: (@Sendable (inout LogEntry, inout LogDetail) -> Void)?
    /// Changes what was stated before it is stored and shown.
    var statement: (@Sendable (SignedStatement) -> SignedStatement)?
    /// The level that is claimed.
    var level = AssuranceLevel.ownUser
    /// Refuses the next request.
    var isRefusing = false

    static let none = Lies()
}

/// A mediator in memory that keeps no secrets apart and permits everything, with real keys, seals,
/// proofs and signatures; it does what the messages' documentation says and nothing else.
final class HonestMediator: Transport {
    struct Version: Sendable {
        var manifest: SignedManifest
        var wraps: [SignedWrap]
        var content: [UInt8]
        var entry: Int
    }

    struct GrantKind: Hashable, Sendable {
        let grant: GrantID
        let kind: SectionKind
    }

    struct Memory: Sendable {
        var leaves: [[UInt8]] = []
        var details: [Int: DetailProof] = [:]
        var chains: [ChainID: [LoggedPlace]] = [:]
        var secrets: [GrantKind: SecretBox] = [:]
        var versions: [SectionID: [Version]] = [:]
        var copies: [MemberID: [[UInt8]: [UInt8]]] = [:]
        var tags: [Digest: [DossierID]] = [:]
        var notices: [MemberID: [[UInt8]]] = [:]
        var objects: [Digest: [UInt8]] = [:]
        var reports: [ReportUnopenable] = []
        var calls: [Call.Kind] = []
        var lies = Lies.none
        var pendingGrants: Set<GrantID> = []
    }

    struct LoggedPlace: Hashable, Sendable {
        var statement: SignedStatement
        let index: Int
    }

    let founding: SignedStatement
    let memory = Mutex(Memory())
    private let origin: String
    private let logSeed: SecretBox
    private let mediatorKey: SecretBox
    private let detailKey: SecretBox

    init(
        founding: SignedStatement, logSeed: SecretBox, mediatorKey: SecretBox,
        adoptions: [(SignedStatement, [[UInt8]])]
    ) throws {
        self.founding = founding
        self.logSeed = logSeed
        self.mediatorKey = mediatorKey
        detailKey = SecretBox(try .random(count: 32))
        guard case .founding(let body) = founding.statement.body else {
            throw Unexpected()
        }
        origin = body.origin
        try memory.withLock { memory in
            for signed in [founding] + adoptions.map(\.0) {
                let index = try log(
                    .vaultFounded, by: signed.signatures[0].member, object: signed.hash,
                    in: &memory)
                memory.chains[.vault, default: []].append(
                    LoggedPlace(statement: signed, index: index))
            }
            for adoption in adoptions {
                for object in adoption.1 { memory.objects[Digest(hashing: object)] = object }
            }
        }
    }

    private init(copying other: HonestMediator) {
        founding = other.founding
        origin = other.origin
        logSeed = other.logSeed
        mediatorKey = other.mediatorKey
        detailKey = other.detailKey
        let copy = other.memory.withLock { $0 }
        memory.withLock { $0 = copy }
    }

    /// Another mediator of the same vault, with the same past.
    func copy() -> HonestMediator { HonestMediator(copying: self) }

    func lie(_ change: (inout Lies) -> Void) {
        memory.withLock { change(&$0.lies) }
    }

    /// Looks into what is stored, or damages it.
    func withMemory<Result: Sendable>(
        _ body: (inout Memory) throws -> Result
    ) rethrows -> Result {
        try memory.withLock { memory in try body(&memory) }
    }

    // MARK: Transport

    func exchange(_ message: [UInt8]) throws -> [UInt8] {
        try memory.withLock { memory in
            if CanonicalDecoder.label(of: message) == Hello.label {
                return Hello.Answer(
                    founding: founding, level: memory.lies.level,
                    adoptions: (memory.chains[.vault] ?? []).compactMap { place in
                        guard case .adoption(let body) = place.statement.statement.body else {
                            return nil
                        }
                        return body
                    }
                ).canonicalBytes
            }
            let signed = try SignedRequest(canonical: message)
            let request = try Request(canonical: signed.request)
            let hash = Digest(hashing: signed.request)
            memory.calls.append(request.call.kind)
            let known = memory.leaves.count
            let outcome: Outcome
            if memory.lies.isRefusing {
                memory.lies.isRefusing = false
                _ = try log(
                    .denied, by: request.member, object: hash, outcome: .denied, in: &memory)
                outcome = .refused(
                    Refusal(
                        rules: ["floor/F1"], reasons: ["nee", "non", "nein", "no"], hint: ""))
            } else {
                outcome = try answer(request, hash, content: signed.content, in: &memory)
            }
            return try seal(outcome, request, hash, newFrom: known, in: memory)
        }
    }

    private func seal(
        _ outcome: Outcome, _ request: Request, _ hash: Digest, newFrom known: Int,
        in memory: Memory
    ) throws -> [UInt8] {
        var reply = Reply(
            request: hash, outcome: outcome, level: memory.lies.level,
            checkpoint: try checkpoint(of: memory.leaves[...]),
            consistency: ObviousTree.consistency(
                from: Int(request.seenSize), memory.leaves[...]),
            entries: (known..<memory.leaves.count).map { proof($0, in: memory) })
        if case .failed = outcome {
            reply = Reply(
                request: hash, outcome: outcome, level: memory.lies.level, checkpoint: [],
                consistency: [], entries: [])
        }
        if let change = memory.lies.reply { reply = change(reply) }
        return try sign(reply, memory.lies)
    }

    private func sign(_ reply: Reply, _ lies: Lies) throws -> [UInt8] {
        let key = try Ed25519.PrivateKey(seed: mediatorKey.secret)
        let signed = SignedReply(
            reply: reply.canonicalBytes, signature: try key.sign(reply.canonicalBytes))
        return (lies.signed?(signed) ?? signed).canonicalBytes
    }

    /// The signed checkpoint of a tree, whichever it is.
    func checkpoint(of leaves: ArraySlice<[UInt8]>) throws -> [UInt8] {
        let signer = try NoteSigner(
            name: origin, key: Ed25519.PrivateKey(seed: logSeed.secret))
        let head = TreeHead(size: UInt64(leaves.count), root: ObviousTree.root(leaves))
        return try signer.sign(Checkpoint(origin: origin, head: head)).bytes
    }

    func proof(_ index: Int, in memory: Memory, isDetailed: Bool = true) -> EntryProof {
        EntryProof(
            index: UInt64(index), leaf: memory.leaves[index],
            path: ObviousTree.path(index, memory.leaves[...]),
            detail: isDetailed ? memory.details[index] : nil)
    }

    // MARK: Log

    /// Who acted, under the one key of this mediator.
    func sealedActor(_ member: MemberID) throws -> SealedActor? {
        try LogIdentifier(member.bytes).map { member in
            try SealedActor(
                LogActor(member: member), key: detailKey.secret,
                nonce: Randomness.bytes(count: 16))
        }
    }

    func log(
        _ event: LogEntry.Event, by actor: MemberID, object: Digest,
        outcome: LogEntry.Outcome = .allowed, record: (SectionID, UInt64)? = nil,
        kind: SectionKind? = nil, isEmergency: Bool = false, in memory: inout Memory
    ) throws -> Int {
        guard let time = LogTime(seconds: World.now.seconds), let source = LogToken("test") else {
            throw Unexpected()
        }
        var entry = LogEntry(
            time: time, event: event, outcome: outcome, reason: .authority, source: source)
        entry.object = object
        entry.isEmergency = isEmergency
        entry.actor = try LogTag(key: detailKey.secret, epoch: 1, purpose: .actor)
        if let record, let kind {
            entry.role = LogToken("test")
            entry.purpose = LogToken("test")
            entry.subject = try LogTag(key: detailKey.secret, epoch: 1, purpose: .subject)
            entry.record = try LogTag(
                key: detailKey.secret, epoch: 1, purpose: .record, about: record.0.bytes)
            entry.category = LogEntry.Category(rawValue: kind.category.rawValue)
            entry.policy = LogEntry.PolicyReference(bundle: object, floor: Floor.hash)
        }
        var detail = LogDetail()
        detail.actor = try sealedActor(actor)
        if let record, let section = LogIdentifier(record.0.bytes) {
            detail.record = LogDetail.Record(section: section, version: record.1)
        }
        memory.lies.entry?(&entry, &detail)
        let sealed = try entry.seal(
            detail, key: detailKey.secret, nonce: try Randomness.bytes(count: 16))
        memory.leaves.append(try entry.line())
        let index = memory.leaves.count - 1
        let key = try sealed.detailKey(subjectKey: detailKey.secret)
        memory.details[index] = DetailProof(
            sealed: sealed.bytes, key: key.withBytes { [UInt8](copying: $0) },
            actorKey: try detail.actor?.actorKey(from: detailKey.secret).withBytes {
                [UInt8](copying: $0)
            })
        return index
    }
}
