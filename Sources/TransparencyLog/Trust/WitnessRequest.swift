package import CryptoPrimitives

/// A log's request to a witness to cosign its checkpoint (C2SP tlog-witness, add-checkpoint).
///
///     old <decimal>
///     <base64 hash>                        the consistency proof, one a line, at most 63
///     <blank line>
///     <signed checkpoint>
package struct WitnessRequest: Hashable, Sendable {
    /// The largest request in bytes: a checkpoint of the largest size and 64 KiB before it.
    package static let maximumSize = SignedNote.maximumSize + 65_536
    /// The largest number of hashes of a proof.
    package static let maximumProof = 63

    /// The size that the log believes the witness to have cosigned last; 0 for none.
    package let oldSize: UInt64
    /// The consistency proof from that size.
    package let proof: [Digest]
    /// The checkpoint to cosign, not verified; when it is refused as inconsistent it is evidence.
    package let checkpoint: SignedNote

    /// Makes a request.
    package init(oldSize: UInt64, proof: [Digest], checkpoint: SignedNote) {
        precondition(proof.count <= Self.maximumProof, "a proof has 63 hashes at most")
        precondition(oldSize <= UInt64(Int64.max), "a size is below 2^63")
        self.oldSize = oldSize
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Reads a request; nothing is verified.
    ///
    /// - Throws: ``WitnessRefusal/malformed``.
    package init(_ bytes: [UInt8]) throws(WitnessRefusal) {
        guard bytes.count <= Self.maximumSize,
            let blank = bytes.indices.dropFirst().first(where: {
                bytes[$0] == 0x0a && bytes[$0 - 1] == 0x0a
            }),
            let head = String(validating: bytes[..<(blank - 1)], as: UTF8.self)
        else { throw .malformed }
        let lines = head.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
        guard lines[0].hasPrefix("old "), let size = Decimal.parse(lines[0].dropFirst(4)),
            lines.count - 1 <= Self.maximumProof
        else { throw .malformed }
        var proof: [Digest] = []
        for line in lines.dropFirst() {
            guard let bytes = Base64.decode(line), let hash = Digest(bytes) else {
                throw .malformed
            }
            proof.append(hash)
        }
        guard let checkpoint = try? SignedNote(Array(bytes[(blank + 1)...])) else {
            throw .malformed
        }
        self.init(oldSize: size, proof: proof, checkpoint: checkpoint)
    }

    /// The text form.
    package var bytes: [UInt8] {
        let lines = ["old \(oldSize)"] + proof.map { Base64.encode($0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint.bytes
    }

    /// The log that the checkpoint names; nothing is verified.
    ///
    /// - Throws: ``WitnessRefusal/malformed`` when the note is no checkpoint.
    package func origin() throws(WitnessRefusal) -> String {
        guard let unverified = try? Checkpoint(form: checkpoint.text) else { throw .malformed }
        return unverified.origin
    }

    /// Judges a request as a witness does, in the order of the specification.
    ///
    /// Who calls this holds the log's record locked: a checkpoint that may be cosigned is made
    /// durable as the log's latest one before its cosignature leaves.
    ///
    /// - Parameters:
    ///   - logKeys: The keys of the log that ``origin()`` names; none for a log that is not served.
    ///   - latest: The head that was cosigned last; `nil` for none.
    /// - Returns: What to do.
    package func judge(logKeys: [VerifierKey], latest: TreeHead?) -> WitnessJudgement {
        guard let unverified = try? Checkpoint(form: checkpoint.text) else {
            return .refuse(.malformed, evidence: nil)
        }
        guard logKeys.contains(where: { $0.name.utf8.elementsEqual(unverified.origin.utf8) }) else {
            return .refuse(.unknownOrigin, evidence: nil)
        }
        guard (try? VerifiedNote(verifying: checkpoint, keys: logKeys)) != nil else {
            return .refuse(.notSigned, evidence: nil)
        }
        let head = unverified.head
        let known = latest ?? .empty
        // Two roots for one size are a fork, whatever the request says beside them.
        let isFork = head.size == known.size && head.root != known.root
        guard oldSize <= head.size else {
            return .refuse(.malformed, evidence: isFork ? .fork : nil)
        }
        guard oldSize == known.size else {
            return .refuse(.conflict(size: known.size), evidence: isFork ? .fork : nil)
        }
        guard (try? ConsistentHeads(verifying: known, to: head, proof: proof)) != nil,
            let signed = try? SignedCheckpoint(
                verifying: checkpoint.bytes, origin: unverified.origin, logKeys: logKeys)
        else { return .refuse(.inconsistent, evidence: isFork ? .fork : .unproved) }
        return .cosign(signed)
    }
}

/// What a witness does with a request.
package enum WitnessJudgement: Hashable, Sendable {
    /// The checkpoint is recorded durably, and then its cosignature is answered.
    case cosign(SignedCheckpoint)
    /// Nothing is cosigned; where there is evidence, the signed checkpoint is kept whole.
    case refuse(WitnessRefusal, evidence: WitnessEvidence?)
}

/// What a checkpoint shows that a trusted key signed and that is not cosigned.
package enum WitnessEvidence: String, Hashable, Sendable {
    /// The log has signed two roots for one size: it has two histories.
    case fork
    /// No proof was given that it extends the checkpoint that was cosigned last; the log may have
    /// two histories, or who sent it a wrong proof.
    case unproved
    /// A directory shows a smaller head than the one that was cosigned last.
    case rollback
}

/// Why a witness does not cosign (C2SP tlog-witness), with the status that it answers.
package enum WitnessRefusal: Error, Hashable, Sendable {
    /// The request does not have its form, or its old size is above the checkpoint's (400).
    case malformed
    /// No known key of the log has signed, or a line of one does not verify (403).
    case notSigned
    /// The witness does not serve this log (404).
    case unknownOrigin
    /// The old size is not the one that the witness has (409, which the body tells).
    case conflict(size: UInt64)
    /// The checkpoint does not extend the one that was cosigned last: evidence to be kept (422).
    case inconsistent

    /// The HTTP status.
    package var status: Int {
        switch self {
        case .malformed: 400
        case .notSigned: 403
        case .unknownOrigin: 404
        case .conflict: 409
        case .inconsistent: 422
        }
    }

    /// The body that goes with ``conflict(size:)``: the size in decimal and a line feed, of the type
    /// `text/x.tlog.size`.
    package static func body(ofConflict size: UInt64) -> [UInt8] { Array("\(size)\n".utf8) }

    /// Reads the body of a conflict; `nil` for any other form.
    package static func size(ofConflict body: [UInt8]) -> UInt64? {
        guard body.last == 0x0a, let text = String(validating: body.dropLast(), as: UTF8.self)
        else {
            return nil
        }
        return Decimal.parse(text)
    }
}
