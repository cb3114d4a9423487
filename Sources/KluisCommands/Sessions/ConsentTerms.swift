internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

extension ConsentPurpose: ExpressibleByArgument {}

/// What a consent or a refusal is about.
struct ConsentTerms: ParsableArguments {
    @Option(
        help: ArgumentHelp("The recipient: a person or an organisation.", valueName: "who"))
    var to: String

    @Option(help: "The role of the recipient.")
    var role: Role

    @Option(
        name: .customLong("section"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Kinds of sections; none for a step that discloses none.", valueName: "kind"))
    var kinds: [SectionKind] = []

    @Option(
        name: .customLong("for"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "The purposes; the usual one of the recipient's role when left out.",
            valueName: "purpose"))
    var purposes: [Purpose] = []

    @Option(
        help: ArgumentHelp(
            "The step of the process that it is for, C1 to C6; `kluis consent give --help` lists "
                + "them.", valueName: "C1…C6"))
    var process: ConsentPurpose?

    @Option(help: ArgumentHelp("The last day.", valueName: "date"))
    var until: CivilDate

    /// Prepares the consent.
    ///
    /// - Parameters:
    ///   - view: The dossier.
    ///   - isRefusal: Whether it refuses.
    ///   - evidence: How it was given, when a physician records it.
    ///   - acting: Who states it.
    ///   - connection: The way to the vault.
    /// - Returns: The consent, with its grant.
    /// - Throws: Status 64 when its last day has passed.
    func consent(
        in view: DossierView, isRefusal: Bool, evidence: String, acting: ActingSession,
        _ connection: Connection
    ) throws -> Consent {
        guard until >= connection.today else {
            throw CommandFailure(.usage, "the last day \(until) has passed")
        }
        let worker = view.parties.first { $0.relation == .`self` }?.holder
        guard case .member(let giver)? = worker else {
            throw CommandFailure(.noInput, "the dossier shows no worker")
        }
        return try acting.session.consent(
            giver: giver, isRefusal: isRefusal, role: role,
            recipient: Lookup(acting, connection).holder(to, of: role), kinds: Set(kinds),
            purposes: purposes.isEmpty
                ? [Purpose(usualFor: role, reading: kinds.first)] : Set(purposes),
            processPurpose: process?.rawValue ?? "",
            from: connection.now, until: CivilTime.start(of: until.adding(days: 1)),
            evidence: evidence, language: connection.context.language, textVersion: "1")
    }

    /// States it, and tells what was stated.
    func state(
        in dossier: String, isRefusal: Bool, evidence: String, need: ActingNeed,
        _ context: CommandContext
    ) throws {
        try context.withConnection { connection in
            let acting = try connection.session(need)
            let lookup = Lookup(acting, connection)
            let view = try acting.session.show(try lookup.dossier(dossier))
            let consent = try consent(
                in: view, isRefusal: isRefusal, evidence: evidence, acting: acting, connection)
            let receipt = try acting.session.append([.consent(consent, in: view.id)])
            let outcome = StatementOutcome.logged(receipt)
            let words = StatementWords(
                directory: try acting.directory(
                    naming: [.member(consent.giver), consent.recipient]), book: lookup.book)
            context.print(
                [
                    ("consent", .string(consent.id.description)),
                    ("short", .string(consent.id.short)), ("isRefusal", .bool(isRefusal)),
                ] + outcome.json,
                lines: outcome.lines("\(consent.id.short): \(words.line(.consent(consent)))"))
        }
    }
}
