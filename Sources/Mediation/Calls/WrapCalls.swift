internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// The share with which a reader wraps an existing version under another grant.
    ///
    /// A share of a version that exists leaves only with an entry; here it is the disclosure's.
    func prepareWrap(_ call: PrepareWrap, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Wrapping in
            let place = try place(
                of: call.grant, section: call.section, in: call.dossier, caller, transaction)
            let row = try place.head.row(version: call.version, rows: transaction.rows)
            let manifest = try place.judge.manifest(row).manifest
            if let refusal = place.refusal(of: call, manifest) {
                return .refused(
                    try refuse(
                        refusal, by: caller, about: place.worker, event: .sectionDisclosed,
                        decided: place.decision(purpose: call.purpose, caller),
                        purpose: call.purpose, category: place.head.manifest.kind.category,
                        in: &transaction))
            }
            if transaction.replayed == nil, try place.standingWrap(of: row.key, transaction.rows) {
                return .refused(
                    try refuse(
                        Refusals.hasWrap, by: caller, about: place.worker,
                        event: .sectionDisclosed,
                        decided: place.decision(purpose: call.purpose, caller),
                        purpose: call.purpose, category: manifest.kind.category,
                        in: &transaction))
            }
            var entry = EntryDraft(
                .sectionDisclosed, by: caller, about: place.worker, object: caller.hash)
            entry.reason = LogEntry.Reason(
                permitting: place.judge.relation, consent: .none, isEmergency: false)
            entry.decision = place.decision(purpose: call.purpose, caller)
            entry.purpose = call.purpose
            entry.words = call.reason
            entry.record = (row.key.section, row.key.version)
            entry.category = manifest.kind.category
            entry.consent = place.reader.entry.consent
            entry.relation = place.judge.relation
            try transaction.record(entry)
            return .permitted(
                try recipient(
                    place.reader, of: manifest, policy: place.judge.bundle, wrapper: caller,
                    record: place.judge.record, chains: transaction.chains))
        }
        let standing = committed.standing
        switch committed.value {
        case .refused(let refusal): return reply(.refused(refusal), to: caller, standing)
        case .permitted(let recipient):
            return reply(.done(recipient.canonicalBytes), to: caller, standing)
        }
    }

    /// Stores a wrap of an existing version, and tells the worker of a disclosure.
    func commitWrap(_ call: CommitWrap, _ caller: Caller) throws -> Reply {
        let wrap = call.wrap.wrap
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let place = try place(
                of: wrap.grant, section: wrap.section, in: wrap.dossier, caller, transaction)
            let row = try place.head.row(version: wrap.version, rows: transaction.rows)
            let manifest = try place.judge.manifest(row).manifest
            if let refusal = place.refusal(of: manifest) {
                return .refused(
                    try refuse(
                        refusal, by: caller, about: place.worker, event: .sectionDisclosed,
                        category: manifest.kind.category, in: &transaction))
            }
            var entry = EntryDraft(
                .grantMade, by: caller, about: place.worker,
                object: Digest(hashing: call.wrap.canonicalBytes))
            entry.record = (wrap.section, wrap.version)
            entry.category = manifest.kind.category
            entry.consent = place.reader.entry.consent
            if transaction.replayed != nil {
                try transaction.record(entry)
                return .done([])
            }
            try check(
                call.wrap, place.reader, of: manifest, policy: place.judge.bundle, by: caller)
            // Nobody takes away what a recipient can open.
            guard try !place.standingWrap(of: row.key, transaction.rows) else {
                throw MediatorError.stale
            }
            let index = try transaction.record(entry)
            try transaction.rows.removeWrap(
                WrapKey(
                    section: wrap.section, version: wrap.version, grant: wrap.grant,
                    roleEpoch: wrap.epoch))
            try store(
                call.wrap,
                key: try transaction.chains.secrets(of: .dossier(wrap.dossier)).storageKey,
                in: transaction.rows)
            try notifyWorker(
                of: place.judge.record,
                Notice(
                    time: caller.now, reason: .disclosed, dossier: wrap.dossier,
                    kind: manifest.kind, step: "", role: place.reader.entry.grant.role,
                    entry: index),
                by: caller, in: transaction)
            return .done([])
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    private enum Wrapping {
        case refused(Records.Refusal)
        case permitted(Recipient)
    }

    /// A section and a reader who is to be given it.
    private struct WrapPlace {
        let judge: DossierJudge
        let head: DossierJudge.SectionHead
        let reader: WriteScope.Reader

        var worker: EntrySubject { EntrySubject(judge.record) }

        /// Whether the reader has a wrap of a version that nobody reported as broken; a row that was
        /// damaged is none, and is mended by another.
        func standingWrap(of version: VersionKey, _ rows: any RecordReading) throws -> Bool {
            try rows.wraps(of: version.section, version: version.version).contains {
                $0.key.grant == reader.entry.grant.id && $0.key.roleEpoch == reader.epoch
                    && (try? judge.wrap($0).isReported) == false
            }
        }

        /// Why the caller may not wrap for the reader.
        func refusal(of call: PrepareWrap, _ manifest: Manifest) -> Records.Refusal? {
            if let refusal = refusal(of: manifest, for: [call.purpose]) { return refusal }
            guard call.reason.isEmpty,
                let decision = decision(on: manifest, for: call.purpose),
                decision.duties.contains(.reason)
            else { return nil }
            return Refusals.reasonNeeded(decision)
        }

        /// Why the caller may not store a wrap for the reader, whatever the purpose: that was judged
        /// when the share was given.
        func refusal(of manifest: Manifest) -> Records.Refusal? {
            refusal(of: manifest, for: Purpose.allCases.filter { $0 != .emergency })
        }

        private func refusal(of manifest: Manifest, for purposes: [Purpose]) -> Records.Refusal? {
            let decisions = purposes.compactMap { decision(on: manifest, for: $0) }
            guard decisions.contains(where: \.isPermitted) else {
                return decisions.first.map(Refusals.decision) ?? judge.noActor
            }
            // Who may have an extract only gets no key of the whole.
            let isKeptBack =
                manifest.namesThirdParties
                && judge.policy.readsRedactedOnly(reader.entry.grant.role, manifest.kind)
            return isKeptBack ? Refusals.extractOnly : nil
        }

        /// What the policy decides about wrapping for the reader, for the entry.
        func decision(purpose: Purpose, _ caller: Caller) -> DecisionRecord? {
            judge.record(of: state(purpose, caller))
        }

        private func decision(on manifest: Manifest, for purpose: Purpose) -> Decision? {
            judge.decide(state(purpose, judge.caller), about: manifest)
        }

        private func state(_ purpose: Purpose, _ caller: Caller) -> AccessState? {
            judge.state(
                reader.entry.wrappingAction, head.manifest.kind, for: purpose,
                recipient: reader.entry.recipient(wrapper: caller.member),
                author: head.manifest.author)
        }
    }

    private func place(
        of grant: GrantID, section: SectionID, in dossier: DossierID, _ caller: Caller,
        _ transaction: borrowing VaultTransaction
    ) throws -> WrapPlace {
        let loaded = try LoadedDossier(
            dossier, caller: caller, rows: transaction.rows, chains: transaction.chains,
            secrets: secrets, adopted: adopted)
        guard let head = loaded.judge.head(of: .section(section)),
            let entry = loaded.record.grants.first(where: { $0.grant.id == grant }),
            entry.grant.kinds.contains(head.manifest.kind), loaded.judge.isUsable(entry),
            let secret = try transaction.chains.secrets(of: .dossier(dossier))
                .secret(of: grant, kind: head.manifest.kind),
            let (epoch, key) = loaded.directory.key(of: entry.grant)
        else { throw MediatorError.unknown }
        return WrapPlace(
            judge: loaded.judge, head: head,
            reader: WriteScope.Reader(entry: entry, epoch: epoch, key: key, secret: secret))
    }
}
