internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis delegation list`: who acts for whom.
struct DelegationListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List who acts for whom in an organisation.",
        discussion: """
            Members of the organisation see it, and those who oversee the log; others don't. One that \
            stands still ends with the appointment of either.
            """,
        examples: [
            ("kluis delegation list --as nina", "in the own organisation"),
            ("kluis delegation list dienst-noord --as vera --json", "as the auditor, for programs"),
        ])

    @Argument(help: "The organisation; the one for which you act when left out.")
    var organisation: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let id = try lookup.ownOrganisation(orNamed: organisation)
            let directory = try acting.session.learn([.delegations(id)])
            let words = StatementWords(directory: directory, book: lookup.book)
            let entries = directory.delegations(of: id)
            var table = Table("DELEGATION", "ROLE", "FOR", "ACTS", "FROM", "UNTIL", "DOSSIERS", "")
            for entry in entries {
                let delegation = entry.delegation
                table.add(
                    delegation.id.short, delegation.role.rawValue,
                    words.name(delegation.principal), words.name(delegation.delegate),
                    CivilTime.day(of: delegation.from).description,
                    CivilTime.lastDay(before: delegation.until).description,
                    delegation.dossiers.isEmpty
                        ? "all" : delegation.dossiers.sorted().map(\.short).joined(separator: ", "),
                    state(entry, directory, at: connection.now))
            }
            context.print(
                [
                    (
                        "delegations",
                        .array(
                            entries.map {
                                json($0, words, state($0, directory, at: connection.now))
                            })
                    )
                ], lines: table.lines)
            return .success
        }
    }

    /// Whether one stands, as a word.
    private func state(
        _ entry: Directory.DelegationEntry, _ directory: Directory, at now: Instant
    ) -> String {
        let delegation = entry.delegation
        if entry.until <= now { return "ended" }
        if now < delegation.from { return "to come" }
        let stands = directory.delegations(
            to: delegation.delegate, role: delegation.role, in: delegation.organisation, at: now
        ).contains(entry)
        return stands ? "stands" : "an appointment ended"
    }

    private func json(
        _ entry: Directory.DelegationEntry, _ words: StatementWords, _ state: String
    ) -> JSONValue {
        let delegation = entry.delegation
        return .object([
            ("delegation", .string(delegation.id.description)),
            ("role", .string(delegation.role.rawValue)),
            ("principal", .string(delegation.principal.description)),
            ("principalName", .string(words.name(delegation.principal))),
            ("delegate", .string(delegation.delegate.description)),
            ("delegateName", .string(words.name(delegation.delegate))),
            ("from", .string(delegation.from.rfc3339)), ("until", .string(entry.until.rfc3339)),
            ("dossiers", .strings(delegation.dossiers.sorted().map(\.short))),
            ("state", .string(state)), ("logEntry", .index(entry.logIndex)),
        ])
    }
}
