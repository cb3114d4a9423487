internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// Opens a section version: the entry is durable before the share leaves.
    func openSection(_ call: OpenSection, _ caller: Caller) throws -> Reply {
        try log.transact(answering: caller.mark) { transaction in
            try judge(call, caller, in: &transaction)
        } release: { opening, standing, receipt in
            switch opening {
            case .refused(let refusal):
                return reply(.refused(refusal), to: caller, standing)
            case .permitted(let release):
                let share = try releaseShare(
                    receipt, of: release.secret, contextHash: release.wrap.wrap.contextHash,
                    for: caller)
                let answer = OpenSection.Answer(
                    manifest: release.manifest, wrap: release.wrap, sealedShare: share,
                    content: release.content, writeEntry: release.writeEntry,
                    headVersion: release.headVersion, evidence: release.evidence)
                return reply(.done(answer.canonicalBytes), to: caller, standing)
            }
        }
    }

    /// Lets go of a share, for a receipt that only a durable entry can give.
    private func releaseShare(
        _ receipt: consuming DurableReceipt, of secret: SecretBox, contextHash: Digest,
        for caller: Caller
    ) throws -> [UInt8] {
        _ = consume receipt
        return try share(of: secret, contextHash: contextHash, for: caller)
    }

    /// How the judgement of an opening ended.
    private enum Opening {
        case refused(Records.Refusal)
        case permitted(Release)
    }

    /// Everything that the answer to a permitted opening holds, but the share.
    private struct Release {
        let manifest: SignedManifest
        let wrap: SignedWrap
        let secret: SecretBox
        let content: [UInt8]
        let writeEntry: EntryProof
        let headVersion: UInt64
        let evidence: [StatementReference]
    }

    private func judge(
        _ call: OpenSection, _ caller: Caller, in transaction: inout VaultTransaction
    ) throws -> Opening {
        let loaded = try LoadedDossier(
            call.dossier, caller: caller, rows: transaction.rows, chains: transaction.chains,
            secrets: secrets, adopted: adopted)
        let judge = loaded.judge
        let worker = ChainID.member(loaded.record.opening.worker)
        guard let head = judge.head(of: call.section) else {
            // What does not exist and what may not be known get the same answer as far as a rule
            // would refuse the kind anyway.
            if case .latest(let kind) = call.section {
                let state = judge.state(
                    .read, kind, for: call.purpose,
                    glass: call.glass, author: nil)
                guard let decision = judge.decide(state), decision.isPermitted else {
                    return .refused(
                        try refuse(
                            judge.decide(state).map(Refusals.decision) ?? Refusals.noAppointment,
                            by: caller, about: worker, event: .sectionRead, object: caller.hash,
                            policy: judge.policy.hash, purpose: call.purpose,
                            category: kind.category, in: &transaction))
                }
            }
            throw MediatorError.unknown
        }
        let kind = head.manifest.kind
        // Who wraps for another reads first, for a purpose of the own; whether the other may have it
        // is judged with the wrap.
        let purpose =
            call.isForDisclosure ? judge.readingPurpose(of: head) ?? call.purpose : call.purpose
        let state = judge.state(
            .read, kind, for: purpose, glass: call.glass, author: head.manifest.author)
        let decision = judge.decide(state)
        var refusal: Records.Refusal?
        if let decision, !decision.isPermitted { refusal = Refusals.decision(decision) }
        if decision == nil { refusal = Refusals.noAppointment }
        if let decision, refusal == nil, decision.duties.contains(.reason), call.reason.isEmpty {
            refusal = Refusals.reasonNeeded(decision)
        }
        let grant =
            refusal == nil
            ? try judge.grant(for: caller, kind: kind, chains: transaction.chains) : nil
        let row = try head.row(version: call.version, rows: transaction.rows)
        var wrap: SignedWrap?
        if let grant {
            wrap = try transaction.rows.wraps(
                of: row.key.section, version: row.key.version
            ).filter { $0.key.grant == grant.entry.grant.id }
                .max { $0.key.roleEpoch < $1.key.roleEpoch }.map { try judge.wrap($0).signed }
        }
        if refusal == nil, wrap == nil { refusal = Refusals.pending(kind) }
        guard refusal == nil, let decision, let grant, let wrap else {
            return .refused(
                try refuse(
                    refusal ?? Refusals.pending(kind), by: caller, about: worker,
                    event: .sectionRead, object: caller.hash, policy: judge.policy.hash,
                    purpose: call.purpose, category: kind.category, in: &transaction))
        }
        let manifest = try judge.manifest(row)
        var entry = EntryDraft(
            call.isForDisclosure ? .sectionDisclosed : .sectionRead, by: caller, about: worker,
            object: caller.hash)
        entry.reason = LogEntry.Reason(
            permitting: judge.relation, consent: decision.state.consent,
            isEmergency: call.glass == .declared)
        entry.policy = judge.policy.hash
        entry.purpose = call.purpose
        entry.record = (row.key.section, row.key.version)
        entry.category = kind.category
        entry.isEmergency = call.glass == .declared
        entry.words = call.reason
        entry.relation = judge.relation
        entry.consent = grant.entry.consent
        let index = try transaction.record(entry)
        if decision.duties.contains(.notifyWorker), caller.member != loaded.record.opening.worker {
            try notify(
                loaded.record.opening.worker,
                Notice(
                    time: caller.now,
                    reason: call.glass == .declared ? .emergencyAccess : .disclosed,
                    dossier: call.dossier, kind: kind, step: "", role: caller.role, entry: index),
                in: transaction)
        }
        var evidence = EvidenceCollector(transaction.chains)
        for member in [manifest.manifest.author, wrap.wrap.wrapper] {
            try evidence.add(member: member)
        }
        guard let content = try transaction.rows.content(of: row.key) else {
            throw MediatorError.damaged
        }
        return .permitted(
            Release(
                manifest: manifest, wrap: wrap, secret: grant.secret, content: content,
                writeEntry: try LogReader(transaction.rows, size: transaction.log.size)
                    .proof(of: row.logIndex),
                headVersion: head.manifest.version, evidence: evidence.references))
    }

    /// The versions of a section that the caller may read.
    func listVersions(_ call: ListVersions, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let loaded = try LoadedDossier(
                call.dossier, caller: caller, rows: transaction.rows, chains: transaction.chains,
                secrets: secrets, adopted: adopted)
            let judge = loaded.judge
            guard let head = judge.head(of: .section(call.section)) else {
                throw MediatorError.unknown
            }
            let worker = ChainID.member(loaded.record.opening.worker)
            let state = judge.state(
                .read, head.manifest.kind, for: call.purpose, author: head.manifest.author)
            guard let decision = judge.decide(state), decision.isPermitted else {
                return .refused(
                    try refuse(
                        judge.decide(state).map(Refusals.decision) ?? Refusals.noAppointment,
                        by: caller, about: worker, event: .searched, policy: judge.policy.hash,
                        purpose: call.purpose, category: head.manifest.kind.category,
                        in: &transaction))
            }
            var entry = EntryDraft(.searched, by: caller, about: worker, object: caller.hash)
            entry.purpose = call.purpose
            entry.policy = judge.policy.hash
            entry.category = head.manifest.kind.category
            try transaction.record(entry)
            let rows = try transaction.rows.versions(of: call.section, in: call.dossier)
            return .done(
                ListVersions.Answer(manifests: try rows.map(judge.manifest)).canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// A wrap that does not open becomes an entry, and is marked, so that another reader can mend it.
    func reportUnopenable(_ call: ReportUnopenable, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let loaded = try LoadedDossier(
                call.dossier, caller: caller, rows: transaction.rows, chains: transaction.chains,
                secrets: secrets, adopted: adopted)
            guard let head = loaded.judge.head(of: .section(call.section)),
                let grant = loaded.record.grants.first(where: { $0.grant.id == call.grant }),
                [caller.holder, .member(caller.member)].contains(grant.grant.holder),
                grant.grant.role == caller.role
            else { throw MediatorError.unknown }
            let row = try head.row(version: call.version, rows: transaction.rows)
            let wraps = try transaction.rows.wraps(of: call.section, version: row.key.version)
            guard
                let wrap = wraps.filter({ $0.key.grant == call.grant })
                    .max(by: { $0.key.roleEpoch < $1.key.roleEpoch })
            else { throw MediatorError.unknown }
            var entry = EntryDraft(
                .cannotOpen, by: caller, about: .member(loaded.record.opening.worker),
                object: caller.hash)
            entry.record = (call.section, row.key.version)
            entry.category = head.manifest.kind.category
            try transaction.record(entry)
            let stored = try loaded.judge.wrap(wrap)
            if transaction.replayed == nil, !stored.isReported {
                let key = try transaction.chains.secrets(of: .dossier(call.dossier)).storageKey
                try transaction.rows.removeWrap(wrap.key)
                try transaction.rows.insert(try stored.reported(at: wrap.key, key: key))
            }
            return .done([])
        }
        return reply(committed.value, to: caller, committed.standing)
    }
}

extension DossierJudge {
    /// The head of a section; of a kind, the one that was written last.
    func head(of selector: SectionSelector) -> SectionHead? {
        switch selector {
        case .section(let id): sections.first { $0.manifest.section == id }
        case .latest(let kind):
            sections.filter { $0.manifest.kind == kind }.max { $0.row.logIndex < $1.row.logIndex }
        }
    }

    /// The grant under which a caller reads a kind: a standing one, or one whose consent stands.
    func grant(
        for caller: Caller, kind: SectionKind, chains: ChainReader
    ) throws -> (entry: DossierRecord.GrantEntry, secret: SecretBox)? {
        let chainSecrets = try chains.secrets(of: .dossier(record.opening.id))
        for entry in record.grants where entry.grant.kinds.contains(kind) {
            let isOwn =
                entry.grant.holder == caller.holder
                || entry.grant.holder == .member(caller.member)
            guard isOwn, entry.grant.role == caller.role, isUsable(entry),
                let secret = chainSecrets.secret(of: entry.grant.id, kind: kind)
            else { continue }
            return (entry, secret)
        }
        return nil
    }
}

extension DossierJudge.SectionHead {
    /// The row of a version of the section; 0 for the head.
    func row(version: UInt64, rows: any RecordReading) throws -> VersionRow {
        guard version != 0, version != row.key.version else { return row }
        let place = VersionKey(
            dossier: row.key.dossier, section: row.key.section, version: version)
        guard let row = try rows.version(place) else { throw MediatorError.unknown }
        return row
    }
}
