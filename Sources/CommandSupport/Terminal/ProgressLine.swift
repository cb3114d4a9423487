/// A line of standard error that says how far long work is; nothing where that is no terminal.
///
/// The line is overwritten in place by a carriage return and spaces, without escape sequences, and
/// is gone when the work is done.
package final class ProgressLine {
    private let console: Console
    private let isShown: Bool
    private let title: String
    private var shown = ""

    /// Starts the line.
    ///
    /// - Parameters:
    ///   - title: What is done, such as `proving the policy`.
    ///   - console: Where it is shown.
    ///   - isWanted: Whether a person looks on: not when output is for programs.
    package init(_ title: String, console: Console, isWanted: Bool) {
        self.title = title
        self.console = console
        isShown = isWanted && console.streams.errorIsTerminal
    }

    /// Shows how much is done, in percent where the whole is known.
    package func update(_ done: UInt64, of total: UInt64?) {
        guard isShown else { return }
        let share = total.map { $0 == 0 ? "100 %" : "\(min(done, $0) * 100 / $0) %" }
        // Without a whole to compare with, every thousandth step is enough to see that it goes on.
        guard share != nil || done.isMultiple(of: 1000) else { return }
        show("\(title): \(share ?? String(done))")
    }

    /// Removes the line.
    package func end() {
        guard isShown, !shown.isEmpty else { return }
        show("")
        console.noteInPlace("\r")
    }

    private func show(_ text: String) {
        guard text != shown else { return }
        let rest = max(0, ShownText.width(shown) - ShownText.width(text))
        console.noteInPlace("\r" + text + String(repeating: " ", count: rest))
        shown = text
    }
}
