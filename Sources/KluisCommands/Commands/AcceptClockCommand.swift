internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis accept-clock`: the founders' word that the clock is right, though it is behind the log.
struct AcceptClockCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "accept-clock", abstract: "Accept the clock of a mediator that stopped.",
        discussion: """
            A mediator stops when its clock is more than two minutes behind its last entry. When the \
            clock is right and an earlier one ran ahead, two founders accept it, one of them from \
            oversight. Entries then repeat the last time until the clock has caught up. A mediator \
            that runs when its clock jumps ahead by more than a day stops as well: set the clock, or \
            start the mediator again when the new time is right.
            """,
        examples: [
            (
                "kluis accept-clock 'battery of the host was empty' --as anna --cosign bert",
                "both founders on one machine"
            ),
            (
                "kluis accept-clock 'time zone set wrongly' --as anna --draft clock.txt",
                "the other founder signs the draft elsewhere"
            ),
        ])

    @Argument(help: "Why the clock had been wrong.")
    var reason: String

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard 1...500 ~= reason.utf8.count else {
            throw ValidationError("the reason has 1 to 500 bytes")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.founder)
            let outcome = try cosigning.state(
                [.clockAcceptance(ClockAcceptance(reason: reason))], by: acting, connection,
                need: .founder)
            context.print(outcome.json, lines: outcome.lines("accepted the clock"))
            return .success
        }
    }
}
