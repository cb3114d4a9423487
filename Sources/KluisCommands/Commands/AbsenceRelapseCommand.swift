internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis absence relapse`: the worker becomes unfit again, soon after a resumption.
struct AbsenceRelapseCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "relapse", abstract: "Record that the worker became unfit again soon after a resumption.",
        discussion: "Within the relapse period the incapacity counts as not interrupted.",
        examples: [
            ("kluis absence relapse K7QJ-2M4X --date 2024-06-10 --as hans", "on a day"),
            ("kluis absence relapse K7QJ-2M4X --as hans", "today"),
        ])

    @OptionGroup var recording: AbsenceRecording
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try recording.record(.relapse, context)
    }
}
