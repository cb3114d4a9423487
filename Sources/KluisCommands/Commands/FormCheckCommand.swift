internal import ArgumentParser
internal import Records
internal import Reintegration

/// `kluis form check`: is a form filled in as it must be.
struct FormCheckCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "check", abstract: "Check a filled form; every problem is named with its line.",
        examples: [
            ("kluis form check plan plan.yaml --as hans", "against the adopted form"),
            ("kluis form check plan - --policies policies < plan.yaml", "from standard input"),
        ])

    @Argument(help: "The form.")
    var form: String

    @Argument(help: "The filled form; - for standard input.")
    var file: String

    @OptionGroup var source: FormSource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let form = try source.form(form, context)
        let bytes =
            file == "-"
            ? try Descriptor.readAll(0, limit: 1 << 20, path: "standard input")
            : try Files.read(file, limit: 1 << 20)
        let filled = try FilledForm(
            form, bytes, file: file == "-" ? "standard input" : file, context.language)
        let content = try filled.complete(context.language)
        let warnings = filled.warningLines(context.language)
        warnings.forEach(context.warn)
        let guarded = form.guardedTexts(in: content).map(\.path)
        context.print(
            [
                ("form", .string(form.name.text)), ("isValid", .bool(true)),
                ("guardedFields", .strings(guarded)), ("warnings", .strings(warnings)),
            ], lines: ["\(form.name): filled in as it must be"])
        return .success
    }
}
