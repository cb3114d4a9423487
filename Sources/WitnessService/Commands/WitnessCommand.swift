internal import ArgumentParser
internal import CommandSupport
internal import CryptoPrimitives
internal import Glibc
internal import TransparencyLog

/// A command of `kluis-witness`.
protocol WitnessCommand: ParsableCommand {
    /// The options that every command has.
    var global: WitnessOptions { get }

    /// Does what the command is for.
    ///
    /// - Returns: How it ended; a failure is thrown.
    func run(in context: WitnessContext) async throws -> CommandStatus
}

/// The options that every command has.
struct WitnessOptions: ParsableArguments {
    @Flag(help: "Print JSON; asks nothing.")
    var json = false

    @Flag(help: "Ask nothing: fail where a question would be needed.")
    var noInput = false
}

/// The options for the key of a witness.
struct WitnessKeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The key file, which `kluis-witness keygen` made.", valueName: "file"))
    var key: String

    @Option(help: ArgumentHelp("The passphrase of the key file, in a file.", valueName: "file"))
    var passphraseFile: String?

    @Option(
        name: .customLong("passphrase-fd"),
        help: ArgumentHelp(
            "The passphrase of the key file, on an open file descriptor.", valueName: "number"))
    var passphraseDescriptor: Int32?

    /// The files of the key.
    var file: WitnessKeyFile { WitnessKeyFile(path: key) }

    /// The passphrase.
    ///
    /// - Throws: Status 78 when there is nowhere to take it from.
    func passphrase(_ context: WitnessContext) throws(CommandFailure) -> SecretBytes {
        if let passphraseDescriptor { return try Passphrase.read(descriptor: passphraseDescriptor) }
        if let passphraseFile { return try Passphrase.read(file: passphraseFile) }
        guard context.mayAsk else {
            throw CommandFailure(
                .configuration, "the passphrase of `\(key)` is needed",
                hint: "give --passphrase-file or --passphrase-fd")
        }
        return try Passphrase.ask("passphrase of \(key)")
    }

    /// Whether a person at the terminal gives the passphrase.
    var asksPerson: Bool { passphraseFile == nil && passphraseDescriptor == nil }

    /// Opens the key.
    func open(_ context: WitnessContext) throws -> WitnessKey {
        // What is wrong with the files is said before a passphrase is asked for.
        _ = try file.publicKey()
        return try file.open(passphrase: try passphrase(context))
    }
}

/// The options for what a witness serves and remembers.
struct WitnessStateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the witness remembers what it cosigned.", valueName: "directory"))
    var state: String

    @Option(
        name: .customLong("log"),
        help: ArgumentHelp(
            "A key of a log that it serves: its text, or a file with one a line.",
            valueName: "vkey"))
    var logs: [String]

    @Option(
        name: .customLong("former"),
        help: ArgumentHelp(
            "A key that this witness had before, under which it remembers.", valueName: "vkey"))
    var formerKeys: [String] = []

    /// One witness for each log.
    func witnesses(_ key: WitnessKey) throws(CommandFailure) -> [LogWitness] {
        var former: [VerifierKey] = []
        for text in formerKeys { former += try VerifierKeys.parse(text, type: .cosignature) }
        var logKeys: [String: [VerifierKey]] = [:]
        var origins: [String] = []
        for text in logs {
            for key in try VerifierKeys.parse(text, type: .ed25519) {
                let name = Checkpoint.directoryName(origin: key.name)
                if logKeys[name] == nil { origins.append(name) }
                logKeys[name, default: []].append(key)
            }
        }
        let state = WitnessState(path: state)
        return origins.compactMap { logKeys[$0] }.map {
            LogWitness(logKeys: $0, key: key, formerKeys: former, state: state)
        }
    }
}

/// What a command runs with.
struct WitnessContext {
    /// Where output goes.
    let console: Console
    /// Whether output is for programs.
    let isJSON: Bool
    /// Whether a question may be asked: standard input and standard error are a terminal.
    let mayAsk: Bool

    init(options: WitnessOptions, environment: EnvironmentVariables, console: Console) {
        self.console = console
        isJSON = options.json
        mayAsk =
            !options.json && !options.noInput && console.streams.inputIsTerminal
            && console.streams.errorIsTerminal
    }

    /// Prints a result: as one JSON object with its schema version, or as lines for people.
    func print(_ members: [(String, JSONValue)], lines: @autoclosure () -> [String]) {
        if isJSON {
            console.print(JSONOutput.object(members).text)
        } else {
            console.print(lines: lines().map(ShownText.line))
        }
    }

    /// Warns on standard error.
    func warn(_ message: String) { console.note("warning: \(ShownText.line(message))") }
}

/// The clock of the machine.
enum WitnessClock {
    /// Seconds since 1970-01-01T00:00:00Z.
    static func now() -> UInt64 {
        var time = timespec()
        // SAFETY: the call writes into a local of the right type.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(max(0, time.tv_sec))
    }

    /// The same for a history.
    static func logTime() throws(CommandFailure) -> LogTime {
        guard let time = LogTime(seconds: Int64(clamping: now())) else {
            throw CommandFailure(.configuration, "the clock of this machine is wrong")
        }
        return time
    }
}
