internal import ArgumentParser

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Who acts (KLUIS_AS).", valueName: "member[/role@organisation]"))
    var actingAs: String?

    @Option(help: ArgumentHelp("The vault's directory (KLUIS_VAULT).", valueName: "directory"))
    var vault: String?

    @Option(
        help: ArgumentHelp(
            "Keys and remembered state of members (KLUIS_HOME).", valueName: "directory"))
    var home: String?

    @Option(
        help: ArgumentHelp("The mediator's secrets (KLUIS_KEYSTORE).", valueName: "directory"))
    var keystore: String?

    @Option(
        help: ArgumentHelp("The key that seals the keystore (KLUIS_KEK).", valueName: "file"))
    var kek: String?

    @Option(
        help: ArgumentHelp(
            "Run the mediator as a process of its own (KLUIS_MEDIATOR).", valueName: "command"))
    var mediator: String?

    @Option(
        help: ArgumentHelp("The vault that must answer (KLUIS_VAULT_ID).", valueName: "id"))
    var vaultID: String?

    @Option(
        help: ArgumentHelp(
            "The passphrase of the key file, in a file (KLUIS_PASSPHRASE_FILE).",
            valueName: "file"))
    var passphraseFile: String?

    @Option(
        name: .customLong("passphrase-fd"),
        help: ArgumentHelp(
            "The passphrase of the key file, on an open file descriptor.", valueName: "number"))
    var passphraseDescriptor: Int32?

    @Option(help: ArgumentHelp("nl, fr, de or en (KLUIS_LANGUAGE).", valueName: "language"))
    var language: String?

    @Flag(help: "Print JSON; asks nothing.")
    var json = false

    @Flag(help: "Ask nothing: fail where a question would be needed.")
    var noInput = false

    @Flag(help: "Print without colour (NO_COLOR).")
    var noColor = false

    /// What the command line sets.
    var source: Settings.Source {
        let values: [ConfigurationFile.Key: String?] = [
            .as: actingAs, .vault: vault, .home: home, .keystore: keystore, .kek: kek,
            .mediator: mediator, .vaultID: vaultID, .passphraseFile: passphraseFile,
            .language: language,
        ]
        return values.compactMapValues(\.self)
    }
}
