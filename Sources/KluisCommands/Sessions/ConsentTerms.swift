internal import ArgumentParser
internal import Records
internal import VaultClient

extension ConsentPurpose: ExpressibleByArgument {}

extension ConsentChannel: ExpressibleByArgument {}

/// What a statement about a recipient says, and to whom.
struct ConsentTerms: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The recipient: a person or an organisation. A refusal without it is for whoever has the "
                + "role.", valueName: "who"))
    var to: String?

    @Option(
        help: "The role of the recipient. A refusal without it is for every role of the recipient.")
    var role: Role?

    @Option(
        name: .customLong("section"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Kinds of sections. Without any: a step that discloses none, or a refusal of every kind.",
            valueName: "kind"))
    var kinds: [SectionKind] = []

    @Option(
        name: .customLong("for"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "The purposes. Left out: those that are usual, or a refusal for every purpose.",
            valueName: "purpose"))
    var purposes: [Purpose] = []

    @Option(
        help: ArgumentHelp(
            "What it is about in the process; `kluis consent purposes` lists them.",
            valueName: "C1…C15"))
    var process: ConsentPurpose?

    @Option(
        help: ArgumentHelp(
            "The last day. Left out: as long as the process purpose allows, or a refusal without "
                + "an end.", valueName: "date"))
    var until: CivilDate?

    @Option(
        help: ArgumentHelp(
            "Write the receipt here: a proof for others, and the statement beside it.",
            valueName: "file"))
    var receipt: String?

    /// How it is said, by whom.
    struct Manner {
        /// What is said.
        var nature: ConsentNature
        /// How.
        var channel = ConsentChannel.ownKey
        /// What shows it, when a physician records it.
        var evidence = ""
        /// In which capacities.
        var need = ActingNeed.worker
    }

    /// Prepares the statement.
    ///
    /// - Parameters:
    ///   - view: The dossier.
    ///   - manner: How it is said.
    ///   - acting: Who states it.
    ///   - connection: The way to the vault.
    /// - Returns: The statement, with its grant.
    /// - Throws: Status 64 when something is missing or its last day has passed.
    private func consent(
        in view: DossierView, _ manner: Manner, acting: ActingSession, _ connection: Connection
    ) throws -> Consent {
        let isRefusal = manner.nature == .refusal
        guard isRefusal ? to != nil || role != nil : to != nil && role != nil else {
            throw CommandFailure(
                .usage, "to whom is not said",
                hint: isRefusal ? "give --to, --role or both" : "give --to and --role")
        }
        let lookup = Lookup(acting, connection)
        return try acting.session.consent(
            giver: giver(in: view, manner, acting), nature: manner.nature, role: role,
            recipient: to.map { try recipient($0, lookup) }, kinds: Set(kinds),
            purposes: usedFor(isRefusal: isRefusal), process: process, from: connection.now,
            until: try end(isRefusal: isRefusal, connection), channel: manner.channel,
            evidence: manner.evidence, language: connection.context.language)
    }

    private func giver(
        in view: DossierView, _ manner: Manner, _ acting: ActingSession
    ) throws -> MemberID {
        if manner.nature == .agreement { return acting.session.member }
        let worker = view.parties.first { $0.relation == .`self` }?.holder
        guard case .member(let giver)? = worker else {
            throw CommandFailure(.noInput, "the dossier shows no worker")
        }
        return giver
    }

    /// Without a role the name is a person's or an organisation's.
    private func recipient(_ text: String, _ lookup: Lookup) throws -> Holder {
        if let role { return try lookup.holder(text, of: role) }
        if let member = try? lookup.member(text) { return .member(member.id) }
        return .organisation(try lookup.organisation(text).id)
    }

    private func usedFor(isRefusal: Bool) -> Set<Purpose> {
        guard purposes.isEmpty, !isRefusal else { return Set(purposes) }
        let usual = Purpose(usualFor: role, reading: kinds.first)
        guard let allowed = process?.terms.purposes, !allowed.contains(usual) else {
            return [usual]
        }
        return allowed
    }

    private func end(isRefusal: Bool, _ connection: Connection) throws -> Instant? {
        let longest = process.map { connection.today.adding(months: $0.terms.maximumMonths) }
        guard let last = until ?? (isRefusal ? nil : longest) else {
            guard isRefusal else {
                throw CommandFailure(
                    .usage, "the last day is not said", hint: "give --until, or --process")
            }
            return nil
        }
        guard last >= connection.today else {
            throw CommandFailure(.usage, "the last day \(last) has passed")
        }
        return CivilTime.start(of: last.adding(days: 1))
    }

    /// States it, and tells what was stated.
    func state(in dossier: String, _ manner: Manner, _ context: CommandContext) throws {
        try OpenedReport.check(output: receipt)
        try context.withConnection { connection in
            let acting = try connection.session(manner.need)
            let lookup = Lookup(acting, connection)
            let view = try acting.session.show(try lookup.dossier(dossier))
            let consent = try consent(in: view, manner, acting: acting, connection)
            let appended = try acting.session.append([.consent(consent, in: view.id)])
            let outcome = StatementOutcome.logged(appended)
            let words = StatementWords(
                directory: try acting.directory(
                    naming: [.member(consent.giver)] + [consent.recipient].compactMap(\.self)),
                book: lookup.book)
            let text = ConsentText(of: consent)
            var lines = outcome.lines("\(consent.id.short): \(words.line(.consent(consent)))")
            lines += text.lines
            if let receipt, let statement = try appended.receipts().first {
                lines.append(try ConsentReceipt(statement).write(to: receipt))
            }
            context.print(
                [
                    ("consent", .string(consent.id.description)),
                    ("short", .string(consent.id.short)),
                    ("nature", .string(consent.nature.rawValue)),
                    ("isRefusal", .bool(consent.isRefusal)),
                ] + text.json + outcome.json, lines: lines)
        }
    }
}

/// The text that was put to the worker.
struct ConsentText {
    /// The statement.
    private let consent: Consent

    /// Takes the statement.
    init(of consent: Consent) { self.consent = consent }

    /// The text, where it is the version that this program has.
    var shown: String? {
        consent.process.flatMap {
            $0.terms.textVersion == consent.textVersion ? $0.text[consent.language] : nil
        }
    }

    /// For people.
    var lines: [String] {
        guard let process = consent.process else { return [] }
        return [
            "text of \(process.rawValue), version \(consent.textVersion), "
                + "\(consent.language.rawValue): \(shown ?? "not the version of this program")"
        ]
    }

    /// For programs.
    var json: [(String, JSONValue)] {
        [
            ("language", .string(consent.language.rawValue)),
            ("textVersion", .string(consent.textVersion)), ("text", .optional(shown)),
        ]
    }
}
