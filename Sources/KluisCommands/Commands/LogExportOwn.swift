internal import AccessAudit
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

extension LogWords {
    /// An entry about the reader's own dossiers as it is exported, with what the reader may see: the
    /// organisation, the reason, the own name, and a member's name where it was given.
    func named(_ verified: VerifiedEntry) -> NamedRow {
        var row = NamedRow(
            AuditRow(
                index: verified.index, leafHash: Digest(entry: verified.leaf),
                entry: verified.entry, facts: .none))
        let isOwn = verified.actor?.member.bytes == own.bytes
        row.actorName = isOwn ? names.name(own) : name(of: verified)
        row.organisationName = organisationName(of: verified.entry)
        row.subjectName = names.name(own)
        row.reason = verified.detail?.reason
        return row
    }

    /// A file of entries; the tags in it are those of the log.
    ///
    /// - Parameters:
    ///   - entries: The entries.
    ///   - format: The format.
    ///   - origin: The log's origin.
    ///   - version: The product's version.
    /// - Returns: The bytes.
    func export(
        _ entries: [VerifiedEntry], as format: ExportFormat, origin: String, version: String
    ) -> [UInt8] {
        var encoder = format.encoder(
            for: ExportSource(origin: origin, version: version, series: nil))
        var bytes = encoder.header()
        for entry in entries { bytes += encoder.encode(named(entry)) }
        return bytes + encoder.footer()
    }
}
