internal import ArgumentParser
internal import DataFiles

/// `kluis policy schema`: the JSON Schema of policy files.
struct PolicySchemaCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "schema", abstract: "Print the JSON Schema of policies, manifests or cases, for editors.",
        discussion: """
            Draft 2020-12, with every word that this program reads and its meaning in your \
            language. Editors that use yaml-language-server check and complete a policy whose first \
            line is `# yaml-language-server: $schema=policy.schema.json`.
            """,
        examples: [
            ("kluis policy schema --language nl > policy.schema.json", "policies, told in Dutch"),
            ("kluis policy schema --cases > cases.schema.json", "the cases of a policy"),
        ])

    @Flag(help: "The schema of the cases of a policy.")
    var cases = false

    @Flag(help: "The schema of the manifest of a bundle.")
    var manifest = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !cases || !manifest else {
            throw ValidationError("choose one of --cases and --manifest")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let schemas = PolicySchema(language: context.language)
        let schema = cases ? schemas.cases : manifest ? schemas.manifest : schemas.policy
        context.print(
            [("schema", .string(schema))],
            lines: schema.split(separator: "\n").map(String.init))
        return .success
    }
}
