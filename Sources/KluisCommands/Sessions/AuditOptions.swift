internal import ArgumentParser
internal import Records
internal import VaultClient

/// Which view of the log those who oversee it want: one of the four of NEN 7513.
struct AuditOptions: ParsableArguments {
    @OptionGroup var period: PeriodOptions

    @Option(help: ArgumentHelp("What was done with a worker's dossiers.", valueName: "member"))
    var subject: String?

    @Option(help: ArgumentHelp("What a member did.", valueName: "member"))
    var employee: String?

    @Option(help: ArgumentHelp("What was done with a dossier.", valueName: "identifier"))
    var dossier: String?

    @Option(
        help: ArgumentHelp(
            "Why, in your words: the worker reads it. Needed for a worker and a dossier.",
            valueName: "text"))
    var reason: String = ""

    func validate() throws {
        guard [subject, employee, dossier].compactMap(\.self).count <= 1 else {
            throw ValidationError("choose one of --subject, --employee and --dossier")
        }
        guard reason.utf8.count <= 512 else {
            throw ValidationError("the reason has at most 512 bytes")
        }
        guard subject == nil && dossier == nil || !reason.isEmpty else {
            throw ValidationError("looking at one worker or dossier needs --reason")
        }
    }

    /// The view.
    ///
    /// - Throws: Status 66 when the member or the dossier is not known.
    func selection(_ acting: ActingSession, _ connection: Connection) throws
        -> ReadAudit.Selection
    {
        let lookup = Lookup(acting, connection)
        if let subject { return .subject(try lookup.member(subject).id) }
        if let employee { return .employee(try lookup.member(employee).id) }
        if let dossier {
            return .dossier(try DossierArgument.identifier(dossier))
        }
        return .all
    }
}

/// A dossier as those name it who cannot list dossiers.
enum DossierArgument {
    /// The identifier.
    ///
    /// - Throws: Status 64 for anything else.
    static func identifier(_ text: String) throws -> DossierID {
        guard let id = DossierID(text) else {
            throw CommandFailure(
                .usage, "`\(text)` is not the identifier of a dossier",
                hint: "the worker finds it with `kluis dossier list --json`")
        }
        return id
    }
}
