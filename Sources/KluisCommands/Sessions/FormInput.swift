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
        let given = try GivenForm(path)
        let filled = try FilledForm(form, given.bytes, file: given.file, context.language)
        filled.warningLines(context.language).forEach(context.warn)
        return filled
    }

    /// The one file that is given, for a section that several forms can make.
    ///
    /// - Parameter isName: Whether a word before `=` names a form or a kind of section.
    /// - Returns: What was given.
    /// - Throws: Status 64 when several are given.
    func onlyFile(isName: (String) -> Bool) throws -> GivenForm {
        guard files.count == 1, let file = files.first else {
            throw CommandFailure(.usage, "a section is written with one form")
        }
        let parts = file.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, isName(parts[0]) else { return try GivenForm(file) }
        return try GivenForm(parts[1], named: parts[0])
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

    /// Lets the person fill the form in with the editor.
    ///
    /// What has a problem is shown again with the problem above it, so that nothing has to be typed
    /// twice. Left as it is, it ends with that problem.
    func edited(
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
                filled.warningLines(context.language).forEach(context.warn)
                return filled
            } catch {
                let problem = CommandFailure(describing: error, language: context.language)
                guard problem.status == .badData else { throw error }
                remarks = EditRemarks(text, problem: problem)
            }
        }
    }
}

/// A file in which a form is filled in, before it is known which form that is.
struct GivenForm {
    /// The form, or the kind of section, that was named with the file.
    let named: String?
    /// The file's name for people.
    let file: String
    /// What stands in it.
    let bytes: [UInt8]

    /// Reads a file, or standard input for `-`.
    init(_ path: String, named: String? = nil) throws {
        self.named = named
        if path == "-" {
            file = "standard input"
            bytes = try Descriptor.readAll(0, limit: 1 << 20, path: file)
        } else {
            file = path
            bytes = try Files.read(path, limit: 1 << 20)
        }
    }

    /// The form that the first line names, as `kluis form new` writes it.
    var template: FormName? { Form.name(inTemplate: String(decoding: bytes, as: UTF8.self)) }
}
