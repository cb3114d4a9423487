package import TransparencyLog

/// Makes proofs from a published directory, without the vault and its keys.
///
/// What is made is checked before it is given away: the tiles are not trusted.
package struct LogProving: Sendable {
    /// Which checkpoints are believed.
    package let trust: LogTrust
    private let directory: DirectorySource

    /// Reads a directory.
    package init(trust: LogTrust, directory: String) {
        self.trust = trust
        self.directory = DirectorySource(directory)
    }

    /// Proves that an entry stands in the log, under the published checkpoint with all its lines.
    ///
    /// - Parameter index: The entry's zero-based position.
    /// - Returns: The proof, with the entry as its extra data.
    /// - Throws: Status 66 for an index that is not published, or an entry that was pruned.
    package func proof(of index: UInt64) throws(CheckFailure) -> LogProof {
        let checkpoint = try published()
        guard index < checkpoint.head.size else {
            throw CheckFailure(
                .noInput,
                "there is no entry \(index): \(checkpoint.head.size) entries are published")
        }
        do throws(DirectoryError) {
            return try PublishedTree(size: checkpoint.head.size, read: directory.read)
                .proof(of: index, in: checkpoint)
        } catch {
            if case .missing(.bundle) = error {
                throw CheckFailure(.noInput, "entry \(index) is not there: it was pruned, or lost")
            }
            throw CheckFailure(LogRefusal(error))
        }
    }

    /// Proves that a newer checkpoint extends an older one, in the form in which a log asks a
    /// witness to cosign (C2SP tlog-witness).
    ///
    /// - Parameters:
    ///   - older: A file with the older checkpoint, or with a proof that carries it.
    ///   - newer: A file with the newer one; the published one when left out.
    /// - Returns: The proof, with the newer checkpoint.
    /// - Throws: ``CheckFailure``; a fork is found here too.
    package func extending(
        _ older: String, to newer: String?
    ) throws(CheckFailure) -> WitnessRequest {
        let published = try published()
        let old = try LogCheck.signed(older, trust, isHeldToPolicy: false)
        let new =
            try newer.map { (path) throws(CheckFailure) in
                try LogCheck.signed(path, trust, isHeldToPolicy: true)
            } ?? published
        try LogCheck.requireOneLog([old, new, published])
        let pair = CheckpointPair(known: old, found: new)
        do throws(DirectoryError) {
            if try !pair.isDecidedByHeads() {
                try pair.check(published: published, read: directory.read)
            }
            let tree = PublishedTree(size: published.head.size, read: directory.read)
            return WitnessRequest(
                oldSize: old.head.size, proof: try tree.prefix(old.head.size, of: new.head).proof,
                checkpoint: new.note)
        } catch {
            throw CheckFailure(LogRefusal(error))
        }
    }

    private func published() throws(CheckFailure) -> SignedCheckpoint {
        try LogCheck.signed("\(directory.path)/checkpoint", trust, isHeldToPolicy: true)
    }
}
