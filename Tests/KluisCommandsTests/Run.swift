import KluisCommands

/// Runs the program in this process and keeps what it writes.
struct Run {
    let status: Int32
    let output: String
    let errors: String

    init(_ arguments: [String], environment: [String: String] = [:]) {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        let console = Console(
            streams: .init(inputIsTerminal: false, outputIsTerminal: false, errorIsTerminal: false),
            writeOutput: { output += $0 }, writeError: { errors += $0 })
        status = KluisProgram.run(
            arguments, environment: EnvironmentVariables(environment), console: console)
        self.output = String(decoding: output, as: UTF8.self)
        self.errors = String(decoding: errors, as: UTF8.self)
    }
}
