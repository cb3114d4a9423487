internal import ArgumentParser
internal import CryptoPrimitives
internal import Keystore
internal import Mediation
internal import RecordStoreSQLite
internal import Records
internal import TransparencyLog
internal import VaultClient

extension AssuranceLevel: ExpressibleByArgument {}

/// `kluis init`: founds a vault.
struct InitCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "init", abstract: "Found a vault.",
        discussion: """
            Two founders sign, the first of them for oversight; a practice of one may be founded by \
            one, and `kluis status` says so. The policies, regimes and forms that come with kluis \
            are adopted under their signatures, each policy after a proof that it stays within the \
            floor. Makes the vault's directory, its keystore and the key that seals it, and prints \
            the vault's id, which every member has to know.
            """,
        examples: [
            (
                "kluis init --vault vault --founder anna --founder bert",
                "asks for both passphrases"
            ),
            (
                "kluis init --vault vault --practice-of-one --founder anna "
                    + "--founder-passphrase-file anna.pass --origin praktijk.example/log",
                "a practice of one person"
            ),
        ])

    @Option(
        name: .customLong("founder"), parsing: .singleValue,
        help: ArgumentHelp(
            "A founder, whose key file is on this machine; the first stands for oversight.",
            valueName: "member"))
    var founders: [String] = []

    @Option(
        name: .customLong("founder-passphrase-file"), parsing: .singleValue,
        help: ArgumentHelp(
            "The passphrase of a founder, in the order of --founder.", valueName: "file"))
    var passphraseFiles: [String] = []

    @Flag(help: "One founder alone signs everything.")
    var practiceOfOne = false

    @Option(
        help: ArgumentHelp(
            "The name of the log, as its checkpoints carry it.", valueName: "host/name"))
    var origin = "vault.invalid/log"

    @Option(
        help: ArgumentHelp(
            "The least level of separation that clients accept.", valueName: "level"))
    var leastLevel = AssuranceLevel.sameProcess

    @Option(
        help: ArgumentHelp(
            "The policies, regimes and forms to adopt; those that come with kluis when left out.",
            valueName: "directory"))
    var policies: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard founders.count == (practiceOfOne ? 1 : 2), Set(founders).count == founders.count
        else {
            throw ValidationError(
                practiceOfOne
                    ? "a practice of one has one --founder"
                    : "two founders are needed: give --founder twice, or --practice-of-one")
        }
        guard passphraseFiles.count <= founders.count else {
            throw ValidationError("there are more --founder-passphrase-file than --founder")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let files = try VaultFiles(context)
        let site = FoundingSite(files)
        try site.checkEmpty()
        let home = MemberHome(path: context.settings.home)
        // What only takes time comes after what can fail.
        let people = try unlockFounders(home, context)
        let adopted = try FoundingPlan.shipped(
            ShippedFiles(named: policies, environment: context.environment), context)
        let seed = try Mediator.Seed()
        let now = SystemClock.now()
        let founding = Founding(
            origin: origin, logKey: seed.logKey, mediatorKey: seed.mediatorKey,
            leastLevel: leastLevel,
            founders: people.map {
                Founding.Founder(
                    member: $0.keys.member, signingKey: $0.keys.signingKey,
                    agreementKey: $0.keys.agreementKey, isOversight: $0.isOversight)
            }, signaturesRequired: practiceOfOne ? 1 : 2)
        let plan = try FoundingPlan(founding, founders: people, adopting: adopted, now: now)
        let vkey = try VerifierKey(name: origin, publicKey: seed.logKey.bytes).description
        let vault = try site.found(seed: seed, plan: plan, now: now)
        try VaultPins(home: home).pin(vault, at: files.directory)
        let book = AddressBook(home: home)
        for (handle, person) in zip(founders, people) {
            try book.add(.member, named: handle, person.keys.member)
        }
        context.print(
            [
                ("vault", .string(vault.hex)), ("logKey", .string(vkey)),
                ("origin", .string(origin)), ("leastLevel", .string(leastLevel.rawValue)),
                ("directory", .string(files.directory)), ("keystore", .string(files.keystore)),
                ("keystoreKey", .string(files.kek)),
                ("founders", .strings(people.map { $0.keys.member.description })),
                (
                    "adopted",
                    .strings(adopted.map { "\($0.adoption.kind.rawValue) \($0.adoption.name)" })
                ),
            ],
            lines: [
                "founded the vault \(vault.hex)", "log key: \(vkey)",
                "records: \(files.directory)", "keystore: \(files.keystore)",
                "keystore key: \(files.kek)",
                "adopted: "
                    + adopted.map { "\($0.adoption.kind.rawValue) \($0.adoption.name)" }
                    .joined(separator: ", "),
            ]
                + (practiceOfOne ? ["a practice of one: nobody else signs"] : [])
                + [
                    "give every member the vault's id on paper; keep backups of keystore and "
                        + "keystore key apart from those of the records"
                ])
        return .success
    }

    private func unlockFounders(
        _ home: MemberHome, _ context: CommandContext
    ) throws -> [FoundingPlan.Founder] {
        let access = KeyAccess(home: home, context: context)
        return try founders.enumerated().map { position, handle in
            let passphrase: PassphraseSource =
                if position < passphraseFiles.count {
                    .file(passphraseFiles[position])
                } else {
                    context.mayAsk ? .person : .none
                }
            return FoundingPlan.Founder(
                keys: try access.keys(of: handle, passphrase: passphrase),
                isOversight: position == 0)
        }
    }
}

/// The places where a vault is founded; what a failed attempt made is removed again.
struct FoundingSite {
    private let files: VaultFiles

    /// Takes the places.
    init(_ files: VaultFiles) { self.files = files }

    /// Checks that there is nothing yet.
    ///
    /// - Throws: Status 73 when a directory is not empty or the key is there.
    func checkEmpty() throws(CommandFailure) {
        for path in [files.directory, files.keystore] where Files.status(path) != nil {
            let names = try? Files.names(in: path)
            guard names?.isEmpty ?? false else {
                throw CommandFailure(
                    .cannotCreate, "`\(path)` is there and not empty; nothing was changed",
                    hint: "name another directory with --vault or --keystore")
            }
        }
        guard Files.status(files.kek) == nil else {
            throw CommandFailure(
                .cannotCreate, "the keystore key `\(files.kek)` is there; nothing was changed",
                hint: "name another file with --kek")
        }
    }

    /// Makes store and keystore and founds the vault in them.
    func found(
        seed: Mediator.Seed, plan: FoundingPlan, now: Instant
    ) throws -> Digest {
        do {
            for path in [files.directory, files.keystore, files.kek] {
                try Files.makeDirectory(Files.parent(of: path))
            }
            let keystore = try FileKeystore(creating: files.keystore, keyPath: files.kek)
            let store = try SQLiteRecordStore(creating: files.directory)
            defer { try? store.close() }
            return try Mediator.found(
                store: store, secrets: keystore, seed: seed, founding: plan.founding,
                adoptions: plan.adoptions, now: now)
        } catch {
            for path in [files.directory, files.keystore] { Files.removeTree(path) }
            try? Files.remove(files.kek)
            throw error
        }
    }
}
