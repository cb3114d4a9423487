internal import ArgumentParser

/// `kluis form`: forms to fill in.
struct FormCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "form", abstract: "Forms: an empty one to fill in, and a check of a filled one.",
        examples: [
            ("kluis form new plan --language nl > plan.yaml", "an empty form, with comments"),
            ("kluis form check plan plan.yaml", "is it filled in as it must be"),
        ],
        subcommands: [FormNewCommand.self, FormCheckCommand.self, FormListCommand.self])
}
