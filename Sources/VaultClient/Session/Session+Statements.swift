package import Records
internal import CryptoPrimitives

/// What a member gets for statements that were logged.
package struct AppendReceipt: Sendable {
    /// The statements.
    package let statements: [SignedStatement]
    /// The entry of each, verified.
    package let entries: [VerifiedEntry]
    /// How far apart the mediator stood.
    package let level: AssuranceLevel
}

extension Session {
    /// States facts: all of them or none.
    ///
    /// - Parameters:
    ///   - parts: What is stated, in the order in which it is logged; at most 16.
    ///   - objects: What adoptions among them adopt.
    ///   - cosigners: Who signs behind the session's own signer.
    /// - Returns: The receipt, whose entries were verified.
    /// - Throws: ``ClientError``.
    @discardableResult
    package func append(
        _ parts: [StatementPart], adopting objects: [[UInt8]] = [], cosigners: [Signer] = []
    ) throws -> AppendReceipt {
        try submit(draft(parts, adopting: objects, signers: [signer] + cosigners))
    }

    /// Drafts statements, signed by some who must sign; the session's own signer by default.
    ///
    /// The statements build on the heads of their chains as they are now: a draft that comes back
    /// after one of them grew is refused as stale, and has to be made again.
    package func draft(
        _ parts: [StatementPart], adopting objects: [[UInt8]] = [], signers: [Signer]? = nil
    ) throws -> StatementDraft {
        let draft = try draft(
            parts, heads: heads(of: parts.map(\.chain)), signers: signers ?? [signer])
        return StatementDraft(vault: vault, statements: draft.statements, objects: objects)
    }

    /// Adds the session's own signature to a draft.
    ///
    /// - Throws: ``ClientError/notADraft`` for another vault's, or when the member has signed.
    package func sign(_ draft: StatementDraft) throws -> StatementDraft {
        guard draft.vault == vault,
            !draft.statements.contains(where: {
                $0.signatures.contains { $0.member == member }
            })
        else { throw ClientError.notADraft }
        return StatementDraft(
            vault: vault, statements: try draft.statements.map { try signer.sign($0) },
            objects: draft.objects)
    }

    /// Submits a draft with all its signatures.
    @discardableResult
    package func submit(_ draft: StatementDraft) throws -> AppendReceipt {
        guard draft.vault == vault else { throw ClientError.notADraft }
        let answered = try ask(
            .append(AppendStatements(statements: draft.statements, objects: draft.objects)))
        // Whoever withdrew a consent wraps nothing under it again, whatever is hidden later.
        for statement in draft.statements.map(\.statement) {
            guard case .consentWithdrawal(let withdrawal) = statement.body,
                let dossier = DossierID(statement.chain)
            else { continue }
            try memberState.see(withdrawn: [withdrawal.consent], in: dossier)
        }
        try memberState.flush()
        return AppendReceipt(
            statements: draft.statements,
            entries: try draft.statements.map {
                try answered.entry(about: [$0.hash], member: member)
            }, level: answered.level)
    }

    /// Makes and signs statements on given heads.
    func draft(
        _ parts: [StatementPart], heads: [ChainID: ChainHead], signers: [Signer]
    ) throws -> StatementDraft {
        var heads = heads
        var statements: [SignedStatement] = []
        for part in parts {
            let statement = Statement(
                part.body, chain: part.chain, previous: heads[part.chain] ?? .empty, time: now,
                nonce: try Randomness.bytes(count: 16))
            guard (try? Statement(canonical: statement.canonicalBytes)) != nil else {
                throw ClientError.notStatable
            }
            var signed = SignedStatement(statement, signatures: [])
            for signer in signers { signed = try signer.sign(signed) }
            heads[part.chain] = signed.head
            statements.append(signed)
        }
        return StatementDraft(vault: vault, statements: statements)
    }
}
