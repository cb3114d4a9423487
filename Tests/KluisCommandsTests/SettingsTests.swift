import KluisCommands
import Records
import Testing

@Suite("Settings")
struct SettingsTests {
    private func settings(
        flags: Settings.Source = [:], environment: [String: String] = [:], file: String = ""
    ) throws -> Settings {
        try Settings(
            flags: flags, environment: EnvironmentVariables(environment),
            configuration: ConfigurationFile(file, path: "config"))
    }

    @Test("a flag comes before the environment, and the environment before the file")
    func precedence() throws {
        let file = "vault = /file\n"
        let environment = ["KLUIS_VAULT": "/environment"]
        #expect(try settings(file: file).vault == "/file")
        #expect(try settings(environment: environment, file: file).vault == "/environment")
        #expect(
            try settings(flags: [.vault: "/flag"], environment: environment, file: file).vault
                == "/flag")
    }

    @Test("every key of the file has a variable of its own")
    func everyKeyHasAVariable() {
        let variables = ConfigurationFile.Key.allCases.map(\.variable)
        #expect(Set(variables).count == ConfigurationFile.Key.allCases.count)
        #expect(variables.allSatisfy { $0.hasPrefix("KLUIS_") })
    }

    @Test("an empty variable counts as none")
    func emptyVariable() throws {
        #expect(
            try settings(environment: ["KLUIS_VAULT": ""], file: "vault = /file").vault == "/file")
    }

    @Test("keystore and key lie beside the vault unless said otherwise")
    func keystoreBesideVault() throws {
        let settings = try settings(flags: [.vault: "/srv/vault/"])
        #expect(settings.keystore == "/srv/vault-keystore")
        #expect(settings.kek == "/srv/vault-keystore.key")
    }

    @Test("data go where XDG says")
    func dataDirectory() throws {
        #expect(try settings(environment: ["HOME": "/u"]).home == "/u/.local/share/kluis")
        #expect(
            try settings(environment: ["HOME": "/u", "XDG_DATA_HOME": "/d"]).home == "/d/kluis")
        #expect(
            Settings.configurationPath(EnvironmentVariables(["HOME": "/u"]))
                == "/u/.config/kluis/config")
        #expect(
            Settings.configurationPath(
                EnvironmentVariables(["HOME": "/u", "XDG_CONFIG_HOME": "/c"])) == "/c/kluis/config")
    }

    @Test("a tilde in the file is the user's directory")
    func tilde() throws {
        #expect(try settings(environment: ["HOME": "/u"], file: "vault=~/v").vault == "/u/v")
    }

    @Test(
        "the language is the one asked for, else the locale's, else English",
        arguments: [
            (["LANG": "fr_BE.UTF-8"], Language.fr), (["LANG": "C"], .en), ([:], .en),
            (["LANG": "fr_BE", "LC_ALL": "de_BE"], .de),
            (["LANG": "fr_BE", "KLUIS_LANGUAGE": "nl"], .nl),
        ])
    func language(environment: [String: String], language: Language) throws {
        #expect(try settings(environment: environment).language == language)
    }

    @Test("a language that does not exist is a mistake of the flag or of the configuration")
    func unknownLanguage() {
        #expect(throws: failure(.usage)) { try settings(flags: [.language: "xx"]) }
        #expect(throws: failure(.configuration)) {
            try settings(environment: ["KLUIS_LANGUAGE": "xx"])
        }
        #expect(throws: failure(.configuration)) { try settings(file: "language = xx") }
    }

    private func failure(_ status: CommandStatus) -> CommandFailure {
        CommandFailure(
            status, "there is no language `xx`", hint: "the languages are nl, fr, de and en")
    }
}

@Suite("The configuration file")
struct ConfigurationFileTests {
    @Test("comments, empty lines and spaces are skipped")
    func comments() throws {
        let file = try ConfigurationFile("# who\n\n  as =  els \n", path: "c")
        #expect(file.values == [.as: "els"])
    }

    @Test("lines may end as other systems end them")
    func lineEnds() throws {
        let file = try ConfigurationFile("as = els\r\nvault = /v\r\n", path: "c")
        #expect(file.values == [.as: "els", .vault: "/v"])
    }

    @Test(
        "a line that says nothing we know is refused with its number",
        arguments: [
            ("vault\n", "`c` line 1 is not `key = value`"),
            ("as = a\nvaultt = /x", "`c` line 2 sets `vaultt`, which does not exist"),
            ("as = a\nas = b", "`c` line 2 sets `as` a second time"),
            ("as =", "`c` line 1 gives `as` no value"),
        ])
    func mistakes(text: String, message: String) {
        let failure = #expect(throws: CommandFailure.self) {
            try ConfigurationFile(text, path: "c")
        }
        #expect(failure?.status == .configuration)
        #expect(failure?.message == message)
    }
}

@Suite("Who acts")
struct ActingAsTests {
    @Test("a handle stands alone, or with a role, or with a role and an organisation")
    func forms() throws {
        let alone = try ActingAs("els")
        #expect(alone.handle == "els" && alone.role == nil && alone.organisation == nil)
        let role = try ActingAs("els/nurse")
        #expect(role.role == .nurse && role.organisation == nil)
        let whole = try ActingAs("els/occupational-physician@Dienst Noord/Zuid")
        #expect(whole.role == .occupationalPhysician)
        #expect(whole.organisation == "Dienst Noord/Zuid")
    }

    @Test(
        "a handle that could name another file is refused",
        arguments: ["", "../els", "Els", "els\u{1b}", ".els", "-els", "els els", "é"])
    func badHandles(text: String) {
        let failure = #expect(throws: CommandFailure.self) { try ActingAs(text) }
        #expect(failure?.status == .usage)
    }

    @Test(
        "an unknown role and a missing organisation are refused",
        arguments: ["els/boss", "els/nurse@"])
    func badPlaces(text: String) {
        let failure = #expect(throws: CommandFailure.self) { try ActingAs(text) }
        #expect(failure?.status == .usage)
    }
}
