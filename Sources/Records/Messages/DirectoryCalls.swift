package import CryptoPrimitives

/// A place in a chain: the statement at a sequence number, from 0.
package struct StatementReference: CanonicalRecord {
    package static let label = "vault/v1/statement-reference"

    /// The chain.
    package let chain: ChainID
    /// The position in it, from 0.
    package let sequence: UInt64

    package init(chain: ChainID, sequence: UInt64) {
        self.chain = chain
        self.sequence = sequence
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: chain)
        encoder.append(sequence)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        chain = try decoder.record()
        sequence = try decoder.integer()
    }
}

/// A signed statement with the log entry that holds its hash.
package struct LoggedStatement: CanonicalRecord {
    package static let label = "vault/v1/logged-statement"

    /// Where it stands in its chain.
    package let reference: StatementReference
    /// The statement.
    package let statement: SignedStatement
    /// The entry, whose field `h` is the statement's hash, with its proof under the reply's
    /// checkpoint.
    package let entry: EntryProof

    package init(reference: StatementReference, statement: SignedStatement, entry: EntryProof) {
        self.reference = reference
        self.statement = statement
        self.entry = entry
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: reference)
        encoder.append(record: statement)
        encoder.append(record: entry)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        reference = try decoder.record()
        statement = try decoder.record()
        entry = try decoder.record()
    }
}

/// Asks for the heads of chains that the member is about to extend, and for what they hold.
///
/// Of a dossier's chain only the head is told; of the others the statements too.
package struct FetchChains: CanonicalRecord {
    package static let label = "vault/v1/fetch-chains"
    /// The chains; at most 64.
    package let chains: [ChainID]

    package init(chains: [ChainID]) { self.chains = chains }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(records: chains) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        chains = try decoder.records(limit: 64)
    }

    /// One chain of the answer.
    package struct Part: CanonicalRecord {
        package static let label = "vault/v1/chain-part"
        /// The chain.
        package let chain: ChainID
        /// Its head.
        package let head: ChainHead
        /// Its statements, for the directory chains.
        package let statements: [LoggedStatement]

        package init(chain: ChainID, head: ChainHead, statements: [LoggedStatement]) {
            self.chain = chain
            self.head = head
            self.statements = statements
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(record: chain)
            encoder.append(record: head)
            encoder.append(records: statements)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            chain = try decoder.record()
            head = try decoder.record()
            statements = try decoder.records(limit: 65_536)
        }
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/chains"
        /// The chains asked for, in the same order.
        package let parts: [Part]

        package init(parts: [Part]) { self.parts = parts }

        package func encode(to encoder: inout CanonicalEncoder) { encoder.append(records: parts) }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            parts = try decoder.records(limit: 64)
        }
    }
}

/// Asks for statements on which an answer relies and that the client has not verified yet.
package struct FetchEvidence: CanonicalRecord {
    package static let label = "vault/v1/fetch-evidence"
    /// The places; at most 256.
    package let references: [StatementReference]

    package init(references: [StatementReference]) { self.references = references }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(records: references) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        references = try decoder.records(limit: 256)
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/evidence"
        /// The statements, in the order of the log.
        package let statements: [LoggedStatement]

        package init(statements: [LoggedStatement]) { self.statements = statements }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: statements)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            statements = try decoder.records(limit: 256)
        }
    }
}

/// Asks for adopted data by hash: a compiled policy, a regime, forms, a lexicon.
package struct FetchObject: CanonicalRecord {
    package static let label = "vault/v1/fetch-object"
    /// The hash.
    package let hash: Digest

    package init(hash: Digest) { self.hash = hash }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(hash) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        hash = try decoder.digest()
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/object"
        /// The bytes with that hash.
        package let bytes: [UInt8]

        package init(bytes: [UInt8]) { self.bytes = bytes }

        package func encode(to encoder: inout CanonicalEncoder) { encoder.append(bytes) }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            bytes = try decoder.bytes()
        }
    }
}

/// Extends chains: all statements or none.
///
/// The answer is the entries; a chain that grew meanwhile makes the whole call fail as stale.
package struct AppendStatements: CanonicalRecord {
    package static let label = "vault/v1/append-statements"
    /// The most objects that statements bring: 256.
    package static let maximumObjects = 256

    /// The statements, in the order in which they are logged; at most 16.
    package let statements: [SignedStatement]
    /// What adoptions among them adopt, which they name by hash; at most ``maximumObjects``.
    package let objects: [[UInt8]]

    package init(statements: [SignedStatement], objects: [[UInt8]] = []) {
        self.statements = statements
        self.objects = objects
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(records: statements)
        encoder.append(list: objects)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        statements = try decoder.records(limit: 16)
        objects = try decoder.list(limit: Self.maximumObjects)
        guard !statements.isEmpty else { throw .invalidField }
    }
}

/// Asks for the caller's copy of a role's private key, sealed to the caller's agreement key.
package struct FetchKeyCopy: CanonicalRecord {
    package static let label = "vault/v1/fetch-key-copy"
    /// The public role key.
    package let key: X25519.PublicKey

    package init(key: X25519.PublicKey) { self.key = key }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(key.bytes) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        key = try decoder.agreementKey()
    }

    /// The answer; empty when there is no copy for the caller.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/key-copy"
        /// HPKE-Base(agreement key, info = `vault/v1/role-key-copy`, aad = public role key): 80 bytes.
        package let sealed: [UInt8]

        package init(sealed: [UInt8]) { self.sealed = sealed }

        package func encode(to encoder: inout CanonicalEncoder) { encoder.append(sealed) }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            sealed = try decoder.bytes()
            guard sealed.isEmpty || sealed.count == 80 else { throw .invalidField }
        }
    }
}

/// Stores copies of a role's private key for members of the role.
package struct StoreKeyCopies: CanonicalRecord {
    package static let label = "vault/v1/store-key-copies"

    /// A copy for one member.
    package struct Copy: CanonicalRecord {
        package static let label = "vault/v1/key-copy-for"
        /// For whom.
        package let member: MemberID
        /// The sealed key: 80 bytes.
        package let sealed: [UInt8]

        package init(member: MemberID, sealed: [UInt8]) {
            self.member = member
            self.sealed = sealed
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(member)
            encoder.append(sealed)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            member = try decoder.identifier()
            sealed = try decoder.bytes(count: 80)
        }
    }

    /// The public role key.
    package let key: X25519.PublicKey
    /// The copies; at most 256.
    package let copies: [Copy]

    package init(key: X25519.PublicKey, copies: [Copy]) {
        self.key = key
        self.copies = copies
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(key.bytes)
        encoder.append(records: copies)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        key = try decoder.agreementKey()
        copies = try decoder.records(limit: 256)
    }
}
