internal import DataFiles
internal import Records
internal import Reintegration

/// A form as somebody filled it in, perhaps not wholly.
struct FilledForm {
    /// The form.
    let form: Form
    /// What was filled in.
    let content: FormContent
    /// The fields that still have to be filled in.
    let missing: [FormProblem]
    /// Where it was read.
    private let file: String

    /// Reads what was filled in.
    ///
    /// - Throws: Status 65 with every problem, unless all that is wrong is that fields are empty.
    init(_ form: Form, _ bytes: [UInt8], file: String, _ language: Language) throws {
        self.form = form
        self.file = file
        let raw = try FormFile.parse(bytes, file: file)
        do throws(FormProblems) {
            (content, missing) = try form.read(raw)
        } catch {
            throw Self.failure(of: form, error.problems, file: file, language)
        }
    }

    /// The content of a form that is wholly filled in.
    ///
    /// - Throws: Status 65 with the fields that are empty.
    func complete(_ language: Language) throws(CommandFailure) -> FormContent {
        guard missing.isEmpty else {
            throw Self.failure(of: form, missing, file: file, language)
        }
        return content
    }

    /// The fields that are empty, one line each.
    func missingLines(_ language: Language) -> [String] {
        missing.map { Self.line($0, file: file, language) }
    }

    /// What is doubtful and kept all the same, one line each.
    func warningLines(_ language: Language) -> [String] {
        form.warnings(about: content).map { Self.line($0, file: file, language) }
    }

    /// What the form says otherwise than the step that it goes with.
    ///
    /// - Throws: Status 65.
    func checkAgreement(
        with step: ProcessStep, _ language: Language
    ) throws(CommandFailure) {
        let problems = form.contradictions(of: content, with: step.name)
        guard problems.isEmpty else {
            throw Self.failure(of: form, problems, file: file, language)
        }
    }

    private static func failure(
        of form: Form, _ problems: [FormProblem], file: String, _ language: Language
    ) -> CommandFailure {
        CommandFailure(
            .badData, "the form `\(form.name)` is not filled in as it must be",
            hints: problems.map { line($0, file: file, language) })
    }

    private static func line(
        _ problem: FormProblem, file: String, _ language: Language
    ) -> String {
        let place = problem.line > 0 ? "\(file):\(problem.line): " : ""
        let field = problem.path.isEmpty ? "" : "`\(problem.path)`: "
        return place + field + problem.reason[language] + "; " + problem.remedy[language]
    }
}
