internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import Sealing

/// What a write rests on: the dossier, and who will be able to read the version.
struct WriteScope {
    /// Someone who can read the version, once it is wrapped.
    struct Reader {
        /// The grant.
        let entry: DossierRecord.GrantEntry
        /// The epoch of the role key.
        let epoch: UInt64
        /// The public role key.
        let key: X25519.PublicKey
        /// The grant's secret for the kind.
        let secret: SecretBox
    }

    /// The dossier.
    let judge: DossierJudge
    /// Members and organisations of the dossier.
    let directory: Directory
    /// Those with a key.
    let readers: [Reader]
    /// Grants whose holder has no key yet.
    let pending: [GrantID]
    private let caller: Caller
    private let rows: any RecordReading

    /// Loads the dossier of a manifest.
    ///
    /// - Throws: ``MediatorError/unknown`` when there is no such dossier.
    init(
        _ manifest: Manifest, caller: Caller, rows: any RecordReading, chains: ChainReader,
        secrets: any SecretStore, adopted: AdoptedData
    ) throws {
        self.rows = rows
        let loaded = try LoadedDossier(
            manifest.dossier, caller: caller, rows: rows, chains: chains, secrets: secrets,
            adopted: adopted)
        judge = loaded.judge
        directory = loaded.directory
        self.caller = caller
        let chainSecrets = try chains.secrets(of: .dossier(manifest.dossier))
        var readers: [Reader] = []
        var pending: [GrantID] = []
        for entry in judge.record.grants where entry.grant.kinds.contains(manifest.kind) {
            guard let secret = chainSecrets.secret(of: entry.grant.id, kind: manifest.kind),
                judge.isUsable(entry)
            else { continue }
            // Who may have an extract only gets no key of the whole.
            if manifest.namesThirdParties,
                judge.policy.readsRedactedOnly(entry.grant.role, manifest.kind)
            {
                continue
            }
            if let (epoch, key) = directory.key(of: entry.grant) {
                readers.append(Reader(entry: entry, epoch: epoch, key: key, secret: secret))
            } else {
                pending.append(entry.grant.id)
            }
        }
        self.readers = readers
        self.pending = pending
    }

    /// Why the version may not be written; `nil` when it may.
    ///
    /// - Parameters:
    ///   - signed: The manifest.
    ///   - reason: Why it is written, in the author's words; empty for none.
    /// - Returns: The refusal.
    /// - Throws: ``MediatorError/stale`` when the version does not follow the head, or was made under
    ///   another policy; ``MediatorError/malformed`` when the manifest contradicts the request;
    ///   ``MediatorError/unknown`` for an extract of what is not there.
    func refusal(of signed: SignedManifest, reason: String) throws -> Records.Refusal? {
        let manifest = signed.manifest
        guard manifest.author == caller.member,
            manifest.appointment == caller.request.appointment, manifest.role == caller.role,
            manifest.authorKey == Digest(hashing: caller.entry.signingKey.bytes),
            manifest.vault == directory.vault,
            signed.signature.isValid(for: manifest.canonicalBytes, key: caller.entry.signingKey)
        else { throw MediatorError.malformed }
        let age = caller.now.seconds - manifest.time.seconds
        guard abs(age) <= Mediator.writeTolerance else { throw Failure.outOfTime }
        guard manifest.policy == judge.bundle else { throw MediatorError.stale }
        let head = judge.sections.first { $0.manifest.section == manifest.section }?.manifest
        guard manifest.version == (head?.version ?? 0) + 1,
            manifest.previous == (head?.hash ?? Manifest.noPrevious),
            head.map({ $0.kind == manifest.kind }) ?? true
        else { throw MediatorError.stale }
        guard judge.record.opening.worker != nil || manifest.kind.isCollective else {
            return Refusals.collectiveRecord
        }
        guard let decisions = decisions(on: manifest) else { return judge.noActor }
        if let refused = decisions.first(where: { !$0.isPermitted }) {
            return Refusals.decision(refused)
        }
        if reason.isEmpty, let decision = decisions.first(where: { $0.duties.contains(.reason) }) {
            return Refusals.reasonNeeded(decision)
        }
        try checkExtract(manifest, after: head)
        return nil
    }

    /// An extract is one of a version of the kind that stands here, in a section of extracts: the
    /// newest of a kind is never an extract where there is a whole.
    private func checkExtract(_ manifest: Manifest, after head: Manifest?) throws {
        if let head, (head.extractOf == nil) != (manifest.extractOf == nil) {
            throw MediatorError.malformed
        }
        guard let whole = manifest.extractOf else { return }
        let sections = judge.sections.filter { $0.manifest.kind == manifest.kind }
        if sections.contains(where: { $0.hash == whole && $0.manifest.extractOf == nil }) { return }
        for section in sections where section.manifest.extractOf == nil {
            let versions = try rows.versions(of: section.manifest.section, in: manifest.dossier)
            if try versions.contains(where: { try judge.manifest($0).manifest.hash == whole }) {
                return
            }
        }
        throw MediatorError.unknown
    }

    /// Why the author may not keep a text that the text guard doubts; `nil` when that may be.
    ///
    /// Those may on whom the policy lays the guard as a duty, since they are bound by secrecy and
    /// can judge; and the worker, about whom the text is. A named illness stays in no form for the
    /// employer's side, as far as the author's client says what it found.
    func refusal(ofKeeping kept: KeptText, in manifest: Manifest) -> Records.Refusal? {
        let mayStay = kept.classes.allSatisfy { word in
            TextClass(rawValue: word).map { TextGuard.mayKeep($0, in: manifest.kind) } ?? false
        }
        guard mayStay else { return Refusals.illnessKept }
        guard manifest.role.side != .worker, let decisions = decisions(on: manifest),
            let decision = decisions.first,
            !decisions.contains(where: { $0.duties.contains(.textGuard) })
        else { return nil }
        return Refusals.textKept(decision)
    }

    /// What the policy says of a version; `nil` when the appointment does not stand.
    ///
    /// Who writes gives it to all readers at once. Where the floor judges the release apart, as F7
    /// does for the assessment form, both must be permitted.
    private func decisions(on manifest: Manifest) -> [Decision]? {
        let head = judge.sections.first { $0.manifest.section == manifest.section }?.manifest
        let actions: [Action] =
            manifest.kind == .assessmentForm ? [.write, .release] : [.write]
        let decisions = actions.compactMap { action in
            judge.decide(
                judge.state(action, manifest.kind, for: manifest.purpose, author: head?.author),
                about: manifest)
        }
        return decisions.isEmpty ? nil : decisions
    }

    /// What a refusal to write says when the version belongs to a step.
    ///
    /// The process knows the article, when it refuses the step too. The floor is told as it is.
    ///
    /// - Parameters:
    ///   - step: The step; empty for none.
    ///   - manifest: The version.
    ///   - refusal: Why it may not be written.
    /// - Returns: The refusal of the process with the rules of both, else the one given.
    /// - Throws: ``MediatorError`` when what the process rests on cannot be read.
    func refusal(
        of step: String, with manifest: Manifest, beside refusal: Records.Refusal
    ) throws -> Records.Refusal {
        guard !refusal.rules.contains(where: { $0.hasPrefix("floor/") }),
            let name = StepName(step),
            let process = judge.process.obstacle(
                to: name, by: manifest.role, on: judge.today, sections: [manifest.hash],
                facts: try judge.processFacts(adding: [manifest]))
        else { return refusal }
        return Refusals.process(process, beside: refusal.rules)
    }
}

/// A dossier with its judge and the members and organisations that it names.
struct LoadedDossier {
    /// The dossier.
    let record: DossierRecord
    /// Its chain.
    let chain: StoredChain
    /// Members and organisations.
    let directory: Directory
    /// What decides.
    let judge: DossierJudge

    /// Loads a dossier.
    ///
    /// - Throws: ``MediatorError/unknown`` when there is none.
    init(
        _ id: DossierID, caller: Caller, rows: any RecordReading, chains: ChainReader,
        secrets: any SecretStore, adopted: AdoptedData
    ) throws {
        guard let found = try chains.dossier(id) else { throw MediatorError.unknown }
        record = found.record
        chain = found.chain
        directory = try chains.directory(
            members: found.record.members.union([caller.member]),
            organisations: found.record.organisations.union(caller.organisations))
        judge = try DossierJudge(
            record: record, directory: directory, caller: caller, rows: rows, chains: chains,
            secrets: secrets, adopted: adopted)
    }
}

extension Caller {
    /// The organisation for which the member acts, as a set.
    fileprivate var organisations: Set<OrganisationID> {
        organisation.map { [$0] } ?? []
    }
}

extension DossierJudge {
    /// Whether wraps are made under a grant now: a standing one always, one that a consent brings
    /// while the consent stands.
    func isUsable(_ entry: DossierRecord.GrantEntry) -> Bool {
        guard let id = entry.consent else { return true }
        return consents.facts(of: id).contains { $0.isCurrent(at: now) }
    }
}

extension Directory {
    /// The key to which a grant's wraps are sealed: the newest role key, or the person's own.
    func key(of grant: Grant) -> (epoch: UInt64, key: X25519.PublicKey)? {
        switch grant.holder {
        case .organisation(let id):
            roleKey(grant.role, of: id).map { ($0.roleKey.epoch, $0.roleKey.key) }
        case .member(let id):
            member(id).map { ($0.epoch, $0.agreementKey) }
        }
    }
}
