internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import Sealing
internal import TransparencyLog

extension Mediator {
    /// The shares with which an author wraps what was just written.
    ///
    /// Such a share opens only what its author has written and nobody else has, so it needs no
    /// entry; a version that exists gets none here.
    func prepareWrite(_ call: PrepareWrite, _ caller: Caller) throws -> Reply {
        let manifest = call.manifest.manifest
        let ((refusal, answer), standing) = try log.read(seenSize: caller.request.seenSize) {
            vault -> (Records.Refusal?, PrepareWrite.Answer) in
            let scope = try WriteScope(
                manifest, caller: caller, rows: vault.rows, chains: vault.chains, secrets: secrets,
                adopted: adopted)
            if let refusal = try scope.refusal(of: call.manifest, reason: call.reason) {
                return (
                    try scope.refusal(of: call.step, with: manifest, beside: refusal),
                    PrepareWrite.Answer(recipients: [], pending: [])
                )
            }
            let recipients = try scope.readers.map { reader in
                try recipient(
                    reader, of: manifest, policy: manifest.policy, wrapper: caller,
                    record: scope.judge.record, chains: vault.chains)
            }
            return (nil, PrepareWrite.Answer(recipients: recipients, pending: scope.pending))
        }
        if let refusal { return try refuseWrite(refusal, of: call.manifest, caller) }
        return reply(.done(answer.canonicalBytes), to: caller, standing)
    }

    /// Stores a version: decided again, its chunks hashed anew, one signed wrap for each reader, and
    /// the statements of the same act, all in one transaction.
    func commitWrite(_ call: CommitWrite, content: [UInt8], _ caller: Caller) throws -> Reply {
        let manifest = call.manifest.manifest
        guard let summary = try? SealedSummary(ofSealed: content),
            summary.chunkRoot == manifest.chunkRoot,
            summary.commitment.bytes == manifest.commitment, summary.length == manifest.length
        else { throw MediatorError.malformed }
        var ended: [Ending] = []
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            if try transaction.isRepeatedPermit() {
                try replay(call, caller, in: &transaction)
                return .done([])
            }
            let scope = try WriteScope(
                manifest, caller: caller, rows: transaction.rows, chains: transaction.chains,
                secrets: secrets, adopted: adopted)
            var statements = try StatementScope(
                call.statements, caller: caller, transaction: transaction, adding: [manifest])
            var refusal = try scope.refusal(of: call.manifest, reason: call.reason)
            if refusal == nil {
                refusal = try statements.refusal(of: call.statements, mediator: self)
            }
            if refusal == nil { refusal = stepRefusal(of: call, scope) }
            if refusal == nil, let kept = call.kept {
                refusal = scope.refusal(ofKeeping: kept, in: manifest)
            }
            if let refusal {
                return .refused(
                    try record(refusal, writing: call.manifest, caller, scope, in: &transaction))
            }
            try checkWraps(call, scope, caller)
            try store(call, content: content, caller, scope, in: &transaction)
            for signed in call.statements {
                ended += try store(signed, by: caller, scope: statements, in: &transaction)
            }
            return .done([])
        }
        try carryOut(ended)
        return reply(committed.value, to: caller, committed.standing)
    }

    /// A reader's key, share and evidence for a version.
    func recipient(
        _ reader: WriteScope.Reader, of manifest: Manifest, policy: Digest, wrapper: Caller,
        record: DossierRecord, chains: ChainReader
    ) throws -> Recipient {
        let grant = reader.entry.grant
        let wrap = WrapRecord(
            manifest: manifest.hash, dossier: manifest.dossier, section: manifest.section,
            version: manifest.version, grant: grant.id, role: grant.role, epoch: reader.epoch,
            recipientKey: Digest(hashing: reader.key.bytes), policy: policy,
            wrapper: wrapper.member,
            sealedKey: [UInt8](repeating: 0, count: WrapRecord.sealedKeyByteCount))
        var evidence = EvidenceCollector(chains)
        switch grant.holder {
        case .organisation(let id): try evidence.add(organisation: id)
        case .member(let id): try evidence.add(member: id)
        }
        if let chain = try chains.chain(.dossier(manifest.dossier)) {
            let basis = reader.entry.reference.sequence
            let signers = Set(
                chain.statements.first { $0.sequence == basis }?
                    .signed.signatures.map { Holder.member($0.member) } ?? [])
            for statement in chain.statements
            where statement.sequence == 0 || statement.sequence == basis
                || statement.sequence < basis && statement.lets(signers)
            {
                try evidence.add(statement)
            }
        }
        return Recipient(
            grant: grant, epoch: reader.epoch, key: reader.key,
            sealedShare: try share(
                of: reader.secret, contextHash: wrap.contextHash, for: wrapper),
            evidence: evidence.references)
    }

    /// A share, sealed to the ephemeral key of a request.
    func share(
        of secret: SecretBox, contextHash: Digest, for caller: Caller
    ) throws -> [UInt8] {
        let share = try MediatorShare.derive(
            grantSecret: secret.secret, contextHash: contextHash)
        return try HPKE.sealBase(
            share, to: caller.request.ephemeralKey,
            info: Array("vault/v1/share".utf8) + caller.hash.bytes,
            authenticating: contextHash.bytes
        ).bytes
    }

    /// Kinds that decide something are written as part of a step, whose guards are then met.
    private func stepRefusal(of call: CommitWrite, _ scope: WriteScope) -> Records.Refusal? {
        let manifest = call.manifest.manifest
        let process = scope.judge.process
        let steps = process.regime.steps.filter { step in
            step.artefacts.contains { $0.kind == manifest.kind }
        }
        guard [.functional, .plan, .report].contains(manifest.kind.sectionClass), !steps.isEmpty
        else { return nil }
        let isPartOfStep = call.statements.contains { signed in
            guard case .event(let record) = signed.statement.body,
                let event = try? ProcessEvent(decoding: record.encodedEvent)
            else { return false }
            return event.sections.contains(manifest.hash)
                && steps.contains { $0.name == event.step }
        }
        return isPartOfStep ? nil : Refusals.stepNeeded(steps)
    }

    /// Exactly one wrap for each reader, signed by the author and bound to this version.
    private func checkWraps(
        _ call: CommitWrite, _ scope: WriteScope, _ caller: Caller
    ) throws {
        let manifest = call.manifest.manifest
        let wraps = Dictionary(
            call.wraps.map { ($0.wrap.grant, $0) }, uniquingKeysWith: { first, _ in first })
        guard wraps.count == call.wraps.count, wraps.count == scope.readers.count else {
            throw MediatorError.stale
        }
        for reader in scope.readers {
            guard let signed = wraps[reader.entry.grant.id] else { throw MediatorError.stale }
            try check(signed, reader, of: manifest, policy: manifest.policy, by: caller)
        }
    }

    /// A wrap names this version, this grant and this key, and is signed by who made it.
    func check(
        _ signed: SignedWrap, _ reader: WriteScope.Reader, of manifest: Manifest, policy: Digest,
        by caller: Caller
    ) throws {
        let wrap = signed.wrap
        guard wrap.manifest == manifest.hash, wrap.dossier == manifest.dossier,
            wrap.section == manifest.section, wrap.version == manifest.version,
            wrap.grant == reader.entry.grant.id, wrap.role == reader.entry.grant.role,
            wrap.wrapper == caller.member, wrap.policy == policy
        else { throw MediatorError.malformed }
        guard wrap.epoch == reader.epoch,
            wrap.recipientKey == Digest(hashing: reader.key.bytes)
        else { throw MediatorError.stale }
        guard signed.signature.isValid(for: wrap.canonicalBytes, key: caller.entry.signingKey)
        else { throw MediatorError.malformed }
    }

    /// Stores a wrap, sealed at its place.
    func store(_ signed: SignedWrap, key: SecretBox, in rows: any RecordWriting) throws {
        let wrap = signed.wrap
        let place = WrapKey(
            section: wrap.section, version: wrap.version, grant: wrap.grant,
            roleEpoch: wrap.epoch)
        try rows.insert(
            WrapRow(
                key: place, sealed: try SealedRow.wrap(place).seal(signed.canonicalBytes, key: key))
        )
    }

    private func store(
        _ call: CommitWrite, content: [UInt8], _ caller: Caller, _ scope: WriteScope,
        in transaction: inout VaultTransaction
    ) throws {
        let manifest = call.manifest.manifest
        let index = try transaction.record(entry(of: call, caller, scope.judge))
        let place = VersionKey(
            dossier: manifest.dossier, section: manifest.section, version: manifest.version)
        let key = try transaction.chains.secrets(of: .dossier(manifest.dossier)).storageKey
        try transaction.rows.insert(
            VersionRow(
                key: place,
                manifest: try SealedRow.manifest(place, logIndex: index).seal(
                    call.manifest.canonicalBytes, key: key),
                logIndex: index, contentSize: content.count),
            content: content)
        for wrap in call.wraps { try store(wrap, key: key, in: transaction.rows) }
        transaction.mark(manifest)
        try notifyWorker(
            of: scope.judge.record,
            Notice(
                time: caller.now, reason: .sectionWritten, dossier: manifest.dossier,
                kind: manifest.kind, step: "", role: caller.role, entry: index),
            by: caller, in: transaction)
    }

    private func entry(
        of call: CommitWrite, _ caller: Caller, _ judge: DossierJudge
    ) -> EntryDraft {
        let manifest = call.manifest.manifest
        var entry = EntryDraft(
            .sectionWritten, by: caller, about: EntrySubject(judge.record),
            object: Digest(hashing: call.manifest.canonicalBytes))
        entry.reason = LogEntry.Reason(
            permitting: judge.relation, consent: .none, isEmergency: false)
        entry.decision = decided(manifest, judge)
        entry.purpose = manifest.purpose
        entry.record = (manifest.section, manifest.version)
        entry.category = manifest.kind.category
        entry.relation = judge.relation
        entry.words = [call.reason, call.kept?.line ?? ""].filter { !$0.isEmpty }
            .joined(separator: "; ")
        return entry
    }

    /// What the policy decides about writing a version, for the entry.
    private func decided(_ manifest: Manifest, _ judge: DossierJudge) -> DecisionRecord? {
        let head = judge.sections.first { $0.manifest.section == manifest.section }?.manifest
        return judge.record(
            of: judge.state(.write, manifest.kind, for: manifest.purpose, author: head?.author))
    }

    /// The same write asked again: its entries, and nothing else.
    private func replay(
        _ call: CommitWrite, _ caller: Caller, in transaction: inout VaultTransaction
    ) throws {
        let manifest = call.manifest.manifest
        let place = VersionKey(
            dossier: manifest.dossier, section: manifest.section, version: manifest.version)
        let loaded = try LoadedDossier(
            manifest.dossier, caller: caller, rows: transaction.rows, chains: transaction.chains,
            secrets: secrets, adopted: adopted)
        guard let row = try transaction.rows.version(place),
            try loaded.judge.manifest(row) == call.manifest
        else { throw MediatorError.stale }
        try transaction.record(entry(of: call, caller, loaded.judge))
        let scope = try StatementScope(
            call.statements, caller: caller, transaction: transaction, adding: [manifest])
        for signed in call.statements {
            try transaction.record(
                EntryDraft(stating: signed, by: caller, subject: scope.subject(of: signed)))
        }
    }

    private func refuseWrite(
        _ refusal: Records.Refusal, of signed: SignedManifest, _ caller: Caller
    ) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let scope = try WriteScope(
                signed.manifest, caller: caller, rows: transaction.rows,
                chains: transaction.chains, secrets: secrets, adopted: adopted)
            return .refused(
                try record(refusal, writing: signed, caller, scope, in: &transaction))
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    private func record(
        _ refusal: Records.Refusal, writing signed: SignedManifest, _ caller: Caller,
        _ scope: WriteScope, in transaction: inout VaultTransaction
    ) throws -> Records.Refusal {
        try refuse(
            refusal, by: caller, about: EntrySubject(scope.judge.record),
            event: .sectionWritten, object: Digest(hashing: signed.canonicalBytes),
            decided: decided(signed.manifest, scope.judge), purpose: signed.manifest.purpose,
            category: signed.manifest.kind.category, in: &transaction)
    }
}

extension StoredStatement {
    /// Whether what signers state later may rest on it: a physician's on the service that is
    /// assigned, a representative's on the own mandate.
    fileprivate func lets(_ signers: Set<Holder>) -> Bool {
        switch signed.statement.body {
        case .party(let party):
            party.relation == .assigned
                || party.roles.contains(.legalRepresentative) && signers.contains(party.holder)
        case .partyEnd(let end): end.relation == .assigned
        default: false
        }
    }
}
