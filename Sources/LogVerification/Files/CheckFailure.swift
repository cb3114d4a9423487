package import TransparencyLog

/// Why a check was not made, or what it found: what a program says before it ends.
package struct CheckFailure: Error, Hashable, Sendable {
    /// How the program ends: the numbers of `sysexits.h`, and one of our own.
    package enum Status: Int32, Hashable, Sendable {
        /// A signature, a proof or the log does not verify.
        case verificationFailed = 20
        /// The command line is wrong.
        case usage = 64
        /// What was given is not what it should be.
        case badData = 65
        /// A file that was named is not there.
        case noInput = 66
        /// A file cannot be made.
        case cannotCreate = 73
        /// Reading or writing failed.
        case inputOutput = 74
    }

    /// How the program ends.
    package let status: Status
    /// What went wrong: lower case, without a full stop, what the user named in backticks.
    package let message: String
    /// What helps, where something does.
    package let hint: String?
    /// What the check found; `nil` when it could not be made.
    package let refusal: LogRefusal?
    /// The files in which the evidence was kept.
    package let evidence: [String]

    /// Makes a failure to check.
    package init(_ status: Status, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
        refusal = nil
        evidence = []
    }

    /// Takes what a check found.
    package init(_ refusal: LogRefusal, evidence: [String] = []) {
        status = refusal.verdict == .unreadable ? .inputOutput : .verificationFailed
        message = refusal.message
        hint = refusal.advice
        self.refusal = refusal
        self.evidence = evidence
    }

    /// What programs read of it beside message and exit status.
    package var members: [(String, ReportValue)] {
        (refusal?.members ?? [])
            + (evidence.isEmpty ? [] : [("evidence", .list(evidence.map(ReportValue.string)))])
    }

    /// What helps, and where the evidence is.
    package var hints: [String] {
        evidence.map { "kept as evidence: `\($0)`" } + (hint.map { [$0] } ?? [])
    }
}
