package import AccessPolicy
internal import CryptoPrimitives
internal import Records

/// A policy as it is written: a bundle, and the line of each rule for whoever must mend it.
///
/// The format is docs/formats/policy-bundle.md.
package struct PolicyFile: Sendable {
    /// The name of the file.
    package let file: String
    /// The rules.
    package let bundle: PolicyBundle
    private let lines: [String: Int]

    /// Reads a policy.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package init(_ bytes: [UInt8], file: String) throws(DataFileError) {
        let root = try YAMLDocument(bytes, file: file).root
        try root.checkSizes(list: CompiledPolicy.maximumRules)
        let mapping = try root.mapping(
            required: ["policy", "revision", "jurisdiction", "vocabulary", "valid", "rules"],
            optional: ["predecessor", "title"])
        _ = try mapping.required("vocabulary").integer(in: 1...1)
        let valid = try mapping.required("valid").mapping(required: ["from"], optional: ["until"])
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
        bundle = PolicyBundle(
            name: try mapping.required("policy").text(),
            revision: UInt64(try mapping.required("revision").integer(in: 1...1_000_000_000)),
            jurisdiction: try mapping.required("jurisdiction").text(),
            validFrom: try valid.required("from").date(), validUntil: try valid["until"]?.date(),
            predecessor: try Self.digest(mapping["predecessor"]), rules: rules)
    }

    /// Compiles and proves the policy.
    ///
    /// - Parameter progress: Is told how many of the roles are done, and of how many.
    /// - Returns: The policy, which may be adopted.
    /// - Throws: ``DataFileError`` at the line of the rule that is at fault.
    package func prove(
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(DataFileError) -> Adoptable {
        let policy: CompiledPolicy
        do {
            policy = try CompiledPolicy(bundle)
        } catch {
            throw refusal(error.description, rule: error.rule)
        }
        do {
            return try Adoptable(proving: policy, progress: progress)
        } catch {
            throw refusal(error.description, rule: error.rule)
        }
    }

    private func refusal(_ message: String, rule: String?) -> DataFileError {
        DataFileError(file: file, line: rule.flatMap { lines[$0] } ?? 0, message: message)
    }

    private static func digest(_ node: YAMLNode?) throws(DataFileError) -> Digest? {
        guard let node else { return nil }
        guard let bytes = [UInt8](hex: try node.text()), let digest = Digest(bytes) else {
            throw node.error("a hash is 64 hexadecimal digits")
        }
        return digest
    }
}

extension PolicyRule {
    /// Reads one rule.
    fileprivate init(_ node: YAMLNode) throws(DataFileError) {
        let mapping = try node.mapping(
            required: ["id", "to", "sections", "law", "label"],
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
