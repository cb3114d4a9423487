/// A text in the editor, with remarks above it on what is wrong with it.
///
/// Remarks are comment lines that begin with `#!`; they are taken off again before the text is read.
struct EditRemarks {
    /// What is wrong; `nil` for a text that was not looked at yet.
    let problem: CommandFailure?
    private let text: String
    private static let mark = "#!"

    /// Takes a text.
    init(_ text: String, problem: CommandFailure? = nil) {
        self.text = text
        self.problem = problem
    }

    /// What the editor shows.
    var shown: String {
        guard let problem else { return text }
        return problem.lines.map { "\(Self.mark) \($0)\n" }.joined() + text
    }

    /// The text that was edited, without remarks; `nil` when it is the same as before.
    func taken(_ edited: String) -> String? {
        var lines = edited.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while lines.first?.hasPrefix(Self.mark) == true { lines.removeFirst() }
        let rest = lines.joined(separator: "\n")
        return rest == text ? nil : rest
    }
}
