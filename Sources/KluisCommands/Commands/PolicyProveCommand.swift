internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import DataFiles
internal import Records

/// `kluis policy prove`: a policy against the floor.
struct PolicyProveCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "prove", abstract: "Prove policies against the floor, over all states.",
        discussion: """
            Every state that the rules permit is put to the floor, and what nobody may be denied is \
            asked for. A policy below the floor is refused with the rule and an example.
            """,
        examples: [
            ("kluis policy prove policies/access", "the shipped bundle, policy by policy"),
            ("kluis policy prove mine.yaml --json", "another one, for programs"),
        ])

    @Argument(help: "A file of rules, or a bundle.")
    var file: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        if PolicySource.isBundle(file) { return try proveBundle(context) }
        let source = try PolicySource.file(file)
        let proved = try context.withProgress("proving the policy") { line in
            try source.prove { line.update(UInt64($0), of: UInt64($1)) }
        }
        context.print(
            [
                ("policy", .string(proved.policy.name)),
                ("hash", .string(proved.policy.hash.hex)), ("floor", .string(Floor.hash.hex)),
                ("states", .count(proved.states)), ("permitted", .count(proved.permitted)),
            ],
            lines: [
                "\(proved.policy.name) stays within floor \(Floor.version): "
                    + "\(proved.states) states, \(proved.permitted) permitted",
                "policy \(proved.policy.hash.hex)", "floor  \(Floor.hash.hex)",
            ])
        return .success
    }

    private func proveBundle(_ context: CommandContext) throws -> CommandStatus {
        let proved = try BundleSource.read(file).proved(context)
        let manifest = proved.bundle.manifest
        context.print(
            [
                ("bundle", .string(manifest.name)), ("revision", .index(manifest.revision)),
                ("hash", .string(manifest.hash.hex)), ("floor", .string(Floor.hash.hex)),
                ("policies", .strings(manifest.entries.map(\.regime))),
                ("states", .count(proved.states)), ("permitted", .count(proved.permitted)),
            ],
            lines: [
                "bundle \(manifest.name), revision \(manifest.revision), stays within floor "
                    + "\(Floor.version) and passes its cases: \(proved.states) states a policy, "
                    + "\(proved.permitted) permitted together"
            ] + manifest.entries.map { "  \($0.regime)  \($0.policy.hex)" } + [
                "bundle \(manifest.hash.hex)", "floor  \(Floor.hash.hex)",
            ])
        return .success
    }
}
