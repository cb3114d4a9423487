package import CryptoPrimitives
package import Records

/// Statements on their way from one signer to the next, on another machine.
///
///     E("vault/v1/statement-draft", vault, signed statements, objects)
///
/// It holds no secret, but names what it states: it is handed over like a letter. Nobody has to
/// trust it: each signer reads what the draft says, and signatures are checked where they count.
package struct StatementDraft: CanonicalRecord {
    package static let label = "vault/v1/statement-draft"

    /// The vault.
    package let vault: Digest
    /// The statements with the signatures so far, in the order in which they are to be logged.
    package let statements: [SignedStatement]

    /// What adoptions among them adopt, so that each signer can read and prove it.
    package let objects: [[UInt8]]

    package init(vault: Digest, statements: [SignedStatement], objects: [[UInt8]] = []) {
        self.vault = vault
        self.statements = statements
        self.objects = objects
    }

    /// Who has signed all of the statements.
    package var signers: Set<MemberID> {
        var signers = Set(statements.first?.signatures.map(\.member) ?? [])
        for statement in statements { signers.formIntersection(statement.signatures.map(\.member)) }
        return signers
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(vault)
        encoder.append(records: statements)
        encoder.append(list: objects)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        vault = try decoder.digest()
        statements = try decoder.records(limit: 16)
        objects = try decoder.list(limit: AppendStatements.maximumObjects)
        guard !statements.isEmpty else { throw .invalidField }
    }
}
