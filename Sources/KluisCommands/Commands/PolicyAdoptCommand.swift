internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis policy adopt`: a bundle takes the place of the one in force.
struct PolicyAdoptCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "adopt", abstract: "Adopt a bundle of policies.",
        discussion: """
            Two persons sign it, in two of the roles policy-approver (compliance officer), \
            data-protection-officer and head-of-medical-department; the last is one of them where \
            anything secret becomes wider. The bundle names the one in force as its predecessor and \
            has a higher revision: there is no way back, but old content may come again as a new \
            revision. It is proved against the floor and its cases are run, here and by the mediator; \
            on any failure the bundle in force stays, and the attempt is an entry of the log.
            """,
        examples: [
            (
                "kluis policy adopt policies/access --as carla --cosign dirk",
                "both approvers on one machine"
            ),
            (
                "kluis policy adopt policies/access --as carla --draft bundle.txt",
                "the other approver proves and signs the draft elsewhere"
            ),
        ])

    @Argument(help: "The bundle: its manifest, or the directory that holds `bundle.yaml`.")
    var file: String

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let source = try BundleSource.read(file)
        return try context.withConnection { connection in
            let acting = try connection.session(.approvers)
            let session = acting.session
            let current = try session.policyBundle()
            try source.checkSuccession(
                to: current.manifest, for: try session.adoptedRegimes())
            let proved = try source.proved(beside: current, context)
            let adopted = BundleSource.adopted(proved.bundle)
            let outcome = try cosigning.state(
                [.adoption(adopted.adoption)], adopting: adopted.objects, by: acting, connection,
                need: .approvers)
            let manifest = proved.bundle.manifest
            context.print(
                [
                    ("bundle", .string(manifest.name)), ("revision", .index(manifest.revision)),
                    ("hash", .string(manifest.hash.hex)),
                    ("predecessor", .string(current.manifest.hash.hex)),
                    ("widensSecret", .bool(proved.widensSecret)),
                    ("permitted", .count(proved.permitted)),
                ] + outcome.json,
                lines: outcome.lines(
                    "bundle \(manifest.name), revision \(manifest.revision), adopted")
                    + ["bundle \(manifest.hash.hex)"]
                    + (proved.widensSecret
                        ? [
                            "something secret becomes wider: the head of the medical department signs"
                        ]
                        : []))
            return .success
        }
    }
}
