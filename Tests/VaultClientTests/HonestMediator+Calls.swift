import AccessPolicy
import CryptoPrimitives
import Records
import Sealing
import TransparencyLog

extension HonestMediator {
    func answer(
        _ request: Request, _ hash: Digest, content: [UInt8], in memory: inout Memory
    ) throws -> Outcome {
        switch request.call {
        case .fetchChains(let call):
            return .done(
                FetchChains.Answer(
                    parts: call.chains.map { chain in
                        let places = memory.chains[chain] ?? []
                        return FetchChains.Part(
                            chain: chain, head: places.last?.statement.head ?? .empty,
                            statements: chain.kind == .dossier
                                ? [] : places.map { logged($0, in: memory) })
                    }
                ).canonicalBytes)
        case .fetchEvidence(let call):
            let places = call.references.compactMap { reference -> LoggedPlace? in
                let places = memory.chains[reference.chain] ?? []
                return places.indices.contains(Int(reference.sequence))
                    ? places[Int(reference.sequence)] : nil
            }
            return .done(
                FetchEvidence.Answer(
                    statements: places.sorted { $0.index < $1.index }
                        .map { logged($0, in: memory) }
                ).canonicalBytes)
        case .fetchObject(let call):
            guard let bytes = memory.objects[call.hash] else { return .failed(.unknown) }
            return .done(FetchObject.Answer(bytes: bytes).canonicalBytes)
        case .append(let call):
            return try append(call.statements, by: request.member, in: &memory)
        case .prepareWrite(let call):
            return try prepare(call, request, hash, in: memory)
        case .commitWrite(let call):
            return try commit(call, content, request, in: &memory)
        case .openSection(let call): return try open(call, request, hash, in: &memory)
        case .prepareWrap(let call): return try prepareWrap(call, request, hash, in: &memory)
        case .commitWrap(let call):
            let wrap = call.wrap.wrap
            let last = Int(wrap.version) - 1
            memory.versions[wrap.section]?[last].wraps.append(call.wrap)
            _ = try log(
                .grantMade, by: request.member, object: Digest(hashing: call.wrap.canonicalBytes),
                in: &memory)
            return .done([])
        case .reportUnopenable(let call):
            memory.reports.append(call)
            _ = try log(.cannotOpen, by: request.member, object: hash, in: &memory)
            return .done([])
        case .listDossiers:
            let views = memory.chains.keys.filter { $0.kind == .dossier }
                .compactMap { DossierID($0.bytes) }.sorted().compactMap { view($0, in: memory) }
            return .done(ListDossiers.Answer(dossiers: views).canonicalBytes)
        case .showDossier(let call):
            guard let view = view(call.dossier, in: memory) else { return .failed(.unknown) }
            return .done(view.canonicalBytes)
        case .listVersions(let call):
            return .done(
                ListVersions.Answer(
                    manifests: (memory.versions[call.section] ?? []).map(\.manifest)
                ).canonicalBytes)
        case .search(let call):
            return .done(Search.Answer(dossiers: memory.tags[call.tag] ?? []).canonicalBytes)
        case .index(let call):
            for tag in call.tags { memory.tags[tag, default: []].append(call.dossier) }
            return .done([])
        case .fetchNotices:
            return .done(
                FetchNotices.Answer(sealed: memory.notices[request.member] ?? []).canonicalBytes)
        case .fetchKeyCopy(let call):
            let sealed = memory.copies[request.member]?[call.key.bytes] ?? []
            return .done(FetchKeyCopy.Answer(sealed: sealed).canonicalBytes)
        case .storeKeyCopies(let call):
            for copy in call.copies {
                memory.copies[copy.member, default: [:]][call.key.bytes] = copy.sealed
            }
            return .done([])
        // The mediator's own tests ask it what overseers see.
        case .readAudit, .countDeadlines, .countFigures, .replayDecisions:
            return .failed(.unavailable)
        case .readLog(let call):
            let all = Int(call.from)..<memory.leaves.count
            let chosen = all.prefix(Int(call.count))
            let entries = chosen.map { index in
                call.selection == .range
                    ? EntryProof(
                        index: UInt64(index), leaf: memory.leaves[index], path: [], detail: nil)
                    : proof(index, in: memory)
            }
            return .done(
                ReadLog.Answer(
                    entries: entries,
                    next: chosen.endIndex < all.endIndex ? UInt64(chosen.endIndex) : nil
                ).canonicalBytes)
        }
    }

    func logged(_ place: LoggedPlace, in memory: Memory) -> LoggedStatement {
        let statement = place.statement.statement
        return LoggedStatement(
            reference: StatementReference(
                chain: statement.chain, sequence: statement.previous.length),
            statement: place.statement, entry: proof(place.index, in: memory, isDetailed: false))
    }

    private func append(
        _ statements: [SignedStatement], by member: MemberID, in memory: inout Memory
    ) throws -> Outcome {
        for signed in statements {
            let chain = signed.statement.chain
            let head = memory.chains[chain]?.last?.statement.head ?? .empty
            guard signed.statement.previous == head else { return .failed(.stale) }
            let stored = memory.lies.statement?(signed) ?? signed
            let index = try log(.relationStated, by: member, object: stored.hash, in: &memory)
            memory.chains[chain, default: []].append(
                LoggedPlace(statement: stored, index: index))
            for grant in stored.statement.body.testGrants {
                for kind in grant.kinds {
                    memory.secrets[GrantKind(grant: grant.id, kind: kind)] = SecretBox(
                        try .random(count: 32))
                }
            }
        }
        return .done([])
    }

    /// The newest key of a holder, by looking through the chain.
    private func key(of grant: Grant, in memory: Memory) -> (UInt64, X25519.PublicKey)? {
        switch grant.holder {
        case .member(let id):
            for place in (memory.chains[.member(id)] ?? []).reversed() {
                if case .member(let body) = place.statement.statement.body {
                    return (body.epoch, body.agreementKey)
                }
            }
        case .organisation(let id):
            for place in (memory.chains[.organisation(id)] ?? []).reversed() {
                if case .roleKey(let body) = place.statement.statement.body,
                    body.role == grant.role
                {
                    return (body.epoch, body.key)
                }
            }
        }
        return nil
    }

    func recipient(
        _ grant: Grant, at place: LoggedPlace, of manifest: Manifest, policy: Digest,
        _ request: Request, _ hash: Digest, in memory: Memory
    ) throws -> Recipient? {
        guard let (epoch, key) = key(of: grant, in: memory),
            let secret = memory.secrets[GrantKind(grant: grant.id, kind: manifest.kind)]
        else { return nil }
        let wrap = WrapRecord(
            manifest: manifest.hash, dossier: manifest.dossier, section: manifest.section,
            version: manifest.version, grant: grant.id, role: grant.role, epoch: epoch,
            recipientKey: Digest(hashing: key.bytes), policy: policy, wrapper: request.member,
            sealedKey: [UInt8](repeating: 0, count: 80))
        return Recipient(
            grant: grant, epoch: epoch, key: key,
            sealedShare: try share(secret, wrap.contextHash, request, hash),
            // Every chain of members and organisations, and the statement of the grant.
            evidence: directoryEvidence(in: memory)
                + [
                    StatementReference(
                        chain: place.statement.statement.chain,
                        sequence: place.statement.statement.previous.length)
                ])
    }

    func directoryEvidence(in memory: Memory) -> [StatementReference] {
        memory.chains.filter { $0.key.kind == .member || $0.key.kind == .organisation }
            .flatMap { chain, places in
                places.indices.map { StatementReference(chain: chain, sequence: UInt64($0)) }
            }
    }

    func share(
        _ secret: SecretBox, _ contextHash: Digest, _ request: Request, _ hash: Digest
    ) throws -> [UInt8] {
        let share = try MediatorShare.derive(
            grantSecret: secret.secret, contextHash: contextHash)
        return try HPKE.sealBase(
            share, to: request.ephemeralKey, info: Array("vault/v1/share".utf8) + hash.bytes,
            authenticating: contextHash.bytes
        ).bytes
    }

    private func grants(
        of dossier: DossierID, in memory: Memory
    ) -> [(grant: Grant, place: LoggedPlace)] {
        (memory.chains[.dossier(dossier)] ?? []).flatMap { place in
            place.statement.statement.body.testGrants.map { ($0, place) }
        }
    }

    private func prepare(
        _ call: PrepareWrite, _ request: Request, _ hash: Digest, in memory: Memory
    ) throws -> Outcome {
        let manifest = call.manifest.manifest
        var recipients: [Recipient] = []
        var pending: [GrantID] = []
        for (grant, place) in grants(of: manifest.dossier, in: memory)
        where grant.kinds.contains(manifest.kind) {
            if !memory.pendingGrants.contains(grant.id),
                let recipient = try recipient(
                    grant, at: place, of: manifest, policy: manifest.policy, request, hash,
                    in: memory)
            {
                recipients.append(recipient)
            } else {
                pending.append(grant.id)
            }
        }
        if let change = memory.lies.recipients { recipients = change(recipients) }
        return .done(
            PrepareWrite.Answer(recipients: recipients, pending: pending).canonicalBytes)
    }

    private func commit(
        _ call: CommitWrite, _ content: [UInt8], _ request: Request, in memory: inout Memory
    ) throws -> Outcome {
        let manifest = call.manifest.manifest
        let summary = try SealedSummary(ofSealed: content)
        guard summary.chunkRoot == manifest.chunkRoot,
            summary.commitment.bytes == manifest.commitment,
            memory.versions[manifest.section]?.last?.manifest.manifest.hash
                ?? Manifest.noPrevious == manifest.previous
        else { return .failed(.stale) }
        let index = try log(
            .sectionWritten, by: request.member,
            object: Digest(hashing: call.manifest.canonicalBytes),
            record: (manifest.section, manifest.version), kind: manifest.kind, in: &memory)
        memory.versions[manifest.section, default: []].append(
            Version(manifest: call.manifest, wraps: call.wraps, content: content, entry: index))
        return try append(call.statements, by: request.member, in: &memory)
    }

    private func section(_ selector: SectionSelector, in memory: Memory) -> SectionID? {
        switch selector {
        case .section(let id): id
        case .latest(let kind):
            memory.versions.values.filter { $0[0].manifest.manifest.kind == kind }
                .max { $0[$0.count - 1].entry < $1[$1.count - 1].entry }?[0]
                .manifest.manifest.section
        }
    }

    private func open(
        _ call: OpenSection, _ request: Request, _ hash: Digest, in memory: inout Memory
    ) throws -> Outcome {
        guard let id = section(call.section, in: memory), let versions = memory.versions[id],
            call.version <= versions.count
        else { return .failed(.unknown) }
        let version = versions[call.version == 0 ? versions.count - 1 : Int(call.version) - 1]
        let manifest = version.manifest.manifest
        // The caller's own wrap: by the member's key, or by the role of the appointment.
        let place = place(of: request, in: memory)
        let wrap = version.wraps.last { wrap in
            let grant = grants(of: call.dossier, in: memory).first {
                $0.grant.id == wrap.wrap.grant
            }?.grant
            return grant?.holder == .member(request.member)
                || place.map {
                    grant?.holder == .organisation($0.1) && grant?.role == $0.0
                } ?? false
        }
        guard let wrap,
            let secret = memory.secrets[
                GrantKind(grant: wrap.wrap.grant, kind: manifest.kind)]
        else { return .failed(.unknown) }
        _ = try log(
            call.handling == .disclose ? .sectionDisclosed : .sectionRead, by: request.member,
            object: hash, record: (id, manifest.version), kind: manifest.kind,
            isEmergency: call.glass == .declared, in: &memory)
        var answer = OpenSection.Answer(
            manifest: version.manifest, wrap: wrap,
            sealedShare: try share(secret, wrap.wrap.contextHash, request, hash),
            content: version.content,
            writeEntry: proof(version.entry, in: memory, isDetailed: false),
            headVersion: UInt64(versions.count), evidence: directoryEvidence(in: memory))
        if let change = memory.lies.opening { answer = change(answer) }
        return .done(answer.canonicalBytes)
    }

    private func place(of request: Request, in memory: Memory) -> (Role, OrganisationID)? {
        for place in memory.chains[.member(request.member)] ?? [] {
            if case .appointment(let body) = place.statement.statement.body,
                body.id == request.appointment
            {
                return (body.role, body.organisation)
            }
        }
        return nil
    }

    private func prepareWrap(
        _ call: PrepareWrap, _ request: Request, _ hash: Digest, in memory: inout Memory
    ) throws -> Outcome {
        guard let version = memory.versions[call.section]?[Int(call.version) - 1],
            let (grant, place) = grants(of: call.dossier, in: memory).first(where: {
                $0.grant.id == call.grant
            }),
            let recipient = try recipient(
                grant, at: place, of: version.manifest.manifest,
                policy: version.manifest.manifest.policy, request, hash, in: memory)
        else { return .failed(.unknown) }
        _ = try log(
            .sectionDisclosed, by: request.member, object: hash,
            record: (call.section, call.version), kind: version.manifest.manifest.kind,
            in: &memory)
        let told = memory.lies.recipients?([recipient])[0] ?? recipient
        return .done(told.canonicalBytes)
    }

    private func view(_ id: DossierID, in memory: Memory) -> DossierView? {
        guard let places = memory.chains[.dossier(id)],
            case .dossier(let opening)? = places.first?.statement.statement.body
        else { return nil }
        let heads = memory.versions.values.compactMap(\.last).filter {
            $0.manifest.manifest.dossier == id
        }
        return DossierView(
            id: id, employer: opening.employer, regime: opening.regime, phase: .assessment,
            parties: opening.parties, head: places[places.count - 1].statement.head,
            sections: heads.map { version in
                let manifest = version.manifest.manifest
                return SectionView(
                    section: manifest.section, kind: manifest.kind, version: manifest.version,
                    role: manifest.role, time: manifest.time, manifest: manifest.hash,
                    namesThirdParties: true, extractOf: nil)
            }.sorted { $0.section < $1.section }, events: [], consents: [],
            pendingWraps: heads.flatMap { version in
                memory.pendingGrants.sorted().map { grant in
                    PendingWrap(
                        section: version.manifest.manifest.section,
                        version: version.manifest.manifest.version, grant: grant, role: .nurse)
                }
            })
    }
}

extension StatementBody {
    /// The grants that a statement brings.
    var testGrants: [Grant] {
        switch self {
        case .dossier(let opening): opening.parties.flatMap(\.grants) + opening.grants
        case .party(let party): party.grants
        case .consent(let consent): consent.grants
        case .grants(let list): list.grants
        default: []
        }
    }
}
