/// Colour and weight, where they are welcome.
package struct TextStyle: Hashable, Sendable {
    /// Whether escape sequences are written.
    package let isColoured: Bool

    /// Decides by `--no-color`, `NO_COLOR` (when it is not empty), `TERM=dumb` and the terminal.
    package init(
        isTurnedOff: Bool, environment: EnvironmentVariables, isTerminal: Bool
    ) {
        let noColor = environment["NO_COLOR"] ?? ""
        isColoured =
            !isTurnedOff && noColor.isEmpty && environment["TERM"] != "dumb" && isTerminal
    }

    /// Text that stands out.
    package func strong(_ text: String) -> String { styled(text, "1") }

    /// Text that warns.
    package func warning(_ text: String) -> String { styled(text, "33") }

    /// Text that says that something is wrong.
    package func alarm(_ text: String) -> String { styled(text, "31") }

    private func styled(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
