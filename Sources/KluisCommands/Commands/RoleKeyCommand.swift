internal import ArgumentParser
internal import Records

/// `kluis role-key`: the keys that roles of organisations share.
struct RoleKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "role-key", abstract: "The keys to which sections are sealed for a role.",
        discussion: """
            A role of an organisation has one key, of which every member of the role holds a sealed \
            copy. A person who is appointed later gets a copy from a colleague.
            """,
        examples: [
            (
                "kluis role-key make --as els/occupational-physician@dienst-noord --cosign rita",
                "make the key of the role in which els acts"
            ),
            (
                "kluis role-key share noor --as els/occupational-physician@dienst-noord",
                "give noor, who holds the role too, the copies of it"
            ),
        ],
        subcommands: [
            RoleKeyMakeCommand.self, RoleKeyShareCommand.self, RoleKeyListCommand.self,
        ])
}

/// The role of an organisation in which somebody acts.
struct ActingPlace {
    /// The role.
    let role: Role
    /// The organisation.
    let organisation: OrganisationID

    /// Takes the place of who acts.
    ///
    /// - Throws: Status 64 when the role has no key of an organisation.
    init(_ acting: ActingSession) throws(CommandFailure) {
        guard let role = acting.role, let organisation = acting.organisation, role.holdsSectionKey,
            !role.isPersonal
        else {
            throw CommandFailure(
                .usage, "a role key belongs to a role of an organisation that reads sections",
                hint: "say which: --as \(acting.handle)/role@organisation")
        }
        self.role = role
        self.organisation = organisation
    }
}
