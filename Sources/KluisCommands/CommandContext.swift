internal import Records

/// What a command runs with.
struct CommandContext {
    /// The settings, from flags, environment and configuration.
    let settings: Settings
    /// The variables of the environment.
    let environment: EnvironmentVariables
    /// Where output goes.
    let console: Console
    /// Whether output is for programs.
    let isJSON: Bool
    /// Whether a question may be asked: standard input and standard error are a terminal.
    let mayAsk: Bool
    /// How standard output looks.
    let style: TextStyle
    /// The open descriptor that holds the passphrase.
    let passphraseDescriptor: Int32?

    /// Reads the configuration and joins it with flags and environment.
    init(options: GlobalOptions, environment: EnvironmentVariables, console: Console) throws {
        let configuration = try ConfigurationFile(
            reading: Settings.configurationPath(environment))
        settings = try Settings(
            flags: options.source, environment: environment, configuration: configuration)
        self.environment = environment
        self.console = console
        isJSON = options.json
        mayAsk =
            !options.json && !options.noInput && console.streams.inputIsTerminal
            && console.streams.errorIsTerminal
        style = TextStyle(
            isTurnedOff: options.noColor, environment: environment,
            isTerminal: console.streams.outputIsTerminal)
        passphraseDescriptor = options.passphraseDescriptor
    }

    /// The language of messages.
    var language: Language { settings.language }

    /// Prints a result: as one JSON object with its schema version, or as lines for people.
    func print(_ members: [(String, JSONValue)], lines: @autoclosure () -> [String]) {
        if isJSON {
            console.print(JSONOutput.object(members).text)
        } else {
            console.print(lines: lines())
        }
    }

    /// Says something on standard error that is no failure.
    func note(_ message: String) { console.note("note: \(ShownText.line(message))") }

    /// Warns on standard error.
    func warn(_ message: String) { console.note("warning: \(ShownText.line(message))") }

    /// The directory of the vault's records.
    ///
    /// - Throws: Status 78 when none was named.
    func vaultDirectory() throws -> String {
        guard let vault = settings.vault else {
            throw CommandFailure(
                .configuration, "no vault was named",
                hint: "give --vault, set KLUIS_VAULT, or write `vault = directory` in the "
                    + "configuration file")
        }
        return vault
    }

    /// Who acts.
    ///
    /// - Throws: Status 78 when nobody was named.
    func actingAs() throws -> ActingAs {
        guard let actingAs = settings.actingAs else {
            throw CommandFailure(
                .configuration, "nobody was named who acts",
                hint: "give --as, set KLUIS_AS, or write `as = handle` in the configuration file")
        }
        return actingAs
    }
}

extension CommandContext {
    /// Runs long work with a line that says how far it is.
    func withProgress<Result>(
        _ title: String, _ body: (ProgressLine) throws -> Result
    ) rethrows -> Result {
        let line = ProgressLine(title, console: console, isWanted: !isJSON)
        defer { line.end() }
        return try body(line)
    }
}
