internal import ArgumentParser
internal import Records
internal import Reintegration

/// `kluis form list`: the forms that there are.
struct FormListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the forms.",
        examples: [
            ("kluis form list --as els", "those that the vault has adopted"),
            (
                "kluis form list agreements --policies policies --language de",
                "of one kind, in German"
            ),
        ])

    @Argument(help: "Only the forms of this kind of section.")
    var kind: SectionKind?

    @OptionGroup var source: FormSource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let forms = try source.files(context).files
            .filter { kind == nil || $0.kind == kind }.map { try $0.form() }
        var table = Table("FORM", "SECTION", "REVISION", "TITLE")
        for form in forms {
            table.add(
                form.name.text, form.kind.rawValue, String(form.revision),
                form.title[context.language])
        }
        context.print(
            [
                (
                    "forms",
                    .array(
                        forms.map { form in
                            .object([
                                ("form", .string(form.name.text)),
                                ("kind", .string(form.kind.rawValue)),
                                ("revision", .count(form.revision)),
                                ("title", .string(form.title[context.language])),
                            ])
                        })
                )
            ], lines: table.lines)
        return .success
    }
}
