internal import ArgumentParser
internal import Records
internal import Reintegration

/// What the author says to what the text guard finds.
struct TextGuardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep a text that the text guard doubts, with the reason; it is logged that you did.",
            valueName: "reason"))
    var keepText: String?

    /// Looks at the guarded texts of sections that leave the medical side.
    ///
    /// - Returns: What is logged of texts that were kept; empty for nothing.
    /// - Throws: Status 65 with what was found.
    func check(
        _ sections: [(StepRun.Section, Form)], _ data: AdoptedData, _ context: CommandContext
    ) throws -> String {
        ""
    }

    /// Looks at a text that is no form.
    func check(
        text: [UInt8], kind: SectionKind, _ data: AdoptedData, _ context: CommandContext
    ) throws -> String {
        ""
    }
}
