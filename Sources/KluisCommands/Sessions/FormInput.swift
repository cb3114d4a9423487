internal import ArgumentParser
internal import Records
internal import Reintegration

/// How the forms of a step or a section are filled in: from files, standard input or an editor.
struct FormInput: ParsableArguments {
    @Option(
        name: .customLong("form"), parsing: .singleValue,
        help: ArgumentHelp(
            "A filled form (YAML or JSON); - for standard input. With several forms name each: "
                + "--form plan=plan.yaml.", valueName: "[form=]file"))
    var files: [String] = []

    @Flag(help: "Fill the form in with your editor; nothing is left on disk.")
    var edit = false

    func validate() throws {
        guard !edit || files.isEmpty else {
            throw ValidationError("give --form or --edit, not both")
        }
    }

    /// What was filled into one of some forms.
    ///
    /// - Parameters:
    ///   - form: The form.
    ///   - others: How many forms can be given.
    ///   - context: What the command runs with.
    ///   - earlier: What the editor shows as filled in already.
    ///   - review: Looks at what was filled in with the editor, while that can still be mended.
    /// - Returns: What was filled in; `nil` when this form was not given.
    /// - Throws: Status 65 with every problem of what was filled in, but for empty fields.
    func filled(
        _ form: Form, among others: Int, _ context: CommandContext,
        startingFrom earlier: () throws -> FormContent? = { nil },
        review: (FilledForm) throws -> Void = { _ in }
    ) throws -> FilledForm? {
        if edit { return try edited(form, earlier(), context, review: review) }
        guard let path = path(for: form, among: others) else { return nil }
        let bytes: [UInt8]
        let name: String
        if path == "-" {
            name = "standard input"
            bytes = try Descriptor.readAll(0, limit: 1 << 20, path: name)
        } else {
            name = path
            bytes = try Files.read(path, limit: 1 << 20)
        }
        return try FilledForm(form, bytes, file: name, context.language)
    }

    private func path(for form: Form, among others: Int) -> String? {
        for file in files {
            let parts = file.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2, parts[0] == form.name.text || parts[0] == form.kind.rawValue {
                return parts[1]
            }
        }
        guard others == 1, files.count == 1, let file = files.first else { return nil }
        return file
    }

    /// Lets the person fill the form in.
    ///
    /// What has a problem is shown again with the problem above it, so that nothing has to be typed
    /// twice. Left as it is, it ends with that problem.
    private func edited(
        _ form: Form, _ earlier: FormContent?, _ context: CommandContext,
        review: (FilledForm) throws -> Void
    ) throws -> FilledForm {
        guard context.console.streams.inputIsTerminal, !context.isJSON else {
            throw CommandFailure(
                .usage, "an editor needs a terminal", hint: "give --form FILE or --form -")
        }
        let name = "\(form.name).yaml"
        var remarks = EditRemarks(form.template(in: context.language, filledWith: earlier))
        while true {
            let edited = try EditorSession.edit(
                remarks.shown, named: name, with: EditorCommand(environment: context.environment),
                warn: context.warn)
            guard let edited, let text = remarks.taken(edited) else {
                throw remarks.problem
                    ?? CommandFailure(
                        .noInput, "the form was left as it was; nothing was written")
            }
            do {
                let filled = try FilledForm(
                    form, Array(text.utf8), file: name, context.language)
                try review(filled)
                return filled
            } catch {
                let problem = CommandFailure(describing: error, language: context.language)
                guard problem.status == .badData else { throw error }
                remarks = EditRemarks(text, problem: problem)
            }
        }
    }
}
