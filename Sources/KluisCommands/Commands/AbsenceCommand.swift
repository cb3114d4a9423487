internal import ArgumentParser

/// `kluis absence`: when the worker was unfit for work.
struct AbsenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "absence", abstract: "Absences: when they start, end and come back.",
        examples: [
            ("kluis absence start K7QJ-2M4X --date 2024-01-08 --as hans", "the first day"),
            ("kluis absence resume K7QJ-2M4X --date 2024-06-03 --as hans", "work is resumed"),
        ],
        subcommands: [
            AbsenceStartCommand.self, AbsenceResumeCommand.self, AbsenceRelapseCommand.self,
            AbsenceListCommand.self,
        ])
}
