internal import ArgumentParser

/// `kluis organisation`: who takes part in the vault.
struct OrganisationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "organisation", abstract: "Organisations that take part in the vault.",
        examples: [
            (
                "kluis organisation add 'Dienst Noord' --side medical --as anna --cosign bert",
                "two founders admit an occupational service"
            ),
            ("kluis organisation list", "the organisations that you have met"),
        ],
        subcommands: [
            OrganisationAddCommand.self, OrganisationShowCommand.self,
            OrganisationListCommand.self,
        ])
}
