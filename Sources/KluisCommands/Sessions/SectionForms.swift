internal import Records
internal import Reintegration

/// The forms with which a section can be written, by a word that names its kind or its form.
struct SectionForms {
    /// The kind of section.
    let kind: SectionKind
    /// Whether the word names a kind, and not only a form.
    private let isKind: Bool
    /// The form that the word names.
    private let named: FormFiles.File?
    /// The forms of the kind, in ascending order.
    private let choices: [FormFiles.File]
    /// All forms.
    private let all: [FormFiles.File]

    /// Finds them.
    ///
    /// - Throws: Status 64 for a word that is neither a kind nor a form.
    init(_ word: String, among files: [FormFiles.File]) throws(CommandFailure) {
        let named = files.first { $0.name == word }
        guard let kind = SectionKind(rawValue: word) ?? named?.kind else {
            throw CommandFailure(
                .usage, "there is no kind of section and no form `\(word)`",
                hint: Spelling.nearest(
                    to: word, among: SectionKind.allCases.map(\.rawValue) + files.map(\.name)
                ).map { "did you mean `\($0)`?" } ?? "`kluis form list` lists the forms")
        }
        self.kind = kind
        self.named = named.flatMap { $0.kind == kind ? $0 : nil }
        isKind = SectionKind(rawValue: word) != nil
        choices = files.filter { $0.kind == kind }
        all = files
    }

    /// Whether a word before `=` names a form or a kind.
    func isName(_ word: String) -> Bool {
        SectionKind(rawValue: word) != nil || all.contains { $0.name == word }
    }

    /// The form of a file: the one that is named with it, else the one whose template it was.
    ///
    /// - Throws: Status 64 when that is a form of another kind, or another form than the word names.
    func form(of given: GivenForm) throws -> Form {
        if let word = given.named,
            word != kind.rawValue || choices.contains(where: { $0.name == word })
        {
            return try checked(word, file: given.file)
        }
        if let template = given.template, all.contains(where: { $0.name == template.text }) {
            return try checked(template.text, file: given.file)
        }
        return try form()
    }

    /// The form to fill in, when only the word says which.
    ///
    /// - Parameter earlier: The form of the version before, which is kept to.
    /// - Returns: The form.
    /// - Throws: Status 64 when several forms can be meant, or there is none.
    func form(after earlier: FormName? = nil) throws -> Form {
        if isKind, let earlier, let file = choices.first(where: { $0.name == earlier.text }) {
            return try file.form()
        }
        if let named { return try named.form() }
        guard let first = choices.first else {
            throw CommandFailure(
                .usage, "there is no form for `\(kind.rawValue)`", hint: "give --file")
        }
        guard choices.count == 1 else {
            throw CommandFailure(
                .usage, "several forms make `\(kind.rawValue)`",
                hint: "name one of them instead: " + choices.map(\.name).joined(separator: ", "))
        }
        return try first.form()
    }

    private func checked(_ name: String, file: String) throws -> Form {
        guard let found = choices.first(where: { $0.name == name }) else {
            throw CommandFailure(
                .usage, "\(file) is the form `\(name)`, which makes no `\(kind.rawValue)`",
                hint: "`kluis write DOSSIER \(name)` writes it")
        }
        guard isKind || found.name == named?.name else {
            throw CommandFailure(
                .usage, "\(file) is the form `\(name)`, not `\(named?.name ?? kind.rawValue)`",
                hint: "`kluis write DOSSIER \(name)` writes it")
        }
        return try found.form()
    }
}
