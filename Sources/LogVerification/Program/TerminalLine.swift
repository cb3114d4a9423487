internal import Glibc
internal import Synchronization

/// A line of standard error that is overwritten in place; nothing where that is no terminal.
package final class TerminalLine: Sendable {
    private let isShown: Bool
    private let shown = Mutex("")

    /// Starts the line.
    ///
    /// - Parameter isWanted: Whether a person looks on: not when output is for programs.
    package init(isWanted: Bool) { isShown = isWanted && isatty(2) == 1 }

    /// Shows a text; what stood there before is gone.
    package func show(_ text: String) {
        guard isShown else { return }
        shown.withLock { shown in
            guard text != shown else { return }
            let rest = String(repeating: " ", count: max(0, shown.count - text.count))
            try? PlainFile.write(Array("\r\(text)\(rest)".utf8), to: 2)
            shown = text
        }
    }

    /// Removes the line.
    package func end() {
        guard shown.withLock({ !$0.isEmpty }) else { return }
        show("")
        try? PlainFile.write([0x0d], to: 2)
    }
}
