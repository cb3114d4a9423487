package import ArgumentParser
package import TransparencyLog
internal import Glibc

/// Which checkpoints are believed.
package struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The log's key: its text, or a file that holds it.", valueName: "vkey"))
    package var vkey: String?

    @Option(
        help: ArgumentHelp(
            "A C2SP tlog-policy: which logs, which witnesses, and how many of them.",
            valueName: "file"))
    package var policy: String?

    package init() {}

    package func validate() throws {
        guard vkey == nil || policy == nil else {
            throw ValidationError(
                "--vkey and --policy are two ways to say what is trusted: give one")
        }
    }

    /// What the options say; `nil` when they say nothing.
    package func trust() throws(CheckFailure) -> LogTrust? {
        if let policy { return .policy(try GivenFiles.policy(policy)) }
        return try vkey.map { (key) throws(CheckFailure) in LogTrust(key: try GivenFiles.key(key)) }
    }

    /// What the options say, or the key in the file beside a directory.
    ///
    /// - Throws: Status 64 when neither says whom to trust.
    func requiredTrust(beside directory: String? = nil) throws(CheckFailure) -> LogTrust {
        if let trust = try trust() { return trust }
        if let directory, let key = try Self.key(beside: directory) { return LogTrust(key: key) }
        throw CheckFailure(
            .usage, "nothing says whose signature is believed",
            hint: "give --vkey with the log's key, or --policy with a trust policy")
    }

    /// The key in the file with `.vkey` at its end beside a path; `nil` when there is none.
    package static func key(beside path: String) throws(CheckFailure) -> VerifierKey? {
        var name = path
        while name.count > 1 && name.hasSuffix("/") { name.removeLast() }
        do throws(PlainFile.Failure) {
            _ = try PlainFile.read(name + ".vkey", limit: 4096)
        } catch {
            if error.isMissing { return nil }
        }
        return try GivenFiles.key(name + ".vkey")
    }
}

/// What is known of a log already, and where evidence goes.
package struct KnownOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A checkpoint, a proof or the file `heads` of an earlier time, all of which the log must "
                + "extend; may be given several times.", valueName: "file"))
    package var known: [String] = []

    @Option(
        help: ArgumentHelp(
            "Keep the signed notes of a fork or rollback here, whole.", valueName: "directory"))
    package var evidence: String?

    package init() {}
}

/// How a directory is read.
package struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Entries below it may be missing because the log was pruned.", valueName: "index"))
    package var minimumIndex: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "Keep how far the check is in this file, and go on from it.", valueName: "file"))
    package var resume: String?

    @Option(help: ArgumentHelp("How many threads read; the processors' number when left out."))
    package var jobs: Int?

    package init() {}

    package func validate() throws {
        guard (jobs ?? 1) > 0 else { throw ValidationError("--jobs is 1 or more") }
    }

    /// The same as the check takes it.
    ///
    /// - Parameter line: Shows how far the check is.
    /// - Returns: The options.
    package func options(showing line: TerminalLine) -> LogCheck.DirectoryOptions {
        var options = LogCheck.DirectoryOptions()
        options.minimumIndex = minimumIndex
        options.threads = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        options.progressFile = resume.map { ProgressFile($0) }
        options.progress = { done, total in
            line.show("reading entries: \(total == 0 ? 100 : done * 100 / total) %")
        }
        options.interrupted = { size in
            line.end()
            VerifyOutput.note(
                "note: stopped after \(size) entries; the same command goes on from there")
        }
        return options
    }
}

/// How `kluis-verify` prints.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false
}
