package import AccessPolicy
internal import Records

/// A file of rules as it is written, with the line of each rule for whoever must mend it.
///
/// The format is docs/formats/policy-bundle.md.
package struct PolicyFile: Sendable {
    /// The largest file of rules that is read, in bytes: 16 MiB, for the most rules that are compiled.
    package static let maximumSize = 16 << 20

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
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let root = try YAMLDocument(bytes, file: file, limit: Self.maximumSize).root
        try root.checkSizes(list: CompiledPolicy.maximumRules)
        let mapping = try root.mapping(
            required: Self.requiredKeys, optional: ["title"])
        try mapping.required("vocabulary").checkVocabulary()
        _ = try mapping["title"]?.localizedText()
        var rules: [PolicyRule] = []
        var lines: [String: Int] = [:]
        for node in try mapping.required("rules").list() {
            let rule = try PolicyRule(node)
            guard lines[rule.id] == nil else {
                throw node.error("two rules are called `\(rule.id)`")
            }
            lines[rule.id] = node.line
            rules.append(rule)
        }
        self.file = file
        self.lines = lines
        self.rules = rules
        name = try mapping.required("policy").text()
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
    /// Reads one rule.
    fileprivate init(_ node: YAMLNode) throws(DataFileError) {
        let mapping = try node.mapping(
            required: PolicyFile.requiredRuleKeys,
            optional: ["permit", "forbid", "for", "when", "duties", "note"])
        let effect: Effect
        let roles: YAMLNode
        switch (mapping["permit"], mapping["forbid"]) {
        case (let permit?, nil): (effect, roles) = (.permit, permit)
        case (nil, let forbid?): (effect, roles) = (.forbid, forbid)
        default: throw node.error("a rule either permits or forbids")
        }
        let when = try mapping["when"]?.mapping(
            required: [], optional: ["relation", "consent", "phase", "glass", "author"])
        if effect == .permit {
            // What a permit leaves open must be left open on purpose.
            guard mapping["for"] != nil else {
                throw node.error("a permit names its purposes", hint: "add `for: […]`")
            }
            guard when?["relation"] != nil else {
                throw node.error(
                    "a permit names its relations", hint: "add `when: {relation: […]}`")
            }
            guard mapping["duties"] != nil else {
                throw node.error("a permit names its duties", hint: "add `duties: [log]`")
            }
        } else if let duties = mapping["duties"] {
            throw duties.error("a prohibition has no duties")
        }
        self.init(
            id: try mapping.required("id").text(), effect: effect,
            roles: try roles.wordSet("role"), actions: try mapping.required("to").wordSet("action"),
            kinds: try PolicySections.read(try mapping.required("sections")),
            purposes: try mapping["for"]?.wordSet("purpose") ?? .all,
            relations: try when?["relation"]?.wordSet("relation") ?? .all,
            consents: try when?["consent"]?.wordSet("consent verdict") ?? .all,
            phases: try when?["phase"]?.wordSet("phase") ?? .all,
            glass: try when?["glass"]?.wordSet("glass"),
            authorship: try when?["author"]?.wordSet("author") ?? .all,
            duties: try mapping["duties"]?.wordSet("duty") ?? [],
            law: try mapping.required("law").text(), note: try mapping["note"]?.text() ?? "",
            label: try mapping.required("label").localizedText())
    }
}

extension YAMLNode {
    /// The value as a set of distinct words; at least one.
    func wordSet<Word: PolicyWord>(_ noun: String) throws(DataFileError) -> WordSet<Word> {
        let words = try words(of: Word.self, noun)
        guard !words.isEmpty else { throw error("the list of \(noun)s is empty") }
        return WordSet(words)
    }

    /// The value as a set of words: a list, one word, or `*` for all.
    func sweep<Word: PolicyWord>(_ noun: String) throws(DataFileError) -> WordSet<Word> {
        guard case .text(let text) = content else { return try wordSet(noun) }
        return text == "*" ? .all : [try word(of: Word.self, noun)]
    }
}
