package import CryptoPrimitives
package import Records
internal import Synchronization
internal import TransparencyLog

/// A member's dealings with one vault: builds and signs requests, and believes of the answers only
/// what it has verified.
///
/// A session stands for one command. It pins the vault's founding statement, remembers the last
/// checkpoint and proves with every answer that the log only grew, keeps statements that it
/// verified, and never gives out plaintext, nor seals a key to anybody, before all checks are done.
package final class Session: Sendable {
    /// The vault's id: the hash of its founding statement.
    package let vault: Digest
    /// The appointment under which the member acts; `nil` for a worker or a founder.
    package let appointment: AppointmentID?
    /// Now; what is signed says when it was signed.
    package var now: Instant { clock() }
    /// Today, in the jurisdiction's calendar.
    package let today: CivilDate

    private let clock: @Sendable () -> Instant
    let keys: any MemberKeys
    let transport: any Transport
    let state: ClientState
    let memberState: MemberState
    private let memory = Mutex(Memory())

    private struct Memory: Sendable {
        var base: Directory?
        var welcome: Hello.Answer?
        var level: AssuranceLevel?
    }

    /// Prepares a session; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - vault: The pinned id of the vault.
    ///   - keys: The member's keys.
    ///   - appointment: The appointment under which the member acts.
    ///   - transport: The way to the mediator.
    ///   - state: What is remembered between sessions.
    ///   - now: The time; a person may think or type for longer than a request stays fresh.
    ///   - today: The civil day in the jurisdiction on which the command began.
    package init(
        vault: Digest, keys: any MemberKeys, appointment: AppointmentID?,
        transport: any Transport, state: any ClientStateStore,
        now: @escaping @Sendable () -> Instant, today: CivilDate
    ) {
        self.vault = vault
        self.keys = keys
        self.appointment = appointment
        self.transport = transport
        self.state = ClientState(vault: vault, store: state)
        memberState = MemberState(vault: vault, keys: keys, store: state)
        clock = now
        self.today = today
    }

    /// The same member's session under an appointment, with what this one remembers.
    package func acting(under appointment: AppointmentID) -> Session {
        Session(self, appointment: appointment)
    }

    private init(_ other: Session, appointment: AppointmentID) {
        vault = other.vault
        keys = other.keys
        self.appointment = appointment
        transport = other.transport
        state = other.state
        memberState = other.memberState
        clock = other.clock
        today = other.today
    }

    /// The member who acts.
    package var member: MemberID { keys.member }

    /// The signer of this session.
    package var signer: Signer { Signer(keys, appointment: appointment) }

    /// The founding statement's body, verified.
    package func founding() throws -> Founding { try base().founding }

    /// The level of the last answer; greets the mediator when nothing was asked yet.
    package func level() throws -> AssuranceLevel {
        if let level = memory.withLock({ $0.level }) { return level }
        return try greet().level
    }

    /// The last checkpoint of the log that was verified: a C2SP note; `nil` for none.
    package func lastCheckpoint() throws -> [UInt8]? {
        try state.checkpoint(of: founding())?.note.bytes
    }

    // MARK: The beginning

    /// The directory of the founding statement alone.
    func base() throws -> Directory {
        if let base = memory.withLock({ $0.base }) { return base }
        guard let signed = try state.founding() else {
            _ = try greet()
            return try base()
        }
        return try accept(signed, isKept: true)
    }

    /// Greets the mediator and checks that it serves the pinned vault at an accepted level.
    ///
    /// The answer is not signed: of it only the founding statement is believed, because its hash is
    /// the pinned id. What is adopted is checked against the vault's chain before it is used.
    func greet() throws -> Hello.Answer {
        if let welcome = memory.withLock({ $0.welcome }) { return welcome }
        let bytes = try transport.exchange(Hello().canonicalBytes)
        guard let welcome = try? Hello.Answer(canonical: bytes) else {
            throw ClientError.unverified(.message)
        }
        guard welcome.founding.hash == vault else { throw ClientError.wrongVault }
        // What is kept was verified when it came, and its hash is the pinned id as well.
        let isKept = try state.founding() != nil
        let least = try accept(welcome.founding, isKept: isKept).founding.leastLevel
        guard welcome.level >= least else {
            throw ClientError.levelTooLow(welcome.level, least: least)
        }
        if !isKept { try state.keep(founding: welcome.founding) }
        memory.withLock {
            $0.welcome = welcome
            $0.level = $0.level ?? welcome.level
        }
        return welcome
    }

    private func accept(_ signed: SignedStatement, isKept: Bool) throws -> Directory {
        do {
            // What is kept was verified when it came; its hash is the pinned id.
            let base =
                isKept ? try Directory(vouched: signed) : try Directory(founding: signed)
            memory.withLock { $0.base = base }
            return base
        } catch let error {
            throw ClientError.unverified(.statement(error))
        }
    }

    // MARK: Asking

    /// Asks the mediator, and verifies the answer.
    ///
    /// - Parameters:
    ///   - call: What is asked.
    ///   - content: Ciphertext that travels beside the request.
    /// - Returns: What was done.
    /// - Throws: ``ClientError``; a refusal and a failure are among them.
    func ask(_ call: Call, content: [UInt8] = []) throws -> Answered {
        let founding = try founding()
        let seen = try state.checkpoint(of: founding)
        let ephemeral = try X25519.PrivateKey.generate()
        let request = Request(
            vault: vault, member: member, appointment: appointment, time: now,
            nonce: try Randomness.bytes(count: 16), ephemeralKey: ephemeral.publicKey,
            seenSize: seen?.head.size ?? 0, call: call
        ).canonicalBytes
        let message = SignedRequest(
            request: request, signature: try keys.sign(request, appointment: appointment),
            content: content)
        let hash = Digest(hashing: request)
        let bytes = try transport.exchange(message.canonicalBytes)
        let reply: VerifiedReply
        do {
            reply = try VerifiedReply(
                verifying: bytes, request: hash, founding: founding, seen: seen)
        } catch let rejection {
            if let conflict = rejection.conflict { try state.keep(conflict: conflict) }
            // A mediator that cannot read a request cannot say to which one it answers.
            if (try? Request(canonical: request)) == nil { throw ClientError.notStatable }
            throw rejection.error
        }
        if let checkpoint = reply.checkpoint {
            // Without a checkpoint to compare with, the verified statements still tell a size.
            if seen == nil, let last = try memberState.lastLogIndex(), last >= checkpoint.head.size
            {
                throw ClientError.truncated(entry: last, shown: checkpoint.head.size)
            }
            try state.keep(checkpoint: checkpoint)
        }
        memory.withLock { $0.level = reply.level }
        return try settle(reply, request: hash, ephemeral: ephemeral)
    }

    private func settle(
        _ reply: VerifiedReply, request: Digest, ephemeral: consuming X25519.PrivateKey
    ) throws -> Answered {
        switch reply.outcome {
        case .done(let payload):
            guard let checkpoint = reply.checkpoint else {
                throw ClientError.unverified(.checkpoint)
            }
            return Answered(
                payload: payload, request: request, ephemeral: ephemeral, level: reply.level,
                checkpoint: checkpoint, entries: reply.entries)
        case .refused(let refusal):
            let denial = try reply.entries.first { $0.entry.outcome == .denied }.map { denial in
                try denial.check(member: member, isPermitted: false)
                return denial.index
            }
            throw ClientError.refused(refusal, entry: denial)
        case .failed(let failure): throw ClientError.failed(failure)
        }
    }
}

/// An answer that was verified, with the key to which its shares are sealed.
final class Answered: Sendable {
    /// The canonical encoding of the call's answer.
    let payload: [UInt8]
    /// The hash of the request.
    let request: Digest
    /// The private half of the request's ephemeral key.
    let ephemeral: X25519.PrivateKey
    /// How far apart the mediator stands.
    let level: AssuranceLevel
    /// The checkpoint.
    let checkpoint: SignedCheckpoint
    /// The entries that the request made.
    let entries: [VerifiedEntry]

    init(
        payload: [UInt8], request: Digest, ephemeral: consuming X25519.PrivateKey,
        level: AssuranceLevel, checkpoint: SignedCheckpoint, entries: [VerifiedEntry]
    ) {
        self.payload = payload
        self.request = request
        self.ephemeral = ephemeral
        self.level = level
        self.checkpoint = checkpoint
        self.entries = entries
    }

    /// Reads the payload.
    func decode<Record: CanonicalRecord>(_: Record.Type = Record.self) throws -> Record {
        guard let record = try? Record(canonical: payload) else {
            throw ClientError.unverified(.message)
        }
        return record
    }

    /// The entry that is about a signed object, of an act that was permitted to the member.
    func entry(about hashes: Set<Digest>, member: MemberID) throws -> VerifiedEntry {
        guard
            let found = entries.first(where: {
                $0.entry.object.map(hashes.contains) ?? false
            })
        else { throw ClientError.unverified(.missingEntry) }
        try found.check(member: member, isPermitted: true)
        return found
    }
}
