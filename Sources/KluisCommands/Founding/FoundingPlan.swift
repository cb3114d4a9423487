internal import AccessPolicy
internal import CryptoPrimitives
internal import DataFiles
internal import Mediation
internal import Records
internal import Reintegration
internal import VaultClient

/// What a vault is founded with: the founding statement and what is adopted from the start, each
/// signed by every founder.
struct FoundingPlan {
    /// Those who found it.
    struct Founder {
        /// The keys.
        let keys: any MemberKeys
        /// Whether the founder stands for oversight.
        let isOversight: Bool
    }

    /// Something that is adopted, with the bytes whose hash is named and those that these name.
    struct Adopted {
        let adoption: Adoption
        let objects: [[UInt8]]
    }

    /// The founding statement with its signatures.
    let founding: SignedStatement
    /// The adoptions in the order of the vault's chain.
    let adoptions: [(statement: SignedStatement, objects: [[UInt8]])]

    /// Signs everything.
    ///
    /// - Parameters:
    ///   - body: The founding statement's body.
    ///   - founders: Those who found it.
    ///   - adopted: What is adopted.
    ///   - now: When.
    /// - Throws: Whatever keeps the keys from signing.
    init(
        _ body: Founding, founders: [Founder], adopting adopted: [Adopted], now: Instant
    ) throws {
        founding = try Self.sign(.founding(body), after: .empty, by: founders, now: now)
        var head = founding.head
        var adoptions: [(statement: SignedStatement, objects: [[UInt8]])] = []
        for one in adopted {
            let signed = try Self.sign(.adoption(one.adoption), after: head, by: founders, now: now)
            head = signed.head
            adoptions.append((signed, one.objects))
        }
        self.adoptions = adoptions
    }

    private static func sign(
        _ body: StatementBody, after head: ChainHead, by founders: [Founder], now: Instant
    ) throws -> SignedStatement {
        let statement = Statement(
            body, chain: .vault, previous: head, time: now,
            nonce: try Randomness.bytes(count: 16))
        return SignedStatement(
            statement,
            signatures: try founders.map {
                try $0.keys.sign(statement.canonicalBytes, appointment: nil)
            })
    }

    /// What comes with the program, read, proved and compiled.
    ///
    /// - Parameters:
    ///   - files: Where it is.
    ///   - context: Is told how the proofs go, and what was proved.
    /// - Returns: What to adopt, the policy first.
    /// - Throws: ``DataFileError`` with the line of what is wrong in a file.
    static func shipped(_ files: ShippedFiles, _ context: CommandContext) throws -> [Adopted] {
        var adopted: [Adopted] = []
        let regimes = try files.files("regimes").map {
            try RegimeSource.read($0.bytes, file: $0.file)
        }
        for regime in regimes {
            adopted.append(
                Self.adopted(
                    .regime, regime.name.text, UInt64(regime.revision), regime.canonicalBytes))
        }
        let forms = try FormFiles(reading: files.files("forms"))
        if !forms.files.isEmpty {
            adopted.append(Self.adopted(.forms, "standard", 1, forms.encoded))
        }
        for source in try files.files("lexicons") {
            let lexicon = try LexiconFile(source.bytes, file: source.file).lexicon
            adopted.append(
                Self.adopted(
                    .lexicon, Self.stem(of: source.file), lexicon.revision,
                    lexicon.canonicalBytes))
        }
        if let source = try files.file("retention.yaml") {
            let retention = try RetentionFile(source.bytes, file: source.file).retention
            adopted.append(
                Self.adopted(
                    .retention, retention.name, retention.revision, retention.canonicalBytes))
        }
        let source = try BundleSource.read("\(files.directory)/access/bundle.yaml")
        try source.checkSuccession(to: nil, for: Set(regimes.map(\.name.text)))
        let proved = try source.proved(context)
        context.note(
            "\(proved.bundle.policies.count) policies proved against the floor: "
                + "\(proved.states) states each, \(proved.permitted) permitted together")
        return [BundleSource.adopted(proved.bundle)] + adopted
    }

    /// The name of a file without `.yaml`: a language has one lexicon that is shipped, and more that an
    /// organisation puts beside it.
    static func stem(of path: String) -> String {
        String(Files.name(of: path).dropLast(".yaml".count))
    }

    static func adopted(
        _ kind: Adoption.Kind, _ name: String, _ revision: UInt64, _ bytes: [UInt8]
    ) -> Adopted {
        Adopted(
            adoption: Adoption(
                kind: kind, name: name, revision: revision, hash: Digest(hashing: bytes),
                floor: nil),
            objects: [bytes])
    }
}
