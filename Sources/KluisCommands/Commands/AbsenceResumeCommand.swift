internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis absence resume`: the worker resumes work.
struct AbsenceResumeCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "resume", abstract: "Record the day on which work is resumed.",
        examples: [
            ("kluis absence resume K7QJ-2M4X --date 2024-06-03 --as hans", "on a day"),
            ("kluis absence resume K7QJ-2M4X --as hans", "today"),
        ])

    @OptionGroup var recording: AbsenceRecording
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try recording.record(.resumption, context)
    }
}
