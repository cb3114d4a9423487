internal import ArgumentParser
internal import Records
internal import Reintegration

/// `kluis form new`: an empty form.
struct FormNewCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "new", abstract: "Print an empty form to fill in.",
        examples: [
            ("kluis form new assessment-form --language fr --as els > form.yaml", "in French"),
            ("kluis form new plan --policies policies", "from files, without a vault"),
        ])

    @Argument(help: "The form, as `kluis next` names it.")
    var form: String

    @OptionGroup var source: FormSource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let form = try source.form(form, context)
        let template = form.template(in: context.language)
        if context.isJSON {
            context.print(
                [
                    ("form", .string(form.name.text)), ("kind", .string(form.kind.rawValue)),
                    ("revision", .count(form.revision)), ("template", .string(template)),
                ], lines: [])
        } else {
            context.console.print(bytes: Array(template.utf8))
        }
        return .success
    }
}
