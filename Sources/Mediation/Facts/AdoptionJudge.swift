internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration

/// Judges what is to be adopted, beyond the authority of those who sign: that it is what it should
/// be, follows what is in force, and keeps what must be kept.
struct AdoptionJudge {
    /// What the request brings, by hash.
    let objects: [Digest: [UInt8]]
    /// The store, which has what was adopted before.
    let rows: any RecordReading
    /// The civil day.
    let today: CivilDate

    /// Why something may not be adopted; `nil` when it may.
    ///
    /// - Parameters:
    ///   - adoption: The adoption.
    ///   - signed: Its statement, whose authority was checked.
    ///   - before: What stood before it.
    /// - Returns: The refusal.
    /// - Throws: ``MediatorError/damaged`` when the bundle in force is not there.
    func refusal(
        of adoption: Adoption, by signed: SignedStatement, after before: Directory
    ) throws -> Records.Refusal? {
        // At founding it takes the founders; from then on those who approve.
        guard before.isPracticeOfOne || before.approvals(of: signed).count >= 2 else {
            return Refusals.authority(.adoption)
        }
        if adoption.kind == .policy { return try policy(adoption, signed, before) }
        guard objects.count == 1, let bytes = objects[adoption.hash] else {
            return Refusals.bundle(.missing(adoption.hash))
        }
        guard isWhole(adoption, bytes) else { return Refusals.bundle(.malformed) }
        if adoption.kind == .regime {
            guard let hash = before.adoption(.policy)?.hash, let current = try rows.object(hash),
                let manifest = try? BundleManifest(canonical: current)
            else { throw MediatorError.damaged }
            if manifest.entry(for: adoption.name) == nil {
                return Refusals.bundle(.lacksRegime(adoption.name))
            }
        }
        return nil
    }

    private func policy(
        _ adoption: Adoption, _ signed: SignedStatement, _ before: Directory
    ) throws -> Records.Refusal? {
        guard let current = before.adoption(.policy) else { throw MediatorError.damaged }
        let inForce: PolicyBundle
        do { inForce = try PolicyBundle(current.hash) { try rows.object($0) } } catch {
            throw MediatorError.damaged
        }
        do {
            let bundle = try PolicyBundle(adoption.hash) { hash in
                try objects[hash] ?? rows.object(hash)
            }
            let known = Set(bundle.objects.map { Digest(hashing: $0) })
            guard bundle.manifest.name == adoption.name,
                bundle.manifest.revision == adoption.revision, adoption.floor == Floor.hash,
                objects.keys.allSatisfy(known.contains)
            else { return Refusals.bundle(.malformed) }
            let regimes = before.adoptions.filter { $0.kind == .regime }.map(\.name)
            try bundle.checkSuccession(
                to: inForce.manifest, on: today, for: Set(regimes))
            let proved = try ProvedBundle(proving: bundle, beside: inForce)
            let isApproved =
                before.isPracticeOfOne
                || before.approvals(of: signed).contains(.headOfMedicalDepartment)
            return proved.widensSecret && !isApproved ? Refusals.secretWidened : nil
        } catch let fault as BundleFault {
            return Refusals.bundle(fault)
        }
    }

    /// Whether bytes are a whole regime, lexicon or list of periods of the name and revision that
    /// the adoption says; forms are read by clients only.
    private func isWhole(_ adoption: Adoption, _ bytes: [UInt8]) -> Bool {
        switch adoption.kind {
        case .regime:
            (try? Regime(canonical: bytes)).map {
                $0.name.text == adoption.name && UInt64($0.revision) == adoption.revision
            } ?? false
        case .lexicon:
            // The lexicon that is called like a language is of that language.
            (try? Lexicon(canonical: bytes)).map { lexicon in
                lexicon.revision == adoption.revision
                    && Language(rawValue: adoption.name).map { $0 == lexicon.language } ?? true
            } ?? false
        case .retention:
            (try? Retention(canonical: bytes)).map {
                $0.name == adoption.name && $0.revision == adoption.revision
            } ?? false
        case .forms: true
        case .policy: false
        }
    }
}
