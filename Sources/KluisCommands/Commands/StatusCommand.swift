internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

/// `kluis status`: where things stand.
struct StatusCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "status", abstract: "The vault, its level, your notices and your deadlines.",
        discussion: """
            Says how far the mediator stands apart from you: L0 means that a member with another \
            program could read unlogged.
            """,
        examples: [
            ("kluis status --as wim", "what the worker has to know"),
            ("kluis status --json", "for programs"),
        ])

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let session = acting.session
            let dossiers = try openDossiers(acting)
            let language = context.language
            let notices = try notices(acting, dossiers, connection)
            let founding = try session.founding()
            let directory = try session.knownDirectory(of: [.member(session.member)])
            let words = StatementWords(
                directory: directory, book: AddressBook(home: connection.home))
            let deadlines = dossiers.flatMap { dossier in
                dossier.process.openDeadlines(at: connection.today).map { (dossier.view, $0) }
            }.sorted { $0.1.due < $1.1.due }
            let size = try LogHead(session).size
            let policy = try session.adoption(.policy)
            let level = try session.level()
            let place =
                acting.role.map { role in
                    role.rawValue
                        + (acting.organisation.map { " at \(words.name($0))" } ?? "")
                } ?? (directory.isFounder(session.member) ? "founder" : "no role")
            var lines = [
                "vault \(connection.vault.hex)",
                "level \(level.rawValue) (accepted from \(founding.leastLevel.rawValue)), "
                    + "log \(founding.origin) with \(size) entries",
                "policies \(policy.name), revision \(policy.revision), \(policy.hash.hex)",
                "acting: \(ShownText.line(acting.handle)), \(ShownText.line(place))",
            ]
            if directory.isPracticeOfOne { lines.append("a practice of one: nobody else signs") }
            if level == .sameProcess {
                lines.append("at L0 a member with another program could read without an entry")
            }
            lines += notices.isEmpty ? ["no notices"] : ["notices:"]
            lines += notices.map { "  \(ShownText.line($0.line))" }
            let overdue = deadlines.filter { $0.1.isOverdue(on: connection.today) }
            lines += deadlines.isEmpty ? [] : ["deadlines:"]
            lines += deadlines.prefix(10).map { view, deadline in
                "  \(deadline.due)"
                    + (deadline.isOverdue(on: connection.today) ? " OVERDUE" : "")
                    + "  \(view.id.short)  \(deadline.label[language])"
            }
            context.print(
                [
                    ("vault", .string(connection.vault.hex)), ("level", .string(level.rawValue)),
                    ("leastLevel", .string(founding.leastLevel.rawValue)),
                    ("origin", .string(founding.origin)), ("logSize", .index(size)),
                    ("isPracticeOfOne", .bool(directory.isPracticeOfOne)),
                    ("policy", .string(policy.name)), ("policyRevision", .index(policy.revision)),
                    ("policyHash", .string(policy.hash.hex)),
                    ("member", .string(session.member.description)),
                    ("role", .optional(acting.role?.rawValue)),
                    ("notices", .array(notices.map(\.json))),
                    (
                        "deadlines",
                        .array(deadlines.map { $0.1.json(language, connection.today) })
                    ),
                    ("overdue", .count(overdue.count)),
                ], lines: lines)
            return .success
        }
    }

    /// A notice as it is printed.
    private struct ShownNotice {
        let time: Instant
        /// The entry of the log; the last possible for what is computed.
        let entry: UInt64
        let line: String
        let json: JSONValue
    }

    /// What who acts has to be told, oldest first.
    private func notices(
        _ acting: ActingSession, _ dossiers: [OpenDossier], _ connection: Connection
    ) throws -> [ShownNotice] {
        let language = connection.context.language
        let sealed = try acting.session.notices().map { notice in
            ShownNotice(
                time: notice.time, entry: notice.entry, line: NoticeWords.line(notice, language),
                json: NoticeWords.json(notice, language))
        }
        let computed = dossiers.flatMap { dossier in
            ProcessNotice.notices(of: dossier, for: acting, on: connection.today).map { notice in
                ShownNotice(
                    time: notice.time, entry: .max, line: notice.line(language),
                    json: notice.json(language))
            }
        }
        return (sealed + computed).sorted { ($0.time, $0.entry) < ($1.time, $1.entry) }
    }

    /// The dossiers of who acts; none for who has none.
    private func openDossiers(_ acting: ActingSession) throws -> [OpenDossier] {
        guard acting.role?.holdsSectionKey == true else { return [] }
        let data = AdoptedData(acting.session)
        return try acting.session.dossiers().map { try OpenDossier($0, data, seenBy: acting.role) }
    }
}
