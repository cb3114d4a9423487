/// What a statement about a recipient says.
package enum ConsentNature: String, CaseIterable, Hashable, Sendable {
    /// The worker agrees.
    case consent
    /// The worker asks for it, which is more than agreeing.
    case request
    /// The worker refuses; it beats every consent and request.
    case refusal
    /// The employer's side is willing too, where a purpose needs both sides. It opens nothing.
    case agreement

    /// Whether it opens what it covers to its recipient, while it stands.
    package var opens: Bool { self == .consent || self == .request }
}

/// How the giver said it.
package enum ConsentChannel: String, CaseIterable, Hashable, Sendable {
    /// The giver signed the statement itself.
    case ownKey = "own-key"
    /// On paper, which the evidence names.
    case paper
    /// By word of mouth, noted in the file.
    case verbal
    /// In another system, which the evidence names.
    case electronic

    /// Whether something in writing shows it.
    package var isWritten: Bool { self != .verbal }
}
