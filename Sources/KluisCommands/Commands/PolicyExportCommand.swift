internal import AccessPolicy
internal import ArgumentParser

/// `kluis policy export`: a policy for another engine.
struct PolicyExportCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "export", abstract: "Write a policy with its floor as Cedar, for another engine to decide.",
        discussion: """
            Prints forbids for the floor and a policy for each rule, with id, law and duties as \
            annotations. Cedar's decisions and the ids that determine them are those of kluis \
            (https://www.cedarpolicy.com); the comment at the top says how to ask. --schema prints \
            the types instead.
            """,
        examples: [
            (
                "kluis policy export --cedar --policy policies/access --regime be-2022 "
                    + "> be-2022.cedar",
                "a policy of the shipped bundle"
            ),
            ("kluis policy export --cedar --schema > kluis.cedarschema", "the schema"),
        ])

    @Flag(help: "Write Cedar; there is no other form.")
    var cedar = false

    @Flag(help: "Print the schema instead of the policies.")
    var schema = false

    @OptionGroup var source: PolicySource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard cedar else { throw ValidationError("say --cedar: there is no other form") }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let text = try schema ? CedarExport.schema : CedarExport(source.policy(context)).policies
        context.print(
            [(schema ? "schema" : "cedar", .string(text))],
            lines: text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map(String.init))
        return .success
    }
}
