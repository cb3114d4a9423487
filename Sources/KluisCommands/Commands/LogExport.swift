package import AccessAudit
package import CryptoPrimitives
package import Records

/// The export of entries to a file or to standard output, as a stream.
package struct LogExport {
    /// What was exported.
    package struct Summary: Hashable, Sendable {
        /// How many entries.
        package var rows: UInt64 = 0
        /// The index of the first one.
        package var first: UInt64?
        /// The index of the last one.
        package var last: UInt64?
        /// The log index of the entry of the export, in which tags are equal for one thing.
        package var series: UInt64 = 0
        /// SHA-256 of all that was written.
        package var hash = Digest(hashing: [])
        /// The size in bytes.
        package var size: UInt64 = 0
    }

    private let format: ExportFormat
    private let origin: String
    private let version: String
    private let pages: Pages

    /// Gives each page of the entries to its argument, which returns whether to go on.
    package typealias Pages = (_ body: (ReadAudit.Answer) throws -> Bool) throws -> Void

    /// Prepares an export.
    ///
    /// - Parameters:
    ///   - format: The format.
    ///   - origin: The log's origin.
    ///   - version: The product's version.
    ///   - pages: The entries.
    package init(_ format: ExportFormat, origin: String, version: String, pages: @escaping Pages) {
        self.format = format
        self.origin = origin
        self.version = version
        self.pages = pages
    }

    /// Writes the export.
    ///
    /// - Parameters:
    ///   - write: Takes the bytes, piece by piece.
    ///   - progress: Hears to which index the log was looked through.
    /// - Returns: What was written.
    /// - Throws: What reading and writing throw.
    package func run(
        write: ([UInt8]) throws -> Void, progress: (UInt64) -> Void
    ) throws -> Summary {
        var summary = Summary()
        var hasher = SHA256Hasher()
        var encoder: (any RowEncoder)?
        var piece: [UInt8] = []
        func pass(_ bytes: [UInt8], ifAbove limit: Int) throws {
            piece += bytes
            guard piece.count > limit else { return }
            hasher.update(piece)
            summary.size += UInt64(piece.count)
            try write(piece)
            piece.removeAll(keepingCapacity: true)
        }
        try pages { page in
            summary.series = page.series
            var writer =
                try encoder ?? start(page.series) { try pass($0, ifAbove: Self.pieceSize) }
            for entry in page.entries {
                guard let row = AuditRow(entry) else {
                    throw CommandFailure(
                        .verificationFailed, "the mediator sent a row that is no entry")
                }
                try pass(writer.encode(NamedRow(row)), ifAbove: Self.pieceSize)
                summary.rows += 1
                summary.first = summary.first ?? row.index
                summary.last = row.index
            }
            encoder = writer
            if let next = page.next { progress(next) }
            return true
        }
        try pass(encoder?.footer() ?? [], ifAbove: 0)
        summary.hash = hasher.finish()
        return summary
    }

    private func start(
        _ series: UInt64, _ pass: ([UInt8]) throws -> Void
    ) rethrows -> any RowEncoder {
        var encoder = format.encoder(
            for: ExportSource(origin: origin, version: version, series: series))
        try pass(encoder.header())
        return encoder
    }

    private static let pieceSize = 64 << 10
}
