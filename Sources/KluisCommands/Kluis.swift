internal import ArgumentParser

/// The root of the command line.
struct Kluis: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kluis",
        abstract: "A records vault for re-integration dossiers.",
        discussion: """
            Sections are sealed to the roles that may read them, and opened only after the access \
            stands in a log that anyone can check.

            EXAMPLES:
              kluis init --vault vault --founder anna --founder bert
                  found a vault
              kluis next K7QJ-2M4X --as els
                  what may I do now, by when, under which article
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Dossiers",
                subcommands: [
                    DossierCommand.self, SearchCommand.self, NextCommand.self, DoCommand.self,
                    ReadCommand.self, WriteCommand.self, HistoryCommand.self,
                    LetterCommand.self, VerifyCommand.self, PictureCommand.self,
                    ContactsCommand.self,
                    ExportCommand.self, CopyCommand.self, ImportCommand.self,
                    ConsentCommand.self, DiscloseCommand.self, ExtractCommand.self,
                    RelationCommand.self,
                    AbsenceCommand.self, DeadlinesCommand.self, StatisticsCommand.self,
                    InspectCommand.self,
                    FormCommand.self,
                ]),
            CommandGroup(
                name: "Organisations and people",
                subcommands: [
                    OrganisationCommand.self, MemberCommand.self, AppointCommand.self,
                    DelegationCommand.self, RoleKeyCommand.self, SignCommand.self,
                    SubmitCommand.self,
                ]),
            CommandGroup(
                name: "The vault",
                subcommands: [
                    InitCommand.self, StatusCommand.self, DoctorCommand.self, LogCommand.self,
                    AuditCommand.self,
                    PolicyCommand.self, RegimeCommand.self, AdoptCommand.self,
                    AcceptClockCommand.self,
                    MediateCommand.self, UnlockCommand.self, LockCommand.self,
                    AgentServeCommand.self,
                ]),
        ])
}
