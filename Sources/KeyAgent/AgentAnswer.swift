package import CryptoPrimitives
package import Records

/// What an agent answers.
package struct AgentAnswer: CanonicalRecord {
    package static let label = "vault/v1/agent-answer"

    /// How it ended.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        case done, locked, refused
        /// Only the person can allow it, by the passphrase.
        case passphraseNeeded = "passphrase-needed"
        /// What is to be opened does not open; which part is at fault is not told.
        case doesNotOpen = "does-not-open"
    }

    /// How it ended.
    package let code: Code
    /// What was asked for; empty unless `done`.
    package let payload: [UInt8]

    package init(_ code: Code, _ payload: [UInt8] = []) {
        self.code = code
        self.payload = payload
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: code)
        encoder.append(payload)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        code = try decoder.word()
        payload = try decoder.bytes()
        guard code == .done || payload.isEmpty else { throw .invalidField }
    }
}

/// How an agent stands.
package struct AgentStatus: CanonicalRecord {
    package static let label = "vault/v1/agent-status-answer"

    /// Whose keys it holds.
    package let members: [MemberID]
    /// Whether its memory stays out of swap space.
    package let isMemoryLocked: Bool
    /// Whether other processes of the user can neither trace it nor take a core dump.
    package let isUndumpable: Bool
    /// Seconds until it ends if nothing is asked.
    package let secondsLeft: UInt64

    package init(
        members: [MemberID], isMemoryLocked: Bool, isUndumpable: Bool, secondsLeft: UInt64
    ) {
        self.members = members
        self.isMemoryLocked = isMemoryLocked
        self.isUndumpable = isUndumpable
        self.secondsLeft = secondsLeft
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(list: members.map(\.bytes))
        encoder.append(flag: isMemoryLocked)
        encoder.append(flag: isUndumpable)
        encoder.append(secondsLeft)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        var members: [MemberID] = []
        for field in try decoder.list(limit: 64) {
            guard let member = MemberID(field) else { throw .invalidField }
            members.append(member)
        }
        self.members = members
        isMemoryLocked = try decoder.flag()
        isUndumpable = try decoder.flag()
        secondsLeft = try decoder.integer()
    }
}
