internal import ArgumentParser

/// `kluis dossier`: one worker, one employer, one incapacity; or an employer's collective record.
struct DossierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "dossier",
        abstract:
            "Dossiers: one worker, one employer, one incapacity; or an employer's own record.",
        examples: [
            (
                "kluis dossier open --worker wim --employer bakkerij --service dienst-noord",
                "open a dossier as the employer, the service or the worker"
            ),
            ("kluis dossier show K7QJ-2M4X", "what stands in it, as far as you may know"),
        ],
        subcommands: [
            DossierOpenCommand.self, DossierListCommand.self, DossierShowCommand.self,
            DossierIndexCommand.self, DossierRegimeCommand.self,
        ])
}
