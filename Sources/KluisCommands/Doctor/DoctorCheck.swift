/// One thing that was looked at, and how it is.
struct DoctorCheck: Sendable {
    /// How it is.
    enum Verdict: String, Sendable {
        case fine = "ok"
        /// It works, and something should be done.
        case warning = "warn"
        /// Something is wrong.
        case failure = "fail"
    }

    /// A stable name, such as `keystore-mode`.
    let name: String
    /// How it is.
    let verdict: Verdict
    /// What was found, and what helps.
    let message: String

    init(_ name: String, _ verdict: Verdict, _ message: String) {
        self.name = name
        self.verdict = verdict
        self.message = message
    }

    /// For programs.
    var json: JSONValue {
        .object([
            ("check", .string(name)), ("verdict", .string(verdict.rawValue)),
            ("message", .string(message)),
        ])
    }
}
