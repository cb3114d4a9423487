internal import CryptoPrimitives
internal import Records
package import TransparencyLog

/// A log entry that a verified checkpoint commits to, with its detail where the caller may see it.
///
/// There is no way to make one except by verifying.
package struct VerifiedEntry: Hashable, Sendable {
    /// The zero-based position.
    package let index: UInt64
    /// What the leaf says.
    package let entry: LogEntry
    /// What the sealed detail says; `nil` when the caller was not given its key.
    package let detail: LogDetail?
    /// Who acted; `nil` when the caller was not given the name's key.
    package let actor: LogActor?
    /// The leaf: one line of canonical JSON.
    package let leaf: [UInt8]
    /// The proof, which convinces others offline: a C2SP tlog-proof.
    package let proof: LogProof

    /// Verifies an entry.
    ///
    /// - Parameters:
    ///   - proof: The entry with its inclusion path and, perhaps, the key of its detail.
    ///   - checkpoint: A verified checkpoint.
    /// - Throws: ``ClientError/unverified(_:)``.
    init(
        verifying proof: EntryProof, against checkpoint: SignedCheckpoint
    ) throws(ClientError) {
        do {
            _ = try IncludedEntry(
                verifying: proof.leaf, at: proof.index, path: proof.path,
                against: checkpoint.head)
        } catch { throw .unverified(.inclusion) }
        guard let entry = try? LogEntry(line: proof.leaf) else { throw .unverified(.entry) }
        index = proof.index
        leaf = proof.leaf
        self.entry = entry
        if let keys = proof.detail {
            let opened = try LogDetail(opening: keys, of: entry)
            detail = opened
            actor = try opened.openActor(keys)
        } else {
            detail = nil
            actor = nil
        }
        self.proof = LogProof(
            index: proof.index, path: proof.path, checkpoint: checkpoint.note)
    }

    /// Checks that the entry is about a member's own act and says how it ended.
    ///
    /// - Throws: ``ClientError/unverified(_:)``.
    func check(member: MemberID, isPermitted: Bool) throws(ClientError) {
        guard entry.outcome == (isPermitted ? .allowed : .denied),
            actor?.member.bytes == member.bytes
        else { throw .unverified(.entry) }
    }

    /// Checks that the entry names a section version, and shows no other category or purpose.
    ///
    /// - Throws: ``ClientError/unverified(_:)``.
    func check(
        section: SectionID, version: UInt64, kind: SectionKind, events: Set<LogEntry.Event>
    ) throws(ClientError) {
        guard events.contains(entry.event),
            detail?.record?.section.bytes == section.bytes, detail?.record?.version == version,
            entry.category?.rawValue == kind.category.rawValue
        else { throw .unverified(.entry) }
    }
}
