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
            "A policy file; the one that the vault has adopted when left out.", valueName: "file"))
    var file: String?

    /// Reads it.
    func policy(_ context: CommandContext) throws -> CompiledPolicy {
        guard let file else {
            guard context.settings.actingAs != nil else {
                throw CommandFailure(
                    .configuration, "no policy file was named, and nobody who asks the vault",
                    hint: "give --policy FILE, or --as for the policy that the vault has adopted")
            }
            return try context.withConnection { try $0.session().session.policy() }
        }
        return try Self.read(file)
    }

    /// Reads a policy file.
    ///
    /// - Throws: Status 65 with the line of what is wrong.
    static func read(_ file: String) throws -> CompiledPolicy {
        let bundle = try PolicyFile(Files.read(file, limit: 1 << 20), file: file).bundle
        do throws(PolicyFault) {
            return try CompiledPolicy(bundle)
        } catch {
            throw CommandFailure(.badData, "\(file): \(error)")
        }
    }
}
