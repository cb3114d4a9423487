package import AccessPolicy
internal import Records

/// The cases that a policy must pass, as they are written.
package struct PolicyCasesFile: Sendable {
    /// The largest file of cases that is read, in bytes: 4 MiB.
    package static let maximumSize = 4 << 20

    /// The name of the file.
    package let file: String
    /// The policy that they are about.
    package let policy: String
    /// The cases.
    package let cases: [PolicyCase]
    private let lines: [String: Int]

    /// Reads cases.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let root = try YAMLDocument(bytes, file: file, limit: Self.maximumSize).root
        let mapping = try root.mapping(required: ["policy", "cases"])
        var cases: [PolicyCase] = []
        var lines: [String: Int] = [:]
        for node in try mapping.required("cases").list() {
            let policyCase = try PolicyCase(node)
            guard lines[policyCase.name] == nil else { throw node.error("two cases have one name") }
            lines[policyCase.name] = node.line
            cases.append(policyCase)
        }
        self.file = file
        self.policy = try mapping.required("policy").text()
        self.cases = cases
        self.lines = lines
    }

    /// Runs the cases.
    ///
    /// - Parameter policy: The policy that must pass them.
    /// - Returns: What was reached.
    /// - Throws: ``DataFileError`` at the first case that fails.
    package func check(_ policy: CompiledPolicy) throws(DataFileError) -> PolicyCaseReport {
        let report = try run(policy)
        if let failure = report.failures.first { throw refusal(failure) }
        return report
    }

    /// Runs the cases, and reports those that fail with the others.
    ///
    /// - Throws: ``DataFileError`` when they are about another policy.
    package func run(_ policy: CompiledPolicy) throws(DataFileError) -> PolicyCaseReport {
        guard policy.name == self.policy else {
            throw DataFileError(
                file: file, line: 1, message: "the cases are about `\(self.policy)`")
        }
        return policy.run(cases)
    }

    /// A case that was not decided as it says, at its line.
    package func refusal(_ failure: PolicyCaseFailure, in policy: String? = nil) -> DataFileError {
        DataFileError(
            file: file, line: lines[failure.name] ?? 0,
            message: (policy.map { "in \($0): " } ?? "")
                + "case `\(failure.name)` expected \(failure.expected), "
                + "decided \(failure.decided), at \(failure.state)")
    }
}

extension PolicyCase {
    /// Reads one case.
    ///
    /// What `given` leaves out is no consent, every phase, no emergency, and another's section.
    fileprivate init(_ node: YAMLNode) throws(DataFileError) {
        let mapping = try node.mapping(required: ["name", "given", "when", "then"])
        let given = try mapping.required("given").mapping(
            required: ["role", "relation"], optional: ["consent", "phase", "glass", "author"])
        let when = try mapping.required("when").mapping(required: ["action", "section", "purpose"])
        let then = try mapping.required("then").mapping(
            required: ["decision"], optional: ["by", "duties"])
        let isPermit: Bool
        switch try then.required("decision").text() {
        case "permit": isPermit = true
        case "deny": isPermit = false
        case let other:
            throw try then.required("decision").unknown(
                "decision", other, among: ["permit", "deny"])
        }
        let by = try then["by"]?.texts()
        self.init(
            name: try mapping.required("name").text(),
            roles: try given.required("role").sweep("role"),
            actions: try when.required("action").sweep("action"),
            kinds: try Self.sections(try when.required("section")),
            purposes: try when.required("purpose").sweep("purpose"),
            relations: try given.required("relation").sweep("relation"),
            consents: try given["consent"]?.sweep("consent verdict") ?? [.none],
            phases: try given["phase"]?.sweep("phase") ?? .all,
            glass: try given["glass"]?.sweep("glass") ?? [.intact],
            authorship: try given["author"]?.sweep("author") ?? [.other], isPermit: isPermit,
            by: by.map { Set($0) }, duties: try then["duties"]?.wordSet("duty"))
    }

    private static func sections(_ node: YAMLNode) throws(DataFileError) -> WordSet<SectionKind> {
        guard case .text(let text) = node.content else { return try PolicySections.read(node) }
        let word = text == "*" ? "@all" : text
        let list = YAMLNode(
            file: node.file, line: node.line,
            content: .list([YAMLNode(file: node.file, line: node.line, content: .text(word))]))
        return try PolicySections.read(list)
    }
}
