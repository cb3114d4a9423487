package import CommandSupport
package import CryptoPrimitives
package import TransparencyLog

/// A directory in which a log is published.
///
///     checkpoint, tile/…              the log itself (C2SP tlog-tiles)
///     heads                           every head that was published (``HeadHistory``)
///     policy                          which witnesses must have cosigned (C2SP tlog-policy)
///     witness/<hash>/checkpoint       the head that is offered to witnesses, with what they cosigned
///
/// `<hash>` is SHA-256 of the log's origin, in hexadecimal. Where the policy asks for witnesses a
/// head is offered first; it becomes the `checkpoint` when a quorum has cosigned it.
package struct PublishedDirectory: Hashable, Sendable {
    /// The path.
    package let path: String

    /// Names a directory, which need not be there.
    package init(path: String) {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// The path of a file of the log.
    package func path(of file: LogFile) -> String { "\(path)/\(file.path)" }

    /// The path of the head that is offered to witnesses.
    package func offerPath(origin: String) -> String {
        "\(path)/witness/\(Checkpoint.directoryName(origin: origin))/checkpoint"
    }

    /// The path of the policy.
    package var policyPath: String { "\(path)/policy" }

    /// The path of the history.
    package var historyPath: String { "\(path)/heads" }

    /// Locks the directory against other writers.
    ///
    /// - Throws: ``FileFailure``: `busy` when there is one.
    package func lock() throws(FileFailure) -> FileLock { try FileLock(directory: path) }

    /// Locks the head that is offered to witnesses, for a moment.
    ///
    /// - Throws: ``FileFailure``.
    package func lockOffer(origin: String) throws(FileFailure) -> FileLock {
        let folder = Files.parent(of: offerPath(origin: origin))
        try Files.makeDirectory(folder, mode: 0o755)
        return try FileLock(directory: folder, waits: true)
    }

    /// The note of the checkpoint, not verified; `nil` when there is none.
    package func checkpoint() throws(FileFailure) -> [UInt8]? {
        try Self.read(path(of: .checkpoint), limit: SignedNote.maximumSize)
    }

    /// The note of the head that is offered to witnesses, not verified; `nil` when there is none.
    package func offer(origin: String) throws(FileFailure) -> [UInt8]? {
        try Self.read(offerPath(origin: origin), limit: SignedNote.maximumSize)
    }

    /// The policy that readers of this log are given; `nil` when there is none.
    ///
    /// - Throws: ``FileFailure``, or what ``trustPolicy(reading:)`` throws.
    package func policy() throws -> TrustPolicy? {
        guard Files.status(policyPath) != nil else { return nil }
        return try Self.trustPolicy(reading: policyPath).policy
    }

    /// Reads a policy with its bytes.
    ///
    /// - Throws: Status 65 with the line that is wrong.
    package static func trustPolicy(
        reading path: String
    ) throws(CommandFailure) -> (policy: TrustPolicy, bytes: [UInt8]) {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: TrustPolicy.maximumSize)
        } catch {
            throw error.asCommandFailure
        }
        do throws(TrustPolicyError) {
            return (try TrustPolicy(bytes), bytes)
        } catch {
            throw CommandFailure(
                .badData, "`\(path)` is no trust policy: line \(error.line): \(error.words)",
                hint: "https://c2sp.org/tlog-policy tells the form")
        }
    }

    /// Makes the proof that the published tree of one size begins with that of another.
    ///
    /// - Parameters:
    ///   - older: The smaller size.
    ///   - newer: The larger size, whose tiles are there.
    /// - Returns: The proof.
    /// - Throws: Status 66 when a tile is missing, 65 when one is too short.
    package func consistencyProof(
        from older: UInt64, to newer: UInt64
    ) throws(CommandFailure) -> [Digest] {
        let reader = TileHashReader(size: newer) { (wanted) throws(CommandFailure) in
            try tile(wanted)
        }
        return try reader.consistencyProof(from: older, to: newer)
    }

    /// A tile, or the full one of its place.
    private func tile(_ wanted: TileCoordinate) throws(CommandFailure) -> HashTile {
        let full = TileCoordinate(level: wanted.level, index: wanted.index)
        for coordinate in [wanted, full] {
            let path = path(of: .tile(coordinate))
            do throws(FileFailure) {
                let size = TileCoordinate.fullWidth * Digest.byteCount
                guard let bytes = try Self.read(path, limit: size) else { continue }
                guard let tile = HashTile(coordinate, bytes: bytes) else {
                    throw FileFailure(.tooLarge, path: path)
                }
                return tile
            } catch {
                guard error.kind == .tooLarge else { throw error.asCommandFailure }
                throw CommandFailure(.badData, "`\(path)` does not have the size of a tile")
            }
        }
        throw CommandFailure(
            .noInput, "there is no `\(path(of: .tile(wanted)))`, which the proof needs",
            hint: "fetch the whole directory")
    }

    private static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]? {
        do throws(FileFailure) {
            return try Files.read(path, limit: limit)
        } catch {
            if error.kind == .missing { return nil }
            throw error
        }
    }
}
