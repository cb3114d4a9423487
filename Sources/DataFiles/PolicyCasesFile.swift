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
    /// - Throws: ``DataFileError`` with the line of the first fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let (read, problems) = Self.read(bytes, file: file)
        guard let read else {
            throw problems.first ?? DataFileError(file: file, line: 0, message: "no cases")
        }
        self = read
    }

    /// Reads cases, and goes on after each fault.
    ///
    /// - Returns: The file, or everything that is wrong with it.
    package static func read(
        _ bytes: [UInt8], file: String
    ) -> (file: PolicyCasesFile?, problems: [DataFileError]) {
        var problems = ProblemList()
        let read = problems.reading { () throws(DataFileError) in
            try YAMLDocument(bytes, file: file, limit: Self.maximumSize).root
        }.flatMap { PolicyCasesFile($0, &problems) }
        return (problems.problems.isEmpty ? read : nil, problems.problems)
    }

    private init?(_ root: YAMLNode, _ problems: inout ProblemList) {
        guard let mapping = problems.mapping(root, required: ["policy", "cases"]) else {
            return nil
        }
        let policy = problems.reading(mapping["policy"]) { (node) throws(DataFileError) in
            try node.text()
        }
        let nodes = problems.reading(mapping["cases"]) { (node) throws(DataFileError) in
            try node.list()
        }
        var cases: [PolicyCase] = []
        var lines: [String: Int] = [:]
        for node in nodes ?? [] {
            guard let policyCase = PolicyCase(node, &problems) else { continue }
            if lines[policyCase.name] != nil {
                problems.add(node.error("two cases have one name"))
            }
            lines[policyCase.name] = node.line
            cases.append(policyCase)
        }
        guard let policy else { return nil }
        self.file = root.file
        self.policy = policy
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
    /// Reads one case; `nil` when something is wrong with it.
    ///
    /// What `given` leaves out is no consent, every phase, no emergency, and another's section.
    fileprivate init?(_ node: YAMLNode, _ problems: inout ProblemList) {
        let count = problems.problems.count
        let mapping = problems.mapping(node, required: ["name", "given", "when", "then"])
        let given = problems.mapping(
            mapping?["given"], required: ["role", "relation"],
            optional: ["consent", "phase", "glass", "author"])
        let when = problems.mapping(
            mapping?["when"], required: ["action", "section", "purpose"])
        let then = problems.mapping(
            mapping?["then"], required: ["decision"], optional: ["by", "duties"])
        let name = problems.reading(mapping?["name"]) { (node) throws(DataFileError) in
            try node.text()
        }
        let isPermit = problems.reading(then?["decision"]) { (node) throws(DataFileError) in
            switch try node.text() {
            case "permit": true
            case "deny": false
            case let other: throw node.unknown("decision", other, among: ["permit", "deny"])
            }
        }
        let roles: WordSet<Role>? = problems.sweep(given?["role"], "role")
        let actions: WordSet<Action>? = problems.sweep(when?["action"], "action")
        let kinds = problems.reading(when?["section"]) { (node) throws(DataFileError) in
            try Self.sections(node)
        }
        let purposes: WordSet<Purpose>? = problems.sweep(when?["purpose"], "purpose")
        let relations: WordSet<Relation>? = problems.sweep(given?["relation"], "relation")
        let consents: WordSet<ConsentVerdict>? = problems.sweep(
            given?["consent"], "consent verdict")
        let phases: WordSet<Phase>? = problems.sweep(given?["phase"], "phase")
        let glass: WordSet<Glass>? = problems.sweep(given?["glass"], "glass")
        let authorship: WordSet<Authorship>? = problems.sweep(given?["author"], "author")
        let by = problems.reading(then?["by"]) { (node) throws(DataFileError) in
            Set(try node.texts())
        }
        let duties: DutySet? = problems.words(then?["duties"], "duty")
        guard problems.problems.count == count, let name, let isPermit, let roles, let actions,
            let kinds, let purposes, let relations
        else { return nil }
        self.init(
            name: name, roles: roles, actions: actions, kinds: kinds, purposes: purposes,
            relations: relations, consents: consents ?? [.none], phases: phases ?? .all,
            glass: glass ?? [.intact], authorship: authorship ?? [.other], isPermit: isPermit,
            by: by, duties: duties)
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
