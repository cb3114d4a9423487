internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis absence list`: the absences of a dossier.
struct AbsenceListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the absences of a dossier.",
        examples: [
            ("kluis absence list K7QJ-2M4X --as els", "for people"),
            ("kluis absence list K7QJ-2M4X --as els --json", "for programs"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let spells = try OpenDossier(
                try acting.session.show(id), AdoptedData(acting.session), seenBy: acting.role
            ).process.absences.spells
            var table = Table("FROM", "RESUMED", "DAYS")
            for spell in spells {
                let end = spell.resumedOn ?? connection.today.adding(days: 1)
                table.add(
                    spell.from.description, spell.resumedOn?.description ?? "",
                    String(end.daysSinceEpoch - spell.from.daysSinceEpoch))
            }
            context.print(
                [
                    (
                        "absences",
                        .array(
                            spells.map { spell in
                                .object([
                                    ("from", .string(spell.from.description)),
                                    ("resumedOn", .optional(spell.resumedOn?.description)),
                                ])
                            })
                    )
                ], lines: table.isEmpty ? ["no absence"] : table.lines)
            return .success
        }
    }
}
