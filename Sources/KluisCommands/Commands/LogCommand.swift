internal import ArgumentParser

/// `kluis log`: who did what, and the proof of it.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "log", abstract: "The access log: look, verify, prove, publish.",
        discussion: """
            Every access stands in a log that only grows, in the form of C2SP tlog-tiles. Anyone can \
            check a published copy with other programs too.
            """,
        examples: [
            ("kluis log mine --as wim", "who looked into my dossier"),
            ("kluis log verify demo/log", "check a published log, file by file"),
        ],
        subcommands: [
            LogMineCommand.self, LogListCommand.self, LogShowCommand.self, LogVerifyCommand.self,
            LogProveCommand.self, LogPublishCommand.self, LogExportCommand.self,
            LogDecideCommand.self,
        ])
}
