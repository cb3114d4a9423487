package import CommandSupport
package import Records

extension CommandFailure {
    /// A refusal by the mediator, in the reader's language.
    ///
    /// - Parameters:
    ///   - refusal: What the mediator said.
    ///   - entry: The index of the entry that the refusal left in the log.
    ///   - language: The reader's language.
    package init(_ refusal: Refusal, entry: UInt64?, language: Language) {
        let position = Language.allCases.firstIndex(of: language) ?? 0
        let reason = refusal.reasons.indices.contains(position) ? refusal.reasons[position] : ""
        self.init(
            .refused, reason.isEmpty ? "refused" : reason,
            hints: refusal.hint.isEmpty ? [] : [refusal.hint], rules: refusal.rules, entry: entry)
    }
}
