package import TransparencyLog

extension TrustPolicyError {
    /// What is wrong, in words.
    package var words: String {
        switch reason {
        case .tooLarge: "there is more of it than is read"
        case .invalidCharacter: "a control character"
        case .malformedLine: "it is no `log`, `witness`, `group` or `quorum` with its items"
        case .invalidKey: "the key is not of the type that a log or a witness has"
        case .duplicateKey: "the same public key stands in another line"
        case .duplicateName: "the name is taken, or is `none`"
        case .unknownName: "no line above defines the name"
        case .groupedTwice: "a name is a member of one group only"
        case .invalidThreshold: "the threshold is from 1 to the number of members"
        case .secondQuorum: "there is a quorum already"
        case .noQuorum: "there is no `quorum` line"
        }
    }
}

extension TrustPolicy.Shortfall {
    /// What is missing, in words.
    package var words: String {
        let names = absent.joined(separator: ", ")
        guard let group else { return "the witness \(names) has not cosigned" }
        return "group \(group) needs \(needed) more of \(names)"
    }
}
