internal import CryptoPrimitives
internal import TransparencyLog

/// A small log: entries, tiles, notes and proofs.
enum SampleLog {
    static let origin = "vault.example/access-log"

    static let line: [UInt8] = {
        guard let time = LogTime("2026-11-23T03:17:50Z"), let source = LogToken("mediator"),
            let tag = LogTag("9b1f0e2d3c4b5a69788796a5b4c3d2e1")
        else { preconditionFailure("these are texts of their kinds") }
        var entry = LogEntry(
            time: time, event: .sectionRead, outcome: .allowed, reason: .assigned, source: source)
        entry.actor = tag
        entry.subject = tag
        entry.record = tag
        entry.role = LogToken("occupational-physician")
        entry.purpose = LogToken("reintegration")
        entry.category = .medical
        entry.policy = LogEntry.PolicyReference(
            bundle: Digest(hashing: [1]), floor: Digest(hashing: [2]))
        entry.organisation = LogIdentifier([UInt8](repeating: 7, count: 16)).map { .clear($0) }
        entry.detail = Digest(hashing: [3])
        entry.reference = 12
        entry.approvals = [LogTag("00112233445566778899aabbccddeeff")].reduce(into: []) {
            if let tag = $1 { $0.insert(tag) }
        }
        guard let line = try? entry.line() else { preconditionFailure("the entry is whole") }
        return line
    }()

    static let shortLine: [UInt8] = {
        guard let time = LogTime("1970-01-01T00:00:00Z"), let source = LogToken("m"),
            let line = try? LogEntry(
                time: time, event: .logRead, outcome: .denied, reason: .assigned, source: source
            ).line()
        else { preconditionFailure("these are texts of their kinds") }
        return line
    }()

    static let detail: [UInt8] = {
        var detail = LogDetail()
        detail.subject = LogIdentifier([UInt8](repeating: 1, count: 16))
        detail.dossier = LogIdentifier([UInt8](repeating: 5, count: 16))
        detail.actor = SealedActor([UInt8](repeating: 2, count: 120))
        detail.record = LogIdentifier([UInt8](repeating: 3, count: 16)).map {
            LogDetail.Record(section: $0, version: 4)
        }
        detail.network = "192.0.2.1"
        detail.reason = "the plan of next month"
        detail.relation = LogToken("assigned")
        guard let bytes = try? detail.encoded() else { preconditionFailure("the detail is whole") }
        return bytes
    }()

    /// A key whose seed is one byte, repeated.
    static func signer(
        _ name: String, seed: UInt8, type: VerifierKey.SignatureType = .ed25519
    ) -> NoteSigner {
        let seed = SecretBytes(copying: [UInt8](repeating: seed, count: 32))
        guard let key = try? Ed25519.PrivateKey(seed: seed),
            let signer = try? NoteSigner(name: name, key: key, type: type)
        else { preconditionFailure("32 bytes are a seed") }
        return signer
    }

    static let logKey = signer(origin, seed: 1).verifierKey
    static let witnessKey = signer("witness.example/w1", seed: 2, type: .cosignature).verifierKey

    static let entries = (0..<300).map { Array("entry \($0)".utf8) }

    static let frontier: MerkleFrontier = {
        var frontier = MerkleFrontier()
        for entry in entries { frontier.append(leaf: Digest(entry: entry)) }
        return frontier
    }()

    static let signedNote: SignedNote = {
        let checkpoint = Checkpoint(origin: origin, head: frontier.head)
        guard let note = try? signer(origin, seed: 1).sign(checkpoint),
            let signed = try? SignedCheckpoint(
                verifying: note.bytes, origin: origin, logKeys: [logKey]),
            let line = try? signer("witness.example/w1", seed: 2, type: .cosignature)
                .cosign(signed, time: 1_700_000_000),
            let cosigned = try? note.adding([line])
        else { preconditionFailure("a checkpoint can be signed") }
        return cosigned
    }()

    static let note = signedNote.bytes

    static let proof = LogProof(
        index: 5, path: [Digest(hashing: [1]), Digest(hashing: [2])], checkpoint: signedNote,
        extra: line)

    static let trustPolicy = Array(
        """
        # the vault's own log
        log \(logKey) https://log.example/
        witness w1 \(witnessKey) https://witness.example/
        group one any w1
        quorum one

        """.utf8)
}
