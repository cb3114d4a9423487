internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis adopt`: data of the process takes the place of what was adopted.
struct AdoptCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "adopt", abstract: "Adopt a regime, forms, a lexicon or periods of retention.",
        discussion: """
            Two persons sign it, in two of the roles that approve policies (`kluis policy adopt \
            --help`). The revision is higher than the adopted one of the same name. What was written \
            before keeps what it was written under. A lexicon is called like its file: `nl.yaml` takes the \
            place of the Dutch one, `nl-own.yaml` stands beside it. Policies are adopted with \
            `kluis policy adopt`.
            """,
        examples: [
            (
                "kluis adopt lexicon policies/lexicons/nl.yaml --as carla --cosign dirk",
                "a lexicon of the text guard that was extended"
            ),
            (
                "kluis adopt regime policies/regimes/be-2022.yaml --as carla --draft regime.txt",
                "the other approver signs the draft elsewhere"
            ),
        ])

    /// What is adopted.
    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case regime, forms, lexicon, retention
    }

    @Argument(help: "regime, forms, lexicon or retention.")
    var kind: Kind

    @Argument(help: "The file; for forms, the directory that holds them.")
    var file: String

    @Option(help: "The revision of the forms; one more than the adopted one when left out.")
    var revision: UInt64?

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard revision == nil || kind == .forms else {
            throw ValidationError("the revision of a \(kind.rawValue) stands in its file")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.approvers)
            let adopted = try adopted(acting.session)
            let adoption = adopted.adoption
            let outcome = try cosigning.state(
                [.adoption(adoption)], adopting: adopted.objects, by: acting, connection,
                need: .approvers)
            context.print(
                [
                    ("kind", .string(adoption.kind.rawValue)), ("name", .string(adoption.name)),
                    ("revision", .index(adoption.revision)), ("hash", .string(adoption.hash.hex)),
                ] + outcome.json,
                lines: outcome.lines(
                    "\(adoption.kind.rawValue) \(adoption.name), revision \(adoption.revision), adopted"
                ))
            return .success
        }
    }

    private func adopted(_ session: Session) throws -> FoundingPlan.Adopted {
        switch kind {
        case .regime:
            let regime = try RegimeSource.read(bytes(), file: file)
            return FoundingPlan.adopted(
                .regime, regime.name.text, UInt64(regime.revision), regime.canonicalBytes)
        case .lexicon:
            let lexicon = try LexiconFile(bytes(), file: file).lexicon
            return FoundingPlan.adopted(
                .lexicon, FoundingPlan.stem(of: file), lexicon.revision, lexicon.canonicalBytes)
        case .retention:
            let retention = try RetentionFile(bytes(), file: file).retention
            return FoundingPlan.adopted(
                .retention, retention.name, retention.revision, retention.canonicalBytes)
        case .forms:
            let forms = try FormFiles(reading: ShippedFiles.yamlFiles(in: file))
            let next = try revision ?? session.adoption(.forms).revision + 1
            return FoundingPlan.adopted(.forms, "standard", next, forms.encoded)
        }
    }

    private func bytes() throws -> [UInt8] { try Files.read(file, limit: 1 << 20) }
}
