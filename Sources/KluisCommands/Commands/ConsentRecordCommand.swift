internal import ArgumentParser
internal import Records

/// `kluis consent record`: the physician records what the worker agreed to.
struct ConsentRecordCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "record", abstract: "Record the worker's consent, as the occupational physician.",
        discussion: "The evidence says how it was given; the worker is told, and can withdraw it.",
        examples: [
            (
                "kluis consent record K7QJ-2M4X --to trui --role treating-physician --process C2 "
                    + "--until 2024-09-01 --evidence 'signed form of 15 January' --as els",
                "a consent on paper"
            ),
            (
                "kluis consent record K7QJ-2M4X --to ziekenfonds --role advising-physician "
                    + "--process C3 --until 2024-09-01 --evidence 'said at the visit' --as els",
                "a consent by word of mouth"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(help: "How the worker gave it.")
    var evidence: String

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !evidence.isEmpty else { throw ValidationError("the evidence is empty") }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(
            in: dossier, isRefusal: false, evidence: evidence,
            need: .roles([.occupationalPhysician]), context)
        return .success
    }
}
