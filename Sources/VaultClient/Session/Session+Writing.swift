package import CryptoPrimitives
package import Records
internal import AccessPolicy
internal import Sealing
internal import TransparencyLog

/// Where a new version belongs.
package enum SectionTarget: Hashable, Sendable {
    /// A new section.
    case new
    /// A new section under an identifier that was noted before, so that who stopped behind the write
    /// can tell that it was done.
    case named(SectionID)
    /// The section's next version: after the head, by its version and the hash of its manifest.
    case after(SectionID, version: UInt64, manifest: Digest)

    /// The next version of a section as a list shows it.
    package static func after(_ view: SectionView) -> Self {
        .after(view.section, version: view.version, manifest: view.manifest)
    }
}

/// What a member writes.
package struct NewVersion: Sendable {
    /// The dossier.
    package var dossier: DossierID
    /// Where it belongs.
    package var target: SectionTarget
    /// The kind of section.
    package var kind: SectionKind
    /// The content: at most ``Manifest/maximumLength`` bytes.
    package var content: [UInt8]
    /// Why it is written.
    package var purpose: Purpose
    /// The role in which the member writes.
    package var role: Role
    /// The form whose fields the content has; empty for free content.
    package var form: String
    /// Whether every required field of the form is filled.
    package var isComplete: Bool
    /// The step that it belongs to; empty for none.
    package var step: String
    /// What the text guard found and the author kept, with the reason; `nil` for nothing.
    package var kept: KeptText?
    /// Whether the content names third parties; what is not known to name none does.
    package var namesThirdParties: Bool
    /// The manifest of the version from which it was made by leaving third parties out.
    package var extractOf: Digest?
    /// Why it is written, in the author's words, where a rule asks for it; at most 400 bytes.
    package var reason: String

    package init(
        dossier: DossierID, target: SectionTarget, kind: SectionKind, content: [UInt8],
        purpose: Purpose, role: Role, form: String = "", isComplete: Bool = true,
        step: String = "", kept: KeptText? = nil, namesThirdParties: Bool = true,
        extractOf: Digest? = nil, reason: String = ""
    ) {
        self.dossier = dossier
        self.target = target
        self.kind = kind
        self.content = content
        self.purpose = purpose
        self.role = role
        self.form = form
        self.isComplete = isComplete
        self.step = step
        self.kept = kept
        self.namesThirdParties = namesThirdParties && extractOf == nil
        self.extractOf = extractOf
        self.reason = reason
    }
}

/// What an author gets for a version that was stored.
package struct WriteReceipt: Sendable {
    /// What was signed.
    package let manifest: Manifest
    /// The entry of the write, verified.
    package let entry: VerifiedEntry
    /// The entries of the statements of the same act, verified.
    package let statementEntries: [VerifiedEntry]
    /// The roles that can open it.
    package let recipients: [Grant]
    /// Grants whose holders have no key yet.
    package let pending: [GrantID]
    /// How far apart the mediator stood.
    package let level: AssuranceLevel
}

extension Session {
    /// Seals and stores a new version of a section.
    ///
    /// Nothing is sealed to anybody before the recipient's key, grant and the floor were checked
    /// here. Version, wraps, statements and entries are stored in one transaction.
    ///
    /// - Parameters:
    ///   - new: What is written.
    ///   - statements: The statements of the same act, such as an event, from the hash of the new
    ///     manifest; at most 4, in the dossier's chain.
    /// - Returns: The receipt, whose entries were verified.
    /// - Throws: ``ClientError``.
    package func write(
        _ new: NewVersion, statements: (Digest) throws -> [StatementBody] = { _ in [] }
    ) throws -> WriteReceipt {
        guard UInt64(new.content.count) <= Manifest.maximumLength else {
            throw ClientError.tooLarge
        }
        guard Floor.mayWrite(new.role, new.kind) else {
            throw ClientError.againstFloor([FloorRule.writers.id])
        }
        let dataKey = try SecretBytes.random(count: Wrap.dataKeyByteCount)
        let (manifest, content) = try seal(new, dataKey: dataKey)
        let signed = SignedManifest(
            manifest, signature: try keys.sign(manifest.canonicalBytes, appointment: appointment))
        let parts = try statements(manifest.hash).map {
            StatementPart(chain: .dossier(new.dossier), body: $0)
        }
        let (prepared, answer) = try prepare(signed, new)
        try check(answer.recipients, of: manifest, isWhole: true)
        var wraps: [SignedWrap] = []
        for recipient in answer.recipients {
            wraps.append(
                try wrap(
                    dataKey, for: recipient, of: manifest, policy: manifest.policy,
                    share: prepared))
        }
        let stated = parts.isEmpty ? [] : try draft(parts).statements
        let answered = try ask(
            .commitWrite(
                CommitWrite(
                    manifest: signed, wraps: wraps, statements: stated,
                    kept: new.kept, reason: new.reason)),
            content: content)
        return try receipt(for: signed, stated, answered, answer)
    }

    private func receipt(
        for signed: SignedManifest, _ stated: [SignedStatement], _ answered: Answered,
        _ answer: PrepareWrite.Answer
    ) throws -> WriteReceipt {
        let manifest = signed.manifest
        let entry = try answered.entry(
            about: [Digest(hashing: signed.canonicalBytes)], member: member)
        try entry.check(
            section: manifest.section, version: manifest.version, kind: manifest.kind,
            events: [.sectionWritten])
        let others = try stated.map { try answered.entry(about: [$0.hash], member: member) }
        try memberState.see(
            section: manifest.section, of: manifest.dossier, version: manifest.version,
            manifest: manifest.hash, logSize: answered.checkpoint.head.size)
        try memberState.flush()
        return WriteReceipt(
            manifest: manifest, entry: entry, statementEntries: others,
            recipients: answer.recipients.map(\.grant), pending: answer.pending,
            level: answered.level)
    }

    /// Seals the content and says in a manifest what it is.
    private func seal(
        _ new: NewVersion, dataKey: borrowing SecretBytes
    ) throws -> (Manifest, content: [UInt8]) {
        let section: SectionID
        let version: UInt64
        let previous: Digest
        switch new.target {
        case .new: (section, version, previous) = (try newIdentifier(), 1, Manifest.noPrevious)
        case .named(let id): (section, version, previous) = (id, 1, Manifest.noPrevious)
        case .after(let id, let head, let manifest):
            guard head < .max else { throw ClientError.unverified(.manifest) }
            (section, version, previous) = (id, head + 1, manifest)
        }
        let context = ContentContext(
            vault: vault, dossier: new.dossier, section: section, version: version,
            previous: previous)
        let sealed = try ChunkedEncryption.seal(
            new.content, key: dataKey, context: context.bytes)
        let manifest = Manifest(
            vault: vault, dossier: new.dossier, section: section, kind: new.kind,
            version: version, previous: previous, length: sealed.length,
            commitment: sealed.commitment.bytes, chunkRoot: sealed.chunkRoot, author: member,
            authorKey: Digest(hashing: keys.signingKey.bytes), role: new.role,
            appointment: appointment, time: now, policy: try adoption(.policy).hash,
            purpose: new.purpose, form: new.form, isComplete: new.isComplete,
            namesThirdParties: new.namesThirdParties, extractOf: new.extractOf)
        return (manifest, sealed.bytes)
    }

    /// Asks for the recipients; the author of personal notes adds the own grant first, once.
    private func prepare(
        _ signed: SignedManifest, _ new: NewVersion
    ) throws -> (Answered, PrepareWrite.Answer) {
        let call = Call.prepareWrite(
            PrepareWrite(manifest: signed, step: new.step, reason: new.reason))
        let prepared = try ask(call)
        let answer = try prepared.decode(PrepareWrite.Answer.self)
        let manifest = signed.manifest
        let own = Holder.member(member)
        guard Floor.isForAuthorOnly(manifest.kind),
            !answer.recipients.contains(where: { $0.grant.holder == own })
        else { return (prepared, answer) }
        try append([.grants([notesGrant(role: new.role)], in: manifest.dossier)])
        let again = try ask(call)
        return (again, try again.decode(PrepareWrite.Answer.self))
    }

    /// Seals a data key for a recipient who was checked, and signs the wrap.
    func wrap(
        _ dataKey: borrowing SecretBytes, for recipient: Recipient, of manifest: Manifest,
        policy: Digest, share answered: Answered
    ) throws -> SignedWrap {
        func record(_ sealedKey: [UInt8]) -> WrapRecord {
            WrapRecord(
                manifest: manifest.hash, dossier: manifest.dossier, section: manifest.section,
                version: manifest.version, grant: recipient.grant.id,
                role: recipient.grant.role, epoch: recipient.epoch,
                recipientKey: Digest(hashing: recipient.key.bytes), policy: policy,
                wrapper: member, sealedKey: sealedKey)
        }
        // The context does not hold the sealed key, so it is the same before and after.
        let contextHash = record([UInt8](repeating: 0, count: Wrap.byteCount)).contextHash
        let share = try answered.openShare(recipient.sealedShare, contextHash: contextHash)
        let wrap = record(
            try Wrap.seal(
                dataKey: dataKey, to: recipient.key, share: share, contextHash: contextHash))
        return SignedWrap(
            wrap, signature: try keys.sign(wrap.canonicalBytes, appointment: appointment))
    }
}
