package import CryptoPrimitives

/// What the text guard found in a text, and its author kept all the same.
package struct KeptText: CanonicalRecord {
    package static let label = "vault/v1/kept-text"

    /// Why, in the author's words: 1 to 400 bytes.
    package let reason: String
    /// How many findings: 1 at least.
    package let count: UInt64
    /// What they give away, as the lexicon names it, such as `treatment`.
    package let classes: Set<String>

    /// Takes what was kept.
    package init(reason: String, count: UInt64, classes: Set<String>) {
        self.reason = reason
        self.count = count
        self.classes = classes
    }

    /// What the entry of the log says.
    package var line: String {
        "text guard, \(count) kept (\(classes.sorted().joined(separator: ", "))): \(reason)"
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(reason)
        encoder.append(count)
        encoder.append(list: classes.sorted().map { Array($0.utf8) })
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        reason = try decoder.string(limit: 400)
        count = try decoder.integer()
        var classes: [String] = []
        for element in try decoder.list(limit: 16) {
            guard element.count <= 32, let text = String(validating: element, as: UTF8.self),
                classes.last.map({ $0 < text }) ?? true
            else { throw .invalidField }
            classes.append(text)
        }
        self.classes = Set(classes)
        guard !reason.isEmpty, count > 0, !classes.isEmpty else { throw .invalidField }
    }
}
