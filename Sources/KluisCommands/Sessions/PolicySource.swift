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
        guard let file else {
            guard context.settings.actingAs != nil else {
                throw CommandFailure(
                    .configuration, "no policy file was named, and nobody who asks the vault",
                    hint: "give --policy FILE, or --as for the policy that the vault has adopted")
            }
            return try context.withConnection { connection in
                let session = try connection.session().session
                let regimes = try session.bundleManifest().entries.map(\.regime)
                return try session.policy(for: chosen(among: regimes))
            }
        }
        return try Self.read(file, regime: regime)
    }

    /// Reads a policy: of a file of rules, or of a bundle.
    ///
    /// - Throws: Status 65 with the line of what is wrong; 64 when it is not clear which policy of
    ///   a bundle is meant.
    static func read(_ file: String, regime: String? = nil) throws -> CompiledPolicy {
        guard isBundle(file) else {
            return try PolicyFile(Files.read(file, limit: 1 << 20), file: file).compiled()
        }
        let policies = try BundleSource.read(file).file.bundle.policies
        guard let policy = policies[try Self.chosen(regime, among: policies.keys.sorted())] else {
            throw CommandFailure(.usage, "the bundle has no such policy")
        }
        return policy
    }

    /// Whether a path names a bundle: a directory, or a manifest by its name.
    static func isBundle(_ path: String) -> Bool {
        Files.status(path)?.isDirectory == true || path.hasSuffix("bundle.yaml")
    }

    private func chosen(among regimes: [String]) throws -> String {
        try Self.chosen(regime, among: regimes)
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
