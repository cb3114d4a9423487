internal import ArgumentParser
internal import Glibc
internal import Records

/// `kluis mediate`: the mediator on standard input and output.
struct MediateCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "mediate", abstract: "Run the mediator on standard input and output.",
        discussion: """
            Reads messages of the protocol from standard input and answers on standard output, \
            until the input ends. Run it as a user of its own, who alone can read the keystore: \
            the level L1 is claimed only when standard input is a socket whose other end belongs \
            to another user than the mediator's and not to root.
            """,
        examples: [
            (
                "kluis status --mediator 'sudo -u kluis kluis mediate --vault /srv/kluis'",
                "talk to a mediator that runs as the user kluis"
            ),
            (
                "kluis status --mediator 'ssh vault.example kluis mediate --vault /srv/kluis'",
                "talk to a mediator on another host"
            ),
        ])

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let files = try VaultFiles(context)
        let level = PeerCredentials.level(
            peer: PeerCredentials.user(of: 0), own: geteuid(),
            keystore: Files.status(files.keystore), key: Files.status(files.kek))
        let mediator = try LocalMediator(files, level: level)
        let channel = FramedChannel(input: 0, output: 1)
        do {
            while let message = try channel.receive() {
                try channel.send(mediator.handle(message))
            }
        } catch {
            try? mediator.close()
            throw error
        }
        try mediator.close()
        return .success
    }
}
