package import Records

/// What a command works with: flags before environment before the configuration file.
package struct Settings: Hashable, Sendable {
    /// Values from one source; `nil` for what the source does not say.
    package typealias Source = [ConfigurationFile.Key: String]

    /// Who acts; `nil` when nobody was named.
    package let actingAs: ActingAs?
    /// The directory of the members' keys and of what clients remember.
    package let home: String
    /// The directory of the vault's records; `nil` when none was named.
    package let vault: String?
    /// The directory of the mediator's secrets.
    package let keystore: String?
    /// The file of the key that seals the keystore.
    package let kek: String?
    /// The command that runs the mediator as a process of its own; `nil`: in this process.
    package let mediator: String?
    /// The vault that is expected at the other side, in hexadecimal.
    package let vaultID: String?
    /// The language of messages and labels.
    package let language: Language
    /// The file that holds the passphrase of the key file.
    package let passphraseFile: String?

    /// Joins the sources.
    ///
    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: `KLUIS_…`, `XDG_DATA_HOME`, `HOME`, `LC_ALL`, `LC_MESSAGES` and `LANG`.
    ///   - configuration: The configuration file.
    /// - Throws: A ``CommandFailure`` with status 64 or 78, by the source of what is wrong.
    package init(
        flags: Source, environment: EnvironmentVariables, configuration: ConfigurationFile
    ) throws(CommandFailure) {
        func value(_ key: ConfigurationFile.Key) -> String? {
            flags[key] ?? environment.filled(key.variable)
                ?? configuration.values[key].map { Self.expanded($0, environment) }
        }
        do throws(CommandFailure) {
            var actingAs: ActingAs?
            if let text = value(.as) { actingAs = try ActingAs(text) }
            self.actingAs = actingAs
        } catch {
            guard flags[.as] == nil else { throw error }
            throw CommandFailure(.configuration, error.message, hints: error.hints)
        }
        home = value(.home) ?? Self.dataDirectory(environment)
        vault = value(.vault)
        keystore = value(.keystore) ?? vault.map { Self.withoutSlash($0) + "-keystore" }
        kek = value(.kek) ?? keystore.map { Self.withoutSlash($0) + ".key" }
        mediator = value(.mediator)
        vaultID = value(.vaultID)
        passphraseFile = value(.passphraseFile)
        language = try Self.language(
            flags[.language], environment: environment, configuration: configuration)
    }

    /// The path of the configuration file.
    package static func configurationPath(_ environment: EnvironmentVariables) -> String {
        let directory =
            environment.filled("XDG_CONFIG_HOME") ?? (environment.filled("HOME") ?? "") + "/.config"
        return directory + "/kluis/config"
    }

    private static func dataDirectory(_ environment: EnvironmentVariables) -> String {
        let directory =
            environment.filled("XDG_DATA_HOME") ?? (environment.filled("HOME") ?? "")
            + "/.local/share"
        return directory + "/kluis"
    }

    /// A language that is asked for must exist; one that the locale names is taken when it does.
    private static func language(
        _ flag: String?, environment: EnvironmentVariables, configuration: ConfigurationFile
    ) throws(CommandFailure) -> Language {
        let asked: [(String?, CommandStatus)] = [
            (flag, .usage),
            (environment.filled(ConfigurationFile.Key.language.variable), .configuration),
            (configuration.values[.language], .configuration),
        ]
        for (text, status) in asked {
            guard let text else { continue }
            guard let language = Language(rawValue: text) else {
                throw CommandFailure(
                    status, "there is no language `\(text)`",
                    hint: "the languages are nl, fr, de and en")
            }
            return language
        }
        let locale =
            environment.filled("LC_ALL") ?? environment.filled("LC_MESSAGES")
            ?? environment.filled("LANG") ?? ""
        return Language(rawValue: String(locale.prefix(2))) ?? .en
    }

    /// A path of the configuration file that starts with `~/` is under the user's directory.
    private static func expanded(_ value: String, _ environment: EnvironmentVariables) -> String {
        guard value.hasPrefix("~/"), let user = environment.filled("HOME") else { return value }
        return user + value.dropFirst()
    }

    private static func withoutSlash(_ path: String) -> String {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

extension ConfigurationFile.Key {
    /// The variable of the environment that sets the same.
    package var variable: String {
        switch self {
        case .as: "KLUIS_AS"
        case .home: "KLUIS_HOME"
        case .vault: "KLUIS_VAULT"
        case .keystore: "KLUIS_KEYSTORE"
        case .kek: "KLUIS_KEK"
        case .mediator: "KLUIS_MEDIATOR"
        case .vaultID: "KLUIS_VAULT_ID"
        case .language: "KLUIS_LANGUAGE"
        case .passphraseFile: "KLUIS_PASSPHRASE_FILE"
        }
    }
}
