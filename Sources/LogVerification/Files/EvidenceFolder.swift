internal import Glibc
internal import TransparencyLog

/// A directory in which the signed notes of a conflict are kept.
struct EvidenceFolder {
    /// The path; made when it is missing.
    let path: String

    /// Keeps the files of a conflict; those that are there already stay.
    ///
    /// - Returns: The paths.
    func keep(_ conflict: LogConflictEvidence) throws(CheckFailure) -> [String] {
        do throws(PlainFile.Failure) {
            try PlainFile.makeDirectory(path)
        } catch {
            throw failure(error, path)
        }
        var paths: [String] = []
        for (name, bytes) in conflict.files {
            let file = "\(path)/\(name)"
            do throws(PlainFile.Failure) {
                try PlainFile.create(file, bytes)
            } catch {
                guard error.code == EEXIST,
                    (try? PlainFile.read(file, limit: LogProof.maximumSize)) == bytes
                else { throw failure(error, file) }
            }
            paths.append(file)
        }
        return paths
    }

    private func failure(_ error: PlainFile.Failure, _ file: String) -> CheckFailure {
        CheckFailure(
            .cannotCreate, "the evidence cannot be kept in `\(file)`: system error \(error.code)",
            hint: "name another directory with --evidence")
    }
}
