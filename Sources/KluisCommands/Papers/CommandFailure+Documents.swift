extension CommandFailure {
    /// The document is not what the vault says, or contradicts itself.
    static func changed(_ why: String, hint: String? = nil) -> Self {
        Self(
            .verificationFailed, "changed: \(why)", hints: hint.map { [$0] } ?? [],
            members: [JSONMember("verdict", .string("changed"))])
    }

    /// The vault knows no such document.
    static var unknownDocument: Self {
        Self(
            .noInput, "unknown: the vault knows no such document",
            members: [JSONMember("verdict", .string("unknown"))])
    }

    /// The published log tells of what the document names; its text was not compared.
    static func onlyLogged(_ told: [String], _ members: [(String, JSONValue)]) -> Self {
        Self(
            .refused, "not checked: its text was not compared, for the log holds no text",
            hints: told + ["whether the text is genuine, the vault tells those who may read it"],
            members: [JSONMember("verdict", .string("unchecked"))]
                + members.map { JSONMember($0.0, $0.1) })
    }

    /// Who asks may not read it, so its text was not compared.
    static func unchecked(entry: UInt64?) -> Self {
        let told = entry.map { "log entry \($0) tells of what the document names, but " } ?? ""
        return Self(
            .refused, "not checked: \(told)you may not read it, so its text was not compared",
            hints: ["ask the worker, or somebody who may read the section"],
            members: [JSONMember("verdict", .string("unchecked"))])
    }
}
