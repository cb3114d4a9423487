internal import ArgumentParser

/// `kluis relation`: who stands how to the worker.
struct RelationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "relation", abstract: "Who stands in which relation to the worker of a dossier.",
        discussion: "Access follows from a relation and ends with it.",
        examples: [
            (
                "kluis relation add K7QJ-2M4X trui --relation care --role treating-physician "
                    + "--source 'named by the worker' --as wim",
                "the treating physician"
            ),
            ("kluis relation list K7QJ-2M4X --as wim", "who stands in a relation"),
        ],
        subcommands: [
            RelationAddCommand.self, RelationEndCommand.self, RelationListCommand.self,
        ])
}
