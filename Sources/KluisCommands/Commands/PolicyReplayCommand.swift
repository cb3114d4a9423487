internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis policy replay`: what was decided, decided again.
struct PolicyReplayCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "replay", abstract: "Decide again what the log says was decided; all must agree.",
        discussion: """
            Each entry names the bundle of policies and the floor under which it was decided, and \
            keeps the state sealed. For auditors, data protection officers and founders: they are \
            told figures and the places that disagree, and nothing about persons. Status 20 when an \
            entry disagrees.
            """,
        examples: [
            ("kluis policy replay --as olga", "the whole log"),
            ("kluis policy replay --from 1000 --to 2000 --as olga --json", "a part, for programs"),
        ])

    @Option(help: ArgumentHelp("The first entry.", valueName: "index"))
    var from: UInt64 = 0

    @Option(
        help: ArgumentHelp("The last entry; the end of the log when left out.", valueName: "index"))
    var to: UInt64?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        if let to, to < from { throw ValidationError("--to lies before --from") }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let session = try connection.session().session
            let found = try context.withProgress("deciding again") { line in
                try session.replayDecisions(from: from, through: to) { done, total in
                    line.update(done, of: total)
                }
            }
            context.print(
                [
                    ("entries", .index(found.entries)), ("decided", .index(found.decided)),
                    ("erased", .index(found.erased)),
                    ("underOtherFloor", .index(found.underOtherFloor)),
                    ("disagreements", .array(found.disagreements.map { .index($0) })),
                ],
                lines: [
                    "\(found.decided) decisions of \(found.entries) entries were decided again"
                        + (found.erased > 0 ? "; \(found.erased) were erased" : "")
                        + (found.underOtherFloor > 0
                            ? "; \(found.underOtherFloor) are of another floor" : "")
                ]
                    + (found.disagreements.isEmpty
                        ? ["all agree"]
                        : found.disagreements.map { "entry \($0) is decided otherwise now" }))
            return found.disagreements.isEmpty ? .success : .verificationFailed
        }
    }
}
