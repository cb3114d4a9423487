internal import AccessPolicy
internal import ArgumentParser
internal import Records
internal import Reintegration

/// What the author says to what the text guard finds.
struct TextGuardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep a text that the text guard doubts, with the reason; the log says that you did.",
            valueName: "reason"))
    var keepText: String?

    func validate() throws {
        guard keepText.map({ 1...400 ~= $0.utf8.count }) ?? true else {
            throw ValidationError("the reason of --keep-text has 1 to 400 bytes")
        }
    }

    /// Looks at the guarded texts of sections that leave the medical side.
    ///
    /// - Parameters:
    ///   - sections: What was filled in, with the forms.
    ///   - data: What the vault has adopted.
    ///   - context: What the command runs with.
    /// - Returns: What is logged of texts that were kept; empty for nothing.
    /// - Throws: Status 65 with what was found.
    func check(
        _ sections: [(StepRun.Section, Form)], _ data: AdoptedData, _ context: CommandContext
    ) throws -> String {
        let texts = sections.filter { !$0.0.kind.isSecret }.flatMap { section, form in
            form.guardedTexts(in: section.content)
        }
        return try check(texts, data, context)
    }

    /// Looks at a form in the editor, unless what is found is kept anyway.
    ///
    /// - Throws: Status 65 with what was found.
    func review(
        _ filled: FilledForm, _ data: AdoptedData, _ context: CommandContext
    ) throws {
        guard keepText == nil else { return }
        let section = StepRun.Section(
            kind: filled.form.kind, content: filled.content, missing: [])
        _ = try check([(section, filled.form)], data, context)
    }

    /// Looks at a text that is no form, when it leaves the medical side.
    ///
    /// - Parameters:
    ///   - text: The content.
    ///   - kind: The kind of section.
    ///   - data: What the vault has adopted.
    ///   - context: What the command runs with.
    /// - Returns: What is logged of a text that was kept; empty for nothing.
    /// - Throws: Status 65 with what was found.
    func check(
        text: [UInt8], kind: SectionKind, _ data: AdoptedData, _ context: CommandContext
    ) throws -> String {
        guard !kind.isSecret, let text = String(validating: text, as: UTF8.self) else { return "" }
        return try check([("text", text)], data, context)
    }

    private func check(
        _ texts: [(path: String, text: String)], _ data: AdoptedData, _ context: CommandContext
    ) throws -> String {
        guard !texts.isEmpty else { return "" }
        let textGuard = try data.textGuard()
        let findings = texts.flatMap { path, text in
            textGuard.findings(in: text).map { (path: path, finding: $0) }
        }
        guard !findings.isEmpty else { return "" }
        let lines = findings.map {
            "`\($0.path)`, “\($0.finding.text)”: \($0.finding.message(in: context.language))"
        }
        if let keepText {
            lines.forEach(context.warn)
            return "text guard, \(findings.count) kept: \(keepText)"
        }
        throw CommandFailure(
            .badData, "the text guard stopped a text that leaves the medical side",
            hints: lines + [
                "change the text; who is bound by medical secrecy, or writes about oneself, can "
                    + "keep it with --keep-text and the reason"
            ],
            rules: ["floor/\(FloorRule.assessmentForm.rawValue)"])
    }
}
