package import CommandSupport
internal import CryptoPrimitives
package import TransparencyLog

/// The directory in which a witness remembers what it cosigned.
///
///     lock                              held by the one process that uses the directory
///     <hash>/checkpoint                 the checkpoint that was cosigned last (``WitnessRecord``)
///     <hash>/evidence/<kind>-<text>/    a signed checkpoint that was refused: `offered`,
///                                       `cosigned` and `request`, whole
///
/// `<hash>` is SHA-256 of the log's origin and `<text>` of the checkpoint's text, in hexadecimal. An
/// older copy of the directory must never come back: the witness could cosign a second history.
package struct WitnessState: Hashable, Sendable {
    /// The most pieces of evidence that are kept of one log.
    package static let maximumEvidence = 64

    /// The path.
    package let path: String

    /// Names the directory.
    package init(path: String) { self.path = path }

    /// Takes the directory for this process.
    ///
    /// - Throws: Status 66 when there is none, 75 when another process uses it.
    package func lock() throws(CommandFailure) -> FileLock {
        guard Files.status(path)?.isDirectory == true else {
            throw CommandFailure(
                .noInput, "there is no state directory `\(path)`",
                hint: "for a new witness: mkdir -m 700 \(path); an old one's must not be lost")
        }
        do throws(FileFailure) {
            return try FileLock(file: "\(path)/lock")
        } catch {
            guard error.kind == .busy else { throw error.asCommandFailure }
            throw CommandFailure(
                .temporary, "another process is this witness already",
                hint: "submit to it over HTTP, or stop it first")
        }
    }

    private func directory(of origin: String) -> String {
        "\(path)/\(Checkpoint.directoryName(origin: origin))"
    }

    /// The path of the record of a log.
    package func recordPath(of origin: String) -> String { "\(directory(of: origin))/checkpoint" }

    /// What was cosigned last; `nil` when nothing was.
    ///
    /// - Parameters:
    ///   - origin: The log.
    ///   - keys: The witness's key, and those that it had before.
    /// - Returns: The record.
    /// - Throws: Status 20 when what stands there is not the witness's own: it is never taken for
    ///   nothing.
    package func record(
        of origin: String, keys: [VerifierKey]
    ) throws(CommandFailure) -> WitnessRecord? {
        let path = recordPath(of: origin)
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: SignedNote.maximumSize)
        } catch {
            if error.kind == .missing { return nil }
            throw error.asCommandFailure
        }
        do throws(NoteError) {
            return try WitnessRecord(reading: bytes, origin: origin, keys: keys)
        } catch {
            throw CommandFailure(
                .verificationFailed, "`\(path)` is not what this witness cosigned: \(error)",
                hint: error == .noKnownSignature
                    ? "when the key was replaced, name the one before with --former"
                    : "this witness must not go on; make a new key")
        }
    }

    /// Keeps a record in the place of the one before, and waits until the disk has it.
    package func save(_ record: WitnessRecord) throws(FileFailure) {
        let path = recordPath(of: record.checkpoint.origin)
        try Files.makeDirectory(Files.parent(of: path), mode: 0o700)
        try Files.write(record.note.bytes, to: path, mode: 0o600)
    }

    /// Keeps a checkpoint that was refused, with the request and what was cosigned before.
    ///
    /// - Returns: Where it is; `nil` when there is no room for more.
    package func keep(
        _ evidence: WitnessEvidence, of request: WitnessRequest, origin: String,
        after record: WitnessRecord?
    ) throws(FileFailure) -> String? {
        let all = "\(directory(of: origin))/evidence"
        let place = evidencePath(evidence, request.checkpoint.text, origin)
        if Files.status("\(place)/offered") != nil { return place }
        let count = Files.status(all) == nil ? 0 : try Files.names(in: all).count
        guard count < Self.maximumEvidence else { return nil }
        try Files.makeDirectory(place, mode: 0o700)
        try Files.write(request.bytes, to: "\(place)/request")
        if let record { try Files.write(record.note.bytes, to: "\(place)/cosigned") }
        try Files.write(request.checkpoint.bytes, to: "\(place)/offered")
        return place
    }

    /// Removes a checkpoint from the evidence that was unproved and is proved now.
    package func acquit(_ checkpoint: SignedCheckpoint) throws(FileFailure) {
        let place = evidencePath(.unproved, checkpoint.note.text, checkpoint.checkpoint.origin)
        guard Files.status(place) != nil else { return }
        for name in ["offered", "cosigned", "request"] { try Files.remove("\(place)/\(name)") }
        try Files.removeDirectory(place)
    }

    private func evidencePath(
        _ evidence: WitnessEvidence, _ text: [UInt8], _ origin: String
    ) -> String {
        "\(directory(of: origin))/evidence/\(evidence.rawValue)-\(Digest(hashing: text).hex)"
    }
}
