internal import AccessPolicy
internal import CryptoPrimitives
package import Records
package import RecordStore
internal import Synchronization
internal import TransparencyLog

/// The mediator: every read and write of a vault passes through it, and none without an entry.
///
/// It speaks by serialised messages only, so that it can stand in the member's process, in one of
/// its own, or on another host. It holds the grants' secrets and never a role key: what it
/// releases opens nothing by itself.
package final class Mediator: Sendable {
    let store: any RecordStore
    let secrets: any SecretStore
    let clock: MediatorClock
    let level: AssuranceLevel
    private let accessPoint: String
    let vault: Digest
    private let leastLevel: AssuranceLevel
    let indexKey: SecretBox
    let log: AccessLog
    let adopted = AdoptedData()
    let holders = TagHolders()
    let verified: VerifiedRows
    private let replyKey: ReplyKey
    /// The time at which the machine started, by the clock as it was when the mediator did.
    private let machineStart: Int64
    private let strangers = Mutex(StrangerCount())
    /// The day on which endings were last looked for.
    private let settled = Mutex<CivilDate?>(nil)

    /// Takes its place before a vault.
    ///
    /// - Parameters:
    ///   - store: The record store.
    ///   - secrets: The keystore.
    ///   - clock: The time, and the civil day of a moment in the vault's jurisdiction.
    ///   - level: How far it stands apart from its caller.
    ///   - accessPoint: From which host or address requests come, as far as it can tell.
    /// - Throws: ``SecretStoreError``, `RecordStoreError`, or ``MediatorError`` when store and
    ///   keystore do not belong together.
    package init(
        store: any RecordStore, secrets: any SecretStore, clock: MediatorClock,
        level: AssuranceLevel, accessPoint: String = ""
    ) throws {
        let own = try secrets.vaultSecrets()
        // Without it a record store that was put back would not be noticed.
        guard try secrets.head() != nil else { throw SecretStoreError(.missing, .head) }
        self.store = store
        self.secrets = secrets
        self.clock = clock
        self.level = level
        self.accessPoint = accessPoint
        vault = own.vault
        indexKey = own.indexKey
        let verified = VerifiedRows()
        let founding = try store.read { reading in
            try ChainReader(reading, secrets: secrets, verified: verified).directory()
        }
        self.verified = verified
        guard founding.vault == own.vault else { throw MediatorError.rolledBack }
        leastLevel = founding.founding.leastLevel
        replyKey = try ReplyKey(seed: own.mediatorSeed)
        machineStart = clock.now().seconds - clock.uptime()
        let signer = try NoteSigner(
            name: founding.founding.origin, key: Ed25519.PrivateKey(seed: own.logSeed.secret))
        log = AccessLog(
            store: store, secrets: secrets, signer: LogSigner(signer), indexKey: own.indexKey,
            verified: verified)
        let isBehind = try isKeystoreBehind()
        try settleEndings()
        if isBehind { try endAgain() }
    }

    /// Answers a message; whatever comes in, an answer goes out.
    package func handle(_ message: [UInt8]) -> [UInt8] {
        if CanonicalDecoder.label(of: message) == Hello.label { return welcome() }
        let requestHash: Digest
        let reply: Reply
        do {
            let signed = try SignedRequest(canonical: message)
            requestHash = Digest(hashing: signed.request)
            let request = try Request(canonical: signed.request)
            reply = answer(signed, request, hash: requestHash)
        } catch {
            reply = failure(.malformed, to: Digest(hashing: message))
        }
        return sealed(reply)
    }

    private func answer(_ signed: SignedRequest, _ request: Request, hash: Digest) -> Reply {
        do {
            guard level >= leastLevel else { throw Failure.levelTooLow }
            let caller = try authenticate(signed, request, hash: hash)
            try settleEndingsOnce(a: caller.today)
            return try dispatch(caller, content: signed.content)
        } catch let failure as Failure {
            return self.failure(failure, to: hash)
        } catch let error as MediatorError {
            return failure(error.failure, to: hash)
        } catch let error as SecretStoreError {
            return failure(error.failure, to: hash)
        } catch let error as RecordStoreError {
            return failure(error.failure, to: hash)
        } catch {
            return failure(.unavailable, to: hash)
        }
    }

    /// Carries out what is due, once a day where the mediator runs for longer.
    private func settleEndingsOnce(a day: CivilDate) throws {
        let isSettled = settled.withLock { settled in
            defer { settled = day }
            return settled == nil || settled == day
        }
        if !isSettled { try settleEndings() }
    }

    private func dispatch(_ caller: Caller, content: [UInt8]) throws -> Reply {
        switch caller.request.call {
        case .fetchChains(let call): try fetchChains(call, caller)
        case .fetchEvidence(let call): try fetchEvidence(call, caller)
        case .fetchObject(let call): try fetchObject(call, caller)
        case .fetchKeyCopy(let call): try fetchKeyCopy(call, caller)
        case .storeKeyCopies(let call): try storeKeyCopies(call, caller)
        case .fetchNotices: try fetchNotices(caller)
        case .append(let call): try append(call, caller)
        case .prepareWrite(let call): try prepareWrite(call, caller)
        case .commitWrite(let call): try commitWrite(call, content: content, caller)
        case .openSection(let call): try openSection(call, caller)
        case .prepareWrap(let call): try prepareWrap(call, caller)
        case .commitWrap(let call): try commitWrap(call, caller)
        case .reportUnopenable(let call): try reportUnopenable(call, caller)
        case .listDossiers(let call): try listDossiers(call, caller)
        case .showDossier(let call): try showDossier(call, caller)
        case .listVersions(let call): try listVersions(call, caller)
        case .search(let call): try search(call, caller)
        case .index(let call): try index(call, caller)
        case .readLog(let call): try readLog(call, caller)
        case .readAudit(let call): try readAudit(call, caller)
        case .countDeadlines(let call): try countDeadlines(call, caller)
        case .countFigures(let call): try countFigures(call, caller)
        case .replayDecisions(let call): try replayDecisions(call, caller)
        }
    }

    /// Checks who asks, and when.
    ///
    /// Someone who is not known is a counted diagnostic and not an entry, so that a stranger cannot
    /// fill the log.
    private func authenticate(
        _ signed: SignedRequest, _ request: Request, hash: Digest
    ) throws -> Caller {
        let now = clock.now()
        guard request.vault == vault else { throw Failure.malformed }
        // A jump ahead would end terms and consents before their time: people start it again.
        guard now.seconds - clock.uptime() - machineStart <= Self.largestJump else {
            throw Failure.clock
        }
        let age = now.seconds - request.time.seconds
        guard (-Self.toleranceAhead...Self.toleranceBehind).contains(age) else {
            throw Failure.outOfTime
        }
        let directory = try store.read { reading in
            try ChainReader(reading, secrets: secrets, verified: verified)
                .directory(members: [request.member])
        }
        guard let member = directory.member(request.member),
            signed.signature.member == request.member,
            signed.signature.appointment == request.appointment,
            signed.signature.isValid(for: signed.request, key: member.signingKey)
        else {
            // Told apart by the signature only: who signs well is heard, whoever else calls.
            throw strangers.withLock { $0.add(at: now) } ? Failure.busy : .unauthenticated
        }
        return Caller(
            request: request, hash: hash, member: request.member, entry: member,
            appointment: request.appointment.flatMap { directory.appointment($0) }
                .flatMap { $0.appointment.member == request.member ? $0 : nil },
            isFounder: directory.isFounder(request.member), now: now, today: clock.day(now),
            day: clock.day,
            accessPoint: accessPoint)
    }

    /// How many seconds the clock may jump ahead while the mediator runs: a day.
    private static let largestJump: Int64 = 86_400
    /// How many seconds a request may be ahead of the mediator's clock.
    static let toleranceAhead: Int64 = 120
    /// How far the time of a write may be from the mediator's clock, in seconds.
    static let writeTolerance: Int64 = 120
    /// How old a request may be, in seconds.
    static let toleranceBehind: Int64 = 300

    /// A reply to a request that was done or refused.
    func reply(_ outcome: Outcome, to caller: Caller, _ standing: LogStanding) -> Reply {
        Reply(
            request: caller.hash, outcome: outcome, level: level, checkpoint: standing.head.note,
            consistency: standing.consistency, entries: standing.entries)
    }

    private func failure(_ failure: Failure, to hash: Digest) -> Reply {
        Reply(
            request: hash, outcome: .failed(failure), level: level, checkpoint: [],
            consistency: [], entries: [])
    }

    private func sealed(_ reply: Reply) -> [UInt8] {
        let bytes = reply.canonicalBytes
        return SignedReply(reply: bytes, signature: replyKey.sign(bytes)).canonicalBytes
    }

    private func welcome() -> [UInt8] {
        do {
            return try store.read { reading in
                guard
                    let chain = try ChainReader(reading, secrets: secrets).chain(.vault),
                    let founding = chain.statements.first
                else { throw MediatorError.damaged }
                let adoptions = chain.statements.compactMap { statement -> Adoption? in
                    guard case .adoption(let body) = statement.signed.statement.body else {
                        return nil
                    }
                    return body
                }
                // Only what is in force: there may be many that no longer are.
                let inForce = adoptions.indices.filter { index in
                    !adoptions[(index + 1)...].contains {
                        $0.kind == adoptions[index].kind
                            && ($0.kind == .policy || $0.name == adoptions[index].name)
                    }
                }
                return Hello.Answer(
                    founding: founding.signed, level: level,
                    adoptions: inForce.map { adoptions[$0] }
                ).canonicalBytes
            }
        } catch {
            return sealed(failure(.unavailable, to: Digest(hashing: Hello().canonicalBytes)))
        }
    }
}

/// The time as a mediator is told it.
package struct MediatorClock: Sendable {
    /// The moment now.
    package let now: @Sendable () -> Instant
    /// The seconds since the machine started, which no one sets.
    package let uptime: @Sendable () -> Int64
    /// The civil day of a moment in the vault's jurisdiction.
    package let day: @Sendable (Instant) -> CivilDate

    /// Takes where the time comes from.
    package init(
        now: @escaping @Sendable () -> Instant, uptime: @escaping @Sendable () -> Int64,
        day: @escaping @Sendable (Instant) -> CivilDate
    ) {
        self.now = now
        self.uptime = uptime
        self.day = day
    }
}

/// A member whose signature on a request was verified.
struct Caller {
    /// The request.
    let request: Request
    /// The hash of its encoding.
    let hash: Digest
    /// Who asks.
    let member: MemberID
    /// The member's keys.
    let entry: Directory.MemberEntry
    /// The appointment that the request names, when it is the member's own.
    let appointment: Directory.AppointmentEntry?
    /// Whether the member founded the vault.
    let isFounder: Bool
    /// When.
    let now: Instant
    /// On which civil day.
    let today: CivilDate
    /// The civil day of a moment.
    let day: @Sendable (Instant) -> CivilDate
    /// From which host or address, as far as the mediator can tell (NEN 7513 7.3.10).
    let accessPoint: String

    /// The role in which the member acts; `nil` when the appointment does not stand.
    var role: Role? {
        guard request.appointment != nil else { return entry.isWorker ? .worker : nil }
        guard let appointment, appointment.isCurrent(at: now) else { return nil }
        return appointment.appointment.role
    }

    /// The organisation for which the member acts.
    var organisation: OrganisationID? { appointment?.appointment.organisation }

    /// Who holds the key of the acting role.
    var holder: Holder? {
        guard let role else { return nil }
        if role.isPersonal { return .member(member) }
        return organisation.map(Holder.organisation)
    }

    /// Who acts, as a decision sees it; `nil` when the appointment does not stand.
    var acting: ActingHolder? {
        role.map { ActingHolder(member: member, role: $0, organisation: organisation) }
    }

    /// What is remembered of the request.
    var mark: RequestMark {
        RequestMark(
            tag: hash.bytes,
            expires: now.adding(seconds: Mediator.toleranceAhead + Mediator.toleranceBehind),
            seenSize: request.seenSize)
    }
}

/// How many requests of strangers came lately.
private struct StrangerCount {
    private var minute: Int64 = 0
    private var count = 0

    /// The most in a minute.
    private static let limit = 60

    /// Counts one more.
    ///
    /// - Returns: Whether there were too many in this minute.
    mutating func add(at now: Instant) -> Bool {
        if now.seconds / 60 != minute {
            minute = now.seconds / 60
            count = 0
        }
        count += 1
        return count > Self.limit
    }
}

/// The key that signs replies.
private final class ReplyKey: Sendable {
    private let key: Ed25519.PrivateKey

    init(seed: SecretBox) throws { key = try Ed25519.PrivateKey(seed: seed.secret) }

    /// A signature of 64 bytes; all zero, which no client accepts, when the library fails.
    func sign(_ bytes: [UInt8]) -> [UInt8] {
        (try? key.sign(bytes)) ?? [UInt8](repeating: 0, count: Ed25519.signatureByteCount)
    }
}

extension Failure: Error {}

extension SecretStoreError {
    /// What a caller is told.
    var failure: Failure {
        switch code {
        case .conflict: .rolledBack
        case .full: .full
        case .inputOutput: .inputOutput
        default: .unavailable
        }
    }
}

extension RecordStoreError {
    /// What a caller is told.
    var failure: Failure {
        switch self {
        case .busy: .busy
        case .full: .full
        case .inputOutput: .inputOutput
        default: .unavailable
        }
    }
}

extension MediatorError {
    /// What a caller is told.
    var failure: Failure {
        switch self {
        case .damaged: .unavailable
        case .rolledBack: .rolledBack
        case .stale: .stale
        case .unknown: .unknown
        case .malformed: .malformed
        case .clock: .clock
        }
    }
}
