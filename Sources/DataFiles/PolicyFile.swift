package import AccessPolicy
internal import Records

/// A file of rules as it is written, with the line of each rule for whoever must mend it.
///
/// The format is docs/formats/policy-bundle.md.
package struct PolicyFile: Sendable {
    /// The largest file of rules that is read, in bytes: 12 MiB, for the most rules that are compiled.
    package static let maximumSize = 12 << 20

    /// The name of the file.
    package let file: String
    /// What the rules are called together.
    package let name: String
    /// The rules.
    package let rules: [PolicyRule]
    private let lines: [String: Int]

    /// The keys without which a file of rules is none.
    static let requiredKeys = ["policy", "vocabulary", "rules"]
    /// The keys without which a rule is none; one of `permit` and `forbid` comes to them.
    static let requiredRuleKeys = ["id", "to", "sections", "law", "label"]

    /// Reads a file of rules.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Throws: ``DataFileError`` with the line of the first fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let (read, problems) = Self.read(bytes, file: file)
        guard let read else {
            throw problems.first ?? DataFileError(file: file, line: 0, message: "no policy")
        }
        self = read
    }

    /// Reads a file of rules, and goes on after each fault.
    ///
    /// - Returns: The file, or everything that is wrong with it.
    package static func read(
        _ bytes: [UInt8], file: String
    ) -> (file: PolicyFile?, problems: [DataFileError]) {
        var problems = ProblemList()
        let read = problems.reading { () throws(DataFileError) in
            let root = try YAMLDocument(bytes, file: file, limit: Self.maximumSize).root
            try root.checkSizes(list: CompiledPolicy.maximumRules)
            return root
        }.flatMap { PolicyFile($0, &problems) }
        return (problems.problems.isEmpty ? read : nil, problems.problems)
    }

    private init?(_ root: YAMLNode, _ problems: inout ProblemList) {
        guard
            let mapping = problems.mapping(
                root, required: ["policy", "vocabulary", "rules"], optional: ["title"])
        else { return nil }
        _ = problems.reading(mapping["vocabulary"]) { (node) throws(DataFileError) in
            try node.checkVocabulary()
        }
        _ = problems.reading(mapping["title"]) { (node) throws(DataFileError) in
            try node.localizedText()
        }
        let name = problems.reading(mapping["policy"]) { (node) throws(DataFileError) in
            try node.text()
        }
        let nodes = problems.reading(mapping["rules"]) { (node) throws(DataFileError) in
            try node.list()
        }
        var rules: [PolicyRule] = []
        var lines: [String: Int] = [:]
        for node in nodes ?? [] {
            guard let rule = PolicyRule(node, &problems) else { continue }
            if lines[rule.id] != nil {
                problems.add(node.error("two rules are called `\(rule.id)`"))
            }
            lines[rule.id] = node.line
            rules.append(rule)
        }
        guard let name else { return nil }
        self.file = root.file
        self.name = name
        self.rules = rules
        self.lines = lines
    }

    /// Compiles the rules of this file alone.
    ///
    /// - Throws: ``DataFileError`` at the line of the rule that is at fault.
    package func compiled() throws(DataFileError) -> CompiledPolicy {
        do {
            return try CompiledPolicy(AccessRules(name: name, rules: rules))
        } catch {
            throw refusal(error.description, rule: error.rule)
        }
    }

    /// Compiles and proves the rules of this file alone.
    ///
    /// - Parameter progress: Is told how many of the roles are done, and of how many.
    /// - Returns: The policy, which may be adopted.
    /// - Throws: ``DataFileError`` at the line of the rule that is at fault.
    package func prove(
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(DataFileError) -> Adoptable {
        let policy = try compiled()
        do {
            return try Adoptable(proving: policy, progress: progress)
        } catch {
            throw refusal(error.description, rule: error.rule)
        }
    }

    /// The line of a rule; `nil` when this file has none of that name.
    func line(of rule: String) -> Int? { lines[rule] }

    private func refusal(_ message: String, rule: String?) -> DataFileError {
        DataFileError(file: file, line: rule.flatMap { lines[$0] } ?? 0, message: message)
    }
}

extension YAMLNode {
    /// Checks that words are from the closed vocabulary of this program.
    func checkVocabulary() throws(DataFileError) {
        let version = Int(BundleManifest.vocabulary)
        guard try integer(in: 1...1_000_000) == version else {
            throw error(
                "the words of this program are vocabulary \(version)",
                hint: "see which words changed, then write `vocabulary: \(version)`")
        }
    }
}

extension PolicyRule {
    /// Reads one rule; `nil` when something is wrong with it.
    fileprivate init?(_ node: YAMLNode, _ problems: inout ProblemList) {
        let count = problems.problems.count
        guard
            let mapping = problems.mapping(
                node, required: PolicyFile.requiredRuleKeys,
                optional: ["permit", "forbid", "for", "when", "duties", "note"])
        else { return nil }
        let effect: Effect = mapping["permit"] == nil ? .forbid : .permit
        let when = problems.mapping(
            mapping["when"], required: [],
            optional: ["relation", "consent", "phase", "glass", "author"])
        // Where a key is misspelt, it is not said as well that it is missing.
        if problems.problems.count == count {
            for problem in Self.incompleteness(of: node, mapping, when) { problems.add(problem) }
        }
        func text(_ node: YAMLNode) throws(DataFileError) -> String { try node.text() }
        let id = problems.reading(mapping["id"], text)
        let roles: WordSet<Role>? = problems.words(mapping["permit"] ?? mapping["forbid"], "role")
        let actions: WordSet<Action>? = problems.words(mapping["to"], "action")
        let kinds = problems.sections(mapping["sections"])
        let purposes: WordSet<Purpose>? = problems.words(mapping["for"], "purpose")
        let relations: WordSet<Relation>? = problems.words(when?["relation"], "relation")
        let consents: WordSet<ConsentVerdict>? = problems.words(
            when?["consent"], "consent verdict")
        let phases: WordSet<Phase>? = problems.words(when?["phase"], "phase")
        let glass: WordSet<Glass>? = problems.words(when?["glass"], "glass")
        let authorship: WordSet<Authorship>? = problems.words(when?["author"], "author")
        let duties: DutySet? = problems.words(mapping["duties"], "duty")
        let law = problems.reading(mapping["law"], text)
        let note = problems.reading(mapping["note"], text)
        let label = problems.reading(mapping["label"]) { (node) throws(DataFileError) in
            try node.localizedText()
        }
        guard problems.problems.count == count, let id, let roles, let actions, let kinds, let law,
            let label
        else { return nil }
        // What is left out matches everything; what was written wrongly has been told above.
        self.init(
            id: id, effect: effect, roles: roles, actions: actions, kinds: kinds,
            purposes: purposes ?? .all, relations: relations ?? .all, consents: consents ?? .all,
            phases: phases ?? .all, glass: glass, authorship: authorship ?? .all,
            duties: duties ?? [], law: law, note: note ?? "", label: label)
    }

    /// What a rule must say, given what it says.
    private static func incompleteness(
        of node: YAMLNode, _ mapping: YAMLMapping, _ when: YAMLMapping?
    ) -> [DataFileError] {
        guard (mapping["permit"] == nil) != (mapping["forbid"] == nil) else {
            return [node.error("a rule either permits or forbids")]
        }
        guard mapping["permit"] != nil else {
            return mapping["duties"].map { [$0.error("a prohibition has no duties")] } ?? []
        }
        // What a permit leaves open must be left open on purpose.
        var problems: [DataFileError] = []
        if mapping["for"] == nil {
            problems.append(node.error("a permit names its purposes", hint: "add `for: […]`"))
        }
        if when?["relation"] == nil {
            problems.append(
                node.error("a permit names its relations", hint: "add `when: {relation: […]}`"))
        }
        if mapping["duties"] == nil {
            problems.append(node.error("a permit names its duties", hint: "add `duties: [log]`"))
        }
        return problems
    }
}
