internal import CryptoPrimitives
internal import ArgumentParser
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log list`: leaves, as an auditor sees them.
struct LogListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List entries of the log, as an auditor or data protection officer.",
        discussion: "Shows what stands in clear: names and contents are not among it.",
        examples: [
            ("kluis log list --as ada", "the newest 50 entries"),
            ("kluis log list --from 100 --count 20 --as ada --json", "twenty entries from one on"),
        ])

    @Option(
        help: ArgumentHelp(
            "The first entry; the newest ones when left out.", valueName: "index"))
    var from: UInt64?

    @Option(help: ArgumentHelp("How many entries.", valueName: "number"))
    var count: UInt64 = 50

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard 1...4096 ~= count else { throw ValidationError("--count is 1 to 4096") }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let session = try connection.session(
                .init(roles: [.auditor, .dataProtectionOfficer], allowsPerson: true)
            ).session
            let size = try LogHead(session).size
            let first = from ?? (size > count ? size - count : 0)
            let leaves = try session.leaves(from: first, count: count)
            var table = Table("INDEX", "TIME", "EVENT", "RESULT", "WHY", "ROLE", "WHO", "SUBJECT")
            for (offset, row) in leaves.entries.enumerated() {
                let entry = row.entry
                table.add(
                    String(first + UInt64(offset)), entry.time.description, entry.event.rawValue,
                    entry.outcome.rawValue, entry.reason.rawValue, entry.role?.description ?? "",
                    String(entry.actor?.description.prefix(8) ?? ""),
                    String(entry.subject?.description.prefix(8) ?? ""))
            }
            context.print(
                [
                    ("from", .index(first)),
                    ("next", leaves.next.map(JSONValue.index) ?? .null),
                    (
                        "leaves",
                        .strings(
                            leaves.entries.map { String(decoding: $0.leaf, as: UTF8.self) })
                    ),
                ], lines: table.lines)
            return .success
        }
    }
}

/// The head of the log as a session last verified it.
struct LogHead {
    /// The number of entries.
    let size: UInt64

    /// Reads it; asks for what is adopted when nothing was verified yet.
    init(_ session: Session) throws {
        let founding = try session.founding()
        guard let note = try session.lastCheckpoint() else {
            size = 0
            return
        }
        size = try SignedCheckpoint(
            verifying: note, origin: founding.origin,
            logKeys: [VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)]
        ).head.size
    }
}
