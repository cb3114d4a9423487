internal import CryptoPrimitives
internal import Records
internal import Synchronization

/// What was seen of sections and consents, and must not be taken back.
extension MemberState {
    /// Checks that a section's head does not go back, and remembers it.
    ///
    /// - Parameters:
    ///   - section: The section.
    ///   - dossier: Its dossier.
    ///   - version: The version that is said to be the head.
    ///   - manifest: The hash of its manifest, if that was verified.
    ///   - logSize: The size of the log.
    /// - Throws: ``ClientError/sectionWentBack(seen:shown:)``; ``ClientError/unverified(_:)`` for
    ///   another manifest under a version that was seen.
    func see(
        section: SectionID, of dossier: DossierID, version: UInt64, manifest: Digest?,
        logSize: UInt64
    ) throws {
        let share = try readSeen(of: dossier)
        try memory.withLock { memory in
            if let seen = memory.seen[share]?.heads[section] {
                guard version >= seen.version else {
                    throw ClientError.sectionWentBack(seen: seen.version, shown: version)
                }
                guard version > seen.version else {
                    guard manifest.map({ $0 == seen.manifest }) ?? true else {
                        throw ClientError.unverified(.manifest)
                    }
                    return
                }
            }
            guard let manifest else { return }
            memory.seen[share]?.heads[section] = SeenHead(
                section: section, version: version, manifest: manifest, logSize: logSize)
            memory.changed.insert(.seen(share: share))
        }
    }

    /// Remembers consents of a dossier that were withdrawn.
    func see(withdrawn consents: some Collection<ConsentID>, in dossier: DossierID) throws {
        guard !consents.isEmpty else { return }
        let share = try readSeen(of: dossier)
        memory.withLock { memory in
            guard let known = memory.seen[share]?.withdrawn, !known.isSuperset(of: consents) else {
                return
            }
            memory.seen[share]?.withdrawn.formUnion(consents)
            memory.changed.insert(.seen(share: share))
        }
    }

    /// Whether a consent of a dossier was seen to be withdrawn.
    func isWithdrawn(_ consent: ConsentID, in dossier: DossierID) throws -> Bool {
        let share = try readSeen(of: dossier)
        return memory.withLock { $0.seen[share]?.withdrawn.contains(consent) ?? false }
    }
}
