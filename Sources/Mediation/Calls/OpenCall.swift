internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// Opens a section version: the entry is durable before the share leaves.
    func openSection(_ call: OpenSection, _ caller: Caller) throws -> Reply {
        // What the decision rests on is opened and verified before the turn of the store is taken;
        // within it the same bytes are only compared, so that others wait less.
        _ = try? log.read { vault in
            try LoadedDossier(
                call.dossier, caller: caller, rows: vault.rows, chains: vault.chains,
                secrets: secrets, adopted: adopted)
        }
        return try log.transact(answering: caller.mark) { transaction in
            try judge(call, caller, in: &transaction)
        } release: { opening, standing, receipt in
            switch opening {
            case .refused(let refusal):
                return reply(.refused(refusal), to: caller, standing)
            case .permitted(let release):
                guard let writeEntry = standing.proofs.first else { throw MediatorError.damaged }
                let share = try releaseShare(
                    receipt, of: release.secret, contextHash: release.wrap.wrap.contextHash,
                    for: caller)
                let answer = OpenSection.Answer(
                    manifest: release.manifest, wrap: release.wrap, sealedShare: share,
                    content: release.content, writeEntry: writeEntry,
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
        let worker = EntrySubject(loaded.record)
        guard let head = judge.opened(by: call) else {
            // What does not exist and what may not be known get the same answer as far as a rule
            // would refuse the kind anyway.
            if case .latest(let kind) = call.section {
                let state = judge.state(
                    .read, kind, for: call.purpose,
                    glass: call.glass, author: nil)
                guard let decision = judge.decide(state), decision.isPermitted else {
                    return .refused(
                        try refuse(
                            judge.decide(state).map(Refusals.decision) ?? judge.noActor,
                            by: caller, about: worker, event: call.handling.event,
                            object: caller.hash, decided: judge.record(of: state),
                            purpose: call.purpose,
                            category: kind.category, in: &transaction))
                }
            }
            throw MediatorError.unknown
        }
        let kind = head.manifest.kind
        // Who wraps for another reads first, for a purpose of the own; whether the other may have it
        // is judged with the wrap.
        let purpose =
            call.handling == .disclose
            ? judge.readingPurpose(of: head) ?? call.purpose : call.purpose
        let state = judge.state(
            .read, kind, for: purpose, glass: call.glass, author: head.manifest.author)
        let decision = judge.decide(state, about: call.isOfHead ? head.manifest : nil)
        var decided = state
        // Whoever may not read the section is not told which versions there are.
        var found: (row: VersionRow, key: DossierJudge.ReadingKey)?
        var refusal = Self.refusal(of: call, by: decision, judge)
        var duties = decision?.duties ?? []
        if refusal == nil, call.handling.leavesVault {
            decided = judge.state(
                .export, kind, for: purpose, glass: call.glass, author: head.manifest.author)
            let export = judge.decide(decided)
            refusal = Self.refusal(of: call, by: export, judge)
            duties = duties.union(export?.duties ?? [])
        }
        if refusal == nil {
            let row = try head.row(version: call.version, rows: transaction.rows)
            let opened = try judge.manifest(row).manifest
            if duties.contains(.redactThirdParties), opened.namesThirdParties,
                caller.role != .worker
            {
                refusal = Refusals.extractOnly
            }
        }
        if refusal == nil {
            let row = try head.row(version: call.version, rows: transaction.rows)
            found = try judge.readingKey(for: caller, kind: kind, row, transaction.chains)
                .map { (row, $0) }
            refusal = found == nil ? Refusals.pending(kind) : nil
        }
        guard refusal == nil, let decision, let (row, key) = found else {
            return .refused(
                try refuse(
                    refusal ?? Refusals.pending(kind), by: caller, about: worker,
                    event: call.handling.event, object: caller.hash,
                    decided: judge.record(of: decided), purpose: call.purpose,
                    category: kind.category, in: &transaction))
        }
        let manifest = try judge.manifest(row)
        var entry = EntryDraft(
            call.handling.event, by: caller, about: worker,
            object: caller.hash)
        entry.reason = LogEntry.Reason(
            permitting: judge.relation, consent: decision.state.consent,
            isEmergency: call.glass == .declared)
        entry.decision = judge.record(of: decided)
        entry.purpose = call.purpose
        entry.record = (row.key.section, row.key.version)
        entry.category = kind.category
        entry.isEmergency = call.glass == .declared
        entry.words = call.reason
        entry.relation = judge.relation
        entry.consent = key.consent
        let index = try transaction.record(entry)
        if duties.contains(.notifyWorker) {
            try notifyWorker(
                of: loaded.record,
                Notice(
                    time: caller.now,
                    reason: call.glass == .declared ? .emergencyAccess : .disclosed,
                    dossier: call.dossier, kind: kind, step: "", role: caller.role, entry: index),
                by: caller, in: transaction)
        }
        var evidence = EvidenceCollector(transaction.chains)
        for member in [manifest.manifest.author, key.wrap.wrap.wrapper] {
            try evidence.add(member: member)
        }
        guard let content = try transaction.rows.content(of: row.key) else {
            throw MediatorError.damaged
        }
        transaction.prove(row.logIndex)
        return .permitted(
            Release(
                manifest: manifest, wrap: key.wrap, secret: key.secret, content: content,
                headVersion: head.manifest.version, evidence: evidence.references))
    }

    /// Why the policy refuses an opening; `nil` when it permits it.
    private static func refusal(
        of call: OpenSection, by decision: Decision?, _ judge: DossierJudge
    ) -> Records.Refusal? {
        guard let decision else { return judge.noActor }
        guard decision.isPermitted else { return Refusals.decision(decision) }
        let lacksReason = decision.duties.contains(.reason) && call.reason.isEmpty
        return lacksReason ? Refusals.reasonNeeded(decision) : nil
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
            let worker = EntrySubject(loaded.record)
            let state = judge.state(
                .read, head.manifest.kind, for: call.purpose, author: head.manifest.author)
            // The list holds manifests and no content.
            guard let decision = judge.decide(state), decision.isPermitted else {
                return .refused(
                    try refuse(
                        judge.decide(state).map(Refusals.decision) ?? judge.noActor,
                        by: caller, about: worker, event: .searched,
                        decided: judge.record(of: state), purpose: call.purpose,
                        category: head.manifest.kind.category,
                        in: &transaction))
            }
            var entry = EntryDraft(.searched, by: caller, about: worker, object: caller.hash)
            entry.purpose = call.purpose
            entry.decision = judge.record(of: state)
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
            guard let wrap = try loaded.judge.newestWraps(of: row)[call.grant] else {
                throw MediatorError.unknown
            }
            var entry = EntryDraft(
                .cannotOpen, by: caller, about: EntrySubject(loaded.record),
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

extension OpenSection {
    /// Whether the newest version is meant.
    fileprivate var isOfHead: Bool { version == 0 }
}

extension OpenSection.Handling {
    /// The event of the log.
    fileprivate var event: LogEntry.Event {
        switch self {
        case .view: .sectionRead
        case .disclose: .sectionDisclosed
        case .print: .sectionPrinted
        case .export: .sectionExported
        }
    }

    /// Whether content leaves on paper or as a file, which the policy permits apart from reading.
    fileprivate var leavesVault: Bool { self == .print || self == .export }
}

extension DossierJudge {
    /// The head of a section; of a kind, the one that was written last.
    func head(of selector: SectionSelector) -> SectionHead? {
        switch selector {
        case .section(let id): sections.first { $0.manifest.section == id }
        case .latest(let kind):
            latest(kind) { $0.extractOf == nil } ?? latest(kind) { _ in true }
        }
    }

    /// The section that a reader opens: where the newest of a kind names third parties, and the
    /// reader may read none that does, the newest that names none.
    func opened(by call: OpenSection) -> SectionHead? {
        guard let head = head(of: call.section) else { return nil }
        guard case .latest(let kind) = call.section, head.manifest.namesThirdParties,
            let decision = decide(
                state(
                    .read, kind, for: call.purpose, glass: call.glass,
                    author: head.manifest.author), about: head.manifest),
            decision.basis == .duty(.redactThirdParties)
        else { return head }
        return latest(kind) { !$0.namesThirdParties } ?? head
    }

    private func latest(_ kind: SectionKind, _ isMeant: (Manifest) -> Bool) -> SectionHead? {
        sections.filter { $0.manifest.kind == kind && isMeant($0.manifest) }
            .max { $0.row.logIndex < $1.row.logIndex }
    }

    /// What opens a version for a caller: a wrap under a grant, with the grant's secret.
    struct ReadingKey {
        /// The newest wrap under the grant.
        let wrap: SignedWrap
        /// The grant's secret for the kind.
        let secret: SecretBox
        /// The consent on which the grant rests; `nil` for a standing one.
        let consent: ConsentID?
    }

    /// The wrap with which a caller opens a version, under a standing grant or one whose consent
    /// stands; one of which a reader said that it does not open only where there is no other.
    func readingKey(
        for caller: Caller, kind: SectionKind, _ row: VersionRow, _ chains: ChainReader
    ) throws -> ReadingKey? {
        let chainSecrets = try chains.secrets(of: .dossier(record.opening.id))
        let wraps = try newestWraps(of: row)
        var reported: ReadingKey?
        for entry in record.grants where entry.grant.kinds.contains(kind) {
            let isOwn =
                entry.grant.holder == caller.holder
                || entry.grant.holder == .member(caller.member)
            guard isOwn, entry.grant.role == caller.role, isUsable(entry),
                let secret = chainSecrets.secret(of: entry.grant.id, kind: kind),
                let wrap = try wraps[entry.grant.id].map(wrap)
            else { continue }
            let key = ReadingKey(wrap: wrap.signed, secret: secret, consent: entry.consent)
            guard wrap.isReported else { return key }
            reported = reported ?? key
        }
        return reported
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
