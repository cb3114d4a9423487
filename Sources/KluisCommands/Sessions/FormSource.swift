internal import ArgumentParser
internal import Records
internal import Reintegration

/// Which forms a command looks at: those that the vault has adopted, or files.
struct FormSource: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take the forms of this directory instead of those that the vault has adopted.",
            valueName: "directory"))
    var policies: String?

    /// The forms.
    func files(_ context: CommandContext) throws -> FormFiles {
        if let policies {
            let shipped = try ShippedFiles(named: policies, environment: context.environment)
            return try FormFiles(reading: shipped.files("forms"))
        }
        guard context.settings.actingAs != nil else {
            throw CommandFailure(
                .configuration, "no directory of forms was named, and nobody who asks the vault",
                hint: "give --policies DIRECTORY, or --as for the forms that the vault has adopted")
        }
        return try context.withConnection {
            try AdoptedData($0.session().session).formFiles()
        }
    }

    /// A form by its name.
    ///
    /// - Throws: Status 66 when there is none.
    func form(_ name: String, _ context: CommandContext) throws -> Form {
        let files = try files(context).files
        if let file = files.first(where: { $0.name == name }) { return try file.form() }
        let ofKind = files.filter { $0.kind.rawValue == name }.map(\.name)
        guard ofKind.isEmpty else {
            throw CommandFailure(
                .noInput, "`\(name)` is a kind of section and no form",
                hint: "its forms are " + ofKind.joined(separator: ", "))
        }
        throw CommandFailure(
            .noInput, "there is no form `\(name)`",
            hint: Spelling.nearest(to: name, among: files.map(\.name)).map {
                "did you mean `\($0)`?"
            }
                ?? "`kluis form list` lists them")
    }
}
