package import CryptoPrimitives
package import Records

/// A manifest with everything that it names: what is proposed for adoption.
///
/// It is proved before anything rests on it (``ProvedBundle``); what was adopted is read again by
/// its hash, without a new proof.
package struct PolicyBundle: Sendable {
    /// The manifest.
    package let manifest: BundleManifest
    /// The compiled rules, by regime.
    package let policies: [String: CompiledPolicy]
    /// The cases, by regime.
    package let cases: [String: PolicyCaseList]

    /// Makes a bundle of rules that were compiled, each policy with the cases that it must pass.
    package init(
        name: String, revision: UInt64, jurisdiction: String, validFrom: CivilDate,
        validUntil: CivilDate?, predecessor: Digest?,
        policies: [(policy: CompiledPolicy, cases: [PolicyCase])],
        sources: [BundleManifest.Source]
    ) {
        var compiled: [String: CompiledPolicy] = [:]
        var lists: [String: PolicyCaseList] = [:]
        var entries: [BundleManifest.Entry] = []
        for (policy, cases) in policies {
            let list = PolicyCaseList(cases)
            compiled[policy.name] = policy
            lists[policy.name] = list
            entries.append(
                BundleManifest.Entry(
                    regime: policy.name, policy: policy.hash,
                    cases: Digest(hashing: list.canonicalBytes)))
        }
        self.policies = compiled
        self.cases = lists
        manifest = BundleManifest(
            name: name, revision: revision, jurisdiction: jurisdiction, validFrom: validFrom,
            validUntil: validUntil, predecessor: predecessor, entries: entries, sources: sources)
    }

    /// Takes a bundle out of the bytes of its parts.
    ///
    /// - Parameters:
    ///   - hash: The hash of the manifest.
    ///   - object: Gives bytes by their hash; `nil` when they are not there.
    /// - Throws: ``BundleFault/missing`` or ``BundleFault/malformed``, or whatever `object` throws.
    package init(_ hash: Digest, object: (Digest) throws -> [UInt8]?) throws {
        func part(_ hash: Digest) throws -> [UInt8] {
            guard let bytes = try object(hash) else { throw BundleFault.missing(hash) }
            guard Digest(hashing: bytes) == hash else { throw BundleFault.malformed }
            return bytes
        }
        guard let manifest = try? BundleManifest(canonical: part(hash)) else {
            throw BundleFault.malformed
        }
        var policies: [String: CompiledPolicy] = [:]
        var cases: [String: PolicyCaseList] = [:]
        for entry in manifest.entries {
            let bytes = (try part(entry.policy), try part(entry.cases))
            guard let policy = try? CompiledPolicy(canonical: bytes.0),
                policy.name == entry.regime,
                let list = try? PolicyCaseList(canonical: bytes.1)
            else { throw BundleFault.malformed }
            policies[entry.regime] = policy
            cases[entry.regime] = list
        }
        self.manifest = manifest
        self.policies = policies
        self.cases = cases
    }

    /// Its parts: manifest, rules and cases, each under its hash.
    package var objects: [[UInt8]] {
        var seen: Set<Digest> = []
        let parts =
            [manifest.canonicalBytes]
            + manifest.entries.flatMap { entry in
                [policies[entry.regime]?.canonicalBytes, cases[entry.regime]?.canonicalBytes]
                    .compactMap(\.self)
            }
        return parts.filter { seen.insert(Digest(hashing: $0)).inserted }
    }
}

extension PolicyBundle {
    /// Checks that a bundle may take the place of the one in force.
    ///
    /// There is no way back: the content of an older revision comes again as a new one.
    ///
    /// - Parameters:
    ///   - current: The bundle in force; `nil` for the first.
    ///   - day: The day of the adoption.
    ///   - regimes: The regimes that the vault has adopted, each of which needs rules.
    /// - Throws: ``BundleFault``.
    package func checkSuccession(
        to current: BundleManifest?, on day: CivilDate, for regimes: Set<String>
    ) throws(BundleFault) {
        guard manifest.revision > current?.revision ?? 0, manifest.predecessor == current?.hash
        else { throw .notTheNext(revision: current?.revision ?? 0, predecessor: current?.hash) }
        guard manifest.isValid(on: day) else { throw .notValid }
        for regime in regimes.sorted() where manifest.entry(for: regime) == nil {
            throw .lacksRegime(regime)
        }
    }
}

/// Why a bundle cannot be adopted.
package enum BundleFault: Error, Hashable, Sendable {
    /// A part that the manifest names is not there.
    case missing(Digest)
    /// A part is not what it should be.
    case malformed
    /// Its revision does not rise, or it does not name the bundle in force as its predecessor.
    case notTheNext(revision: UInt64, predecessor: Digest?)
    /// It is not valid on the day of its adoption.
    case notValid
    /// A regime that the vault has adopted has no rules in it.
    case lacksRegime(String)
    /// Rules reach below the floor, or deny what nobody may be denied.
    case violation(regime: String, PolicyViolation)
    /// A case is not decided as it says.
    case failure(regime: String, PolicyCaseFailure)

    /// The name of what is broken, such as `floor/F1` or `bundle/predecessor`.
    package var id: String {
        switch self {
        case .missing: "bundle/missing"
        case .malformed: "bundle/malformed"
        case .notTheNext: "bundle/predecessor"
        case .notValid: "bundle/validity"
        case .lacksRegime: "bundle/regime"
        case .violation(_, let violation): violation.requirement.id
        case .failure: "bundle/case"
        }
    }
}

extension BundleFault: CustomStringConvertible {
    /// One line, with the regime and an example where there is one.
    package var description: String {
        switch self {
        case .missing(let hash): "the part \(hash.hex) is missing"
        case .malformed: "a part of the bundle is not what it should be"
        case .notTheNext(let revision, let predecessor):
            "it does not follow the bundle in force: a revision above \(revision), predecessor "
                + (predecessor.map(\.hex) ?? "none")
        case .notValid: "it is not valid today"
        case .lacksRegime(let regime): "it has no rules for the adopted regime `\(regime)`"
        case .violation(let regime, let violation): "\(regime): \(violation)"
        case .failure(let regime, let failure):
            "\(regime): case `\(failure.name)` expected \(failure.expected), decided "
                + "\(failure.decided), at \(failure.state)"
        }
    }
}
