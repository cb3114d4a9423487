internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis inspect list`: what a case gives access to.
struct InspectListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the sections that a case on an employer lets you read.",
        examples: [
            ("kluis inspect list bakkerij --as ines", "dossiers by number, with their sections"),
            ("kluis inspect list bakkerij --as ines --json", "the same for programs"),
        ])

    @Argument(help: "The employer.")
    var employer: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.roles([.inspector, .physicianInspector]))
            let lookup = Lookup(acting, connection)
            let employer = try lookup.organisation(employer)
            let views = try acting.session.dossiers(employer: employer.id)
            var table = Table("DOSSIER", "SECTION", "CODE", "VERSION", "WRITTEN")
            try lookup.book.add(dossiers: views.map(\.id))
            for view in views {
                for section in view.sections {
                    table.add(
                        view.id.short, section.kind.rawValue, section.section.short,
                        String(section.version), CivilTime.text(of: section.time))
                }
            }
            context.print(
                [
                    ("employer", .string(employer.id.description)),
                    (
                        "dossiers",
                        .array(
                            views.map { view in
                                .object([
                                    ("dossier", .string(view.id.description)),
                                    ("number", .string(view.id.short)),
                                    (
                                        "sections",
                                        .array(
                                            view.sections.map { section in
                                                .object([
                                                    (
                                                        "section",
                                                        .string(section.section.description)
                                                    ),
                                                    ("kind", .string(section.kind.rawValue)),
                                                    ("version", .index(section.version)),
                                                    ("time", .string(section.time.rfc3339)),
                                                ])
                                            })
                                    ),
                                ])
                            })
                    ),
                ],
                lines: table.isEmpty
                    ? ["nothing that you may read, in \(views.count) dossiers"] : table.lines)
            return .success
        }
    }
}
