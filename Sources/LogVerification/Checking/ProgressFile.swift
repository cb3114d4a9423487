package import TransparencyLog

/// The file that lets a verification that was ended go on where it was.
package struct ProgressFile: Sendable {
    /// The path.
    package let path: String

    /// Names a file; it need not be there.
    package init(_ path: String) { self.path = path }

    /// What the file says; `nil` when there is none.
    ///
    /// - Throws: Status 65 for a file that is something else, which is never replaced.
    package func read() throws(CheckFailure) -> VerificationProgress? {
        let content: [UInt8]
        do throws(PlainFile.Failure) {
            content = try PlainFile.read(path, limit: VerificationProgress.maximumSize)
        } catch {
            if error.isMissing { return nil }
            throw CheckFailure(.noInput, "cannot read `\(path)`: system error \(error.code)")
        }
        guard let progress = VerificationProgress(content) else {
            throw CheckFailure(
                .badData, "`\(path)` is damaged, or is not what --resume wrote",
                hint: "remove it, and the log is verified from its beginning")
        }
        return progress
    }

    /// Replaces the file in one step.
    package func write(_ progress: VerificationProgress) throws(CheckFailure) {
        do throws(PlainFile.Failure) {
            try PlainFile.replace(path, with: progress.bytes)
        } catch {
            throw CheckFailure(
                .cannotCreate, "cannot write `\(path)`: system error \(error.code)",
                hint: "name another file with --resume")
        }
    }
}
