package import Records

/// Which version of which section.
package struct VersionKey: Hashable, Sendable {
    /// The dossier.
    package let dossier: DossierID
    /// The section.
    package let section: SectionID
    /// The number of the version, from 1 on.
    package let version: UInt64

    /// Names a version.
    package init(dossier: DossierID, section: SectionID, version: UInt64) {
        self.dossier = dossier
        self.section = section
        self.version = version
    }
}

/// A section version without its content.
package struct VersionRow: Hashable, Sendable {
    /// Which version it is.
    package let key: VersionKey
    /// The sealed manifest.
    package let manifest: [UInt8]
    /// The index of its log entry.
    package let logIndex: UInt64
    /// The size of the encrypted content in bytes.
    package let contentSize: Int

    /// The largest encrypted content, 16 MiB; larger things are attachments, in files.
    package static let maximumContentSize = 16 << 20

    /// Makes a row.
    package init(key: VersionKey, manifest: [UInt8], logIndex: UInt64, contentSize: Int) {
        precondition(contentSize >= 0, "a size is not negative")
        self.key = key
        self.manifest = manifest
        self.logIndex = logIndex
        self.contentSize = contentSize
    }
}
