internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// A member's way to the vault, for one command: transport, pinned vault, keys and capacity.
final class Connection {
    /// What the command runs with.
    let context: CommandContext
    /// The vault's id.
    let vault: Digest
    /// The members' files.
    let home: MemberHome
    /// Now, the same for the whole command.
    let now: Instant
    private let link: any MediatorLink
    private let state: any ClientStateStore

    /// Reaches the mediator and checks which vault answers.
    init(_ context: CommandContext) throws {
        self.context = context
        home = MemberHome(path: context.settings.home)
        now = SystemClock.now()
        state = FileStateStore(directory: home.statePath)
        let place: String
        if let command = context.settings.mediator {
            place = command
            link = try ProcessTransport(command: command)
        } else {
            let files = try VaultFiles(context)
            place = files.directory
            link = try LocalTransport(files)
        }
        do {
            vault = try Self.pinnedVault(at: place, link: link, home: home, context: context)
        } catch {
            link.end()
            throw error
        }
    }

    /// Ends the conversation.
    func end() { link.end() }

    /// Today, in the jurisdiction's calendar.
    var today: CivilDate { CivilTime.day(of: now) }

    /// A session for who acts, in the capacity that fits the command.
    func session(_ need: ActingNeed = .anyone) throws -> ActingSession {
        try session(context.actingAs(), need: need, passphrase: context.passphrase)
    }

    /// A session for a member.
    ///
    /// - Parameters:
    ///   - acting: Who acts.
    ///   - need: In which capacities that is possible.
    ///   - passphrase: Where the passphrase comes from.
    /// - Returns: The session with the capacity that fits.
    /// - Throws: Status 64 when more than one capacity fits, 78 when the named one does not stand.
    func session(
        _ acting: ActingAs, need: ActingNeed, passphrase: PassphraseSource
    ) throws -> ActingSession {
        let keys = try keys(of: acting.handle, passphrase: passphrase)
        let person = Session(
            vault: vault, keys: keys, appointment: nil, transport: link, state: state,
            now: SystemClock.now, today: today)
        var directory = try person.knownDirectory(of: [.member(keys.member)])
        // Of several that are known here, some may have ended: only the vault knows.
        var capacity = try? directory.capacity(acting, member: keys.member, need: need, at: now)
        if capacity == nil {
            do {
                directory = try person.learn([.member(keys.member)])
            } catch ClientError.failed(.unauthenticated) {
                // Not registered yet: such a member can sign the own registration.
            }
            capacity = try directory.capacity(acting, member: keys.member, need: need, at: now)
        }
        guard let capacity else {
            let others = directory.capacities(
                of: keys.member, handle: acting.handle, at: now)
            guard acting.role == nil, others.isEmpty else {
                throw CommandFailure(
                    .configuration, "`\(acting.handle)` cannot act here in that role",
                    hint: others.isEmpty
                        ? "`\(acting.handle)` has no appointment that stands now"
                        : "possible: \(others.map { "--as \($0.name)" }.joined(separator: ", "))")
            }
            // Nothing is known of the member yet: the mediator says what may be done.
            return ActingSession(
                session: person, role: nil, organisation: nil, handle: acting.handle)
        }
        let session = capacity.appointment.map(person.acting(under:)) ?? person
        return ActingSession(
            session: session, role: capacity.role, organisation: capacity.organisation,
            handle: acting.handle)
    }

    /// A member's keys: in the agent, or from the key file under its passphrase.
    private func keys(of handle: String, passphrase: PassphraseSource) throws -> any MemberKeys {
        try KeyAccess(home: home, context: context).keys(of: handle, passphrase: passphrase)
    }

    /// The vault that must answer: the one that is named, else the one pinned for this place, else
    /// the one that answers now, which is then pinned and shown.
    private static func pinnedVault(
        at place: String, link: any MediatorLink, home: MemberHome, context: CommandContext
    ) throws -> Digest {
        let pins = VaultPins(home: home)
        if let text = context.settings.vaultID {
            guard let named = [UInt8](hex: text).flatMap({ Digest($0) }) else {
                throw CommandFailure(
                    .configuration, "`\(text)` is not the id of a vault",
                    hint: "an id is 64 hexadecimal digits, as `kluis init` prints them")
            }
            // What was pinned before, or was damaged, gives way to what the user says.
            if (try? pins.vault(at: place)) != named { try pins.pin(named, at: place) }
            return named
        }
        if let pinned = try pins.vault(at: place) { return pinned }
        let answer = try link.exchange(Hello().canonicalBytes)
        guard let welcome = try? Hello.Answer(canonical: answer) else {
            throw CommandFailure(.unavailable, "the mediator does not answer as one")
        }
        let vault = welcome.founding.hash
        try pins.pin(vault, at: place)
        context.note("first contact with the vault \(vault.hex)")
        context.note("compare this id with the one that you were given on paper")
        return vault
    }
}

/// A session with the capacity in which its member acts.
struct ActingSession {
    /// The session.
    let session: Session
    /// The role; `nil` for a founder, or a member of whom nothing is known.
    let role: Role?
    /// The organisation.
    let organisation: OrganisationID?
    /// The member's handle.
    let handle: String
}

extension CommandContext {
    /// Runs `body` with a way to the vault, which is ended whatever happens.
    func withConnection<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        let connection = try Connection(self)
        defer { connection.end() }
        return try body(connection)
    }
}
