internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis absence start`: the worker becomes unfit.
struct AbsenceStartCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "start", abstract: "Record the first day of an absence.",
        examples: [
            ("kluis absence start K7QJ-2M4X --date 2024-01-08 --as hans", "as the employer"),
            (
                "kluis absence start K7QJ-2M4X --date 2024-01-08 --set work-accident=yes --as hans",
                "after a work accident"
            ),
        ])

    @OptionGroup var recording: AbsenceRecording
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try recording.record(.start, context)
    }
}
