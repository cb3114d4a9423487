internal import CryptoPrimitives
internal import TestSupport
internal import TransparencyLog

extension ParserTrial {
    /// Signed notes.
    package static let notes = Self("signed-note", .text, samples: [SampleLog.note]) {
        (input) throws(NoteError) in
        .written(try SignedNote(input).bytes)
    }

    /// Checkpoints that a log has signed: what is accepted is what the log signed.
    package static let signedCheckpoints = Self(
        "signed-checkpoint", .text, samples: [SampleLog.note]
    ) { (input) throws(NoteError) in
        let signed = try SignedCheckpoint(
            verifying: input, origin: SampleLog.origin, logKeys: [SampleLog.logKey],
            witnesses: [SampleLog.witnessKey])
        return signed.note.text == SampleLog.signedNote.text && signed.note.bytes == input
            ? .free : .contradiction("the log did not sign this text")
    }

    /// The texts of checkpoints.
    package static let checkpoints = Self(
        "checkpoint", .text,
        samples: [SampleLog.signedNote.text, SampleLog.signedNote.text + Array("extension\n".utf8)]
    ) { (input) throws(NoteError) in
        .written(try Checkpoint(input).text)
    }

    /// Verifier keys.
    package static let verifierKeys = Self(
        "verifier-key", .text,
        samples: [SampleLog.logKey, SampleLog.witnessKey].map { Array($0.description.utf8) }
    ) { (input) throws(NoteError) in
        guard let text = String(validating: input, as: UTF8.self) else {
            throw .invalidCharacter
        }
        return .written(Array(try VerifierKey(text).description.utf8))
    }

    /// Entries of the log.
    package static let logEntries = Self(
        "log-entry", .text, samples: [SampleLog.line, SampleLog.shortLine]
    ) { (input) throws(EntryError) in
        .written(try LogEntry(line: input).line())
    }

    /// Details of entries.
    package static let logDetails = Self("log-detail", .fields, samples: [SampleLog.detail]) {
        (input) throws(EntryError) in
        .written(try LogDetail(input).encoded())
    }

    /// Details as they are stored.
    package static let sealedDetails = Self(
        "sealed-detail", .bytes, samples: [SampleRecords.bytes(200)]
    ) { input in
        guard let sealed = SealedDetail(input) else { return nil }
        return sealed.digest == Digest(hashing: input)
            ? .written(sealed.bytes) : .contradiction("the hash is of other bytes")
    }

    /// Bundles of five entries.
    package static let bundles = Self(
        "entry-bundle", .bytes,
        samples: [EntryBundle(entries: Array(SampleLog.entries.prefix(5))).bytes]
    ) { (input) throws(BundleError) in
        let bundle = try EntryBundle(input, width: 5)
        return bundle.entries.count == 5
            ? .written(bundle.bytes) : .contradiction("the width is another")
    }

    /// Tiles of three hashes.
    package static let tiles = Self("tile", .bytes, samples: [SampleRecords.bytes(96)]) { input in
        HashTile(TileCoordinate(level: 0, index: 9, width: 3), bytes: input)
            .map { .written($0.bytes) }
    }

    /// Paths of published files.
    package static let tilePaths = Self(
        "tile-path", .text,
        samples: [
            "checkpoint", "tile/0/x001/x234/067.p/112", "tile/63/000", "tile/entries/x001/000.p/1",
            "tile/entries/x036/x028/x797/x018/x963/967",
        ].map { Array($0.utf8) }
    ) { input in
        guard let text = String(validating: input, as: UTF8.self), let file = LogFile(path: text)
        else { return nil }
        if case .bundle(let bundle) = file, bundle.entries.count != bundle.width {
            return .contradiction("the entries are not as many as the width says")
        }
        return .written(Array(file.path.utf8))
    }

    /// Proofs for others.
    package static let proofs = Self(
        "tlog-proof", .text,
        samples: [
            SampleLog.proof.bytes,
            LogProof(index: 0, path: [], checkpoint: SampleLog.signedNote).bytes,
        ]
    ) { (input) throws(NoteError) in
        .written(try LogProof(input).bytes)
    }

    /// What an interrupted verification stored.
    package static let verificationProgress = Self(
        "verification-progress", .text,
        samples: [0, 256, 1_280].map { size in
            let peaks = (0..<UInt64(size).nonzeroBitCount).map { Digest(hashing: [UInt8($0)]) }
            guard let frontier = MerkleFrontier(size: UInt64(size), peaks: peaks) else {
                preconditionFailure("there is a peak for each bit of the size")
            }
            return VerificationProgress(
                origin: SampleLog.origin, frontier: frontier, entriesRead: UInt64(size) / 2
            ).bytes
        }
    ) { input in
        guard let progress = VerificationProgress(input) else { return nil }
        return progress.frontier.size.isMultiple(of: 256)
            ? .written(progress.bytes) : .contradiction("it goes on inside a bundle")
    }

    /// Requests to witnesses.
    package static let witnessRequests = Self(
        "witness-request", .text,
        samples: [
            WitnessRequest(
                oldSize: 7, proof: SampleLog.proof.path, checkpoint: SampleLog.signedNote
            ).bytes
        ]
    ) { (input) throws(WitnessRefusal) in
        .written(try WitnessRequest(input).bytes)
    }

    /// Trust policies.
    package static let trustPolicies = Self(
        "trust-policy", .text, samples: [SampleLog.trustPolicy]
    ) { (input) throws(TrustPolicyError) in
        let policy = try TrustPolicy(input)
        let isEnough = policy.isQuorum(policy.witnesses.map(\.key))
        return isEnough ? .free : .contradiction("all witnesses together are too few")
    }
}
