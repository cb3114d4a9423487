/// A data file that says something it may not say.
///
/// Prints as `policies/x.yaml:12: unknown role `inspectr`; did you mean `inspector`?`.
package struct DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the file, as the reader gave it.
    package let file: String
    /// The line, counted from 1; 0 when the fault is of the whole file.
    package let line: Int
    /// What is wrong: lower case, no full stop, the file's words in backticks.
    package let message: String
    /// What would put it right, when that is known.
    package let hint: String?

    /// The longest message, in characters; the file's words can be as long as the file.
    package static let maximumLength = 300

    /// Makes an error; a longer message than ``maximumLength`` is cut.
    package init(file: String, line: Int, message: String, hint: String? = nil) {
        self.file = file
        self.line = line
        let scalars = message.unicodeScalars
        self.message =
            scalars.prefix(Self.maximumLength + 1).count > Self.maximumLength
            ? String(scalars.prefix(Self.maximumLength)) + "…" : message
        self.hint = hint
    }

    /// `file:line: message; hint`.
    package var description: String {
        "\(file):\(line): \(message)" + (hint.map { "; \($0)" } ?? "")
    }
}
