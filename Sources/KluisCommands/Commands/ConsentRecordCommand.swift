internal import ArgumentParser
internal import Records

/// `kluis consent record`: the physician records what the worker said.
struct ConsentRecordCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "record", abstract: "Record the worker's consent, as the occupational physician.",
        discussion: """
            Channel and evidence say how it was given; the worker is told, and can withdraw it. What \
            the worker must have asked for is recorded with --request, and not as a mere consent.
            """,
        examples: [
            (
                "kluis consent record K7QJ-2M4X --to trui --role treating-physician --process C2 "
                    + "--channel paper --evidence 'signed form of 15 January' --as els",
                "a consent on paper"
            ),
            (
                "kluis consent record K7QJ-2M4X --to ziekenfonds --role advising-physician "
                    + "--process C3 --evidence 'said at the visit' --as els",
                "a consent by word of mouth, noted in the file"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(help: "How the worker gave it: paper, verbal or electronic.")
    var channel = ConsentChannel.verbal

    @Option(help: "What shows it: the form, the note in the file.")
    var evidence: String

    @Flag(name: .customLong("request"), help: "The worker asked for it, and did not only agree.")
    var isRequest = false

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !evidence.isEmpty else { throw ValidationError("the evidence is empty") }
        guard channel != .ownKey else {
            throw ValidationError("with the own key the worker states it: `kluis consent give`")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(
            in: dossier,
            .init(
                nature: isRequest ? .request : .consent, channel: channel, evidence: evidence,
                need: .roles([.occupationalPhysician])), context)
        return .success
    }
}
