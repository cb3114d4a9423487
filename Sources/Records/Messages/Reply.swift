package import CryptoPrimitives

/// What the mediator answers.
package struct Reply: CanonicalRecord {
    package static let label = "vault/v1/reply"

    /// The hash of the request's canonical encoding.
    package let request: Digest
    /// How it ended.
    package let outcome: Outcome
    /// The level at which the mediator stands apart from this caller.
    package let level: AssuranceLevel
    /// The signed checkpoint: a C2SP note.
    package let checkpoint: [UInt8]
    /// The consistency proof from the size that the request says was seen to the checkpoint.
    package let consistency: [Digest]
    /// The entries that this request made, with their proofs and details.
    package let entries: [EntryProof]

    package init(
        request: Digest, outcome: Outcome, level: AssuranceLevel, checkpoint: [UInt8],
        consistency: [Digest], entries: [EntryProof]
    ) {
        self.request = request
        self.outcome = outcome
        self.level = level
        self.checkpoint = checkpoint
        self.consistency = consistency
        self.entries = entries
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(request)
        switch outcome {
        case .done(let payload):
            encoder.append("done")
            encoder.append(payload)
        case .refused(let refusal):
            encoder.append("refused")
            encoder.append(record: refusal)
        case .failed(let failure):
            encoder.append("failed")
            encoder.append(failure.rawValue)
        }
        encoder.append(word: level)
        encoder.append(checkpoint)
        encoder.append(list: consistency.map(\.bytes))
        encoder.append(records: entries)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        request = try decoder.digest()
        switch try decoder.string(limit: 16) {
        case "done": outcome = .done(try decoder.bytes())
        case "refused": outcome = .refused(try decoder.record())
        case "failed": outcome = .failed(try decoder.word())
        default: throw .invalidField
        }
        level = try decoder.word()
        checkpoint = try decoder.bytes()
        guard checkpoint.count <= 16 << 10 else { throw .tooLarge }
        var consistency: [Digest] = []
        for element in try decoder.list(limit: 128) {
            guard let digest = Digest(element) else { throw .invalidField }
            consistency.append(digest)
        }
        self.consistency = consistency
        entries = try decoder.records(limit: 64)
    }
}

/// How a request ended.
package enum Outcome: Hashable, Sendable {
    /// It was done; the payload is the canonical encoding of the call's answer, or empty.
    case done([UInt8])
    /// It was refused by floor, policy or process; the refusal is an entry of the log.
    case refused(Refusal)
    /// It could not be done; nothing was changed, unless the failure says so.
    case failed(Failure)
}

/// Why a request was refused, in the words of a rule.
package struct Refusal: CanonicalRecord {
    package static let label = "vault/v1/refusal"

    /// The rules that refuse: `floor/F1`, `BE-10`, `R22-16`, `default`, `authority/...`.
    package let rules: [String]
    /// The reason in each language, in the order of ``Language``'s cases; it tells the actor nothing
    /// that the actor may not know.
    package let reasons: [String]
    /// What to do instead, in English; may be empty.
    package let hint: String

    package init(rules: [String], reasons: [String], hint: String) {
        self.rules = rules
        self.reasons = reasons
        self.hint = hint
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(list: rules.map { Array($0.utf8) })
        encoder.append(list: reasons.map { Array($0.utf8) })
        encoder.append(hint)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        rules = try decoder.strings(limit: 64)
        reasons = try decoder.strings(limit: Language.allCases.count)
        hint = try decoder.string()
        guard reasons.count == Language.allCases.count else { throw .invalidField }
    }
}

extension CanonicalDecoder {
    /// Reads a list of texts of at most 4,096 bytes each.
    package mutating func strings(limit: Int) throws(CanonicalEncodingError) -> [String] {
        var texts: [String] = []
        for element in try list(limit: limit) {
            guard element.count <= 4096, let text = String(validating: element, as: UTF8.self)
            else { throw .invalidField }
            texts.append(text)
        }
        return texts
    }
}

/// Why a request could not be done.
package enum Failure: String, CaseIterable, Hashable, Sendable {
    /// The message is not one that this mediator reads.
    case malformed
    /// The signature does not verify, or the member is unknown.
    case unauthenticated
    /// The request is older than 5 minutes or more than 2 minutes ahead.
    case outOfTime = "out-of-time"
    /// What the request builds on has changed meanwhile: fetch again and repeat.
    case stale
    /// The thing does not exist, or the caller may not know that it does.
    case unknown
    /// The vault is not writable, or its files are damaged.
    case unavailable
    /// No space is left for the vault.
    case full
    /// A disk failed; whether the commit is there shows once the vault is opened again.
    case inputOutput = "input-output"
    /// It was done and logged, but the secrets that it ends are not deleted yet; the next mediator
    /// that starts deletes them.
    case unfinished
    /// The mediator stands less far apart from the caller than the vault accepts.
    case levelTooLow = "level-too-low"
    /// The store is behind the keystore or the log: a rollback.
    case rolledBack = "rolled-back"
    /// The clock is behind the log, or jumped ahead by more than a day.
    case clock
    /// Too many requests in a short time.
    case busy
}

/// A reply with the mediator's signature over its canonical encoding.
package struct SignedReply: CanonicalRecord {
    package static let label = "vault/v1/signed-reply"

    /// The canonical encoding of the ``Reply``.
    package let reply: [UInt8]
    /// Ed25519 by the mediator's key: 64 bytes.
    package let signature: [UInt8]

    package init(reply: [UInt8], signature: [UInt8]) {
        self.reply = reply
        self.signature = signature
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(reply)
        encoder.append(signature)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        reply = try decoder.bytes()
        signature = try decoder.bytes(count: 64)
    }
}

/// What a client that knows only a vault's id asks first; it is not signed and not logged.
package struct Hello: CanonicalRecord {
    package static let label = "vault/v1/hello"

    package init() {}

    package func encode(to encoder: inout CanonicalEncoder) {}

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {}

    /// The answer: the founding statement, whose hash is the vault's id, and the level.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/welcome"
        /// The founding statement.
        package let founding: SignedStatement
        /// The level at which the mediator stands apart from this caller.
        package let level: AssuranceLevel
        /// The hashes of what is adopted now: policy, regime, forms, lexicon.
        package let adoptions: [Adoption]

        package init(founding: SignedStatement, level: AssuranceLevel, adoptions: [Adoption]) {
            self.founding = founding
            self.level = level
            self.adoptions = adoptions
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(record: founding)
            encoder.append(word: level)
            encoder.append(records: adoptions)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            founding = try decoder.record()
            level = try decoder.word()
            adoptions = try decoder.records(limit: 64)
        }
    }
}
