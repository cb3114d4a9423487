internal import AccessPolicy
internal import ArgumentParser
internal import DataFiles
internal import Records
internal import VaultClient

/// Which policy a command looks at: a file, or the one that the vault has adopted.
struct PolicySource: ParsableArguments {
    @Option(
        name: .customLong("policy"),
        help: ArgumentHelp(
            "A file of rules, or a bundle; the one that the vault has adopted when left out.",
            valueName: "file"))
    var file: String?

    @Option(
        help: ArgumentHelp(
            "The regime whose policy of a bundle is meant; needed when it has several.",
            valueName: "name"))
    var regime: String?

    /// Reads it.
    func policy(_ context: CommandContext) throws -> CompiledPolicy {
        guard let file else { return try Self.adopted(context, regime: regime) }
        return try Self.read(file, regime: regime)
    }

    /// The policy that the vault has adopted.
    ///
    /// - Throws: Status 78 when nobody was named who asks the vault; 64 when it is not clear which
    ///   policy of the bundle is meant.
    static func adopted(_ context: CommandContext, regime: String?) throws -> CompiledPolicy {
        guard context.settings.actingAs != nil else {
            throw CommandFailure(
                .configuration, "no policy file was named, and nobody who asks the vault",
                hint: "give --policy FILE, or --as for the policy that the vault has adopted")
        }
        return try context.withConnection { connection in
            let session = try connection.session().session
            let regimes = try session.bundleManifest().entries.map(\.regime)
            return try session.policy(for: chosen(regime, among: regimes))
        }
    }

    /// Reads a policy: of a file of rules, or of a bundle.
    ///
    /// - Throws: Status 65 with the line of what is wrong; 64 when it is not clear which policy of
    ///   a bundle is meant.
    static func read(_ file: String, regime: String? = nil) throws -> CompiledPolicy {
        guard isBundle(file) else {
            return try Self.file(file).compiled()
        }
        guard
            let policy = try BundleSource.policy(
                of: file,
                choosing: { regimes in
                    try Self.chosen(regime, among: regimes)
                })
        else { throw CommandFailure(.usage, "the bundle has no such policy") }
        return policy
    }

    /// Reads a file of rules.
    ///
    /// - Throws: Status 65 with the line of what is wrong.
    static func file(_ file: String) throws -> PolicyFile {
        try PolicyFile(Files.read(file, limit: PolicyFile.maximumSize), file: file)
    }

    /// Whether a path names a bundle: a directory, or a manifest by its name.
    static func isBundle(_ path: String) -> Bool {
        Files.status(path)?.isDirectory == true || path.hasSuffix("bundle.yaml")
    }

    /// A regime of a bundle by its name.
    static func chosen(_ regime: String, in bundle: PolicyBundle) throws -> String {
        try chosen(regime, among: bundle.policies.keys.sorted())
    }

    private static func chosen(_ regime: String?, among regimes: [String]) throws -> String {
        if let regime {
            guard regimes.contains(regime) else {
                throw CommandFailure(
                    .usage, "the bundle has no policy `\(regime)`",
                    hint: Spelling.nearest(to: regime, among: regimes).map {
                        "did you mean `\($0)`?"
                    } ?? "it has \(regimes.joined(separator: ", "))")
            }
            return regime
        }
        guard let only = regimes.first, regimes.count == 1 else {
            throw CommandFailure(
                .usage, "the bundle has policies for several regimes",
                hint: "give --regime with one of \(regimes.joined(separator: ", "))")
        }
        return only
    }
}
