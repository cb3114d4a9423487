internal import CryptoPrimitives
package import Records

/// What a reader gets for a version that was wrapped for another recipient.
package struct DisclosureReceipt: Sendable {
    /// The section.
    package let section: SectionID
    /// The version.
    package let version: UInt64
    /// The grant of the recipient.
    package let grant: GrantID
    /// The entries of opening, of the share's release and of the wrap, verified.
    package let entries: [VerifiedEntry]
    /// How far apart the mediator stood.
    package let level: AssuranceLevel
}

extension Session {
    /// Wraps a version for the holders of grants.
    ///
    /// The version is opened once, to be disclosed, and each recipient is checked as for a new
    /// version: key, grant, consent and floor.
    ///
    /// - Parameters:
    ///   - dossier: The dossier.
    ///   - section: The section.
    ///   - version: The version; 0 for the head.
    ///   - grants: The grants, which the mediator has.
    ///   - purpose: Why.
    ///   - reason: The reason in own words, where a rule asks for it; at most 500 bytes.
    /// - Returns: A receipt for each grant, whose entries were verified.
    /// - Throws: ``ClientError``.
    @discardableResult
    package func disclose(
        dossier: DossierID, section: SectionID, version: UInt64 = 0, to grants: [GrantID],
        purpose: Purpose, reason: String = ""
    ) throws -> [DisclosureReceipt] {
        guard !grants.isEmpty else { return [] }
        let opened = try openVersion(
            OpenSection(
                dossier: dossier, section: .section(section), version: version,
                purpose: purpose, handling: .disclose, glass: .intact, reason: reason))
        let manifest = opened.section.manifest
        let policy = try adoption(.policy).hash
        var receipts: [DisclosureReceipt] = []
        for grant in grants {
            let prepared = try ask(
                .prepareWrap(
                    PrepareWrap(
                        dossier: dossier, section: section, version: manifest.version,
                        grant: grant, purpose: purpose, reason: reason)))
            let recipient = try prepared.decode(Recipient.self)
            guard recipient.grant.id == grant else {
                throw ClientError.unverified(.recipientBasis)
            }
            try check([recipient], of: manifest, isWhole: false)
            let release = try prepared.entry(about: [prepared.request], member: member)
            let wrap = try wrap(
                opened.dataKey, for: recipient, of: manifest, policy: policy, share: prepared)
            let committed = try ask(.commitWrap(CommitWrap(wrap: wrap)))
            let stored = try committed.entry(
                about: [committed.request, Digest(hashing: wrap.canonicalBytes)],
                member: member)
            receipts.append(
                DisclosureReceipt(
                    section: section, version: manifest.version, grant: grant,
                    entries: [opened.section.entry, release, stored], level: committed.level))
        }
        return receipts
    }

    /// Wraps what the caller can wrap for grants whose holders had no key when it was written.
    @discardableResult
    package func completePendingWraps(
        _ dossier: DossierID, purpose: Purpose, reason: String = ""
    ) throws -> [DisclosureReceipt] {
        let pending = try show(dossier).pendingWraps
        var receipts: [DisclosureReceipt] = []
        var done: Set<PendingVersion> = []
        for wrap in pending {
            let version = PendingVersion(section: wrap.section, version: wrap.version)
            guard done.insert(version).inserted else { continue }
            let grants = pending.filter {
                $0.section == wrap.section && $0.version == wrap.version
            }
            receipts += try disclose(
                dossier: dossier, section: wrap.section, version: wrap.version,
                to: grants.map(\.grant), purpose: purpose, reason: reason)
        }
        return receipts
    }

    private struct PendingVersion: Hashable {
        let section: SectionID
        let version: UInt64
    }
}
