internal import ArgumentParser
internal import CommandSupport
internal import Glibc

/// `kluis-witness serve`: a witness over HTTP.
struct ServeCommand: WitnessCommand {
    static let configuration = CommandConfiguration(
        "serve", abstract: "Be a witness over HTTP (C2SP tlog-witness).",
        discussion: """
            Answers `POST <prefix>/add-checkpoint` and `GET <prefix>/<hash of the origin>/checkpoint` \
            until SIGTERM, on the loopback interface unless told otherwise. It speaks plain HTTP: let \
            a web server with TLS stand before it, and limit there how much one client may ask. \
            Messages go to standard error and name neither logs nor clients. What is refused and \
            signed by the log is kept in the state directory as evidence.
            """,
        examples: [
            (
                "kluis-witness serve --key w1.key --passphrase-file w1.pass --state w1 "
                    + "--log log.vkey", "on 127.0.0.1:8464"
            ),
            (
                "kluis-witness serve --key w1.key --passphrase-file w1.pass --state w1 "
                    + "--log log.vkey --socket /run/kluis-witness/socket",
                "on a Unix socket, for a web server on this machine"
            ),
        ])

    @Option(help: ArgumentHelp("The address and port.", valueName: "address:port"))
    var listen = "127.0.0.1:8464"

    @Option(help: ArgumentHelp("A Unix socket instead of an address.", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("What stands before the paths, such as /w1.", valueName: "path"))
    var prefix = ""

    @OptionGroup(title: "State") var state: WitnessStateOptions
    @OptionGroup(title: "Key") var key: WitnessKeyOptions
    @OptionGroup(title: "Global options") var global: WitnessOptions

    func run(in context: WitnessContext) async throws -> CommandStatus {
        let address = try socket.map(ListeningAddress.unix) ?? ListeningAddress(listen)
        var prefix = prefix
        while prefix.hasSuffix("/") { prefix.removeLast() }
        guard prefix.isEmpty || prefix.hasPrefix("/") else {
            throw CommandFailure(.usage, "the prefix `\(prefix)` does not start with a slash")
        }
        let witnesses = try state.witnesses(key.open(context))
        let lock = try WitnessState(path: state.state).lock()
        // What is wrong with the state is found before anybody asks.
        for witness in witnesses { _ = try witness.record() }
        let responder = WitnessResponder(
            witnesses, prefix: prefix, now: WitnessClock.now, note: Self.note)
        try await WitnessServer(address: address, responder: responder).run { place in
            Self.note("listening on \(place)")
        }
        Self.note("stopped")
        lock.release()
        return .success
    }

    private static func note(_ text: String) {
        // There is nowhere left to say that this failed.
        try? Descriptor.write(Array("\(text)\n".utf8), to: 2)
    }
}
