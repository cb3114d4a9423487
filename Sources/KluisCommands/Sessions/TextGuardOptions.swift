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
    /// - Returns: What is logged of texts that were kept; `nil` for nothing.
    /// - Throws: Status 65 with what was found.
    func check(
        _ sections: [(StepRun.Section, Form)], _ data: AdoptedData, _ context: CommandContext
    ) throws -> KeptText? {
        let texts = sections.filter { !$0.0.kind.isSecret }.flatMap { section, form in
            form.guardedTexts(in: section.content).map {
                GuardedText(kind: section.kind, path: $0.path, text: $0.text)
            }
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
            kind: filled.form.kind, content: filled.content, missing: [],
            namesThirdParties: filled.form.namesThirdParties(filled.content))
        _ = try check([(section, filled.form)], data, context)
    }

    /// Looks at a text that is no form, when it leaves the medical side.
    ///
    /// - Parameters:
    ///   - text: The content.
    ///   - kind: The kind of section.
    ///   - data: What the vault has adopted.
    ///   - context: What the command runs with.
    /// - Returns: What is logged of a text that was kept; `nil` for nothing.
    /// - Throws: Status 65 with what was found.
    func check(
        text: [UInt8], kind: SectionKind, _ data: AdoptedData, _ context: CommandContext
    ) throws -> KeptText? {
        guard !kind.isSecret else { return nil }
        guard let text = String(validating: text, as: UTF8.self) else {
            throw CommandFailure(
                .badData, "this is no text, so the text guard cannot look at it",
                hint: "give a scanned paper with `kluis write --attach`")
        }
        return try check([GuardedText(kind: kind, path: "text", text: text)], data, context)
    }

    /// A text that passes the text guard.
    private struct GuardedText {
        let kind: SectionKind
        let path: String
        let text: String
    }

    private func check(
        _ texts: [GuardedText], _ data: AdoptedData, _ context: CommandContext
    ) throws -> KeptText? {
        guard !texts.isEmpty else { return nil }
        let textGuard = try data.textGuard()
        let findings = texts.flatMap { text in
            textGuard.findings(in: text.text).map { (text: text, finding: $0) }
        }
        guard !findings.isEmpty else { return nil }
        let lines = findings.map {
            "`\($0.text.path)`, “\($0.finding.text)”: \($0.finding.message(in: context.language))"
        }
        let mayStay = findings.allSatisfy {
            TextGuard.mayKeep($0.finding.textClass, in: $0.text.kind)
        }
        if let keepText, mayStay {
            lines.forEach(context.warn)
            return KeptText(
                reason: keepText, count: UInt64(findings.count),
                classes: Set(findings.map(\.finding.textClass.rawValue)))
        }
        throw CommandFailure(
            .badData, "the text guard stopped a text that leaves the medical side",
            hints: lines + [
                mayStay
                    ? "change the text; who is bound by medical secrecy, or writes about oneself, "
                        + "can keep it with --keep-text and the reason"
                    : "change the text: a named illness stays in no form for the employer"
            ],
            rules: ["floor/\(FloorRule.assessmentForm.rawValue)"])
    }
}
