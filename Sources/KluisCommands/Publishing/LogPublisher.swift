internal import CryptoPrimitives
package import RecordStore
package import Records
internal import TransparencyLog

/// Writes the log of a record store as a directory of C2SP tlog-tiles.
///
/// Bundles and tiles come first, the checkpoint last, each file in one step: whoever reads meanwhile
/// sees an old log or the new one, and both verify. What stands there is extended, never replaced by
/// another log.
package struct LogPublisher {
    /// The directory.
    let directory: String

    /// Publishes to a directory, which is made where it is missing.
    package init(directory: String) { self.directory = directory }

    /// What was written.
    package struct Result {
        /// The number of entries.
        package let size: UInt64
        /// The number of files written, the checkpoint included; 0 when it was up to date.
        package let written: Int
    }

    /// Publishes one state of a store.
    ///
    /// - Parameters:
    ///   - store: The record store.
    ///   - founding: The body of the founding statement, which names the log and its key.
    ///   - progress: Is told how many files are written, and of how many.
    /// - Returns: What was written.
    /// - Throws: Status 20 when the directory holds another log, or a newer one.
    package func publish(
        _ store: any RecordStore, founding: Founding, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> Result {
        let key = try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)
        let published = try head(key, origin: founding.origin)
        return try store.read { reading in
            guard let state = try reading.logState() else {
                throw CommandFailure(.noInput, "the vault has no log yet")
            }
            let log = StoredLog(reading, state)
            let checkpoint = try SignedCheckpoint(
                verifying: state.checkpoint, origin: founding.origin, logKeys: [key])
            if let published {
                try check(published, against: checkpoint.head, log)
                guard published.size < checkpoint.head.size else {
                    return Result(size: published.size, written: 0)
                }
            }
            let files = DirectoryPlan.additions(
                from: published?.size ?? 0, to: checkpoint.head.size)
            for (done, file) in files.enumerated() {
                progress(done, files.count)
                let path = "\(directory)/\(file.path)"
                try Files.makeDirectory(Files.parent(of: path), mode: 0o755)
                try Files.write(try log.bytes(of: file), to: path, mode: 0o644)
            }
            let superseded = DirectoryPlan.superseded(
                from: published?.size ?? 0, to: checkpoint.head.size)
            for file in superseded { try Files.remove("\(directory)/\(file.path)") }
            return Result(size: checkpoint.head.size, written: files.count)
        }
    }

    /// The head that stands there; `nil` when there is none.
    private func head(_ key: VerifierKey, origin: String) throws -> TreeHead? {
        let path = "\(directory)/\(LogFile.checkpoint.path)"
        guard Files.status(path) != nil else { return nil }
        do throws(NoteError) {
            let note = try readFile(path)
            return try SignedCheckpoint(verifying: note, origin: origin, logKeys: [key]).head
        } catch {
            throw CommandFailure(
                .verificationFailed, "`\(path)` is no checkpoint of this vault's log: \(error)",
                hint: "publish to another directory, and find out who wrote this one")
        }
    }

    private func readFile(_ path: String) throws(NoteError) -> [UInt8] {
        guard let bytes = try? Files.read(path, limit: SignedNote.maximumSize) else {
            throw .tooLarge
        }
        return bytes
    }

    /// The published head must be a prefix of the store's log.
    private func check(
        _ published: TreeHead, against head: TreeHead, _ log: StoredLog
    ) throws {
        guard published.size <= head.size else {
            throw CommandFailure(
                .verificationFailed,
                "the published log has \(published.size) entries, the vault only \(head.size)",
                hint: "the vault was rolled back: stop, and read about restoring in operations.md")
        }
        let root =
            published.size == head.size
            ? head.root : try log.root(of: published.size)
        guard root == published.root else {
            throw CommandFailure(
                .verificationFailed,
                "the published log is not a beginning of the vault's log",
                hint: "keep both as evidence: the log was signed with two histories")
        }
    }
}
