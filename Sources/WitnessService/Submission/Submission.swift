internal import CommandSupport
internal import PublishedLogs
internal import TransparencyLog

/// A head on its way to witnesses.
struct Submission {
    private let directory: PublishedDirectory
    private let client: WitnessClient
    private let checkpoint: SignedCheckpoint
    /// The checkpoint that readers have: whose witnesses are known to have seen its size.
    private let published: SignedCheckpoint?

    /// How it went with one witness.
    enum Outcome: Hashable, Sendable {
        /// It has cosigned; when.
        case cosigned(SignatureLine)
        /// It did not answer, or not as a witness does.
        case unavailable(String)
        /// It refused; the log and the witness do not agree about the past.
        case refused(String)
    }

    init(
        _ checkpoint: SignedCheckpoint, published: SignedCheckpoint?,
        in directory: PublishedDirectory, client: WitnessClient
    ) {
        self.directory = directory
        self.client = client
        self.checkpoint = checkpoint
        self.published = published
    }

    /// Asks one witness to cosign the head.
    func ask(_ witness: TrustPolicy.Witness, at url: String) throws -> Outcome {
        let prefix = url.hasSuffix("/") ? String(url.dropLast()) : url
        var size = rememberedSize(of: witness.key)
        // It tells once where it is; more often only when others submit at the same time.
        for _ in 0..<3 {
            let proof = try directory.consistencyProof(from: size, to: checkpoint.head.size)
            let request = WitnessRequest(
                oldSize: size, proof: proof, checkpoint: checkpoint.note)
            let answer: WitnessClient.Answer
            do {
                answer = try client.post(request.bytes, to: prefix + "/add-checkpoint")
            } catch let error as WitnessClient.Failure {
                return .unavailable(error.words)
            }
            switch answer.status {
            case 200: return cosignature(of: witness.key, in: answer)
            case 409:
                guard let told = WitnessRefusal.size(ofConflict: answer.body) else {
                    return .unavailable("it answers 409 without its size")
                }
                guard told <= checkpoint.head.size else {
                    return .refused(
                        "it has cosigned \(told) entries, more than the \(checkpoint.head.size) "
                            + "that are published: the log was rolled back or forked")
                }
                guard told != size else {
                    return .unavailable("it answers 409 with the size that it was sent")
                }
                size = told
            case 403: return .refused("it does not trust the log's key (403)")
            case 404: return .refused("it does not know the log (404)")
            case 422:
                return .refused(
                    "the head does not extend what it has cosigned (422): the log was forked, or "
                        + "the directory is damaged")
            case let status: return .unavailable("it answers \(status)")
            }
        }
        return .unavailable("its size changed each time that it was asked")
    }

    /// The size that a witness cosigned last, as far as the notes here tell; else 0.
    private func rememberedSize(of witness: VerifierKey) -> UInt64 {
        for signed in [checkpoint, published] {
            if let signed, signed.cosignatures.contains(where: { $0.key == witness }) {
                return signed.head.size
            }
        }
        return 0
    }

    private func cosignature(of witness: VerifierKey, in answer: WitnessClient.Answer) -> Outcome {
        guard let lines = SignatureLine.lines(answer.body),
            let line = lines.first(where: { checkpoint.time(of: $0, by: witness) != nil })
        else { return .unavailable("its answer holds no valid cosignature of its key") }
        return .cosigned(line)
    }
}
